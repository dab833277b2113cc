"""The review's first look: last week, what would grow cold, the rhythm of the year."""

import datetime as dt
from typing import Any

from vaulttool.network.balance import only_asks
from vaulttool.network.circle import CadenceRules, is_placed
from vaulttool.network.network import Network
from vaulttool.network.rhythm import (
    AWAY_DAYS,
    drought,
    lunch_streak,
    touches,
    touches_by_month,
    week_start,
)
from vaulttool.network.seen import is_seen
from vaulttool.network.warmth import half_cold_on, may_be_asked_for
from vaulttool.pages.escape import mermaid_label
from vaulttool.pages.language import Language
from vaulttool.pages.teller import Teller

MANY = 12
"""Fewer people need no advice on whom to begin with."""
FEW = 3
"""As long as no more have a place, the advice stands."""


def glance_facts(network: Network, rules: CadenceRules, teller: Teller) -> dict[str, Any]:
    """Give what the first lines say: last week, a drought, when the near circles would be cold."""
    monday = week_start(network.today)
    before = touches(network, monday - dt.timedelta(days=7), monday - dt.timedelta(days=1))
    dry = drought(network)
    half = half_cold_on(network, rules)
    moves, for_oneself = only_asks(network, network.today - dt.timedelta(days=182))
    lunches = lunch_streak(network)
    people = len({touch.contact for touch in before})
    seen = len({touch.contact for touch in before if is_seen(touch)})
    own_moves = sum(touch.direction == "me" for touch in before)
    people_words, own_moves_words = teller.language.numbers(people, own_moves, feminine=True)
    return {
        "lunches": lunches if lunches > 1 else 0,
        "lunches_words": teller.language.number(lunches, feminine=True),
        "people": people,
        "people_words": people_words,
        "seen": seen if seen < people else 0,
        "seen_words": teller.language.number(seen, feminine=True),
        "own_moves": own_moves,
        "own_moves_words": own_moves_words,
        "drought": teller.language.span(dry.days) if dry else "",
        "was_away": bool(dry and dry.days >= AWAY_DAYS),
        "has_talks": any(network.interactions.values()),
        "unplaced": _unplaced(network, rules),
        "cold": teller.language.part_of_month(half, network.today) if half else "",
        "only_asks": moves >= 6 and for_oneself > moves / 2,
    }


def _unplaced(network: Network, rules: CadenceRules) -> int:
    """Count the people, where most were only imported and hardly anybody has a circle or a cadence yet."""
    people = [c for c in network.contacts.values() if may_be_asked_for(c, network.today)]
    new = sum(not network.last_contact.get(contact.path) for contact in people)
    placed = sum(is_placed(contact, rules) for contact in people)
    return len(people) if len(people) >= MANY and new * 2 >= len(people) and placed <= FEW else 0


def chart_facts(network: Network, language: Language) -> dict[str, Any] | None:
    """Give the chart of the last twelve months; None where too few of them have anything to show."""
    months = touches_by_month(network)
    if sum(1 for _, count in months if count) < 3:
        return None
    return {
        "labels": ", ".join(f'"{mermaid_label(language.short_month(first))}"' for first, _ in months),
        "counts": ", ".join(str(count) for _, count in months),
        "top": max(4, *(count for _, count in months)),
        "total": sum(count for _, count in months),
    }
