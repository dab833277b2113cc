"""The whole way: an export, boxes, ticks, and the last contact that comes of it."""

import json
import zipfile

import click
import pytest
from vaulttool.cli.main import vaulttool

pytest.importorskip("rapidfuzz")
pytest.importorskip("phonenumbers")

CONNECTIONS = (
    'Notes:\n"You may notice that some addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Acme,Chef,15 Jan 2024\n"
    "Bob,Lee,https://www.linkedin.com/in/bob-lee,bob@lee.example,Acme,Baker,16 Jan 2024\n"
)
MAIL = (
    "From a@b.example Mon Nov  2 10:00:00 2026\nFrom: Ana Ruiz <ana@ruiz.example>\nTo: mia@moor.example\n"
    "Date: Mon, 2 Nov 2026 10:00:00 +0100\n\nHi\n\n"
    "From a@b.example Tue Nov  3 10:00:00 2026\nFrom: mia@moor.example\nTo: Ana Ruiz <ana@ruiz.example>\n"
    "Date: Tue, 3 Nov 2026 10:00:00 +0100\n\nHi\n\n"
)


def test_an_archive_becomes_boxes_and_ticks_become_people(vault):
    with zipfile.ZipFile(vault.home / "export.zip", "w") as packed:
        packed.writestr("Connections.csv", CONNECTIONS)
    before = vault.write("People/Cleo Dahl.md", "---\ntype: person\n---\n").read_bytes()
    vault.run("import", str(vault.home / "export.zip"))
    assert vault.bytes("People/Cleo Dahl.md") == before
    note = vault.read("Inbox/LinkedIn.md")
    vault.write("Inbox/LinkedIn.md", note.replace("- [ ] **Ana", "- [x] **Ana"))
    assert "Nothing is new" in vault.run("import", str(vault.home / "export.zip")).out


def test_mails_move_the_last_contact(vault):
    vault.write("People/Ana Ruiz.md", "---\ntype: person\nemail: ana@ruiz.example\n---\n")
    (vault.home / "m.mbox").write_text(MAIL)
    vault.run("import", str(vault.home / "m.mbox"), "--me", "mia@moor.example")
    vault.run("update", "--yes")
    assert vault.property("People/Ana Ruiz.md", "last_contact") == "2026-11-03"
    after = vault.snapshot()
    vault.run("import", str(vault.home / "m.mbox"), "--me", "mia@moor.example")
    assert vault.snapshot() == after


def test_a_dry_run_writes_nothing_and_needs_no_vault(vault):
    (vault.home / "m.mbox").write_text(MAIL)
    done = vault.run("import", "--dry-run", "--json", str(vault.home / "m.mbox"), "--me", "mia@moor.example")
    kinds = [json.loads(line).get("direction", "person") for line in done.out.splitlines()]
    assert kinds == ["them", "me", "person"]
    assert vault.snapshot() == {}


def test_triage_makes_the_ticked_notes(vault):
    (vault.home / "c.csv").write_text(CONNECTIONS)
    vault.run("import", str(vault.home / "c.csv"))
    note = vault.read("Inbox/LinkedIn.md")
    vault.write("Inbox/LinkedIn.md", note.replace("- [ ] **Ana", "- [x] **Ana"))
    vault.run("triage", "--dry-run")
    assert not vault.exists("People/Ana Ruiz.md")
    vault.run("triage")
    assert vault.property("People/Ana Ruiz.md", "company") == "Acme"
    assert not vault.exists("People/Bob Lee.md")
    assert "Nothing is ticked" in vault.run("triage").out


def test_ticked_people_go_where_people_are(vault):
    vault.write("vaulttool.md", '---\ntype: vaulttool-settings\npeople_folders: ["*/People"]\n---\n')
    vault.write("Work/People/Cleo Dahl.md")
    (vault.home / "c.csv").write_text(CONNECTIONS)
    vault.run("import", str(vault.home / "c.csv"))
    note = vault.read("Inbox/LinkedIn.md")
    vault.write("Inbox/LinkedIn.md", note.replace("- [ ] **Ana", "- [x] **Ana"))
    vault.run("triage")
    assert vault.exists("Work/People/Ana Ruiz.md")


