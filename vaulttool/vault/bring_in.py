"""Bringing notes into what they mean together.

A note that changes is brought in by itself where it can change only what it says itself. Where it may change
whom other notes mean (a contact or group comes, goes, or gets another name; a note comes or goes that is
called as one; another person turns out to be the user), all notes are resolved anew.
"""

import datetime as dt
import marshal
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from vaulttool.network.contact import Contact
from vaulttool.notes.paths import name_of
from vaulttool.vault.index import OF_MEANING
from vaulttool.vault.index_file import pack, unpack
from vaulttool.vault.kept_form import kept_contact, kept_more, kept_talks, opened_talks
from vaulttool.vault.known_meaning import Frame, KnownMeaning
from vaulttool.vault.known_names import note_name_row
from vaulttool.vault.meaning import Meaning, Meetings, attendees, meaning_of
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.own_person import own_person
from vaulttool.vault.resolution import (
    fold_person,
    folded_path_and_name,
    names_of_contact,
    stamp_of,
    words_of_name,
)
from vaulttool.vault.vault_read import Bearings, VaultRead, in_time

HORIZON = dt.timedelta(days=60)
"""Appointments are kept from so long before the day on which all notes were resolved."""

Facts = Mapping[str, NoteFacts]
Change = Callable[[sqlite3.Connection], None]


def change_of(known: KnownMeaning, old: Facts, new: Facts) -> Change | None:
    """Give what brings notes in whose facts were `old` and are `new`; None where others mean others now.

    A note that is in one of the two only came or went.
    """
    changed = {path for path in (*old, *new) if old.get(path) != new.get(path)}
    names, before = known.part("names"), known.part("meetings")
    if names is None or before is None:
        return None
    if not all(_changes_itself_only(old.get(path), new.get(path), names) for path in changed):
        return None
    meetings = _meetings_with(known, before, {path: new.get(path) for path in changed})
    if meetings is not None and _me_among(known, meetings) != known.frame.me:
        return None
    came, went = new.keys() - old.keys(), old.keys() - new.keys()

    def write(connection: sqlite3.Connection) -> None:
        _put_names(connection, came, went)
        # The names as they are now: they were put in just before.
        bearings = known.bearings(known.frame.me)
        there = sorted(changed & new.keys())
        found = {path: meaning_of(new[path], bearings, known.frame.ahead_from) for path in there}
        _put_people(connection, changed, found)
        _put_told(connection, changed, new, found)
        if meetings is not None:
            _put_part(connection, "meetings", meetings)

    return write


def _meetings_with(
    known: KnownMeaning, before: Meetings, changed: Mapping[str, NoteFacts | None]
) -> Meetings | None:
    """Give who attended which meeting after a change; None where it is as before."""
    after, people = dict(before), known.bearings(None).people
    for path, one in changed.items():
        after.pop(path, None)
        found = attendees(one, people) if one is not None else (0, ())
        if found[0] >= 2:
            after[path] = found
    return None if after == before else after


def _me_among(known: KnownMeaning, meetings: Meetings) -> str | None:
    return None if known.settings.me else own_person(meetings)


def keep_all(
    facts: Facts, bearings: Bearings, meanings: Mapping[str, Meaning], meetings: Meetings, read: VaultRead
) -> Change:
    """Give what keeps the meaning of all notes."""

    def write(connection: sqlite3.Connection) -> None:
        for table in OF_MEANING:
            connection.execute(f"DELETE FROM {table}")
        _put_names(connection, facts, ())
        recognised = {path: one.contact for path, one in facts.items() if one.contact is not None}
        connection.executemany(
            "INSERT INTO person VALUES (?,?,?)",
            (
                (path, kept_contact(read.contacts.get(path, contact)), kept_talks(read.talks.get(path, ())))
                for path, contact in sorted(recognised.items())
            ),
        )
        for contact in read.contacts.values():
            _put_edges(connection, contact)
            words = {word: place == 0 for place, word in reversed([*enumerate(words_of_name(contact))])}
            rows = ((word, contact.path, is_first) for word, is_first in sorted(words.items()))
            connection.executemany("INSERT INTO word VALUES (?,?,?)", rows)
        called = {(name, path) for path, one in recognised.items() for name in names_of_contact(one)}
        connection.executemany("INSERT INTO called VALUES (?,?)", sorted(called))
        _put_told(connection, (), facts, meanings)
        names = {name for name, _ in called}
        for path, one in facts.items():
            if one.contact is not None or one.group is not None:
                names |= _names_of_note(path)
        _put_part(connection, "names", frozenset(names))
        _put_part(connection, "meetings", dict(meetings))
        _put_part(connection, "meaning", Frame(read.me, bearings.groups, read.ahead_from))

    return write


