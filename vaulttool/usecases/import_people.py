"""Bring imported people to the person's attention: one triage note a source, one CSV of who has no note."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vaulttool.exchange.differences import OWN_BOOKS, Difference, differences
from vaulttool.exchange.identity import VAULT
from vaulttool.exchange.merging import merged
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson
from vaulttool.exchange.remembered import (
    Remembered,
    person_id,
    read_talk,
    talks_cell,
    write_remembered,
)
from vaulttool.network.contact import Contact, Moved
from vaulttool.network.move import is_other
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.notes.managed_block import replace_block
from vaulttool.notes.problem import Problem
from vaulttool.pages.language import Code
from vaulttool.pages.triage import BLOCK, MOST, DifferenceEntry, TriageEntry, triage_block
from vaulttool.usecases.everybody import ReadBytes, Somebody, WhoTookPart, csv_of, everybody, kept_rows
from vaulttool.usecases.outcome import Outcome

_OLD = "before"
"""The source under which what the CSV said is merged behind what a new export says."""
_MOST_DIFFERENCES = 30
"""Boxes of a batch that propose changes of notes."""
_TITLES = {
    "linkedin": "LinkedIn",
    "xing": "XING",
    "vcard": "Address book",
    "csv": "Table",
    "ldif": "Address book",
}
"""Titles of notes that are not just the source's name with a capital."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where imports lie in this vault, and how."""

    inbox: str = "Inbox"
    """Folder of triage notes and their CSV files."""
    language: Code = "en"
    region: str = ""
    """Country of phone numbers without one, as in "FR"."""
    wikilink: Callable[[str], str] = str
    notes: tuple[str, ...] = ()
    """The triage notes that are there, by the CSV beside them."""
    today: dt.date | None = None
    history_heading: str = ""
    """As in the settings."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import brings, put together with what is known."""

    people: Sequence[ImportedPerson]
    talks: Sequence[ImportedInteraction]
    contacts: Mapping[str, Contact]
    kept: Mapping[str, Mapping[str, Remembered]]
    """Triage note to its rows by id."""
    everyone: tuple[Somebody, ...]


def gather(
    people: Sequence[ImportedPerson],
    talks: Sequence[ImportedInteraction],
    contacts: Mapping[str, Contact],
    read_bytes: ReadBytes,
    place: Place,
) -> Import:
    """Link what was read with the contacts and with everybody who was ever read."""
    notes = {*place.notes, *(note_of(person.source, place.inbox) for person in people)}
    kept = kept_rows(notes, read_bytes)
    return Import(people, talks, contacts, kept, everybody(people, kept, contacts, place.region))


def import_people(
    found: Import, read_bytes: ReadBytes, place: Place, made: Mapping[int, str] | None = None
) -> Outcome:
    """Find the edits of triage notes and CSV files that an import makes; importing twice makes none.

    Nobody becomes a contact here. Who has a note is asked about only where the import contradicts it. `made`:
    notes that this import makes of people by a rule, by the `id()` of the somebody.
    """
    touched = {
        note
        for one in found.everyone
        if one.fresh
        for note in (
            *(note_of(person.source, place.inbox) for person in one.fresh),
            *(note for note, _ in one.kept),
        )
    }
    offer = _Offer(found, read_bytes, place, made or {})
    return _outcome(offer.edits(note) for note in sorted(touched))


def more_of_note(note: str, contacts: Mapping[str, Contact], read_bytes: ReadBytes, place: Place) -> Outcome:
    """Bring the next people into a triage note; those who were not ticked are not asked about again.

    Where there is nobody more the note stays as it is.
    """
    found = gather((), (), contacts, read_bytes, replace(place, notes=(*place.notes, note)))
    return _outcome((_Offer(found, read_bytes, place, {}).edits(note, next_batch=True),))


def _outcome(results: Iterable[tuple[Edit, ...] | Problem]) -> Outcome:
    edits: list[Edit] = []
    problems: list[Problem] = []
    for result in results:
        if isinstance(result, Problem):
            problems.append(result)
        else:
            edits += result
    return Outcome(tuple(edits), tuple(problems), tuple(f"{edit.path}: {edit.why}" for edit in edits))


def title_of(source: str) -> str:
    """Give the name of a source for people: "LinkedIn"."""
    return _TITLES.get(source, source.capitalize() or "Import")


def note_of(source: str, inbox: str) -> str:
    """Give the path of the triage note of a source; the CSV beside it has the same name."""
    return f"{inbox.strip('/')}/{title_of(source)}.md".lstrip("/")


