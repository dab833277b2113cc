"""What the notes mean together, kept in the index note by note and contact by contact.

A note that changes is brought in by itself where it can change only what it says itself. Where it may change
whom other notes mean (a contact or group comes, goes, or gets another name; a note comes or goes that is
called as one; another person turns out to be the user), all notes are resolved anew.
"""

import datetime as dt
import marshal
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from vaulttool.network.contact import Contact
from vaulttool.notes.paths import name_of
from vaulttool.vault.group_members import Members
from vaulttool.vault.index import OF_MEANING
from vaulttool.vault.index_file import IndexFile, pack, unpack
from vaulttool.vault.kept_form import kept_contact, kept_more, kept_talks, opened_more, opened_talks
from vaulttool.vault.known_names import KnownNoteNames, KnownPeopleNames, note_name_row
from vaulttool.vault.meaning import Bearings, Meaning, Meetings, attendees, meaning_of
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.own_person import own_person
from vaulttool.vault.read_vault import VaultRead, in_order, in_time, in_turn
from vaulttool.vault.resolution import (
    LinkResolver,
    PersonResolver,
    fold_person,
    folded_path_and_name,
    names_of_contact,
    stamp_of,
)
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import WalkResult

HORIZON = dt.timedelta(days=60)
"""Appointments are kept from so long before the day on which all notes were resolved."""

Facts = Mapping[str, NoteFacts]
Change = Callable[[sqlite3.Connection], None]


class _Frame(NamedTuple):
    """What all meanings have in common."""

    me: str | None
    groups: Members
    ahead_from: dt.date


class KnownMeaning:
    """The meaning that the index holds."""

    def __init__(self, file: IndexFile, frame: _Frame, settings: Settings) -> None:
        self._file = file
        self._frame = frame
        self._settings = settings

    @classmethod
    def held(cls, file: IndexFile, settings: Settings, today: dt.date) -> "KnownMeaning | None":
        """Give what is held and true for a day; None where nothing is."""
        for blob in file.column("SELECT value FROM meta WHERE key='meaning'"):
            frame = unpack(blob, pickle.loads)
            if isinstance(frame, _Frame) and frame.ahead_from <= today:
                return cls(file, frame, settings)
        return None

    def read(
        self, walked: WalkResult, unread: frozenset[str], all_facts: Callable[[], Facts]
    ) -> VaultRead | None:
        """Give all that is held; None where it is damaged. `unread` are notes that could not be read."""
        people = self._file.rows("SELECT path, contact, talks FROM person WHERE path IS NOT ? ORDER BY path",
                                 (self._frame.me,))  # fmt: skip
        contacts = {path: unpack(blob, pickle.loads) for path, blob, _ in people}
        talks = {path: opened_talks(path, blob) for path, _, blob in people if blob is not None}
        told = self._file.rows("SELECT path, more FROM told WHERE more IS NOT NULL ORDER BY path")
        more = [opened_more(path, blob) for path, blob in told]
        if None in contacts.values() or None in talks.values() or None in more:
            return None
        said = [one for one in more if one is not None]
        paths = frozenset(file.path for file in walked.files)
        return VaultRead(
            self._settings,
            walked,
            contacts,
            {path: own for path, own in talks.items() if own is not None},
            [judged for one in said for judged in one.ahead],
            self._frame.ahead_from,
            in_order([promise for one in said for promise in one.promises]),
            [line for one in said for line in one.loans],
            [one.trip for one in said if one.trip is not None],
            in_turn(
                walked,
                (problem for one in said for problem in one.of_note),
                (problem for one in said for problem in one.of_links),
            ),
            self._bearings(self._frame.me, lambda: sorted(paths), lambda: contacts),
            paths,
            unread,
            all_facts,
            self._frame.me,
        )

    def change(self, old: Facts, new: Facts) -> Change | None:
        """Give what brings notes in whose facts were `old` and are `new`; None where others mean others now.

        A note that is in one of the two only came or went.
        """
        changed = {path for path in (*old, *new) if old.get(path) != new.get(path)}
        names, before = self._part("names"), self._part("meetings")
        if names is None or before is None:
            return None
        if not all(_changes_itself_only(old.get(path), new.get(path), names) for path in changed):
            return None
        meetings = self._meetings_with(before, {path: new.get(path) for path in changed})
        if meetings is not None and self._me_among(meetings) != self._frame.me:
            return None
        came, went = new.keys() - old.keys(), old.keys() - new.keys()

        def write(connection: sqlite3.Connection) -> None:
            _put_names(connection, came, went)
            # The names as they are now: they were put in just before.
            bearings = self._bearings(self._frame.me)
            there = sorted(changed & new.keys())
            found = {path: meaning_of(new[path], bearings, self._frame.ahead_from) for path in there}
            _put_people(connection, changed, found)
            _put_told(connection, changed, new, found)
            if meetings is not None:
                _put_part(connection, "meetings", meetings)

        return write

    def _bearings(
        self,
        me: str | None,
        paths: Callable[[], Iterable[str]] = tuple,
        contacts: Callable[[], Mapping[str, Contact]] = dict,
    ) -> Bearings:
        links = LinkResolver(names=KnownNoteNames(self._file, paths))
        people = PersonResolver({}, links, KnownPeopleNames(self._file, me, contacts))
        return Bearings(links, people, self._frame.groups)

    def _part(self, key: str) -> Any:
        """Give a part of the frame that is seldom asked for; None where it is damaged."""
        found = self._file.column("SELECT value FROM meta WHERE key=?", (key,))
        return unpack(found[0], pickle.loads) if found else None

    def _meetings_with(self, before: Meetings, changed: Mapping[str, NoteFacts | None]) -> Meetings | None:
        """Give who attended which meeting after a change; None where it is as before."""
        after, people = dict(before), self._bearings(None).people
        for path, one in changed.items():
            after.pop(path, None)
            found = attendees(one, people) if one is not None else (0, ())
            if found[0] >= 2:
                after[path] = found
        return None if after == before else after

    def _me_among(self, meetings: Meetings) -> str | None:
        return None if self._settings.me else own_person(meetings)


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
        called = {(name, path) for path, one in recognised.items() for name in names_of_contact(one)}
        connection.executemany("INSERT INTO called VALUES (?,?)", sorted(called))
        _put_told(connection, (), facts, meanings)
        names = {name for name, _ in called}
        for path, one in facts.items():
            if one.contact is not None or one.group is not None:
                names |= _names_of_note(path)
        _put_part(connection, "names", frozenset(names))
        _put_part(connection, "meetings", dict(meetings))
        _put_part(connection, "meaning", _Frame(read.me, bearings.groups, read.ahead_from))

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
    return one.contact is None, one.contact and names_of_contact(one.contact), one.group


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


def _put_told(
    connection: sqlite3.Connection, changed: Iterable[str], facts: Facts, found: Mapping[str, Meaning]
) -> None:
    connection.executemany("DELETE FROM told WHERE path=?", ((path,) for path in changed))
    rows = []
    for path, one in found.items():
        people, more = one.people, kept_more(one, facts[path])
        if people or more is not None:
            rows.append((path, pack(marshal.dumps(sorted(people))), more))
    connection.executemany("INSERT INTO told VALUES (?,?,?)", rows)


def _put_part(connection: sqlite3.Connection, key: str, value: object) -> None:
    connection.execute("REPLACE INTO meta VALUES (?,?)", (key, pack(pickle.dumps(value, protocol=5))))


def _sound(value: Any) -> Any:
    if value is None:
        raise sqlite3.DatabaseError("what was kept is not what it was")
    return value
