"""Calendars: meetings that took place, and with whom.

Each event is parsed apart from all others (icalendar), each series expanded apart (recurring-ical-events),
with limits: a value that explodes or that nobody can read costs its own event alone (FAULTS E6).
"""

import datetime as dt
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from vaulttool.exchange.calendar_blocks import Block, blocks_of, title_of
from vaulttool.exchange.calendar_people import named_in, parties, party_of, people_of
from vaulttool.exchange.calendar_series import (
    BROKEN,
    MOST_INSTANCES,
    day_of,
    endless,
    expand,
    rule_of,
    start_of,
    text_of,
)
from vaulttool.exchange.decoding import clean
from vaulttool.exchange.records import Direction, ImportedInteraction, LeftOut
from vaulttool.notes.problem import Problem, VaultError

if TYPE_CHECKING:
    from icalendar import Event

_KINDS = (
    ("lunch", re.compile(r"\b(?:lunch|d[ée]jeuner|mittagessen|dinner|d[îi]ner|almuerzo)\b", re.I)),
    ("coffee", re.compile(r"\b(?:coffee|caf[ée]|kaffee|tea|th[ée])\b", re.I)),
    ("call", re.compile(r"\b(?:call|phone|appel|t[ée]l[ée]phone|coup de fil|anruf|telefonat)\b", re.I)),
    ("video", re.compile(r"\b(?:zoom|teams|meet\.google|google meet|skype|webex|visio|facetime)\b", re.I)),
)


def read_calendar(
    lines: Iterable[bytes], file: str, me: frozenset[str], today: dt.date
) -> Iterator[ImportedInteraction | LeftOut]:
    """Give an interaction for every meeting with people up to `today`, and why each other event is none.

    `me`: the user's addresses, lower case; without them the address that is in most events is taken.
    Raises VaultError where the libraries of `vaulttool[import]` are missing.
    """
    need_libraries()
    blocks = list(blocks_of(lines))
    if not blocks:
        yield LeftOut("no event in it: BEGIN:VEVENT is missing", file)
        return
    series: dict[str, list[ReadEvent]] = defaultdict(list)
    for block in blocks:
        read = _with_people(block, f"{file}:{block.line}")
        if isinstance(read, LeftOut):
            yield read
        else:
            series[read.uid or f"line {block.line}"].append(read)
    me = me or most_present(read for reads in series.values() for read in reads)
    for reads in series.values():
        yield from _meetings(reads, me, today)


def need_libraries() -> None:
    """Raise VaultError where the libraries of `vaulttool[import]` are missing."""
    try:
        import icalendar  # noqa: F401
        import recurring_ical_events  # type: ignore[import-untyped, unused-ignore]  # noqa: F401
    except ImportError as missing:
        mend = "Install them: pip install 'vaulttool[import]'."
        raise VaultError(Problem("", None, "calendars need libraries that are not here", mend)) from missing


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """One event with the calendar around it."""

    event: "Event"
    uid: str
    block: Block
    record: str


def _with_people(block: Block, record: str) -> ReadEvent | LeftOut:
    if not block.text:
        return LeftOut("cut off: the end of this event is missing", record)
    if "ATTENDEE" not in block.text.upper() and not named_in(title_of(block.text)):
        # Most events of a private calendar: parsing them would tell no more, and takes a millisecond each.
        return LeftOut("nobody is named who took part", record)
    return parse_event(block, record)


def parse_event(block: Block, record: str) -> ReadEvent | LeftOut:
    """Read one event; why it is none where it cannot be read."""
    from icalendar import Event

    try:
        with warnings.catch_warnings():
            # The library guesses zones from names such as "/mozilla.org/…/Europe/Paris", and says so aloud.
            warnings.simplefilter("ignore")
            event = Event.from_ical(block.text)
    except BROKEN as error:
        return LeftOut(f"the event cannot be read: {short(error)}", record)
    if not isinstance(event, Event):
        return LeftOut("the event cannot be read", record)
    if start_of(event) is None:
        return LeftOut("an event without a date that can be read", record)
    return ReadEvent(event, clean(str(event.get("UID", ""))), block, record)


