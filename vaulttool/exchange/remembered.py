"""The plain CSV beside a triage note: everybody who was read, whether chosen or not. One may delete it."""

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vaulttool.exchange.csv_write import safe_cell
from vaulttool.exchange.days import read_day
from vaulttool.exchange.decoding import decode
from vaulttool.exchange.identity import fold, fold_email
from vaulttool.exchange.linkedin import profile_key
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson

_TEXTS = (
    "name",
    "given",
    "family",
    "company",
    "role",
    "birthday",
    "city",
    "nickname",
    "maiden_name",
    "source",
    "record",
)
_LISTS = ("emails", "phones", "urls", "groups")
_HEADER = (
    "id", *_TEXTS, *_LISTS, "met", "sent", "received", "offered", "talks", "told", "note", "read", "since",
    "was",
)  # fmt: skip
_JOINT = " ::: "
MOST_TALKS = 200
"""Days of one person that are kept for the log."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """One person in the CSV."""

    id: str
    """As in the triage note, without its sign: "vt-4f2a9c"."""
    person: ImportedPerson
    offered: int = 0
    """The batch of the triage note in which they stood, counted from 1; 0: never. Nobody is offered twice."""
    talks: tuple[str, ...] = ()
    """Days of mails, messages and meetings, each as "2026-11-02 email them mail" (the last is the source):
    for the log, once they have a note."""
    note: str = ""
    """Path of the note that was made of them, by a tick or a rule: nobody gets a second one."""
    told: tuple[str, ...] = ()
    """Ids of the differences to a contact's note that were shown, each with its batch: "vt-4f2a9c@1"."""
    read: dt.date | None = None
    """When company, role and city were first read as they are."""
    since: dt.date | None = None
    """When what they were before was read; None where they never changed."""
    was: str = ""
    """The company before, where that is what changed on `read`."""


def read_talk(talk: ImportedInteraction) -> str:
    """Give an interaction in the form of `Remembered.talks`."""
    return f"{talk.date.isoformat()} {talk.kind} {talk.direction or '-'} {talk.source}"


def talks_cell(talks: Iterable[str]) -> tuple[str, ...]:
    """Give one talk a day and kind, the newest `MOST_TALKS`, in order."""
    first: dict[tuple[str, ...], str] = {}
    for talk in sorted(dict.fromkeys(talks), key=lambda talk: talk.split()[:1]):
        first.setdefault(tuple(talk.split()[:2]), talk)
    return tuple(first.values())[-MOST_TALKS:]


def person_id(person: ImportedPerson) -> str:
    """Give the lasting id of a person in imports: of their profile, else address, else name and company."""
    profile = next((key for url in person.urls if (key := profile_key(url))), "")
    email = min(map(fold_email, person.emails), default="")
    key = profile or email or f"{fold(person.name)}\0{fold(person.company)}\0{''.join(person.phones[:1])}"
    return f"vt-{hashlib.blake2b(key.encode('utf-8', 'replace'), digest_size=5).hexdigest()}"


def write_remembered(rows: Iterable[Remembered]) -> bytes:
    """Give the CSV, in order of id, safe for spreadsheets; the same people always give the same bytes."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_HEADER)
    for row in sorted(rows, key=lambda row: row.id):
        one = row.person
        cells = [row.id, *(getattr(one, name) for name in _TEXTS)]
        cells += [_JOINT.join(getattr(one, name)) for name in _LISTS]
        met = one.met.isoformat() if one.met else ""
        cells += [met, str(one.sent), str(one.received), str(row.offered or "")]
        cells += [_JOINT.join(row.talks), _JOINT.join(row.told), row.note]
        cells += [day.isoformat() if day else "" for day in (row.read, row.since)] + [row.was]
        table.writerow([safe_cell(_on_one_line(cell)) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")


def _on_one_line(text: str) -> str:
    """NUL goes too: with one of them the whole file would be read as UTF-16."""
    return " ".join(text.replace("\0", " ").split())


def read_remembered(source: bytes) -> Iterator[Remembered]:
    """Read it back, also after a person has edited it in a spreadsheet; rows without an id are passed
    over."""
    rows = csv.DictReader(io.StringIO(decode(source)))
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            continue
        if row is None:
            return
        cells = {
            key: _unguarded(value or "")
            for key, value in row.items()
            if isinstance(value, str | None) and key
        }
        if not cells.get("id", "").startswith("vt-"):
            continue
        lists = {name: tuple(filter(None, cells.get(name, "").split(_JOINT))) for name in _LISTS}
        person = ImportedPerson(
            name=cells.get("name", ""),
            given=cells.get("given", ""),
            family=cells.get("family", ""),
            emails=lists["emails"],
            phones=lists["phones"],
            company=cells.get("company", ""),
            role=cells.get("role", ""),
            birthday=cells.get("birthday", ""),
            urls=lists["urls"],
            source=cells.get("source", ""),
            record=cells.get("record", ""),
            groups=lists["groups"],
            nickname=cells.get("nickname", ""),
            maiden_name=cells.get("maiden_name", ""),
            city=cells.get("city", ""),
            met=read_day(cells.get("met", "")),
            sent=_number(cells.get("sent", "")),
            received=_number(cells.get("received", "")),
        )
        talks, told = (tuple(filter(None, cells.get(name, "").split(_JOINT))) for name in ("talks", "told"))
        offered, note = _number(cells.get("offered", "")), cells.get("note", "")
        read, since = (read_day(cells.get(name, "")) for name in ("read", "since"))
        yield Remembered(cells["id"], person, offered, talks, note, told, read, since, cells.get("was", ""))


def _unguarded(cell: str) -> str:
    """Take the apostrophe away that guards a cell from being a formula."""
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) != cell[1:] else cell


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
