"""Imported messages and meetings in the log."""

import datetime as dt

import pytest
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson, Party
from vaulttool.network.contact import Contact
from vaulttool.usecases.import_people import Place, gather
from vaulttool.usecases.import_talks import import_talks

pytest.importorskip("rapidfuzz")
pytest.importorskip("phonenumbers")
PLACE = Place(wikilink=lambda path: f"[[{path.rpartition('/')[2].removesuffix('.md')}]]")
ANA = Contact("People/Ana Ruiz.md", "Ana Ruiz", ("Ana Ruiz",), emails=("ana@ruiz.example",))
CONTACTS = {ANA.path: ANA}


def mail(day: int, address: str, direction: str = "them", name: str = "") -> ImportedInteraction:
    return ImportedInteraction(
        dt.date(2026, 11, day), "email", direction, (Party(name, address),), "mail", "m"
    )  # type: ignore[arg-type]


def written(
    talks: list[ImportedInteraction], files: dict[str, bytes], people: list[ImportedPerson] | None = None
) -> int:
    edits = import_talks(gather(people or [], talks, CONTACTS, files.get, PLACE), files.get, PLACE).edits
    files |= {edit.path: edit.new for edit in edits if edit.new is not None}
    return len(edits)


def test_a_day_of_mails_is_a_line_with_the_first_mover():
    files: dict[str, bytes] = {}
    talks = [mail(2, "ana@ruiz.example"), mail(2, "Ana@ruiz.example", "me"), mail(3, "stranger@x.example")]
    assert written(talks, files) == 1
    (line,) = files["Log/2026-11 Mail.md"].decode().splitlines()
    assert line.startswith("- 2026-11-02 email exchange with [[Ana Ruiz]] (from:: them) ^vt-")
    assert written(talks, files) == 0


def test_another_import_adds_and_what_the_person_changed_stays():
    files: dict[str, bytes] = {}
    written([mail(2, "ana@ruiz.example")], files)
    corrected = files["Log/2026-11 Mail.md"].replace(b"email exchange with", b"~~email exchange with~~")
    files["Log/2026-11 Mail.md"] = corrected
    assert written([mail(2, "ana@ruiz.example"), mail(4, "ana@ruiz.example")], files) == 1
    assert files["Log/2026-11 Mail.md"].startswith(corrected)
    assert files["Log/2026-11 Mail.md"].count(b"\n") == 2


def test_an_address_that_only_an_imported_record_has_leads_to_the_contact():
    files: dict[str, bytes] = {}
    card = ImportedPerson(
        "Ana Ruiz", "Ana", "Ruiz", emails=("ana@ruiz.example", "a2@work.example"), source="vcard", record="c"
    )
    assert written([mail(2, "a2@work.example")], files, [card]) == 1


def test_a_full_name_leads_to_its_only_bearer_and_a_first_name_to_nobody():
    files: dict[str, bytes] = {}
    assert written([mail(2, "", name="Ana")], files) == 0
    assert written([mail(2, "", name="ana ruiz")], files) == 1


def test_the_lines_count_by_the_rules_of_the_vault(vault):
    vault.write("People/Ana Ruiz.md", "---\ntype: person\n---\n")
    files: dict[str, bytes] = {}
    kinds = ("email", "message", "lunch", "coffee", "call", "video", "meeting")
    talks = [
        ImportedInteraction(dt.date(2026, 11, day), kind, "them", (Party("Ana Ruiz"),), "mail", "m")
        for day, kind in enumerate(kinds, start=1)
    ]
    written(talks, files)
    for path, content in files.items():
        vault.write(path, content)
    import json

    found = [json.loads(line) for line in vault.run("interactions", "--json").out.splitlines()]
    assert [(one["kind"], one["direction"]) for one in reversed(found)] == [(kind, "them") for kind in kinds]