def _meetings(
    reads: list[ReadEvent], me: frozenset[str], today: dt.date
) -> Iterator[ImportedInteraction | LeftOut]:
    """Give the meetings of one series (or single event), its overrides among `reads`."""
    master = next((read for read in reads if "RRULE" in read.event or "RDATE" in read.event), None)
    if master is None:
        for read in reads:
            yield _meeting(read.event, read, me, today)
        return
    if problem := endless(rule_of(master.event)):
        yield LeftOut(problem, master.record)
        return
    try:
        instances = expand([read.event for read in reads], master.block.zones[:20], today)
    except BROKEN as error:
        yield LeftOut(f"only the first of a series is read: {short(error)}", master.record)
        yield _meeting(master.event, master, me, today)
        return
    told: set[str] = set()
    for event in instances[-MOST_INSTANCES:]:
        found = _meeting(event, master, me, today)
        # Two hundred instances of one staff meeting are left out for one reason: it is told once.
        if isinstance(found, ImportedInteraction):
            yield found
        elif found.problem not in told:
            told.add(found.problem)
            yield found
    if not instances:
        yield LeftOut("not over yet", master.record)


def _meeting(
    event: "Event", read: ReadEvent, me: frozenset[str], today: dt.date
) -> ImportedInteraction | LeftOut:
    try:
        return _judged(event, read, me, today)
    except BROKEN as error:
        return LeftOut(f"the event cannot be read: {short(error)}", read.record)


def _judged(
    event: "Event", read: ReadEvent, me: frozenset[str], today: dt.date
) -> ImportedInteraction | LeftOut:
    start = start_of(event)
    if start is None:
        return LeftOut("an event without a date that can be read", read.record)
    day = local_day(start, read.block.zone)
    people, problem = people_of(event, me)
    problem = _no_meeting(event, read, day, today) or problem
    if problem:
        return LeftOut(problem, read.record)
    summary = text_of(event, "SUMMARY")
    organizer = party_of(event.get("ORGANIZER"))
    direction: Direction | None = None
    if organizer and me:
        direction = "me" if organizer.email in me else "them"
    kind = kind_of_event(event)
    return ImportedInteraction(day, kind, direction, people, "calendar", read.record, summary)


def kind_of_event(event: "Event") -> str:
    """Give the kind of contact that title and place of an event name; "meeting" where they name none."""
    said = f"{text_of(event, 'SUMMARY')} {text_of(event, 'LOCATION')}"
    return next((kind for kind, words in _KINDS if words.search(said)), "meeting")


def _no_meeting(event: "Event", read: ReadEvent, day: dt.date, today: dt.date) -> str:
    if problem := why_no_meeting(event, read):
        return problem
    if day > today:
        return "not over yet"
    if day.year < 1985:
        return f"a date that cannot be: {day}"
    return ""


def why_no_meeting(event: "Event", read: ReadEvent) -> str:
    """Say why an event is no meeting on any day; "" where it may be one."""
    if read.block.method in ("CANCEL", "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"):
        return f"a message about an event ({read.block.method.lower()}), no event"
    if text_of(event, "STATUS").upper() in ("CANCELLED", "CANCELED"):
        return "cancelled"
    return "" if isinstance(start_of(event), dt.datetime) else "a whole day, no meeting"


def local_day(start: dt.date, zone: str) -> dt.date:
    """Give the day in the zone of the event; of UTC times in the zone that the calendar names for itself."""
    if isinstance(start, dt.datetime) and zone and start.utcoffset() == dt.timedelta(0):
        try:
            return start.astimezone(ZoneInfo(zone)).date()
        except BROKEN:
            return start.date()
    return day_of(start)


def most_present(reads: Iterable[ReadEvent]) -> frozenset[str]:
    """Give the address that is in most events, if any is: the user's own."""
    count: Counter[str] = Counter()
    total = 0
    for read in reads:
        there = {party.email for party in parties(read.event) if party.email}
        total += bool(there)
        count.update(there)
    best = count.most_common(2)
    if total > 2 and best[0][1] * 2 > total and (len(best) < 2 or best[0][1] > best[1][1]):
        return frozenset((best[0][0],))
    return frozenset()


def short(error: BaseException) -> str:
    """Give an error of a library on a line."""
    return clean(str(error))[:120] or type(error).__name__
