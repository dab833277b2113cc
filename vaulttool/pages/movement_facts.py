"""What the review says of companies: where many come at once, who came there and who left."""

from typing import Any

from vaulttool.network.moved import turnover
from vaulttool.network.movements import Movement
from vaulttool.pages.escape import list_item
from vaulttool.pages.teller import Teller

MOST_TURNOVER = 3


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
    return {
        "company": list_item(movement.company),
        "people": len(live),
        "people_words": teller.language.number(len(live)),
        "who": teller.people(live),
        "span": teller.language.span(movement.days),
        "per_year": movement.past_per_year,
        "per_year_words": teller.language.number(max(1, round(movement.past_per_year)), feminine=True),
        "years": round(movement.once_in_years) if movement.once_in_years < 100 else 0,
        "known": teller.people(known[:3]),
    }


def turnover_facts(teller: Teller) -> list[dict[str, Any]]:
    """Give the companies that several people came to or left lately."""
    return [
        {
            "company": list_item(one.company),
            "arrived": teller.people(one.arrived),
            "left": teller.people(one.left),
        }
        for one in turnover(teller.network)[:MOST_TURNOVER]
    ]