def _changes_itself_only(old: NoteFacts | None, new: NoteFacts | None, names: frozenset[str]) -> bool:
    """Say whether no other note can mean somebody else because of the change."""
    if old is not None and new is not None:
        return _identity(old) == _identity(new)
    one = old or new
    assert one is not None
    if one.contact is not None or one.group is not None:
        return False
    return names.isdisjoint(_names_of_note(one.path))


def _identity(one: NoteFacts) -> tuple[object, ...]:
    contact = one.contact
    return contact is None, contact and (contact.name, names_of_contact(contact)), one.group


def _names_of_note(path: str) -> set[str]:
    stamp = stamp_of(folded_path_and_name(path)[1])
    return {fold_person(name_of(path)), *([stamp] if stamp else [])}


def _put_names(connection: sqlite3.Connection, came: Iterable[str], went: Iterable[str]) -> None:
    for path in went:
        connection.execute("DELETE FROM note_name WHERE name=? AND path=?", note_name_row(path)[:2])
        connection.execute("DELETE FROM stamp WHERE path=?", (path,))
    rows = sorted(map(note_name_row, came))
    connection.executemany("INSERT OR REPLACE INTO note_name VALUES (?,?,?)", rows)
    stamps = ((stamp, path) for name, path, _ in rows if (stamp := stamp_of(name)))
    connection.executemany("INSERT OR REPLACE INTO stamp VALUES (?,?)", stamps)


def _put_people(connection: sqlite3.Connection, changed: set[str], found: Mapping[str, Meaning]) -> None:
    """Bring the talks of changed notes to their contacts, and what changed contacts say of themselves."""
    people = {path for one in found.values() for path in one.people}
    for path in changed:
        for (blob,) in connection.execute("SELECT people FROM told WHERE path=?", (path,)):
            people |= set(_sound(unpack(blob, marshal.loads)))
    for person in sorted(people):
        row = connection.execute("SELECT talks FROM person WHERE path=?", (person,)).fetchone()
        before = _sound(opened_talks(person, row[0])) if row and row[0] is not None else []
        talks = [talk for talk in before if talk.note not in changed]
        talks += [talk for one in found.values() for talk in one.talks if talk.contact == person]
        connection.execute("UPDATE person SET talks=? WHERE path=?", (kept_talks(in_time(talks)), person))
    for path, one in found.items():
        if one.contact is not None:
            connection.execute("UPDATE person SET contact=? WHERE path=?", (kept_contact(one.contact), path))
            connection.execute("DELETE FROM edge WHERE path=?", (path,))
            _put_edges(connection, one.contact)


def _put_edges(connection: sqlite3.Connection, contact: Contact) -> None:
    rows = sorted({(edge.target, contact.path) for edge in contact.edges})
    connection.executemany("INSERT INTO edge VALUES (?,?)", rows)


def _put_told(
    connection: sqlite3.Connection, changed: Iterable[str], facts: Facts, found: Mapping[str, Meaning]
) -> None:
    for table, column in (("told", "path"), ("open_in", "note")):
        connection.executemany(f"DELETE FROM {table} WHERE {column}=?", [(path,) for path in changed])
    rows, opens = [], []
    for path, one in found.items():
        people, more = one.people, kept_more(one, facts[path])
        if people or more is not None:
            rows.append((path, pack(marshal.dumps(sorted(people))), more))
            opens += [(path, person) for person in sorted(one.waiting)]
    connection.executemany("INSERT INTO told VALUES (?,?,?)", rows)
    connection.executemany("INSERT INTO open_in VALUES (?,?)", opens)


def _put_part(connection: sqlite3.Connection, key: str, value: object) -> None:
    connection.execute("REPLACE INTO meta VALUES (?,?)", (key, pack(pickle.dumps(value, protocol=5))))


def _sound(value: Any) -> Any:
    if value is None:
        raise sqlite3.DatabaseError("what was kept is not what it was")
    return value
