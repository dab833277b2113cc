"""Bring imported people to the person's attention: one triage note a source, one CSV of all who were read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vaulttool.exchange.identity import VAULT, identity, identity_of_contact
from vaulttool.exchange.linking import Question, link
from vaulttool.exchange.merging import merged
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.remembered import Remembered, person_id, read_remembered, write_remembered
from vaulttool.network.contact import Contact
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.notes.managed_block import replace_block
from vaulttool.notes.problem import Problem
from vaulttool.pages.language import Code
from vaulttool.pages.triage import BLOCK, MOST, TriageEntry, triage_block
from vaulttool.usecases.outcome import Outcome

ReadBytes = Callable[[str], bytes | None]
"""From a path in the vault to its bytes; None where there is no such file."""
_KEPT = "remembered"
"""The source under which the CSV's people are linked again."""
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


def import_people(
    people: Sequence[ImportedPerson], contacts: Mapping[str, Contact], read_bytes: ReadBytes, place: Place
) -> Outcome:
    """Find the edits of triage notes and CSV files that an import makes; importing twice makes none.

    Nobody becomes a contact here, and who has a note already is not asked about.
    """
    by_note: dict[str, list[ImportedPerson]] = defaultdict(list)
    for person in people:
        by_note[note_of(person.source, place.inbox)].append(person)
    edits: list[Edit] = []
    problems: list[Problem] = []
    for note in sorted(by_note):
        found = _offer(note, by_note[note], contacts, read_bytes, place)
        edits += found.edits
        problems += found.problems
    return Outcome(tuple(edits), tuple(problems), tuple(f"{edit.path}: {edit.why}" for edit in edits))


def more_of_note(note: str, contacts: Mapping[str, Contact], read_bytes: ReadBytes, place: Place) -> Outcome:
    """Bring the next people into a triage note; those who were not ticked are not asked about again."""
    return _offer(note, [], contacts, read_bytes, place, next_batch=True)


def title_of(source: str) -> str:
    """Give the name of a source for people: "LinkedIn"."""
    return _TITLES.get(source, source.capitalize() or "Import")


def note_of(source: str, inbox: str) -> str:
    """Give the path of the triage note of a source; the CSV beside it has the same name."""
    return f"{inbox.strip('/')}/{title_of(source)}.md".lstrip("/")


def _offer(
    note_path: str,
    people: Sequence[ImportedPerson],
    contacts: Mapping[str, Contact],
    read_bytes: ReadBytes,
    place: Place,
    next_batch: bool = False,
) -> Outcome:
    csv_path = f"{note_path.removesuffix('.md')}.csv"
    kept = {row.id: row for row in read_remembered(read_bytes(csv_path) or b"")}
    linked = link_rows(people, kept, contacts, place.region)
    rows, open_ids = linked.rows, linked.without_note
    batch = max((row.offered for row in rows.values()), default=0) + next_batch or 1
    free = MOST - sum(row.offered == batch for row in rows.values())
    chosen = [key for key in sorted(open_ids, key=lambda key: _order(rows[key])) if not rows[key].offered][
        :free
    ]
    rows |= {key: replace(rows[key], offered=batch) for key in chosen}
    # Who got a note since stays in this batch, so that a tick that was carried out changes no line.
    current = open_ids | {key for key, row in kept.items() if row.offered == batch}
    shown = sorted((key for key in current if rows[key].offered == batch), key=lambda key: _order(rows[key]))
    left = sum(not rows[key].offered for key in open_ids)
    entries = [_entry(rows[key], linked.questions.get(key), contacts, place) for key in shown]
    block = triage_block(entries, left, csv_path, place.language)
    old = read_bytes(note_path)
    new = replace_block(old or b"", note_path, BLOCK, block)
    if isinstance(new, Problem):
        return Outcome(problems=(new,))
    wanted = [(csv_path, write_remembered(rows.values()), "everybody who was read")]
    if shown or old is not None:
        wanted.append((note_path, new, f"{len(shown)} people to choose from"))
    return Outcome(tuple(_edits(wanted, read_bytes)))


