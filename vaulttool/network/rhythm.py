"""The rhythm of touches: by week, by month, lunches in a row, droughts."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.network import Network
from vaulttool.network.talks import columns_of, since, until

FACE_TO_FACE = ("lunch", "coffee", "meeting", "event")
AWAY_DAYS = 28
"""After so long without any talk one was away: no page reckons up what was not done meanwhile."""


@dataclass(frozen=True, slots=True)
class Drought:
    """A stretch of days without any touch."""

    first: dt.date
    """The first day without."""
    days: int


def week_start(day: dt.date) -> dt.date:
    """Give the Monday of the ISO week of a day."""
    return day - dt.timedelta(days=day.weekday())


def touches(network: Network, first: dt.date, last: dt.date) -> tuple[Interaction, ...]:
    """Give one interaction per person and day from `first` to `last`, both included, by day.

    People one lives or works with (`circle: daily`) are left out.
    """
    found: dict[tuple[dt.date, str], Interaction] = {}
    least = first.toordinal()
    for path, interactions in network.interactions.items():
        days = columns_of(interactions).days
        if not days or days[-1] < least or _is_daily(network, path):
            continue
        for interaction in until(since(interactions, first), last):
            found.setdefault((interaction.date, path), interaction)
    return tuple(found[key] for key in sorted(found))


def touches_by_month(network: Network) -> tuple[tuple[dt.date, int], ...]:
    """Count the touches of the last twelve months, the running one included: (first of month, count)."""
    firsts = [_month_back(network.today, back) for back in range(11, -1, -1)]
    counted = Counter(touch.date.replace(day=1) for touch in touches(network, firsts[0], network.today))
    return tuple((first, counted[first]) for first in firsts)


def lunch_streak(network: Network) -> int:
    """Count the weeks in a row with a lunch, up to last week, or this one where it has had its lunch."""
    weeks = {
        _week(day)
        for path, interactions in network.interactions.items()
        if "lunch" in (columns := columns_of(interactions)).kinds and not _is_daily(network, path)
        for day, kind in zip(columns.days, columns.kinds, strict=True)
        if kind == "lunch"
    }
    week = _week(network.today.toordinal())
    streak = 1 if week in weeks else 0
    week -= 1
    while week in weeks:
        streak += 1
        week -= 1
    return streak


def _week(ordinal: int) -> int:
    """Give the number of a day's week: the first day of all was a Monday."""
    return (ordinal - 1) // 7


def has_had_lunch(network: Network) -> bool:
    """Whether this week already had its lunch."""
    monday = week_start(network.today)
    return any(touch.kind == "lunch" for touch in touches(network, monday, network.today))


def drought(network: Network, least_days: int = 14) -> Drought | None:
    """Give the stretch without any touch that lasts today; None where shorter than `least_days`."""
    days = (
        columns_of(own).days[-1]
        for path, own in network.interactions.items()
        if own and not _is_daily(network, path)
    )
    last = max(days, default=network.today.toordinal())
    silent = network.today.toordinal() - last
    return Drought(dt.date.fromordinal(last + 1), silent) if silent >= least_days else None


def _is_daily(network: Network, path: str) -> bool:
    return path in network.contacts and network.contacts[path].circle == "daily"


def _month_back(day: dt.date, back: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return dt.date(year, month + 1, 1)