class Rows:
    """The rows of everybody in the CSV files, each made once."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._rows: dict[tuple[str, int], Remembered] = {}
        self._wholes: dict[int, ImportedPerson] = {}

    def notes(self, one: Somebody) -> list[str]:
        """Give the triage notes beside which somebody has a row."""
        notes = {note_of(person.source, self._place.inbox) for person in one.fresh}
        return sorted(notes | {note for note, _ in one.kept})

    def whole(self, one: Somebody) -> ImportedPerson:
        """Give all that every source says of somebody, as one."""
        if id(one) not in self._wholes:
            self._wholes[id(one)] = merged([self.row(note, one).person for note in self.notes(one)])
        return self._wholes[id(one)]

    def home(self, one: Somebody) -> str:
        """Give the one note that asks about somebody: where they were offered, else of the best source."""
        offered = sorted((row.offered, note) for note, row in one.kept if row.offered)
        return offered[0][1] if offered else note_of(self.whole(one).source, self._place.inbox)

    def row(self, note: str, one: Somebody) -> Remembered:
        """Give somebody's row: what is new first, with the id and batch that they had."""
        if (note, id(one)) not in self._rows:
            fresh = [said for said in one.fresh if note_of(said.source, self._place.inbox) == note]
            before = sorted((row for where, row in one.kept if where == note), key=lambda row: row.id)
            row = _row(fresh, before)
            self._rows[note, id(one)] = _dated(row, before, self._place.today) if fresh else row
        return self._rows[note, id(one)]


def _row(fresh: Sequence[ImportedPerson], before: Sequence[Remembered]) -> Remembered:
    if not fresh and len(before) == 1:
        return before[0]
    new = merged(fresh) if fresh else None
    if new and not before:
        person = replace(new, notes="")
        return Remembered(person_id(person), person)
    known = [replace(row.person, source=_OLD, record=row.id) for row in before]
    # What was counted before is in the new export too.
    counted = [new, *known] if new else known
    counts = {name: max(getattr(said, name) for said in counted) for name in ("sent", "received")}
    first = new or merged([row.person for row in before])
    person = replace(merged([*fresh, *known]), **counts, source=first.source, record=first.record, notes="")
    return Remembered(
        before[0].id,
        person,
        max(row.offered for row in before),
        tuple(dict.fromkeys(talk for row in before for talk in row.talks)),
        next((row.note for row in before if row.note), ""),
        tuple(dict.fromkeys(told for row in before for told in row.told)),
    )


def _dated(row: Remembered, before: Sequence[Remembered], today: dt.date | None) -> Remembered:
    """Give a row with the day on which its company, role and city were first read."""
    if not before:
        return replace(row, read=today)
    old = before[0]
    facts: tuple[Moved, ...] = ("company", "role", "city")
    if any(is_other(name, getattr(old.person, name), getattr(row.person, name)) for name in facts):
        was = old.person.company
        has_left = is_other("company", was, row.person.company)
        return replace(row, read=today, since=old.read, was=was if has_left else "")
    return replace(row, read=old.read, since=old.since, was=old.was)


