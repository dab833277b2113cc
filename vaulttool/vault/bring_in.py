"""Bringing notes into what they mean together.

A note that changes is brought in together with those that may mean somebody else by its change: they aim at
one of its names (a contact or group comes, goes, or is called otherwise; a note comes or goes). Where another
person turns out to be the user, all notes are resolved anew.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping

from vaulttool.vault.aims import names_changed, names_of_note
from vaulttool.vault.group_members import Members, counting_groups
from vaulttool.vault.index import Change
from vaulttool.vault.index_tables import OF_MEANING
from vaulttool.vault.kept_form import kept_contact, kept_talks
from vaulttool.vault.known_meaning import Frame, KnownMeaning
from vaulttool.vault.meaning import Meaning, Meetings, meaning_of, meetings_among
from vaulttool.vault.meaning_rows import (
    drop_names_of_people,
    drop_told,
    notes_aiming_at,
    people_told_of,
    put_aims,
    put_contact,
    put_edges,
    put_meetings,
    put_names_of_notes,
    put_names_of_people,
    put_part,
    put_talks,
    put_told,
    who_attends_all,
)
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.resolution import PersonResolver
from vaulttool.vault.vault_read import Bearings, VaultRead

HORIZON = dt.timedelta(days=60)
"""Appointments are kept from so long before the day on which all notes were resolved."""

Facts = Mapping[str, NoteFacts]


class AnotherUser(Exception):
    """Another person than before stands in every meeting: all notes are to be resolved anew."""


class BringIn:
    """A change of the index that brings in notes whose facts were `old` and are `new`.

    A note that is in one of the two only came or went. `facts_of` gives what is known of others.
    """

    def __init__(
        self, known: KnownMeaning, old: Facts, new: Facts, facts_of: Callable[[Collection[str]], Facts]
    ) -> None:
        self._known = known
        self._old = old
        self._new = new
        self._facts_of = facts_of
        self._changed = frozenset(path for path in (*old, *new) if old.get(path) != new.get(path))
        self.people: frozenset[str] = frozenset()
        """Contacts of whom something else may be told now; known once the change was made."""

    def __call__(self, connection: sqlite3.Connection) -> None:
        """Make the change. Raises AnotherUser where it would not be enough."""
        old, new, changed = self._old, self._new, self._changed
        put_names_of_notes(connection, new.keys() - old.keys(), old.keys() - new.keys())
        self._put_people(connection)
        names = {name for path in changed for name in names_changed(path, old.get(path), new.get(path))}
        facts = {path: new[path] for path in sorted(changed & new.keys())}
        facts |= self._others(connection, names)
        people = self._known.bearings(None).people
        groups = self._groups(facts, people)
        of_groups = {
            name for path in _differing(self._known.frame.groups, groups) for name in names_of_note(path)
        }
        facts |= {path: one for path, one in self._others(connection, of_groups).items() if path not in facts}
        retold = changed.union(facts)
        put_meetings(connection, retold, meetings_among(facts, people))
        self._refuse_another_user(connection)
        put_aims(
            connection,
            [old[path] for path in changed & old.keys()],
            [new[path] for path in changed & new.keys()],
        )
        self._tell_again(connection, retold, facts, groups)

    def _put_people(self, connection: sqlite3.Connection) -> None:
        """Let contacts that came be known by their names, and those that went no more."""
        before = [self._old[path].contact for path in self._changed & self._old.keys()]
        after = [self._new[path].contact for path in self._changed & self._new.keys()]
        came = {contact.path: contact for contact in after if contact is not None}
        drop_names_of_people(connection, (contact for contact in before if contact is not None))
        put_names_of_people(connection, came.values(), self._known.frame.me)
        for contact in came.values():
            put_contact(connection, contact)
        went = [(contact.path,) for contact in before if contact is not None and contact.path not in came]
        connection.executemany("DELETE FROM person WHERE path=?", went)
        connection.executemany("DELETE FROM edge WHERE path=?", went)

    def _others(self, connection: sqlite3.Connection, names: Iterable[str]) -> Facts:
        """Give the notes that have not changed, and say something by one of these names."""
        others = notes_aiming_at(connection.execute, names) - self._changed
        found = self._facts_of(others) if others else {}
        if len(found) < len(others):
            raise sqlite3.DatabaseError("facts that were kept are lost")
        return found

    def _groups(self, facts: Facts, people: PersonResolver) -> Members:
        """Give the groups that count for their members, as they are now."""
        retold = facts.keys() | self._changed
        others = {path: members for path, members in self._known.frame.groups.items() if path not in retold}
        return others | dict(counting_groups(facts, people))

    def _refuse_another_user(self, connection: sqlite3.Connection) -> None:
        if not self._known.settings.me and who_attends_all(connection) != self._known.frame.me:
            raise AnotherUser

    def _tell_again(
        self, connection: sqlite3.Connection, retold: frozenset[str], facts: Facts, groups: Members
    ) -> None:
        frame = self._known.frame._replace(groups=groups)
        if groups != self._known.frame.groups:
            put_part(connection, "meaning", frame)
        bearings = self._known.bearings(frame.me, groups=groups)
        found = {path: meaning_of(one, bearings, frame.ahead_from) for path, one in facts.items()}
        people = people_told_of(connection, retold).union(*(one.people for one in found.values()))
        drop_told(connection, retold)
        put_told(connection, facts, found)
        put_talks(connection, people, retold, found)
        of_themselves = {path: one.contact for path, one in found.items() if one.contact is not None}
        for contact in of_themselves.values():
            put_contact(connection, contact)
        put_edges(connection, of_themselves.values())
        self.people = self._changed.union(people, of_themselves)


def _differing(before: Members, after: Members) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def keep_all(
    facts: Facts, bearings: Bearings, meanings: Mapping[str, Meaning], meetings: Meetings, read: VaultRead
) -> Change:
    """Give what keeps the meaning of all notes."""

    def write(connection: sqlite3.Connection) -> None:
        for table in OF_MEANING:
            connection.execute(f"DELETE FROM {table}")
        put_names_of_notes(connection, facts, ())
        recognised = {path: one.contact for path, one in facts.items() if one.contact is not None}
        connection.executemany(
            "INSERT INTO person VALUES (?,?,?)",
            (
                (path, kept_contact(read.contacts.get(path, contact)), kept_talks(read.talks.get(path, ())))
                for path, contact in sorted(recognised.items())
            ),
        )
        put_edges(connection, read.contacts.values())
        put_names_of_people(connection, recognised.values(), read.me)
        put_told(connection, facts, meanings)
        put_aims(connection, (), facts.values())
        put_meetings(connection, (), meetings)
        put_part(connection, "meaning", Frame(read.me, bearings.groups, read.ahead_from))

    return write
