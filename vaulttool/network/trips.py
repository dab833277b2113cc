"""Trips of the user: a note says where and when, the people who live there are whom one could see."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from vaulttool.network.circle import circle_rank
from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network
from vaulttool.network.plan import Choice, Plan
from vaulttool.network.property_value import date_of, shown_text, text_of
from vaulttool.network.warmth import may_be_asked_for
from vaulttool.notes.front_matter import FrontMatter

TYPES = frozenset({"trip", "voyage", "deplacement"})
"""Values of `type`, folded."""
MOST_PEOPLE = 5
"""Proposed for one trip."""


@dataclass(frozen=True, slots=True)
class Trip:
    """One trip, as its note says."""

    note: str
    place: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Stay:
    """A trip with those whom the user could see there."""

    trip: Trip
    choices: tuple[Choice, ...]


def read_trip(path: str, front_matter: FrontMatter) -> Trip | None:
    """Read the trip that a note tells: `type: trip`, `place`, `from`, `to`; None where it tells none.

    Without `to` it is a day. A trip that ends before it begins is none.
    """
    kind = front_matter.find("type")
    if kind is None or fold_text(text_of(kind.value)) not in TYPES:
        return None
    place, first, last = (
        front_matter.find(*names) for names in (("place", "lieu", "city"), ("from", "du"), ("to", "au"))
    )
    begin = date_of(first.value) if first else None
    end = date_of(last.value) if last else begin
    where = shown_text(text_of(place.value)).strip() if place else ""
    if not where or begin is None or end is None or end < begin:
        return None
    return Trip(path, where, begin, end)


def stays(network: Network, trips: Iterable[Trip], plan: Plan) -> tuple[Stay, ...]:
    """Give the trips of the planned week that are not over, each with the people who live there.

    The nearest circle first, then the longest silence. Whom the plan proposes for lunch or who is to be met
    this week is left out, and so is everybody of whom nothing may be asked.
    """
    sunday = plan.week + dt.timedelta(days=6)
    taken = {path for one in plan.appointments for path in one.contacts}
    taken |= {choice.contact for choice in (plan.lunch, *plan.alternatives) if choice is not None}
    found: list[Stay] = []
    for trip in sorted(trips, key=lambda one: (one.first, one.note)):
        if trip.first > sunday or trip.last < max(network.today, plan.week):
            continue
        there = [
            path
            for path, contact in network.contacts.items()
            if lives_in(contact.city, trip.place)
            and path not in taken
            and may_be_asked_for(contact, network.today)
        ]
        there.sort(key=lambda path: _order(network, path))
        taken |= set(there[:MOST_PEOPLE])
        choices = tuple(_choice(network, path, trip.place) for path in there[:MOST_PEOPLE])
        found += [Stay(trip, choices)] if choices else []
    return tuple(found)


def lives_in(city: str, place: str) -> bool:
    """Say whether a city is the place of a trip: "Paris 11e" is "Paris", "New York" is not "York"."""
    one, other = (fold_text(text.partition(",")[0]) for text in (city, place))
    return bool(one) and (one == other or (one.startswith(f"{other} ") and one[len(other) + 1].isdigit()))


def _order(network: Network, path: str) -> tuple[int, dt.date, str]:
    return circle_rank(network.contacts[path].circle), network.last_contact.get(path) or dt.date.min, path


def _choice(network: Network, path: str, place: str) -> Choice:
    own = network.interactions.get(path, ())
    return Choice("lunch", "silence", path, last=own[-1] if own else None, city=place)
