"""Repeating events: each series expanded apart up to today, with limits (FAULTS E6)."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from vaulttool.exchange.decoding import clean

if TYPE_CHECKING:
    from icalendar import Event

MOST_INSTANCES = 2_000
"""Of one series."""
BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    OSError,
)
"""What the libraries raise on values of strangers (seen in their own samples); `OSError`: odd zone names."""
_TOO_OFTEN = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|INTERVAL=0(?:;|$)", re.IGNORECASE)


def start_of(event: "Event") -> dt.date | None:
    """Give the start: a datetime, or a date for all-day events; None where it cannot be read."""
    value = _value(event, "DTSTART")
    return value if isinstance(value, dt.date) else None


def _value(event: "Event", name: str) -> Any:
    try:
        found = event.get(name)
        return getattr(found, "dt", None) if name in ("DTSTART", "DTEND") else found
    except BROKEN:
        return None


def text_of(event: "Event", name: str) -> str:
    """Give a property as one clean line, "" where it is missing or cannot be read."""
    found = _value(event, name)
    return clean(str(found[0] if isinstance(found, list) and found else found or ""))


def day_of(value: dt.date) -> dt.date:
    """Give the day of a date or a time."""
    return value.date() if isinstance(value, dt.datetime) else value


def endless(rule: str) -> str:
    """Say why a rule must not be expanded; "" if it may. A rule that never fits is tried until the year
    9999."""
    if _TOO_OFTEN.search(rule):
        return "a series that repeats within the day, or without a step"
    parts = {key.upper(): value for key, _, value in (part.partition("=") for part in rule.split(";"))}
    numbers = {
        key: [abs(int(number)) for number in re.findall(r"\d+", parts.get(key, ""))]
        for key in ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
    }
    longest = max(
        (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31 for month in numbers["BYMONTH"]),
        default=31,
    )
    never = (
        min(numbers["BYMONTHDAY"], default=1) > longest
        or min(numbers["BYMONTH"], default=1) > 12
        or min(numbers["BYYEARDAY"], default=1) > 366
        or min(numbers["BYWEEKNO"], default=1) > 53
        or (parts.get("FREQ", "").upper() == "DAILY" and min(numbers["BYSETPOS"], default=1) > 1)
    )
    return "a series on a day that never comes" if never else ""


def rule_of(event: "Event") -> str:
    """Give the rule as text, several joined; "" for none."""
    found = event.get("RRULE")
    rules = found if isinstance(found, list) else [found]
    return " ".join(rule.to_ical().decode() for rule in rules if rule is not None)


def expand(
    events: Sequence["Event"], zones: Iterable[str], today: dt.date, since: dt.date | None = None
) -> list["Event"]:
    """Give the instances of one series up to `today`, oldest first; every rule ends there, so that none
    runs for ever. `since` leaves out what is older."""
    import recurring_ical_events  # type: ignore[import-untyped, unused-ignore]
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    for text in zones:
        try:
            calendar.add_component(Timezone.from_ical(text))
        except BROKEN:
            continue  # The name of the zone may still say enough.
    first = today
    for event in events:
        start = start_of(event)
        first = min(first, day_of(start)) if start else first
        _end_rule(event, today)
        calendar.add_component(event)
    # A series since 1970 has no more to tell than its last decades.
    first = max(first, today.replace(year=today.year - 30, day=min(today.day, 28)))
    first = max(first, since) if since else first
    query = recurring_ical_events.of(calendar, skip_bad_series=True)
    found = query.between(first, today + dt.timedelta(days=1))
    return sorted(found, key=lambda event: day_of(start_of(event) or today))


def _end_rule(event: "Event", today: dt.date) -> None:
    rule = event.get("RRULE")
    if rule is None or isinstance(rule, list):
        return
    until = rule.get("UNTIL")
    if until and day_of(until[0]) <= today:
        return
    if "COUNT" in rule and int(rule["COUNT"][0]) <= MOST_INSTANCES:
        return
    rule.pop("COUNT", None)
    start = start_of(event)
    end = today + dt.timedelta(days=1)
    if isinstance(start, dt.datetime):
        zone = dt.UTC if start.tzinfo else None
        rule["UNTIL"] = [dt.datetime(end.year, end.month, end.day, tzinfo=zone)]
    else:
        rule["UNTIL"] = [end]