def _edits(wanted: Iterable[tuple[str, bytes, str]], read_bytes: ReadBytes) -> Iterable[Edit]:
    for path, new, why in wanted:
        old = read_bytes(path)
        if old != new:
            yield Edit(path, None if old is None else content_hash(old), new, why)


@dataclass(frozen=True, slots=True)
class LinkedRows:
    """Records, the people of a CSV and the contacts, put together."""

    rows: dict[str, Remembered]
    """By id."""
    without_note: set[str]
    """Ids of those who have no note."""
    notes: dict[str, str]
    """Path of the note of each of the others, by id."""
    questions: dict[str, Question]
    """What is to be asked about somebody, by id."""


def link_rows(
    people: Sequence[ImportedPerson],
    kept: Mapping[str, Remembered],
    contacts: Mapping[str, Contact],
    region: str,
) -> LinkedRows:
    """Link new records, the CSV's people and the contacts."""
    records = {f"{person.source}\0{person.record}": person for person in people}
    records |= {f"{_KEPT}\0{key}": replace(row.person, source=_KEPT, record=key) for key, row in kept.items()}
    identities = [identity(person, region) for person in records.values()]
    identities += [identity_of_contact(contact, region) for contact in contacts.values()]
    linked = link(identities)
    found = LinkedRows(dict(kept), set(), {}, {})
    id_of: dict[str, str] = {}
    for group in linked.groups:
        members = [key for key in group if key in records]
        if not members:
            continue
        row = _row([records[key] for key in members], kept)
        found.rows[row.id] = row
        id_of |= dict.fromkeys(members, row.id)
        note = next((key.partition("\0")[2] for key in group if key.startswith(f"{VAULT}\0")), "")
        if note:
            found.notes[row.id] = note
        else:
            found.without_note.add(row.id)
    for question in linked.questions:
        for key in (question.first, question.second):
            if key in id_of:
                found.questions.setdefault(id_of[key], question)
    return found


def _row(members: Sequence[ImportedPerson], kept: Mapping[str, Remembered]) -> Remembered:
    """Give the row of one person: what is new first, with the id and batch that they had."""
    before = sorted(one.record for one in members if one.source == _KEPT)
    fresh = [one for one in members if one.source != _KEPT]
    known = [kept[key].person for key in before]
    if not fresh:
        return kept[before[0]]
    person = merged([*fresh, *known]) if known else merged(fresh)
    # What was counted before is in the new export too.
    counts = {
        name: max(getattr(one, name) for one in [merged(fresh), *known]) for name in ("sent", "received")
    }
    person = replace(person, **counts, record=min(one.record for one in fresh))
    offered = max((kept[key].offered for key in before), default=0)
    return Remembered(before[0] if before else person_id(person), replace(person, notes=""), offered)


def _order(row: Remembered) -> tuple[bool, int, str, str, str]:
    """Order people: real correspondence first, then the newest connections, then by name."""
    person = row.person
    newest = (
        "".join(chr(0x10FFFF - ord(sign)) for sign in person.met.isoformat()) if person.met else "\U0010ffff"
    )
    return (
        not (person.sent and person.received),
        -person.sent - person.received,
        newest,
        person.name,
        row.id,
    )


def _entry(
    row: Remembered, question: Question | None, contacts: Mapping[str, Contact], place: Place
) -> TriageEntry:
    person = row.person
    work = ", ".join(part for part in (person.role, person.company) if part)
    same_as = ""
    if question:
        paths = [
            key.partition("\0")[2]
            for key in (question.first, question.second)
            if key.startswith(f"{VAULT}\0")
        ]
        same_as = next((place.wikilink(path) for path in paths if path in contacts), "")
    return TriageEntry(
        row.id,
        person.name,
        tuple(filter(None, (work, *person.emails[:1], *person.phones[: not person.emails], person.city))),
        person.sent,
        person.received,
        person.met.isoformat() if person.met else "",
        same_as,
        ", ".join(question.match.why) if question and same_as else "",
    )
