"""What the review says of companies: where many come at once, who came there and who left."""

from collections.abc import Sequence
from typing import Any

from vaulttool.network.moved import turnover
from vaulttool.network.movements import Movement
from vaulttool.network.outsider import Outsider
from vaulttool.pages.escape import list_item
from vaulttool.pages.teller import Teller

MOST_TURNOVER = 3
MOST_NAMES = 5
"""Of people without a note; the rest is a number."""


def movement_facts(movement: Movement, teller: Teller) -> dict[str, Any]:
    """Give a burst of one company, with whom the user knows there."""
    network = teller.network
    live = [path for path in movement.people if network.contacts[path].asks_for_acts]
    known = [
        path for path in live
        if len(network.interactions.get(path, ())) > 1
    ]  # fmt: skip
    known += [
        path for path, contact in network.contacts.items()
        if contact.company == movement.company and path not in movement.people and contact.asks_for_acts
        and network.interactions.get(path) and contact.circle in ("inner", "close", "active")
    ]  # fmt: skip
    together = len(live) + len(movement.others)
    return {
        "company": list_item(movement.company),
        "people": together,
        "people_words": teller.language.number(together),
        "who": teller.people(live),
        "others": _names(movement.others),
        "more": max(0, len(movement.others) - MOST_NAMES),
        "span": teller.language.span(movement.days),
        "per_year": movement.past_per_year,
        "per_year_words": teller.language.number(max(1, round(movement.past_per_year)), feminine=True),
        "years": round(movement.once_in_years) if movement.once_in_years < 100 else 0,
        "known": teller.people(known[:3]),
    }


def turnover_facts(teller: Teller, outsiders: Sequence[Outsider] = ()) -> list[dict[str, Any]]:
    """Give the companies that several people came to or left lately."""
    return [
        {
            "company": list_item(one.company),
            "arrived": _both(teller.people(one.arrived), one.others_arrived),
            "left": _both(teller.people(one.left), one.others_left),
        }
        for one in turnover(teller.network, outsiders)[:MOST_TURNOVER]
    ]


def _names(others: Sequence[str]) -> str:
    return ", ".join(list_item(name) for name in others[:MOST_NAMES])


def _both(linked: str, others: Sequence[str]) -> str:
    more = f" (+{len(others) - MOST_NAMES})" if len(others) > MOST_NAMES else ""
    return ", ".join(filter(None, (linked, _names(others) + more)))
