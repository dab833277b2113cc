"""The wishes of a new year: whom, and of which thing of the year they can speak."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.circle import circle_rank
from vaulttool.network.contact import Contact
from vaulttool.network.folding import words_in
from vaulttool.network.household import households
from vaulttool.network.network import Network
from vaulttool.network.rhythm import FACE_TO_FACE
from vaulttool.network.warmth import may_be_asked_for

_TELLING = 5
"""A line with fewer words says little more than that one met."""
_RICH = 12
_LISTS = ("attendees", "property", "title", "people met", "field")


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish: a person, or the people of a household together."""

    contacts: tuple[Contact, ...]
    """The nearest first."""
    fact: Interaction | None
    """The talk of the year to speak of; None where the notes hold none."""
    last: Interaction | None
    """The last talk before that, however long ago."""
    spoken: Interaction | None
    """The first talk between 24 December and 31 January: then the wish was surely made."""


def year_of_wishes(today: dt.date) -> int:
    """Give the year that one wishes people now: this one in January, the coming one from February on."""
    return today.year if today.month == 1 else today.year + 1


def first_day_of_wishes(year: int) -> dt.date:
    """Give the day from which on a word is a wish for the year: 24 December. They end with January."""
    return dt.date(year - 1, 12, 24)


def wishes(network: Network, year: int, among: Iterable[Contact] | None = None) -> tuple[Wish, ...]:
    """Give the wishes for a year, the nearest circle first, households as one.

    The thing to speak of lies between 1 December of two years before and the day on which the wishes begin: a
    good turn of theirs, else a talk told in own words, else any. `among` leaves the others out. Nobody is
    wished who is dead, archived, resting, unknown or snoozed.
    """
    chosen = {c.path for c in (network.contacts.values() if among is None else among)}
    homes = households(network.contacts)
    together: dict[str, list[Contact]] = {}
    for path, contact in network.contacts.items():
        if path in chosen and may_be_asked_for(contact, network.today):
            together.setdefault(homes[path], []).append(contact)
    found = [_wish(network, year, people) for people in together.values()]
    return tuple(
        sorted(found, key=lambda w: (w.fact is None, circle_rank(w.contacts[0].circle), w.contacts[0].path))
    )


def is_told(talk: Interaction) -> bool:
    """Whether the line of a talk is in the person's own words: no list of guests, file name, property."""
    return talk.line is not None and talk.rule not in _LISTS


def _wish(network: Network, year: int, people: list[Contact]) -> Wish:
    people.sort(key=lambda contact: (circle_rank(contact.circle), contact.path))
    own = [talk for contact in people for talk in network.interactions.get(contact.path, ())]
    first, begin = dt.date(year - 2, 12, 1), first_day_of_wishes(year)
    before = [talk for talk in own if talk.date < begin]
    after = [talk for talk in own if begin <= talk.date <= dt.date(year, 1, 31)]
    return Wish(
        tuple(people),
        max((talk for talk in before if talk.date >= first), key=_worth, default=None),
        max(before, key=lambda talk: (talk.date, talk.note, talk.line or 0), default=None),
        min(after, key=lambda talk: (talk.date, talk.note, talk.line or 0), default=None),
    )


def _worth(talk: Interaction) -> tuple[bool, int, int, dt.date, str, int]:
    """How good a talk is to speak of: with a good turn, face to face, told; of like ones the newest."""
    told = len(words_in(talk.text)) if is_told(talk) else 0
    near = 2 if talk.kind in FACE_TO_FACE else int(talk.kind in ("call", "video"))
    return (
        bool(talk.received),
        (told >= _TELLING) + near,
        min(told, _RICH),
        talk.date,
        talk.note,
        talk.line or 0,
    )