@pytest.mark.parametrize("name", ["import", "triage"])
def test_numbers_without_country_are_of_the_systems_own(name, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    context = click.Context(vaulttool)
    command = vaulttool.get_command(context, name)
    (region,) = (option for option in command.params if option.name == "region")
    assert region.get_default(context) == "FR"


def test_a_second_export_tells_who_moved_since_the_first(vault):
    first, second = vault.home / "first.csv", vault.home / "second.csv"
    first.write_text(CONNECTIONS)
    second.write_text(CONNECTIONS.replace("ana-ruiz,,Acme,Chef", "ana-ruiz,,Quaylight,Head chef"))
    vault.run("import", str(first), today="2026-03-14")
    note = vault.read("Inbox/LinkedIn.md")
    vault.write("Inbox/LinkedIn.md", note.replace("- [ ] **Ana", "- [x] **Ana"))
    vault.run("triage", today="2026-03-14")
    assert "company: Acme" in vault.read("People/Ana Ruiz.md")
    vault.run("import", str(second), today="2026-11-24")
    assert "company: Acme" in vault.read("People/Ana Ruiz.md")
    note = vault.read("Inbox/LinkedIn.md")
    lines = ["- [x]" + line[5:] if "Ana Ruiz]]" in line else line for line in note.split("\n")]
    vault.write("Inbox/LinkedIn.md", "\n".join(lines))
    vault.run("triage", today="2026-11-24")
    ana = vault.read("People/Ana Ruiz.md")
    assert "company: Quaylight\n" in ana and "role: Head chef\n" in ana
    assert "- 2026-11-24: company: Acme → Quaylight (since 2026-03-14)\n" in ana
    assert "- 2026-11-24: role: Chef → Head chef (since 2026-03-14)\n" in ana
    vault.write("Daily/2026-01-05.md", "Lunch with [[Ana Ruiz]].\n")
    vault.write("Daily/2026-11-23.md", "Lunch with [[Zed Low]].\n")
    vault.write("People/Zed Low.md", "---\ntype: person\n---\n")
    vault.run("agenda")
    assert "Moved since March: from Acme to Quaylight." in vault.read("Agenda/2026-W48.md")
    assert "Ana Ruiz" in vault.run("list", "--company", "Acme", "--ever").out
    vault.run("import", str(second), today="2026-11-24")
    before = vault.snapshot()
    assert "Nothing is new" in vault.run("import", str(second), today="2026-12-24").out
    assert vault.snapshot() == before


def test_who_was_known_before_the_first_export_moved_since_it_too(vault):
    first, second = vault.home / "first.csv", vault.home / "second.csv"
    first.write_text(CONNECTIONS)
    second.write_text(CONNECTIONS.replace("ana-ruiz,,Acme", "ana-ruiz,,Quaylight"))
    ana = "---\ncompany: '[[Acme]]'\nrole: Chef\nlinkedin: https://www.linkedin.com/in/ana-ruiz\n---\n"
    vault.write("People/Ana Ruiz.md", ana)
    vault.run("import", str(first), today="2026-03-14")
    assert vault.read("People/Ana Ruiz.md") == ana
    vault.run("import", str(second), today="2026-11-24")
    note = vault.read("Inbox/LinkedIn.md")
    lines = ["- [x]" + line[5:] if "Ana Ruiz]]" in line else line for line in note.split("\n")]
    vault.write("Inbox/LinkedIn.md", "\n".join(lines))
    vault.run("triage", today="2026-11-24")
    assert "- 2026-11-24: company: Acme → Quaylight (since 2026-03-14)\n" in vault.read("People/Ana Ruiz.md")
