"""Whatever the index has lost or holds wrongly, the answer is that of the notes."""

import sqlite3
import time

import pytest
from test_index import TEXTS, answer, at_once, do, index_of, root, shown, update_until_rest
from vaulttool.network.contact import Contact
from vaulttool.vault.index_file import IndexFile
from vaulttool.vault.known_names import KnownNoteNames, KnownPeopleNames
from vaulttool.vault.resolution import HeldNoteNames

__all__ = ["root"]

ADA, BO = "People/Ada Kvist.md", "People/Bo Rund.md"
HELD = [
    "facts.facts",
    "meeting.people",
    "meta.value",
    "person.contact",
    "person.talks",
    "share.stats",
    "told.more",
    "told.people",
    "told.problems",
]


@pytest.fixture
def rested(root, monkeypatch):
    """A vault with a settings note, of which everything is known."""
    do(root, "settings", "People", "")
    (root / "Plan.md").write_text(TEXTS[3], encoding="utf-8")
    (root / "Lunch.md").write_text(TEXTS[11] + TEXTS[4], encoding="utf-8")
    (root / "Odd.md").write_text(TEXTS[7], encoding="utf-8")
    now = time.time_ns()
    monkeypatch.setattr("vaulttool.vault.kept_settings.time.time_ns", lambda: now + 10**12)
    update_until_rest(root)
    return root


def spoil(root, table, column):
    """Change the last byte of all that is held there, so that its checksum does not hold any more."""
    connection = sqlite3.connect(index_of(root))
    connection.create_function("spoiled", 1, lambda held: held[:-1] + bytes([held[-1] ^ 1]))
    done = connection.execute(f"UPDATE {table} SET {column}=spoiled({column}) WHERE typeof({column})='blob'")
    assert done.rowcount
    connection.commit()
    connection.close()


@pytest.mark.parametrize("place", HELD)
@pytest.mark.parametrize("change", ["nothing", "a talk", "a name"])
def test_what_is_held_wrongly_is_found_anew(rested, place, change):
    spoil(rested, *place.split("."))
    if change == "a talk":
        (rested / "2026-11-22.md").write_text("Lunch with [[Ada Kvist]].\n", encoding="utf-8")
    if change == "a name":
        (rested / "People/Cy Holm.md").write_text("---\naliases: [Ada]\n---\n", encoding="utf-8")
    for _ in range(2):
        assert answer(rested, True) == answer(rested, False)


@pytest.mark.parametrize(
    "place", ["person.contact", "person.talks", "told.more", "share.stats", "meta.value"]
)
def test_nothing_is_shown_at_once_of_what_is_held_wrongly(rested, place):
    assert at_once(rested, ADA) == shown(rested, ADA)
    spoil(rested, *place.split("."))
    assert at_once(rested, ADA) is None


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("Ada Kvist", ADA),
        ("ada", BO),
        ("[[Ada Kvist|her]]", ADA),
        ("People/Ada Kvist.md", ADA),
        ("Kvist", ADA),
        ("Bo", BO),
        ("Rund", BO),
        ("Nobody", None),
        ("Plan", None),
        ("\udce9", None),
    ],
)
def test_a_person_is_shown_at_once_by_every_name_that_means_nobody_else(rested, said, path):
    assert at_once(rested, said) == (None if path is None else shown(rested, path))


@pytest.mark.parametrize("first", ["named", "stamped"])
def test_names_of_notes_are_those_of_the_disk_where_the_index_answers_nothing(first):
    paths = ["People/Ada.md", "Archive/Ada.md", "20261120T0900--ada.md"]
    file = IndexFile(None, 1, "CREATE TABLE other (x);", lambda connection: None)
    file.open()
    names, held = KnownNoteNames(file, lambda: paths), HeldNoteNames(paths)
    asked = {"named": "ada", "stamped": "20261120t0900"}
    for question in (first, *asked):
        assert getattr(names, question)(asked[question]) == getattr(held, question)(asked[question])
    assert names.at("people/ada") == "People/Ada.md"
    file.close()


@pytest.mark.parametrize("first", ["called", "is_contact"])
def test_names_of_people_are_those_of_the_notes_where_the_index_answers_nothing(first):
    contacts = {ADA: Contact(ADA, "Ada Kvist")}
    file = IndexFile(None, 1, "CREATE TABLE other (x);", lambda connection: None)
    file.open()
    names = KnownPeopleNames(file, BO, lambda: contacts)
    if first == "called":
        assert list(names.called("ada kvist")) == [ADA]
    assert [names.is_contact(path) for path in (ADA, BO, "Plan.md")] == [True, False, False]
    assert list(names.called("ada kvist")) == [ADA]
    file.close()
