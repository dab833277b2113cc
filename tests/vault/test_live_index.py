"""Who keeps the index open gets the answer of the notes, or is told to read them anew."""

import sqlite3

import pytest
from test_index import (
    MEETING,
    PATHS,
    TEXTS,
    TODAY,
    answer,
    at_once,
    index_of,
    opened,
    root,
    shown,
    update_until_rest,
)
from test_index_damage import spoil
from vaulttool.network.contact import Contact
from vaulttool.vault.index import Index
from vaulttool.vault.kept_form import kept_contact, opened_contact
from vaulttool.vault.live_index import LiveIndex, ReadAnew
from vaulttool.vault.opened_when_asked import ListedWhenAsked, MadeWhenAsked
from vaulttool.vault.own_person import MEETINGS
from vaulttool.vault.read_notes import facts_of_file
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import network_on
from vaulttool.vault.walk import walk

__all__ = ["root"]

ADA, BO = PATHS[:2]


@pytest.fixture
def live(root):
    update_until_rest(root)
    vault = opened(root, True)
    live = LiveIndex.of(vault)
    yield live
    live.close()


def change(root, path="2026-11-22.md", text="Lunch with [[Ada Kvist]].\n"):
    """Write a note, and give what a look at it finds."""
    (root / path).write_text(text, encoding="utf-8")
    [file] = [file for file in walk(root).files if file.path == path]
    return [file], {path: facts_of_file(root, file, opened(root, False).reading)}, []


def meet(root, numbers):
    """Write meetings that Bo attended, each with a guest."""
    for number in numbers:
        (root / f"Meeting {number}.md").write_text(MEETING.format(number, number + 1), encoding="utf-8")


def same(root):
    assert answer(root, True) == answer(root, False)
    return opened(root, True).read.me


def test_who_attends_all_meetings_is_the_user_from_that_meeting_on(root):
    meet(root, range(MEETINGS - 1))
    assert same(root) is None
    meet(root, [MEETINGS])
    assert same(root) == BO
    (root / f"Meeting {MEETINGS}.md").unlink()
    assert same(root) is None


def test_where_another_is_the_user_all_notes_are_read_anew(root):
    meet(root, range(MEETINGS - 1))
    update_until_rest(root)
    live = LiveIndex.of(opened(root, True))
    last = change(root, "Meeting 99.md", MEETING.format(99, 9))
    with pytest.raises(ReadAnew):
        live.bring_in(*last)
    live.close()


def test_a_change_is_brought_in_and_concerns_whom_it_names(root, live):
    assert ADA in live.bring_in(*change(root))
    assert live.people() == [ADA, BO]


@pytest.mark.parametrize("place", ["meta.value", "person.contact", "person.talks", "facts.facts"])
def test_what_the_index_holds_wrongly_is_never_told(root, live, place):
    spoil(root, *place.split("."))
    try:
        live.bring_in(*change(root, "People/Cy Holm.md", "---\naliases: [Ada]\n---\n"))
        read = live.read_people([ADA], frozenset())
    except ReadAnew:
        return
    assert place == "facts.facts"
    assert read.talks[ADA] == opened(root, False).read.talks[ADA]


def test_where_the_index_is_gone_all_notes_are_read_anew(root, live):
    with sqlite3.connect(index_of(root)) as connection:
        connection.execute("DROP TABLE person")
    connection.close()
    for ask in (live.people, live.people_count, lambda: live.bring_in(*change(root))):
        with pytest.raises(ReadAnew):
            ask()


def test_where_others_write_all_the_time_the_notes_are_read_anew(root, live, monkeypatch):
    plain = Index._look_again

    def look_again(index):
        plain(index)
        with sqlite3.connect(index_of(root), isolation_level=None) as other:
            other.execute("UPDATE meta SET value=value+1 WHERE key='generation'")
        other.close()

    note = change(root)
    monkeypatch.setattr(Index, "_look_again", look_again)
    with sqlite3.connect(index_of(root), isolation_level=None) as other:
        other.execute("UPDATE meta SET value=value+1 WHERE key='generation'")
    other.close()
    with pytest.raises(ReadAnew):
        live.bring_in(*note)
    monkeypatch.undo()


def test_a_vault_that_another_changes_all_the_time_is_read_all_the_same(root, monkeypatch):
    update_until_rest(root)
    (root / PATHS[4]).write_text(TEXTS[3], encoding="utf-8")
    plain = Index.as_it_is

    def as_it_is(index):
        with sqlite3.connect(index_of(root), isolation_level=None) as other:
            other.execute("UPDATE meta SET value=value+1 WHERE key='generation'")
        other.close()
        return plain(index)

    expected = answer(root, False)
    monkeypatch.setattr(Index, "as_it_is", as_it_is)
    assert answer(root, True) == expected


def test_an_index_that_fails_while_it_is_read_is_not_believed(root, monkeypatch):
    update_until_rest(root)
    plain = Index.as_it_is

    def as_it_is(index):
        index.file.failures += 1
        return plain(index)

    expected = answer(root, False)
    monkeypatch.setattr(Index, "as_it_is", as_it_is)
    index = opened(root, True).index
    index.file.failures = 0
    assert answer(root, True) == expected


def test_without_a_cache_folder_the_notes_are_held_in_an_index_without_a_name(root):
    vault = opened(root, False)
    live = LiveIndex.of(vault)
    files, facts, gone = change(root)
    assert ADA in live.bring_in(files, facts, gone)
    live.looked()
    assert live.people() == [ADA, BO]
    live.close()


def test_an_index_that_never_looked_says_so_and_keeps_nothing_of_nothing(tmp_path):
    with Index(tmp_path, Settings()) as index:
        assert index.looked_at() is None
        index.looked()
        assert index.looked_at() is not None
        assert index.change([], [], {})
    with Index(None, Settings()) as index:
        index.looked()
        assert index.looked_at() is None


def test_a_note_without_an_end_in_itself_is_kept_too():
    odd: list[object] = []
    odd.append(odd)
    contact = Contact(ADA, "Ada Kvist", properties={"odd": odd})
    found = opened_contact(ADA, kept_contact(contact))
    assert (found.path, found.name, len(found.properties["odd"])) == (ADA, "Ada Kvist", 1)


def test_nobody_has_a_last_talk_who_is_nobody(root):
    network = network_on(opened(root, False).read, TODAY)
    assert network.last_contact.get("People/Nobody.md") is None
    assert len(network.last_contact) == 2
    assert at_once(root, ADA) in (None, shown(root, ADA))


def test_what_is_made_when_it_is_asked_for_is_made_once():
    made = []

    def make(key):
        made.append(key)
        if key == "c":
            raise KeyError(key)
        return key.upper()

    values = MadeWhenAsked(lambda: "abc", make)
    assert (values["a"], values["a"], values.get("x" if made == ["a"] else "a", "-")) == ("A", "A", "X")
    assert (list(values), len(values), dict(values)) == (["a", "b"], 2, {"a": "A", "b": "B"})
    assert values.get("c") is None
    assert made == ["a", "x", "b", "c"]
    listed = ListedWhenAsked(lambda: (made.append("list"), "z"))
    assert (listed[1], listed[:1], len(listed), listed == [None, "z"], listed == "z") == (
        ("z", [None], 2, True, False)
    )
    assert made.count("list") == 1
