"""The form in which contacts, talks and promises lie in the index: quick to read by the hundred thousand."""

import datetime as dt
import marshal
import pickle
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from vaulttool.evidence.interaction import Interaction, Promise
from vaulttool.vault.index_file import pack, unpack

if TYPE_CHECKING:
    from vaulttool.network.contact import Contact
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
    of_note: "tuple[Problem, ...]" = ()
    of_links: "tuple[Problem, ...]" = ()
    loans: "tuple[LoanLine, ...]" = ()
    trip: "Trip | None" = None


def kept_contact(contact: "Contact") -> bytes:
    """Give a contact as it is kept."""
    return pack(pickle.dumps(contact, protocol=5))


def kept_talks(talks: Iterable[Interaction]) -> bytes | None:
    """Give the talks with one contact as they are kept; None for none."""
    plain = [(*one[1:3], one.date.toordinal(), *one[4:]) for one in talks]
    return pack(marshal.dumps(plain)) if plain else None


def opened_talks(contact: str, blob: object) -> list[Interaction] | None:
    """Give talks that were kept; None where they are damaged."""
    plain = unpack(blob, marshal.loads)
    if plain is None:
        return None
    make = Interaction._make
    return [make((contact, one[0], one[1], _day(one[2]), *one[3:])) for one in plain]


def kept_more(one: "Meaning", facts: "NoteFacts") -> bytes | None:
    """Give what a note says beside talks as it is kept; None where it says nothing."""
    rest = (one.ahead, facts.problems, one.problems, one.loans, facts.trip)
    if not one.promises and not any(rest):
        return None
    promises = [
        (p.line, p.contacts, p.text, p.made and p.made.toordinal(), p.due and p.due.toordinal(), p.by)
        for p in one.promises
    ]
    return pack(marshal.dumps((promises, pickle.dumps(rest, protocol=5) if any(rest) else b"")))


def opened_more(note: str, blob: object) -> More | None:
    """Give what was kept of a note; None where it is damaged."""
    said = unpack(blob, marshal.loads)
    if said is None:
        return None
    promises = [
        Promise(note, line, contacts, text, made and _day(made), due and _day(due), by)
        for line, contacts, text, made, due, by in said[0]
    ]
    return More(promises, *(pickle.loads(said[1]) if said[1] else ()))