class _Offer:
    """What one import says, one triage note after another."""

    def __init__(self, found: Import, read_bytes: ReadBytes, place: Place, made: Mapping[int, str]) -> None:
        self.found = found
        self.read_bytes = read_bytes
        self.place = place
        self.made = made
        self.rows = Rows(place)
        self.by_note: dict[str, list[Somebody]] = defaultdict(list)
        for one in found.everyone:
            for note in self.rows.notes(one):
                self.by_note[note].append(one)
        self.talks = self._talks_of_strangers()

    def _talks_of_strangers(self) -> dict[int, list[str]]:
        talks: dict[int, list[str]] = defaultdict(list)
        if self.found.talks:
            who = WhoTookPart(self.found.contacts, self.found.everyone)
            for talk in self.found.talks:
                for party in talk.people:
                    somebody = who.find(party)
                    if isinstance(somebody, Somebody):
                        talks[id(somebody)].append(read_talk(talk))
        return talks

    def edits(self, note: str, next_batch: bool = False) -> tuple[Edit, ...] | Problem:
        """Give the edits of a note and its CSV."""
        members = self.by_note[note]
        rows = {id(one): self.rows.row(note, one) for one in members}
        open_ones = [one for one in members if not self._has_note(one) and self.rows.home(one) == note]
        for one in members:
            if path := self.made.get(id(one)):
                rows[id(one)] = replace(rows[id(one)], note=path)
        for one in open_ones:
            if new := self.talks.get(id(one)):
                rows[id(one)] = replace(rows[id(one)], talks=talks_cell([*rows[id(one)].talks, *new]))
        batch = max(map(_batch, rows.values()), default=0) + next_batch or 1
        contradicted = self._differences(note, members, rows, batch)
        if next_batch and not contradicted and not any(not rows[id(one)].offered for one in open_ones):
            return ()
        free = MOST - sum(row.offered == batch for row in rows.values()) - len(contradicted)
        whole = {id(one): self.rows.whole(one) for one in open_ones}
        waiting = sorted(
            (one for one in open_ones if not rows[id(one)].offered),
            key=lambda one: _order(whole[id(one)], rows[id(one)].id),
        )
        for one in waiting[: max(0, free)]:
            rows[id(one)] = replace(rows[id(one)], offered=batch)
        # Who got a note since stays in this batch, so that a tick that was carried out changes no line.
        shown = sorted(
            (one for one in members if rows[id(one)].offered == batch),
            key=lambda one: _order(whole.get(id(one), rows[id(one)].person), rows[id(one)].id),
        )
        entries = [self._entry(one, rows[id(one)], whole) for one in shown]
        told = [self._told(difference, note) for difference in contradicted]
        left = max(0, len(waiting) - max(0, free))
        block = triage_block(entries, left, csv_of(note), self.place.language, told)
        return self._written(note, block, self._kept(members, rows, contradicted), len(shown) + len(told))

    def _has_note(self, one: Somebody) -> bool:
        return one.has_note or id(one) in self.made

    def _kept(
        self, members: Sequence[Somebody], rows: Mapping[int, Remembered], shown: Sequence[Difference]
    ) -> list[Remembered]:
        """Give the rows of the CSV: who has no note, who was chosen here, whom a difference is about.

        And whoever writes of themselves where they work: the next export tells who moved since this one.
        """
        return [
            rows[id(one)] for one in members if not self._has_note(one) or self._is_remembered(rows[id(one)])
        ]

    @staticmethod
    def _is_remembered(row: Remembered) -> bool:
        return bool(row.offered or row.told or row.note or _tells_of_moves(row.person))

    def _differences(
        self, note: str, members: Sequence[Somebody], rows: dict[int, Remembered], batch: int
    ) -> list[Difference]:
        """Find what contradicts contacts, show what was not shown in an earlier batch, and remember it."""
        shown: list[Difference] = []
        for one in sorted(members, key=lambda one: one.contact):
            contact = self.found.contacts.get(one.contact)
            if contact is None:
                continue
            row = rows[id(one)]
            fresh = [said for said in one.fresh if note_of(said.source, self.place.inbox) == note]
            said = merged(fresh) if fresh else row.person
            told = dict(pair.rpartition("@")[::2] for pair in row.told)
            for difference in differences(contact, said, self.place.region):
                is_new = difference.id not in told and len(shown) < _MOST_DIFFERENCES
                if is_new or told.get(difference.id) == str(batch):
                    told[difference.id] = str(batch)
                    shown.append(difference)
            pairs = tuple(f"{ident}@{number}" for ident, number in told.items())
            if pairs != row.told:
                rows[id(one)] = replace(row, told=pairs)
        return shown

    def _told(self, difference: Difference, note: str) -> DifferenceEntry:
        name = note.rpartition("/")[2].removesuffix(".md")
        link = self.place.wikilink(difference.contact)
        return DifferenceEntry(difference.id, link, difference.name, difference.here, difference.there, name)

    def _entry(self, one: Somebody, row: Remembered, whole: Mapping[int, ImportedPerson]) -> TriageEntry:
        person = whole.get(id(one), row.person)
        work = ", ".join(part for part in (person.role, person.company) if part)
        question, same_as = one.question, ""
        if question:
            keys = (question.first, question.second)
            paths = [key.partition("\0")[2] for key in keys if key.startswith(f"{VAULT}\0")]
            same_as = next((self.place.wikilink(path) for path in paths if path in self.found.contacts), "")
        about = (work, *person.emails[:1], *person.phones[: not person.emails], person.city)
        return TriageEntry(
            row.id,
            person.name,
            tuple(filter(None, about)),
            person.sent,
            person.received,
            person.met.isoformat() if person.met else "",
            same_as,
            ", ".join(question.match.why) if question and same_as else "",
        )

    def _written(
        self, note: str, block: str, rows: Sequence[Remembered], shown: int
    ) -> tuple[Edit, ...] | Problem:
        old = self.read_bytes(note)
        wanted: list[tuple[str, bytes, str]] = []
        if rows or self.read_bytes(csv_of(note)) is not None:
            wanted.append((csv_of(note), write_remembered(rows), "everybody who was read and has no note"))
        if shown or old is not None:
            new = replace_block(old or b"", note, BLOCK, block)
            if isinstance(new, Problem):
                return new
            wanted.append((note, new, f"{shown} to choose from"))
        return tuple(_edits(wanted, self.read_bytes))


def _tells_of_moves(person: ImportedPerson) -> bool:
    return person.source not in OWN_BOOKS and bool(person.company or person.role)


def _edits(wanted: Iterable[tuple[str, bytes, str]], read_bytes: ReadBytes) -> Iterable[Edit]:
    for path, new, why in wanted:
        old = read_bytes(path)
        if old != new:
            yield Edit(path, None if old is None else content_hash(old), new, why)


def _batch(row: Remembered) -> int:
    numbers = [int(told.rpartition("@")[2]) for told in row.told if told.rpartition("@")[2].isdecimal()]
    return max([row.offered, *numbers])


def _order(person: ImportedPerson, ident: str) -> tuple[bool, int, str, str, str]:
    """Order people: real correspondence first, then the newest connections, then by name."""
    newest = (
        "".join(chr(0x10FFFF - ord(sign)) for sign in person.met.isoformat()) if person.met else "\U0010ffff"
    )
    is_one_way = not (person.sent and person.received)
    return (is_one_way, -person.sent - person.received, newest, person.name, ident)
