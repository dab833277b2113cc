"""The form in which contacts, talks and promises lie in the index: quick to read by the hundred thousand."""

import datetime as dt
import marshal
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from vaulttool.evidence.interaction import Interaction, Promise
from vaulttool.network.cadence import Cadence
from vaulttool.network.contact import Contact, Edge, Move, YearlyDay
from vaulttool.network.talks import ClosedTalks, Columns, columns_of
from vaulttool.vault.index_file import pack

if TYPE_CHECKING:
    from vaulttool.network.loans import LoanLine
    from vaulttool.network.trips import Trip
    from vaulttool.notes.problem import Problem
    from vaulttool.vault.meaning import Meaning
    from vaulttool.vault.note_facts import NoteFacts
    from vaulttool.vault.vault_read import Judged

_day = dt.date.fromordinal


class More(NamedTuple):
    """What a note says beside talks."""

    promises: list[Promise]
    ahead: "tuple[Judged, ...]" = ()
    loans: "tuple[LoanLine, ...]" = ()
    trip: "Trip | None" = None


_FIELDS = tuple(field.name for field in fields(Contact))[1:]
_DAYS = ("last_contact", "last_contact_by_hand", "died", "snooze_until")
_KEEP: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_DAYS, dt.date.toordinal),
    "cadence": lambda one: (one.months, one.days, one.never),
    "days": lambda many: tuple((one.month, one.day, one.year, one.label) for one in many),
    "edges": lambda many: tuple((one.name, one.target) for one in many),
    "moves": lambda many: tuple(
        (one.day.toordinal(), one.what, one.old, one.new, one.since and one.since.toordinal()) for one in many
    ),
    "properties": dict,
    "doubled": dict,
}
"""What of a contact `marshal` cannot write as it is. Nothing is done where there is nothing."""
_OPEN: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_DAYS, _day),
    "cadence": lambda one: Cadence(*one),
    "days": lambda many: tuple(starmap(YearlyDay, many)),
    "edges": lambda many: tuple(starmap(Edge, many)),
    "moves": lambda many: tuple(
        Move(_day(day), what, old, new, since and _day(since)) for day, what, old, new, since in many
    ),
}
_TO_OPEN = tuple((place, _OPEN[name]) for place, name in enumerate(_FIELDS) if name in _OPEN)


def kept_contact(contact: Contact) -> bytes:
    """Give a contact as it is kept."""
    values = ((getattr(contact, name), _KEEP.get(name)) for name in _FIELDS)
    plain = [keep(value) if keep is not None and value else value for value, keep in values]
    try:
        return pack(marshal.dumps(plain))
    except ValueError:  # a value that only YAML knows
        return pack(marshal.dumps(pickle.dumps(contact, protocol=5)))


def opened_contact(path: str, blob: bytes) -> Contact:
    """Give a contact that was kept whole."""
    plain = marshal.loads(memoryview(blob)[4:])
    if isinstance(plain, bytes):
        return cast("Contact", pickle.loads(plain))
    for place, open_it in _TO_OPEN:
        if plain[place]:
            plain[place] = open_it(plain[place])
    return Contact(path, *plain)


def kept_talks(talks: Sequence[Interaction]) -> bytes | None:
    """Give the talks with one contact, oldest first, as they are kept; None for none."""
    if not talks:
        return None
    rest = [(one.note, one.line, *one[6:]) for one in talks]
    return pack(marshal.dumps((*map(tuple, columns_of(talks)), marshal.dumps(rest))))


def opened_talks(contact: str, blob: bytes) -> ClosedTalks:
    """Give talks that were kept whole."""
    *columns, rest = marshal.loads(memoryview(blob)[4:])
    days, kinds, directions, _ = columns

    def open_all() -> list[Interaction]:
        make, whole = Interaction._make, zip(marshal.loads(rest), days, kinds, directions, strict=True)
        return [
            make((contact, note, line, _day(day), kind, direction, *more))
            for (note, line, *more), day, kind, direction in whole
        ]

    return ClosedTalks(Columns._make(columns), open_all)


def kept_more(one: "Meaning", facts: "NoteFacts") -> bytes | None:
    """Give what a note says beside talks as it is kept; None where it says nothing."""
    rest = (one.ahead, one.loans, facts.trip)
    if not one.promises and not any(rest):
        return None
    promises = [
        (p.line, p.contacts, p.text, p.made and p.made.toordinal(), p.due and p.due.toordinal(), p.by)
        for p in one.promises
    ]
    return pack(marshal.dumps((promises, pickle.dumps(rest, protocol=5) if any(rest) else b"")))


def opened_more(note: str, blob: bytes) -> More:
    """Give what was kept whole of a note."""
    said = marshal.loads(memoryview(blob)[4:])
    promises = [
        Promise(note, line, contacts, text, made and _day(made), due and _day(due), by)
        for line, contacts, text, made, due, by in said[0]
    ]
    return More(promises, *(pickle.loads(said[1]) if said[1] else ()))


def kept_problems(one: "Meaning", facts: "NoteFacts") -> bytes | None:
    """Give what is wrong in a note as it is kept; None where nothing is."""
    found = (facts.problems, one.problems)
    return pack(pickle.dumps(found, protocol=5)) if any(found) else None


def opened_problems(blob: bytes) -> "tuple[tuple[Problem, ...], tuple[Problem, ...]]":
    """Give what was kept whole: what is wrong in a note, and of its links."""
    return cast("tuple[tuple[Problem, ...], tuple[Problem, ...]]", pickle.loads(memoryview(blob)[4:]))
