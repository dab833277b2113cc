"""The rows in which the index keeps what notes mean together."""

import marshal
import pickle
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.contact import Contact
from vaulttool.vault.aims import aims_of
from vaulttool.vault.index_file import is_whole, pack, unpack
from vaulttool.vault.kept_form import kept_contact, kept_more, kept_problems, kept_talks, opened_talks
from vaulttool.vault.known_names import note_name_row
from vaulttool.vault.meaning import Meaning, Meetings
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.own_person import who_stands_out
from vaulttool.vault.resolution import names_of_contact, stamp_of, words_of_name
from vaulttool.vault.vault_read import HeldDays, in_time

Ask = Callable[[str, tuple[str, ...]], Iterable[tuple[Any, ...]]]
"""From a query and its values to rows."""

_AIMED = "SELECT note FROM aimed WHERE name=?"
_COUNT = """
INSERT INTO attended VALUES (?,?) ON CONFLICT (person) DO UPDATE SET meetings=meetings+excluded.meetings
"""
_MOST = "SELECT person, meetings FROM attended ORDER BY meetings DESC LIMIT 2"


def put_names_of_notes(connection: sqlite3.Connection, came: Iterable[str], went: Iterable[str]) -> None:
    """Keep by which names notes that came are found, and forget those that went."""
    for path in went:
        connection.execute("DELETE FROM note_name WHERE name=? AND path=?", note_name_row(path)[:2])
        connection.execute("DELETE FROM stamp WHERE path=?", (path,))
    rows = sorted(map(note_name_row, came))
    connection.executemany("INSERT OR REPLACE INTO note_name VALUES (?,?,?)", rows)
    stamps = ((stamp, path) for name, path, _ in rows if (stamp := stamp_of(name)))
    connection.executemany("INSERT OR REPLACE INTO stamp VALUES (?,?)", stamps)


def put_names_of_people(connection: sqlite3.Connection, people: Iterable[Contact], me: str | None) -> None:
    """Keep by which names contacts are meant and typed."""
    found = list(people)
    called = {(name, contact.path) for contact in found for name in names_of_contact(contact)}
    connection.executemany("INSERT OR REPLACE INTO called VALUES (?,?)", sorted(called))
    rows: list[tuple[str, str, bool]] = []
    for contact in found:
        if contact.path != me:
            words = {word: place == 0 for place, word in reversed([*enumerate(words_of_name(contact))])}
            rows += ((word, contact.path, is_first) for word, is_first in words.items())
    connection.executemany("INSERT OR REPLACE INTO word VALUES (?,?,?)", sorted(rows))


def drop_names_of_people(connection: sqlite3.Connection, people: Iterable[Contact]) -> None:
    """Forget by which names contacts were meant."""
    for contact in people:
        names = [(name, contact.path) for name in names_of_contact(contact)]
        connection.executemany("DELETE FROM called WHERE name=? AND path=?", names)
        words = [(word, contact.path) for word in words_of_name(contact)]
        connection.executemany("DELETE FROM word WHERE word=? AND path=?", words)


def put_edges(connection: sqlite3.Connection, people: Collection[Contact]) -> None:
    """Keep to whom contacts are tied."""
    connection.executemany("DELETE FROM edge WHERE path=?", [(contact.path,) for contact in people])
    rows = {(edge.target, contact.path) for contact in people for edge in contact.edges}
    connection.executemany("INSERT INTO edge VALUES (?,?)", sorted(rows))


def put_aims(connection: sqlite3.Connection, old: Iterable[NoteFacts], new: Iterable[NoteFacts]) -> None:
    """Keep by which names notes mean others: `new` instead of `old`."""
    before = {(name, one.path) for one in old for name in aims_of(one)}
    after = {(name, one.path) for one in new for name in aims_of(one)}
    connection.executemany("DELETE FROM aimed WHERE name=? AND note=?", sorted(before - after))
    connection.executemany("INSERT OR IGNORE INTO aimed VALUES (?,?)", sorted(after - before))


def notes_aiming_at(ask: Ask, names: Iterable[str]) -> set[str]:
    """Give the notes that say something by one of these names."""
    return {path for name in names for (path,) in ask(_AIMED, (name,))}


