"""Calendars: meetings that took place, and with whom.

Each event is parsed apart from all others (icalendar), each series expanded apart (recurring-ical-events),
with
limits: a value that explodes or that nobody can read costs its own event alone (FAULTS.md, E6).
"""

import datetime as dt
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from vaulttool.exchange.addresses import spoken_name
from vaulttool.exchange.decoding import clean, decode
from vaulttool.exchange.records import Direction, ImportedInteraction, LeftOut, Party
from vaulttool.notes.problem import Problem, VaultError

if TYPE_CHECKING:
    from icalendar import Event

MOST_PEOPLE = 12
"""An event with more attendees is no meeting with anybody (IMPORTS.md 1.7)."""
MOST_INSTANCES = 2_000
"""Of one series."""
_LONGEST_EVENT = 5_000
"""Lines of one event."""
_BROKEN = (
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
_LONG = ("ATTACH", "DESCRIPTION", "X-ALT-DESC", "IMAGE", "STYLED-DESCRIPTION", "COMMENT")
"""Properties that nothing here asks for; they are most of a file."""
_TOO_OFTEN = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|INTERVAL=0(?:;|$)", re.IGNORECASE)
_KINDS = (
    ("lunch", re.compile(r"\b(?:lunch|d[ée]jeuner|mittagessen|dinner|d[îi]ner|almuerzo)\b", re.I)),
    ("coffee", re.compile(r"\b(?:coffee|caf[ée]|kaffee|tea|th[ée])\b", re.I)),
    ("call", re.compile(r"\b(?:call|phone|appel|t[ée]l[ée]phone|coup de fil|anruf|telefonat)\b", re.I)),
    ("video", re.compile(r"\b(?:zoom|teams|meet\.google|google meet|skype|webex|visio|facetime)\b", re.I)),
)
_WITH = re.compile(
    r"^\W*(?:\w+\s+)?(?:lunch|brunch|breakfast|dinner|drinks?|beers?|coffee|tea|walk|call|phone|meeting|"
    r"meet|catch[- ]?up|"
    r"1[:-]1|one[- ]on[- ]one|chat|interview|visit|zoom|visio|d[ée]jeuner|d[îi]ner|caf[ée]|th[ée]|verre|"
    r"ap[ée]ro|appel|"
    r"rdv|rendez[- ]vous|r[ée]union|point|entretien|visite|balade|mittagessen|kaffee|treffen|anruf|"
    r"telefonat|gespr[äa]ch|"
    r"almuerzo|cena|comida|reuni[óo]n)\b[\w :/–-]{0,25}?\s(?:with|avec|mit|con|w/)\s+(.+)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: (?:(?:de|van|von|du|la|le|der|den) )*[^\W\d_a-z][\w'’.-]*){0,3}")


def read_calendar(
    lines: Iterable[bytes], file: str, me: frozenset[str], today: dt.date
) -> Iterator[ImportedInteraction | LeftOut]:
    """Give an interaction for every meeting with people up to `today`, and why each other event is none.

    `me`: the user's addresses, lower case; without them the address that is in most events is taken.
    Raises VaultError where the libraries of `vaulttool[import]` are missing.
    """
    _libraries()
    blocks = list(_blocks(lines))
    if not blocks:
        yield LeftOut("no event in it: BEGIN:VEVENT is missing", file)
        return
    series: dict[str, list[_Read]] = defaultdict(list)
    for block in blocks:
        read = _parse(block, f"{file}:{block.line}")
        if isinstance(read, LeftOut):
            yield read
        else:
            series[read.uid or f"line {block.line}"].append(read)
    me = me or _most_present(read for reads in series.values() for read in reads)
    for reads in series.values():
        yield from _meetings(reads, me, today)


def _libraries() -> None:
    try:
        import icalendar  # noqa: F401
        import recurring_ical_events  # type: ignore[import-untyped]  # noqa: F401
    except ImportError as missing:
        mend = "Install them: pip install 'vaulttool[import]'."
        raise VaultError(Problem("", None, "calendars need libraries that are not here", mend)) from missing


@dataclass(frozen=True, slots=True)
class _Block:
    """The raw text of one event, with what its calendar says."""

    text: str
    line: int
    method: str
    zone: str
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    event: "Event"
    uid: str
    block: _Block
    record: str


def _blocks(lines: Iterable[bytes]) -> Iterator[_Block]:
    """Cut events out of any number of calendars; wrong ones (blanks before values, escaped rules) are
    mended."""
    method = zone = ""
    held: list[str] = []
    inside, first, depth = "", 0, 0
    is_long = False
    zones: list[str] = []
    for number, raw in enumerate(lines, start=1):
        line = decode(raw).rstrip("\r\n")
        upper = line.strip().upper()
        if upper in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE") and not depth:
            inside, first, held = upper[6:], number, []
        if inside and not line.startswith((" ", "\t")):
            is_long = upper.startswith(_LONG)
        if inside and is_long:
            continue
        if inside:
            depth += upper.startswith("BEGIN:")
            depth -= upper.startswith("END:")
            if len(held) < _LONGEST_EVENT or depth <= 1:
                held.append(_mended(line))
            # A file cut in the middle, or an END that is missing: the next calendar begins anew.
            if depth <= 0 or upper in ("END:VEVENT", "END:VCALENDAR"):
                text = "\r\n".join(held) + "\r\n"
                if inside == "VEVENT" and upper == "END:VEVENT":
                    yield _Block(text, first, method, zone, tuple(zones))
                elif inside == "VTIMEZONE":
                    zones.append(text)
                inside, depth = "", 0
        elif upper.startswith("METHOD:"):
            method = upper[7:].strip()
        elif upper.startswith("X-WR-TIMEZONE"):
            zone = line.partition(":")[2].strip()
        elif upper == "BEGIN:VCALENDAR":
            method, zone, zones = "", "", []


def _mended(line: str) -> str:
    if not line or line[0] in " \t":
        return line
    head, colon, value = line.partition(":")
    if head.upper().startswith(("RRULE", "EXRULE")):
        value = value.replace("\\;", ";").replace("\\,", ",")
    elif head.upper().startswith(("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE")):
        value = value.strip()
    return f"{head}{colon}{value}"


def _parse(block: _Block, record: str) -> _Read | LeftOut:
    from icalendar import Event

    if "ATTENDEE" not in block.text.upper() and not _named(_summary(block.text)):
        # Most events of a private calendar: parsing them would tell no more, and takes a millisecond each.
        return LeftOut("nobody is named who took part", record)
    try:
        with warnings.catch_warnings():
            # The library guesses zones from names such as "/mozilla.org/…/Europe/Paris", and says so aloud.
            warnings.simplefilter("ignore")
            event = Event.from_ical(block.text)
    except _BROKEN as error:
        return LeftOut(f"the event cannot be read: {_short(error)}", record)
    if not isinstance(event, Event):
        return LeftOut("the event cannot be read", record)
    if _start(event) is None:
        return LeftOut("an event without a date that can be read", record)
    return _Read(event, clean(str(event.get("UID", ""))), block, record)


def _summary(text: str) -> str:
    """Give the title of an event from its raw text."""
    found = re.search(r"^SUMMARY[^:\r\n]*:(.*(?:\r\n[ \t].*)*)", text, re.IGNORECASE | re.MULTILINE)
    return clean(re.sub(r"\r\n[ \t]", "", found[1]).replace("\\", "")) if found else ""


def _start(event: "Event") -> dt.date | None:
    """Give the start: a datetime, or a date for all-day events; None where it cannot be read."""
    value = _value(event, "DTSTART")
    return value if isinstance(value, dt.date) else None


def _value(event: "Event", name: str) -> Any:
    try:
        found = event.get(name)
        return getattr(found, "dt", None) if name in ("DTSTART", "DTEND") else found
    except _BROKEN:
        return None


def _text(event: "Event", name: str) -> str:
    found = _value(event, name)
    return clean(str(found[0] if isinstance(found, list) and found else found or ""))


def _meetings(
    reads: list[_Read], me: frozenset[str], today: dt.date
) -> Iterator[ImportedInteraction | LeftOut]:
    """Give the meetings of one series (or single event), its overrides among `reads`."""
    master = next((read for read in reads if "RRULE" in read.event or "RDATE" in read.event), None)
    if master is None:
        for read in reads:
            yield _meeting(read.event, read, me, today)
        return
    if problem := _endless(_rule(master.event)):
        yield LeftOut(problem, master.record)
        return
    try:
        instances = _expand(reads, today)
    except _BROKEN as error:
        yield LeftOut(f"only the first of a series is read: {_short(error)}", master.record)
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


def _endless(rule: str) -> str:
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


def _rule(event: "Event") -> str:
    found = event.get("RRULE")
    rules = found if isinstance(found, list) else [found]
    return " ".join(rule.to_ical().decode() for rule in rules if rule is not None)


def _expand(reads: list[_Read], today: dt.date) -> list["Event"]:
    """Give the instances up to `today`, oldest first; every rule ends there, so that none runs for ever."""
    import recurring_ical_events
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    for text in reads[0].block.zones[:20]:
        try:
            calendar.add_component(Timezone.from_ical(text))
        except _BROKEN:
            continue  # The name of the zone may still say enough.
    first = today
    for read in reads:
        start = _start(read.event)
        first = min(first, _day(start)) if start else first
        _end_rule(read.event, today)
        calendar.add_component(read.event)
    # A series since 1970 has no more to tell than its last decades.
    first = max(first, today.replace(year=today.year - 30, day=min(today.day, 28)))
    query = recurring_ical_events.of(calendar, skip_bad_series=True)
    found = query.between(first, today + dt.timedelta(days=1))
    return sorted(found, key=lambda event: _day(_start(event) or today))


def _end_rule(event: "Event", today: dt.date) -> None:
    rule = event.get("RRULE")
    if rule is None or isinstance(rule, list):
        return
    until = rule.get("UNTIL")
    if until and _day(until[0]) <= today:
        return
    if "COUNT" in rule and int(rule["COUNT"][0]) <= MOST_INSTANCES:
        return
    rule.pop("COUNT", None)
    start = _start(event)
    end = today + dt.timedelta(days=1)
    if isinstance(start, dt.datetime):
        zone = dt.UTC if start.tzinfo else None
        rule["UNTIL"] = [dt.datetime(end.year, end.month, end.day, tzinfo=zone)]
    else:
        rule["UNTIL"] = [end]


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _meeting(
    event: "Event", read: _Read, me: frozenset[str], today: dt.date
) -> ImportedInteraction | LeftOut:
    start = _start(event)
    if start is None:
        return LeftOut("an event without a date that can be read", read.record)
    day = _local_day(start, read.block.zone)
    people, problem = _people(event, me)
    problem = _no_meeting(event, read, start, day, today) or problem
    if problem:
        return LeftOut(problem, read.record)
    summary = _text(event, "SUMMARY")
    organizer = _party(event.get("ORGANIZER"))
    direction: Direction | None = None
    if organizer and me:
        direction = "me" if organizer.email in me else "them"
    said = f"{summary} {_text(event, 'LOCATION')}"
    kind = next((kind for kind, words in _KINDS if words.search(said)), "meeting")
    return ImportedInteraction(day, kind, direction, people, "calendar", read.record, summary)


def _no_meeting(event: "Event", read: _Read, start: dt.date, day: dt.date, today: dt.date) -> str:
    if read.block.method in ("CANCEL", "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"):
        return f"a message about an event ({read.block.method.lower()}), no event"
    if _text(event, "STATUS").upper() in ("CANCELLED", "CANCELED"):
        return "cancelled"
    if not isinstance(start, dt.datetime):
        return "a whole day, no meeting"
    if day > today:
        return "not over yet"
    if day.year < 1985:
        return f"a date that cannot be: {day}"
    return ""


def _local_day(start: dt.date, zone: str) -> dt.date:
    """Give the day in the zone of the event; of UTC times in the zone that the calendar names for itself."""
    if isinstance(start, dt.datetime) and zone and start.utcoffset() == dt.timedelta(0):
        try:
            return start.astimezone(ZoneInfo(zone)).date()
        except _BROKEN:
            return start.date()
    return _day(start)


def _people(event: "Event", me: frozenset[str]) -> tuple[tuple[Party, ...], str]:
    """Give who took part besides the user, and why nobody counts."""
    attendees = list(_list(event.get("ATTENDEE")))
    others: dict[str, Party] = {}
    for value in [*attendees, *_list(event.get("ORGANIZER"))]:
        party, state = _party(value), _parameter(value, "PARTSTAT")
        if party is None or _parameter(value, "CUTYPE") in ("ROOM", "RESOURCE", "GROUP"):
            continue
        if party.email and party.email in me:
            if state in ("DECLINED", "NEEDS-ACTION") and value in attendees:
                return (), "declined, or never answered"
        elif state != "DECLINED":
            others.setdefault(party.label.casefold(), party)
    if len(others) > MOST_PEOPLE:
        return (), f"a meeting of {len(others)} people"
    people = tuple(others.values()) if attendees else _named(_text(event, "SUMMARY"))
    return people, "" if people else "nobody is named who took part"


def _named(summary: str) -> tuple[Party, ...]:
    """Find the people whom a title names: "Lunch with Ana Ruiz & Bob Lee"."""
    found = _WITH.search(summary)
    if not found:
        return ()
    names = re.split(r"\s*(?:,|&|\+|\band\b|\bet\b|\bund\b|\by\b)\s*", found[1])
    parts = (
        re.split(r"[(@:;–—-]\s|\s(?:at|chez|in|im|à|about|re)\s", name)[0].strip(" .!?()") for name in names
    )
    return tuple(Party(name) for name in parts if _NAME.fullmatch(name))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _parameter(value: Any, name: str) -> str:
    return str(getattr(value, "params", {}).get(name, "")).upper()


def _party(value: Any) -> Party | None:
    """Read an attendee: `mailto:` in any case or missing; an Exchange path gives its name only."""
    if value is None:
        return None
    text = re.sub(r"^mailto:\s*", "", clean(str(value)), flags=re.IGNORECASE)
    name = spoken_name(str(getattr(value, "params", {}).get("CN", "")))
    found = re.search(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+", text)
    email = found[0].casefold() if found else ""
    if email.endswith(("@group.calendar.google.com", "@resource.calendar.google.com")):
        return None
    return Party(name, email) if name or email else None


def _most_present(reads: Iterable[_Read]) -> frozenset[str]:
    count: Counter[str] = Counter()
    total = 0
    for read in reads:
        values = [*_list(read.event.get("ATTENDEE")), *_list(read.event.get("ORGANIZER"))]
        parties = {party.email for value in values if (party := _party(value)) and party.email}
        total += bool(parties)
        count.update(parties)
    best = count.most_common(2)
    if total > 2 and best[0][1] * 2 > total and (len(best) < 2 or best[0][1] > best[1][1]):
        return frozenset((best[0][0],))
    return frozenset()


def _short(error: BaseException) -> str:
    return clean(str(error))[:120] or type(error).__name__
