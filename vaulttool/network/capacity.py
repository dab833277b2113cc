"""How many touches a year the cadences ask for, against those that are made."""

import datetime as dt
from dataclasses import dataclass

from vaulttool.network.circle import CAPACITY, CIRCLES, DEFAULT_RULES, CadenceRules, effective_cadence
from vaulttool.network.network import Network
from vaulttool.network.rhythm import touches
from vaulttool.network.talks import columns_of

SLACK = 1.25
"""A little more asked than made is no reason to speak of it."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What one has promised oneself, and what one does."""

    asked: int
    """Touches a year that the cadences of all met, active people ask for."""
    made: int
    """Touches of the last 365 days."""
    circle: str
    """The circle to shrink: the widest that would be enough, never the inner; "" where none is."""
    people: int
    """How many it holds now."""
    fits: int
    """How many it could hold so that all that is asked could be done."""

    @property
    def is_too_much(self) -> bool:
        """Whether clearly more is asked than made."""
        return self.asked > self.made * SLACK


def capacity(network: Network, rules: CadenceRules = DEFAULT_RULES) -> Capacity | None:
    """Compare what is asked with what is made; None where less than half a year of notes can tell."""
    year_ago = network.today - dt.timedelta(days=365)
    today = network.today.toordinal()
    first = min((columns_of(own).days[0] for own in network.interactions.values() if own), default=today)
    if today - first < 182:
        return None
    made = len(touches(network, year_ago, network.today))
    asked: dict[str, float] = dict.fromkeys((*CIRCLES, ""), 0.0)
    people: dict[str, int] = dict.fromkeys(asked, 0)
    for contact in network.contacts.values():
        cadence, _ = effective_cadence(contact, rules)
        if cadence.never or not contact.asks_for_acts or not network.interactions.get(contact.path):
            continue
        circle = contact.circle if contact.circle in CIRCLES else ""
        asked[circle] += 365 / cadence.mean_days
        people[circle] += 1
    total = sum(asked.values())
    fits = {circle: _fits(circle, asked, people, made) for circle in CIRCLES}
    enough = [circle for circle in CIRCLES[:0:-1] if fits[circle] and total > made * SLACK]
    circle = enough[0] if enough else ""
    return Capacity(round(total), made, circle, people.get(circle, 0), fits.get(circle, 0))


def crowded(network: Network) -> tuple[tuple[str, int, int], ...]:
    """Give the circles that hold more people than a circle can: (circle, people, room)."""
    held = {
        circle: sum(1 for c in network.contacts.values() if c.circle == circle and c.asks_for_acts)
        for circle in CIRCLES
    }
    return tuple(
        (circle, held[circle], CAPACITY[circle]) for circle in CIRCLES if held[circle] > CAPACITY[circle]
    )


def _fits(circle: str, asked: dict[str, float], people: dict[str, int], made: int) -> int:
    if not people[circle]:
        return 0
    each = asked[circle] / people[circle]
    rest = sum(asked.values()) - asked[circle]
    return max(0, int((made - rest) / each))