def put_told(
    connection: sqlite3.Connection, facts: Mapping[str, NoteFacts], found: Mapping[str, Meaning]
) -> None:
    """Keep what notes say beside talks, and of whom."""
    rows, opens = [], []
    for path, one in found.items():
        people, more, wrong = one.people, kept_more(one, facts[path]), kept_problems(one, facts[path])
        if people or more is not None or wrong is not None:
            rows.append((path, pack(marshal.dumps(sorted(people))), more, wrong))
            opens += [(path, person) for person in sorted(one.waiting)]
    connection.executemany("INSERT INTO told VALUES (?,?,?,?)", rows)
    connection.executemany("INSERT INTO open_in VALUES (?,?)", opens)


def people_told_of(connection: sqlite3.Connection, notes: Iterable[str]) -> set[str]:
    """Give the contacts of whom notes tell, as it is kept."""
    found: set[str] = set()
    for note in notes:
        for (blob,) in connection.execute("SELECT people FROM told WHERE path=?", (note,)):
            found |= set(_sound(unpack(blob, marshal.loads)))
    return found


def drop_told(connection: sqlite3.Connection, notes: Iterable[str]) -> None:
    """Forget what notes say."""
    rows = [(note,) for note in notes]
    connection.executemany("DELETE FROM told WHERE path=?", rows)
    connection.executemany("DELETE FROM open_in WHERE note=?", rows)


def put_talks(
    connection: sqlite3.Connection,
    people: Iterable[str],
    notes: Collection[str],
    found: Mapping[str, Meaning],
) -> None:
    """Bring what some notes say of talks to their contacts, in place of what they said before."""
    by_person: defaultdict[str, list[Interaction]] = defaultdict(list)
    for one in found.values():
        for talk in one.talks:
            by_person[talk.contact].append(talk)
    for person in sorted(people):
        row = connection.execute("SELECT talks FROM person WHERE path=?", (person,)).fetchone()
        if row is None:
            continue
        if row[0] is not None and not is_whole(row[0]):
            raise sqlite3.DatabaseError("talks are not what they were")
        before = list(opened_talks(person, row[0])) if row[0] is not None else []
        after = in_time([talk for talk in before if talk.note not in notes] + by_person[person])
        if after != before:
            connection.execute("UPDATE person SET talks=? WHERE path=?", (kept_talks(after), person))
            connection.execute("DELETE FROM held WHERE path=?", (person,))


def put_contact(connection: sqlite3.Connection, contact: Contact) -> None:
    """Keep what a contact's note says; the talks with it stay as they are."""
    query = "INSERT INTO person VALUES (?,?,NULL) ON CONFLICT (path) DO UPDATE SET contact=excluded.contact"
    connection.execute(query, (contact.path, kept_contact(contact)))
    connection.execute("DELETE FROM held WHERE path=?", (contact.path,))


def put_held(connection: sqlite3.Connection, held: Mapping[str, HeldDays]) -> None:
    """Keep which days were found to stand in the notes of contacts as they should."""
    rows = [(path, *one) for path, one in sorted(held.items())]
    connection.executemany("REPLACE INTO held VALUES (?,?,?,?,?)", rows)


def put_meetings(connection: sqlite3.Connection, notes: Iterable[str], meetings: Meetings) -> None:
    """Keep who attended the meetings of some notes, in place of what they said before."""
    for note in notes:
        for (blob,) in connection.execute("SELECT people FROM meeting WHERE note=?", (note,)).fetchall():
            connection.executemany(_COUNT, [(person, -1) for person in _sound(unpack(blob, marshal.loads))])
        connection.execute("DELETE FROM meeting WHERE note=?", (note,))
    there = {note: sorted(set(people)) for note, (_, people) in sorted(meetings.items())}
    rows = ((note, pack(marshal.dumps(people))) for note, people in there.items())
    connection.executemany("INSERT INTO meeting VALUES (?,?)", rows)
    counts = Counter(person for people in there.values() for person in people)
    connection.executemany(_COUNT, sorted(counts.items()))


def who_attends_all(connection: sqlite3.Connection) -> str | None:
    """Give whom `own_person` finds in the meetings that are kept."""
    count = connection.execute("SELECT count(*) FROM meeting").fetchone()[0]
    ranked = connection.execute(_MOST).fetchall()
    return who_stands_out(count, [one for one in ranked if one[1]])


def put_part(connection: sqlite3.Connection, key: str, value: object) -> None:
    """Keep what all meanings have in common."""
    connection.execute("REPLACE INTO meta VALUES (?,?)", (key, pack(pickle.dumps(value, protocol=5))))


def _sound(value: Any) -> Any:
    if value is None:
        raise sqlite3.DatabaseError("what was kept is not what it was")
    return value
