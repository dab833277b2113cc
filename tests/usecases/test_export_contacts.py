"""Contacts on their way out."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.vcard import read_vcards
from vaulttool.network.contact import Contact, YearlyDay
from vaulttool.notes.problem import VaultError
from vaulttool.usecases.export_contacts import export_file, write_file, write_vdir

ANA = Contact(
    "People/Ana Ruiz.md", "Ana Ruiz", emails=("ana@ruiz.example",), days=(YearlyDay(5, 12, 1980, "birthday"),)
)
BOB = Contact("People/Bob Lee.md", "Bob Lee", company="[[Acme]]", properties={"uid": "../b"})
SECRET = Contact("People/S.md", "S", private=True)


def test_one_file_has_everybody_who_may_leave():
    people = list(read_vcards(export_file([BOB, SECRET, ANA], "vcard").splitlines(keepends=True), "c"))
    assert [one.name for one in people if isinstance(one, ImportedPerson)] == ["Ana Ruiz", "Bob Lee"]
    objects = [json.loads(line) for line in export_file([BOB, ANA], "json").splitlines()]
    assert [(one["name"], one["company"], one["birthday"]) for one in objects] == [
        ("Ana Ruiz", "", "1980-05-12"), ("Bob Lee", "Acme", ""),
    ]  # fmt: skip
    assert export_file([ANA], "csv").startswith(b"First Name,")
    assert b"RRULE:FREQ=YEARLY" in export_file([ANA], "ics")


def test_a_vdir_comes_to_rest_and_only_our_cards_go(tmp_path: Path):
    folder = tmp_path / "book"
    assert len(write_vdir(folder, [ANA, BOB, SECRET]).write) == 2
    (folder / "foreign.vcf").write_bytes(b"BEGIN:VCARD\r\nFN:X\r\nEND:VCARD\r\n")
    names = sorted(file.name for file in folder.glob("*.vcf"))
    assert not write_vdir(folder, [ANA, BOB]).write
    changed = write_vdir(folder, [replace(ANA, city="Lyon")])
    assert (len(changed.write), len(changed.remove)) == (1, 1)
    assert (folder / "foreign.vcf").exists()
    assert len(list(folder.glob("*.vcf"))) == len(names) - 1
    assert not list(folder.glob("*.tmp"))
    assert all("/" not in name and ".." not in name for name in names)


def test_a_manifest_that_points_elsewhere_removes_nothing(tmp_path: Path):
    (tmp_path / "precious.vcf").write_bytes(b"x")
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / ".vaulttool").write_text("../precious.vcf\n")
    write_vdir(folder, [ANA])
    assert (tmp_path / "precious.vcf").exists()


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_the_cards_pass_vobject(version):
    vobject = pytest.importorskip("vobject")
    cards = list(vobject.readComponents(export_file([ANA, BOB], "vcard", version).decode()))
    assert all(card.validate() for card in cards)
    assert len(cards) == 2


@pytest.mark.parametrize(
    "write", [lambda place: write_file(place, b"x"), lambda place: write_vdir(place, [ANA])]
)
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, write):
    (tmp_path / "file").write_bytes(b"no folder")
    with pytest.raises(VaultError, match=r"the export cannot be written there \(Not a directory\)"):
        write(tmp_path / "file" / "people")
