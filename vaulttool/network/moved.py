"""Who moved lately, and which companies people leave or come to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from vaulttool.network.contact import Contact, Move
from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network

RECENT_DAYS = 60
TURNOVER_DAYS = 90
LEAST_PEOPLE = 2
_ORDER = ("company", "city", "address", "role")
"""What tells most first, where several things changed on one day."""


@dataclass(frozen=True, slots=True)
class Turnover:
    """People who came to a company, and who left it, within `TURNOVER_DAYS`."""

    company: str
    """As written last."""
    arrived: tuple[str, ...]
    """Paths, the newest first."""
    left: tuple[str, ...]


def last_move(contact: Contact, today: dt.date) -> Move | None:
    """Give the newest change of the last `RECENT_DAYS`; None where there is none."""
    recent = [one for one in contact.moves if 0 <= (today - one.day).days <= RECENT_DAYS and one.new]
    return max(recent, key=lambda one: (one.day, -_ORDER.index(one.what)), default=None)


def turnover(network: Network) -> tuple[Turnover, ...]:
    """Give the companies that two people or more came to or left lately, those with most of them first.

    Whoever came and left again within the time stands with what was last. The dead are left out.
    """
    names: dict[str, str] = {}
    found: dict[str, dict[str, tuple[dt.date, bool]]] = defaultdict(dict)
    for path, move, company, has_come in _moves(network):
        key = fold_text(company)
        names[key] = company
        before = found[key].get(path)
        if before is None or before[0] <= move.day:
            found[key][path] = (move.day, has_come)
    many = {key: people for key, people in found.items() if len(people) >= LEAST_PEOPLE}
    order = sorted(many, key=lambda key: (-len(many[key]), key))
    return tuple(_turnover(names[key], many[key]) for key in order)


def _moves(network: Network) -> Iterator[tuple[str, Move, str, bool]]:
    """Give each coming (True) and leaving of a company: path, move, company."""
    for path, contact in network.contacts.items():
        for move in contact.moves if not contact.is_dead else ():
            if move.what == "company" and 0 <= (network.today - move.day).days <= TURNOVER_DAYS:
                if move.old:
                    yield path, move, move.old, False
                if move.new:
                    yield path, move, move.new, True


def _turnover(company: str, people: dict[str, tuple[dt.date, bool]]) -> Turnover:
    newest = sorted(people, key=lambda path: (-people[path][0].toordinal(), path))
    return Turnover(
        company,
        tuple(path for path in newest if people[path][1]),
        tuple(path for path in newest if not people[path][1]),
    )
