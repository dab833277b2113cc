"""A folder of cards that a phone writes to as well."""

from dataclasses import replace
from pathlib import Path

import pytest
from vaulttool.exchange.vdir_cards import with_foreign
from vaulttool.network.contact import Contact
from vaulttool.usecases.export_contacts import write_vdir

from in_process import in_process


@pytest.fixture
def vault(vault):
    return in_process(vault)


ANA = Contact(
    "People/Ana Ruiz.md", "Ana Ruiz", ("Ana Ruiz",), emails=("ana@ruiz.example",), phones=("+34600000001",)
)


def card(folder: Path) -> Path:
    (found,) = folder.glob("*.vcf")
    return found


def test_what_a_phone_changed_is_left_alone_until_the_vault_says_it_too(tmp_path: Path):
    write_vdir(tmp_path, [ANA])
    edited = card(tmp_path).read_bytes().replace(b"+34600000001", b"+34 600 000 002")
    card(tmp_path).write_bytes(edited)
    assert write_vdir(tmp_path, [replace(ANA, city="Lyon")]).changed_there == (card(tmp_path).name,)
    assert card(tmp_path).read_bytes() == edited
    taken_over = replace(ANA, phones=("+34600000001", "+34600000002"))
    assert not write_vdir(tmp_path, [taken_over]).changed_there
    assert b"+34600000002" in card(tmp_path).read_bytes()
    card(tmp_path).write_bytes(edited)
    assert not write_vdir(tmp_path, [ANA], replace=True).changed_there
    assert b"+34600000001" in card(tmp_path).read_bytes()


def test_a_card_that_was_changed_there_is_not_removed(tmp_path: Path):
    write_vdir(tmp_path, [ANA])
    card(tmp_path).write_bytes(card(tmp_path).read_bytes().replace(b"Ruiz", b"Ruz"))
    assert len(write_vdir(tmp_path, []).changed_there) == 1
    assert card(tmp_path).exists()
    write_vdir(tmp_path, [], replace=True)
    assert not list(tmp_path.glob("*.vcf"))


@pytest.mark.parametrize(
    "moved",
    [replace(ANA, path="Archive/Ana Ruiz.md"), replace(ANA, path="People/Ana R.md", names=("Ana R",))],
)
def test_a_note_that_moves_keeps_its_uid(tmp_path: Path, moved: Contact):
    write_vdir(tmp_path, [ANA])
    name = card(tmp_path).name
    write_vdir(tmp_path, [moved])
    assert card(tmp_path).name == name
    assert name.removesuffix(".vcf").encode() in card(tmp_path).read_bytes()
    before = card(tmp_path).read_bytes()
    assert not write_vdir(tmp_path, [moved]).write
    assert card(tmp_path).read_bytes() == before


def test_a_photo_that_a_phone_added_stays_when_the_card_is_written_anew(tmp_path: Path):
    write_vdir(tmp_path, [ANA])
    photo = (
        b"PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg\r\nitem1.TEL:1\r\nitem1.X-ABLabel:x\r\nREV:2026\r\n"
    )
    card(tmp_path).write_bytes(card(tmp_path).read_bytes().replace(b"END:", photo + b"END:"))
    write_vdir(tmp_path, [replace(ANA, city="Lyon")], replace=True)
    text = card(tmp_path).read_bytes()
    assert b"PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg\r\nEND:VCARD" in text
    assert b"Lyon" in text and b"X-ABLabel" not in text and b"REV" not in text
    assert not write_vdir(tmp_path, [replace(ANA, city="Lyon")]).write


def test_properties_of_another_version_are_not_mixed_in():
    old = b"BEGIN:VCARD\r\nVERSION:4.0\r\nPHOTO:data:x\r\nEND:VCARD\r\n"
    new = b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
    assert with_foreign(new, old) == new


def test_the_agenda_is_a_calendar_that_comes_to_rest(vault):
    icalendar = pytest.importorskip("icalendar")
    vault.write("People/Ana Ruiz.md", "---\ntype: person\ncircle: inner\n---\n- 2026-05-02 lunch with her\n")
    vault.write("People/Bob Lee.md", "---\ntype: person\ncircle: close\n---\n- 2026-01-02 called him\n")
    vault.write("Note.md", "- [ ] Send [[Bob Lee]] the plan 📅 2026-11-26\n")
    vault.write("2026-11-27 Coffee with Ana.md", "---\nattendees: ['[[Ana Ruiz]]']\n---\n")
    place = vault.home / "agenda.ics"
    vault.run("export", "agenda", str(place))
    events = icalendar.Calendar.from_ical(place.read_bytes()).walk("VEVENT")
    said = {str(event["SUMMARY"]): event["DTSTART"].dt.isoformat() for event in events}
    assert said["What you promised Bob Lee: Send Bob Lee the plan"] == "2026-11-26"
    assert said["2026-11-27 Coffee with Ana"] == "2026-11-27"
    assert said["Lunch with Bob Lee"] == "2026-11-23"
    before = place.read_bytes()
    vault.run("export", "agenda", str(place))
    assert place.read_bytes() == before
