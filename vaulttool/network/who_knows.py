"""Through whom one could reach somebody: the people one knows oneself who know them, or know who does."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass

from vaulttool.network.contact import Contact
from vaulttool.network.edges import Inverses, is_apart, ties
from vaulttool.network.folding import fold_text
from vaulttool.network.household import households
from vaulttool.network.introductions import introduced
from vaulttool.network.network import Network
from vaulttool.network.property_value import link_targets
from vaulttool.notes.paths import name_of

MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One acquaintance on the way: how somebody knows the next."""

    path: str
    """Of the next; "" for somebody who has no note."""
    how: str
    """"edge", "named" (only the note of the one before says it), "household", "introduction"."""
    word: str = ""
    """The edge's name: what the one before is to the next, or (named) what the next is called there."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to somebody, from a person whom one has met."""

    through: str
    """Path of the contact to ask."""
    steps: tuple[Step, ...]
    """From them to the one who is looked for."""


def who_knows(network: Network, target: str, inverses: Inverses, no_note: str = "") -> tuple[Way, ...]:
    """Give the ways to a contact (path), the shortest first, of like ones through whom one met last.

    Edges, households and introductions that took place are walked, three steps at most, and no further than
    to somebody whom one has met: not the dead, the archived and the unknown. `no_note` is the name of
    somebody without a note, whom the notes of others link; then `target` is "".
    """
    known_by = _acquaintances(network, inverses)
    if no_note:
        named = named_without_note(network.contacts, no_note)
        known_by[""] = {path: Step("", "named", word) for path, word in named.items()}
    ways: list[Way] = []
    seen = {target}
    waiting: deque[tuple[str, tuple[Step, ...]]] = deque([(target, ())])
    while waiting:
        path, steps = waiting.popleft()
        for other, step in known_by.get(path, {}).items():
            if other in seen:
                continue
            seen.add(other)
            way = (step, *steps)
            if _is_met(network, other):
                ways.append(Way(other, way))
            elif len(way) < MOST_STEPS and not network.contacts[other].is_dead:
                waiting.append((other, way))
    return tuple(sorted(ways, key=lambda way: (len(way.steps), -_last(network, way), way.through)))


def named_without_note(contacts: Mapping[str, Contact], name: str) -> dict[str, str]:
    """Give the contacts (path → property) whose notes link somebody of that name, who is no contact."""
    wanted = fold_text(name)
    taken = {fold_text(one) for contact in contacts.values() for one in contact.names}
    if wanted in taken:
        return {}
    return {
        path: prop
        for path, contact in contacts.items()
        for prop, value in contact.properties.items()
        if any(fold_text(name_of(link)) == wanted for link in link_targets(value))
    }


def _acquaintances(network: Network, inverses: Inverses) -> dict[str, dict[str, Step]]:
    """Give for each path who knows them, and how: what a note says first."""
    known_by: dict[str, dict[str, Step]] = defaultdict(dict)
    for path, own in ties(network.contacts, inverses).items():
        for tie in own:
            if not is_apart(tie.said_as) and tie.other in network.contacts:
                how = "edge" if tie.name else "named"
                known_by[path].setdefault(tie.other, Step(path, how, tie.name or tie.said_as))
    for one, other in sorted((min(pair), max(pair)) for pair in introduced(network)):
        known_by[one].setdefault(other, Step(one, "introduction"))
        known_by[other].setdefault(one, Step(other, "introduction"))
    homes: dict[str, list[str]] = defaultdict(list)
    for path, home in households(network.contacts).items():
        homes[home].append(path)
    for people in homes.values():
        for path in people:
            for other in people:
                if other != path:
                    known_by[path].setdefault(other, Step(path, "household"))
    return known_by


def _is_met(network: Network, path: str) -> bool:
    contact = network.contacts[path]
    is_there = not contact.is_dead and contact.status not in ("archived", "unknown")
    return is_there and network.last_contact.get(path) is not None


def _last(network: Network, way: Way) -> int:
    day = network.last_contact.get(way.through)
    return day.toordinal() if day else 0
