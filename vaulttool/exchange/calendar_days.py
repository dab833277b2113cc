"""What a calendar holds on a few days: meetings to come, and those that have just been."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from vaulttool.exchange.calendar import (
    ReadEvent,
    kind_of_event,
    local_day,
    most_present,
    need_libraries,
    parse_event,
    why_no_meeting,
)
from vaulttool.exchange.calendar_blocks import Block, blocks_of, title_of
from vaulttool.exchange.calendar_people import has_declined, people_of
from vaulttool.exchange.calendar_series import BROKEN, endless, expand, rule_of, start_of, text_of
from vaulttool.exchange.records import Party

if TYPE_CHECKING:
    from icalendar import Event

_START = re.compile(r"^DTSTART[^:\r\n]*:\s*(\d{8})", re.IGNORECASE | re.MULTILINE)
_REPEATS = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A meeting on one day, as the calendar says it."""

    date: dt.date
    time: str
    """"14:30", in the event's own zone."""
    kind: str
    """lunch, coffee, call, video or meeting."""
    title: str
    people: tuple[Party, ...]
    """Attendees and organizer but the user; in feeds that carry none, whom the title names behind "with"."""


def events_of_days(
    lines: Iterable[bytes],
    me: frozenset[str],
    first: dt.date,
    last: dt.date,
    may_concern: Callable[[str], bool],
) -> Iterator[CalendarEvent]:
    """Give the meetings of these days, oldest first in each series; what cannot be read is passed over.

    `may_concern` says of a title whether an event without attendees is worth reading. `me`: the user's
    addresses, lower case; without them the address that is in most events is taken. Raises VaultError where
    the libraries are missing.
    """
    need_libraries()
    series: dict[str, list[ReadEvent]] = defaultdict(list)
    for block in blocks_of(lines):
        if not block.text or not _may_lie_in(block, first, last) or not _may_name(block, may_concern):
            continue
        read = parse_event(block, "")
        if isinstance(read, ReadEvent):
            series[read.uid or f"line {block.line}"].append(read)
    me = me or most_present(read for reads in series.values() for read in reads)
    for reads in series.values():
        for event, read in _instances(reads, first, last):
            found = _event(event, read, me, first, last)
            if found is not None:
                yield found


def _may_lie_in(block: Block, first: dt.date, last: dt.date) -> bool:
    """Say whether an event may lie in these days, a day to spare on each side for its zone."""
    if _REPEATS.search(block.text):
        return True
    start = _START.search(block.text)
    if start is None:
        return True
    earliest, latest = first - dt.timedelta(days=1), last + dt.timedelta(days=1)
    return f"{earliest:%Y%m%d}" <= start[1] <= f"{latest:%Y%m%d}"


def _may_name(block: Block, may_concern: Callable[[str], bool]) -> bool:
    return "ATTENDEE" in block.text.upper() or may_concern(title_of(block.text))


def _instances(
    reads: Sequence[ReadEvent], first: dt.date, last: dt.date
) -> Iterator[tuple["Event", ReadEvent]]:
    master = next((read for read in reads if "RRULE" in read.event or "RDATE" in read.event), None)
    if master is None:
        yield from ((read.event, read) for read in reads)
        return
    if endless(rule_of(master.event)):
        return
    try:
        found = expand([read.event for read in reads], master.block.zones[:20], last, first)
    except BROKEN:
        return
    yield from ((event, master) for event in found)


def _event(
    event: "Event", read: ReadEvent, me: frozenset[str], first: dt.date, last: dt.date
) -> CalendarEvent | None:
    try:
        start = start_of(event)
        if start is None or why_no_meeting(event, read) or has_declined(event, me):
            return None
        day = local_day(start, read.block.zone)
        people, problem = people_of(event, frozenset())
        if not first <= day <= last or (problem and event.get("ATTENDEE") is not None):
            return None
        return CalendarEvent(
            day,
            _time(start, read.block.zone),
            kind_of_event(event),
            text_of(event, "SUMMARY"),
            tuple(party for party in people if not (party.email and party.email in me)),
        )
    except BROKEN:
        return None


def _time(start: dt.date, zone: str) -> str:
    if not isinstance(start, dt.datetime):
        return ""
    if zone and start.utcoffset() == dt.timedelta(0):
        start = start.astimezone(ZoneInfo(zone))
    return f"{start:%H:%M}"
