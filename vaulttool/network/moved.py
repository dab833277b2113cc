"""Who moved lately, and which companies people leave or come to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaulttool.network.contact import Contact, Move
from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network
from vaulttool.network.outsider import Outsider

RECENT_DAYS = 60
TURNOVER_DAYS = 90
LEAST_PEOPLE = 2
_Who = tuple[str, bool]
"""The path of a contact and True, or the name of somebody without a note and False."""
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
    others_arrived: tuple[str, ...] = ()
    """Names of those without a note."""
    others_left: tuple[str, ...] = ()


def last_move(contact: Contact, today: dt.date) -> Move | None:
    """Give the newest change of the last `RECENT_DAYS`; None where there is none."""
    recent = [one for one in contact.moves if 0 <= (today - one.day).days <= RECENT_DAYS and one.new]
    return max(recent, key=lambda one: (one.day, -_ORDER.index(one.what)), default=None)


def turnover(network: Network, outsiders: Sequence[Outsider] = ()) -> tuple[Turnover, ...]:
    """Give the companies that two people or more came to or left lately, those with most of them first.

    Whoever came and left again within the time stands with what was last. The dead are left out.
    """
    names: dict[str, str] = {}
    found: dict[str, dict[_Who, tuple[dt.date, bool]]] = defaultdict(dict)
    for who, move, company, has_come in _moves(network, outsiders):
        key = fold_text(company)
        names[key] = company
        before = found[key].get(who)
        if before is None or before[0] <= move.day:
            found[key][who] = (move.day, has_come)
    many = {key: people for key, people in found.items() if len(people) >= LEAST_PEOPLE}
    order = sorted(many, key=lambda key: (-len(many[key]), key))
    return tuple(_turnover(names[key], many[key]) for key in order)


def _moves(network: Network, outsiders: Sequence[Outsider]) -> Iterator[tuple[_Who, Move, str, bool]]:
    """Give each coming (True) and leaving of a company: who, move, company."""
    everybody: list[tuple[_Who, Sequence[Move]]] = [
        ((path, True), contact.moves) for path, contact in network.contacts.items() if not contact.is_dead
    ]
    everybody += [((one.name, False), one.moves) for one in outsiders]
    for who, moves in everybody:
        for move in moves:
            if move.what == "company" and 0 <= (network.today - move.day).days <= TURNOVER_DAYS:
                if move.old:
                    yield who, move, move.old, False
                if move.new:
                    yield who, move, move.new, True


def _turnover(company: str, people: dict[_Who, tuple[dt.date, bool]]) -> Turnover:
    newest = sorted(people, key=lambda who: (-people[who][0].toordinal(), who))

    def chosen(has_note: bool, has_come: bool) -> tuple[str, ...]:
        return tuple(who[0] for who in newest if who[1] is has_note and people[who][1] is has_come)

    return Turnover(
        company, chosen(True, True), chosen(True, False), chosen(False, True), chosen(False, False)
    )
