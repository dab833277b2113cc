"""Files, archives and folders that a person hands to import."""

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from vaulttool.cli.import_ import command
from vaulttool.exchange.recognise import recognise
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson, LeftOut, Record
from vaulttool.notes.problem import VaultError
from vaulttool.usecases.read_import import How, read_import

HOW = How(dt.date(2026, 11, 24))
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nN:Ruiz;Ana;;;\r\nEND:VCARD\r\n"
TABLE = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBob,Lee,,,,,15 Jan 2024\n"
MAIL = (
    b"From: ana@ruiz.example\nTo: mia@moor.example\nDate: Mon, 2 Nov 2026 10:00:00 +0100\nSubject: x\n\nHi\n"
)


def read(*paths: Path, how: How = HOW) -> list[Record]:
    return list(read_import(paths, how))


def people(found: list[Record]) -> list[str]:
    return [one.name for one in found if isinstance(one, ImportedPerson)]


def archive(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (CARD, "vcard"),
        ("\ufeff".encode("utf-16-le") + CARD.decode().encode("utf-16-le"), "vcard"),
        (b"\n\nbegin:vcalendar\n", "calendar"),
        (b"From a@b.example Mon Nov  2 10:00:00 2026\n" + MAIL, "mbox"),
        (MAIL, "mail"),
        (TABLE, "csv"),
        (b"CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER\n", "linkedin-messages"),
        (b"From,To,Sent At,Message,Direction\n", "linkedin-invitations"),
        (b'{"version": "1.0-preview.1", "account": {"data": []}}', "monica"),
        (b"# contacts dump of data\nINSERT IGNORE INTO contacts (`id`) VALUES\n", "monica-sql"),
        (b"### Activities:\n- 2018-01-04: x\n", "friends"),
        (b"* Ana\n:PROPERTIES:\n:EMAIL: a@b.example\n:END:\n", "org"),
        (b"dn: cn=Ana\ncn: Ana\nmail: a@b.example\n", "ldif"),
        (b"PK\x03\x04", "zip"),
        (b"root:x:0:0:root:/root:/bin/bash\nmail:x:8:8:mail:/var/mail:/usr\n", None),
        (b"\x7fELF\x02\x01\x01\x00", None),
        (b"", None),
    ],
)
def test_a_kind_is_known_by_content(head: bytes, kind: str | None):
    assert recognise(head) == kind


def test_an_archive_is_read_member_by_member(tmp_path: Path):
    members = {"a/Connections.csv": TABLE, "c.vcf": CARD, "__MACOSX/c.vcf": CARD, "p.png": b"x"}
    path = archive(tmp_path / "x.zip", **members)
    found = read(path)
    assert people(found) == ["Bob Lee", "Ana Ruiz"]
    assert found[0].record == "x.zip/a/Connections.csv:2"


def test_members_that_bite_are_left_out_and_the_others_kept(tmp_path: Path):
    members = {"../evil.vcf": CARD, "bomb.csv": b"0" * 20_000_000, "in.zip": b"x", "c.vcf": CARD}
    path = archive(tmp_path / "x.zip", **members)
    found = read(path)
    assert people(found) == ["Ana Ruiz"]
    assert len([one for one in found if isinstance(one, LeftOut)]) == 3
    assert not (tmp_path.parent / "evil.vcf").exists()


def test_a_cut_archive_and_a_cut_member_are_told(tmp_path: Path):
    whole = archive(tmp_path / "x.zip", **{"c.vcf": CARD * 50}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:100])
    assert not people(read(tmp_path / "cut.zip"))
    assert read(tmp_path / "cut.zip")


