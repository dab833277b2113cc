"""The network as one can look at it: people with their days, and what joins them."""

import datetime as dt
import itertools
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from vaulttool.network.circle import CIRCLES, DEFAULT_RULES, CadenceRules, effective_cadence
from vaulttool.network.contact import Contact
from vaulttool.network.introductions import introductions
from vaulttool.network.kept_answers import KEPT_APART
from vaulttool.network.network import Network
from vaulttool.network.visible import without_private

_MOST_TOGETHER = 8
"""Where more were present at once, it says nothing of any two of them."""

TieKind = Literal["edge", "together", "introduction"]


@dataclass(frozen=True, slots=True)
class MapPerson:
    """One person of the map."""

    path: str
    name: str
    circle: str
    """inner, close, active, wide, daily, or ""."""
    company: str
    role: str
    field: str
    city: str
    cadence_days: int | None
    """The mean rhythm; None for whom none is asked."""
    days: tuple[dt.date, ...]
    """On which there was contact, oldest first."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two people of the map, by their paths; the seeker first where one looks for help."""

    one: str
    other: str
    kind: TieKind
    label: str
    """The edge's name; how often they were seen together; what the one looks for and the other offers."""


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """All people that a page may show, in order of circle and name, and their ties."""

    today: dt.date
    people: tuple[MapPerson, ...]
    ties: tuple[Tie, ...]


def network_map(network: Network, rules: CadenceRules = DEFAULT_RULES) -> NetworkMap:
    """Derive the map; private, archived and dead people are not on it."""
    shown = without_private(network)
    people = {
        path: _person(contact, shown, rules)
        for path, contact in shown.contacts.items()
        if contact.status != "archived" and not contact.is_dead
    }
    ties = (*_edges(shown, people), *_together(shown, people), *_introductions(shown, people))
    rank = {circle: place for place, circle in enumerate(("daily", *CIRCLES))}
    ordered = sorted(
        people.values(), key=lambda one: (rank.get(one.circle, 9), one.name.casefold(), one.path)
    )
    return NetworkMap(shown.today, tuple(ordered), ties)


def _person(contact: Contact, network: Network, rules: CadenceRules) -> MapPerson:
    cadence, _ = effective_cadence(contact, rules)
    days = {interaction.date for interaction in network.interactions.get(contact.path, ())}
    last = network.last_contact.get(contact.path)
    known = contact.circle if contact.circle in ("daily", *CIRCLES) else ""
    return MapPerson(
        path=contact.path,
        name=contact.name,
        circle=known,
        company=contact.company,
        role=contact.role,
        field=contact.field,
        city=contact.city,
        cadence_days=None if cadence.never else round(cadence.mean_days),
        days=tuple(sorted(days | ({last} if last is not None else set()))),
    )


def _edges(network: Network, people: dict[str, MapPerson]) -> list[Tie]:
    found: dict[tuple[str, str], set[str]] = {}
    for path in people:
        for edge in network.contacts[path].edges:
            if edge.target in people and edge.target != path and edge.name != KEPT_APART:
                found.setdefault(_pair(path, edge.target), set()).add(edge.name.replace("_", " "))
    return [Tie(*pair, "edge", ", ".join(sorted(names))) for pair, names in sorted(found.items())]


def _together(network: Network, people: dict[str, MapPerson]) -> list[Tie]:
    """Pairs who were present on the same line, or in the same list of those present."""
    present: dict[tuple[str, int | None, dt.date], set[str]] = {}
    for path in people:
        for one in network.interactions.get(path, ()):
            present.setdefault((one.note, one.line, one.date), set()).add(path)
    times = Counter(
        _pair(one, other)
        for group in present.values()
        if 1 < len(group) <= _MOST_TOGETHER
        for one, other in itertools.combinations(sorted(group), 2)
    )
    return [Tie(*pair, "together", str(count)) for pair, count in sorted(times.items())]


def _introductions(network: Network, people: dict[str, MapPerson]) -> list[Tie]:
    return [
        Tie(one.seeker, one.helper, "introduction", f"{one.need} — {one.offer}")
        for one in introductions(network)
        if one.seeker in people and one.helper in people
    ]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