def test_a_folder_of_cards_and_a_maildir_are_read(tmp_path: Path):
    (tmp_path / "book").mkdir()
    for name in ("1.vcf", ".hidden.vcf", "2.vcf.tmp"):
        (tmp_path / "book" / name).write_bytes(CARD)
    assert people(read(tmp_path / "book")) == ["Ana Ruiz"]
    (tmp_path / "mail" / "cur").mkdir(parents=True)
    (tmp_path / "mail" / "cur" / "1:2,S").write_bytes(MAIL)
    (tmp_path / "mail" / "cur" / "2:2,S").write_bytes(MAIL.replace(b"2 Nov", b"3 Nov"))
    found = read(tmp_path / "mail", how=How(HOW.today, me=frozenset(("mia@moor.example",))))
    assert [one.direction for one in found if isinstance(one, ImportedInteraction)] == ["them", "them"]
    assert [one.emails for one in found if isinstance(one, ImportedPerson)] == [("ana@ruiz.example",)]


def test_utf_16_is_read(tmp_path: Path):
    (tmp_path / "c.csv").write_bytes(TABLE.decode().encode("utf-16"))
    assert people(read(tmp_path / "c.csv")) == ["Bob Lee"]


def test_a_path_that_is_not_there_stops(tmp_path: Path):
    with pytest.raises(VaultError):
        read(tmp_path / "no.vcf")


def test_the_command_prints_a_line_of_json_a_record(tmp_path: Path):
    (tmp_path / "c.vcf").write_bytes(CARD + b"BEGIN:VCARD\r\nEND:VCARD\r\n")
    done = CliRunner().invoke(command, ["--dry-run", "--json", str(tmp_path / "c.vcf")])
    assert done.exit_code == 0, done.output
    person, left = map(json.loads, done.stdout.splitlines())
    assert person == {
        "name": "Ana Ruiz",
        "given": "Ana",
        "family": "Ruiz",
        "emails": [],
        "phones": [],
        "urls": [],
        "company": "",
        "role": "",
        "birthday": "",
        "source": "vcard",
        "record": "c.vcf:1",
    }
    assert left.keys() == {"problem", "record"}


def test_the_command_fails_loudly_where_nothing_is_understood(tmp_path: Path):
    (tmp_path / "c.csv").write_bytes(b"1,2\n3,4\n")
    done = CliRunner().invoke(command, ["--dry-run", str(tmp_path / "c.csv")])
    assert done.exit_code == 1
    assert "--as" in done.stderr
    (tmp_path / "names.csv").write_bytes(b"Wer,Wo\nAna Ruiz,Acme\n")
    told = ["--dry-run", "--as", "viadeo", "--map", "Wer=name", str(tmp_path / "names.csv")]
    done = CliRunner().invoke(command, told)
    assert (done.exit_code, "Ana Ruiz" in done.stdout) == (0, True)


def test_names_that_would_steer_a_terminal_are_shown_as_escapes(tmp_path: Path):
    (tmp_path / "c.csv").write_bytes(b"Name,Company\nAna,Acme\x1b[31m\n")
    done = CliRunner().invoke(command, ["--dry-run", str(tmp_path / "c.csv")])
    assert "\x1b" not in done.stdout


def test_old_charsets_are_read_and_a_told_one_is_believed(tmp_path):
    (tmp_path / "a.vcf").write_bytes("BEGIN:VCARD\nFN:Иван Иванов\nEND:VCARD\n".encode("cp1251"))
    (tmp_path / "b.csv").write_bytes(
        "姓,名,電子メール\n田中,太郎,t@x.example\nたなか,た,u@x.example\n".encode("cp932")
    )
    told = b"BEGIN:VCARD\nFN;CHARSET=KOI8-R:" + "Иван Иванов".encode("koi8-r") + b"\nEND:VCARD\n"
    (tmp_path / "c.vcf").write_bytes(told)
    found = list(read_import([tmp_path], How(dt.date(2026, 11, 24))))
    assert [one.name for one in found if isinstance(one, ImportedPerson)] == [
        "Иван Иванов", "田中太郎", "た たなか", "Иван Иванов",
    ]  # fmt: skip
