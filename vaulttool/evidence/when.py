"""Which day a line belongs to."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.leading_day import leading_day
from vaulttool.evidence.pattern_table import PatternTable
from vaulttool.evidence.scene import NoteRole
from vaulttool.notes.days import WEEKDAYS, day_of_name, find_days, monday_of_week, parse_day, week_of_name
from vaulttool.notes.links import find_links
from vaulttool.notes.note import Line, Note

DATE_PROPERTIES: tuple[str, ...] = (
    "date",
    "day",
    "meeting_date",
    "occurred_at",
    "scheduled",
    "start",
    "when",
    "date_meeting",
)
LAST_RESORT: tuple[str, ...] = ("created", "created_date", "date_created")
"""Dates of a meeting note that nothing else dates."""

_DIGIT = re.compile(r"\d")
_DONE = re.compile(r"✅\ufe0f?\s*(\d{4}-\d\d-\d\d)|[\[(]completion::\s*(\d{4}-\d\d-\d\d)")
_DUE = re.compile(r"[📅📆🗓⏳⌛]\ufe0f?\s*(\d{4}-\d\d-\d\d)|[\[(](?:due|scheduled)::\s*(\d{4}-\d\d-\d\d)")
_DATE_LINE = re.compile(r"^[\W_]*(?:date|jour|day|when|quand)[\W_]*?:+[\s*_]*(.+)$", re.IGNORECASE)


def note_day(note: Note, role: NoteRole, is_meeting: bool) -> dt.date | None:
    """Give the day of a note: `date` property, date line, file name; `created` for a meeting note."""
    day = _day_of_property(note, DATE_PROPERTIES, role)
    if day is not None:
        return day
    for line in note.lines[:40]:
        match = _DATE_LINE.match(line.text) if ":" in line.text and line.kind in ("text", "item") else None
        day = parse_day(match[1].strip(" *_"), role.month_first) if match else None
        if day is not None:
            return day
    day = role.day or day_of_name(note.stem, role.month_first)
    return _day_of_property(note, LAST_RESORT, role) if day is None and is_meeting else day


def _day_of_property(note: Note, names: tuple[str, ...], role: NoteRole) -> dt.date | None:
    """Give the first day that one of the properties says."""
    if not note.front_matter.bears(names):
        return None
    values = (found.value for name in names if (found := note.front_matter.find(name)))
    return next((day for value in values if (day := parse_day(value, role.month_first))), None)


def note_week(note: Note, role: NoteRole) -> dt.date | None:
    """Give the Monday of a week note; None for all other notes."""
    if role.week is not None:
        return role.week
    week = week_of_name(note.stem)
    return monday_of_week(*week, iso=role.iso_weeks) if week else None


def heading_days(note: Note, day: dt.date | None, week: dt.date | None) -> dict[int, dt.date | None]:
    """Give for each heading of the note, by its index, the day that it and those above it say; None for none.

    A heading of the same or a higher level that is no day ends the day; one below it keeps it.
    """
    days: dict[int, dt.date | None] = {}
    open_days: list[tuple[int, dt.date | None]] = []
    for index, line in enumerate(note.lines):
        if line.kind == "heading":
            found = day_of_heading(line.text, day, week)
            while open_days and open_days[-1][0] >= line.level:
                open_days.pop()
            if found is not None:
                open_days.append((line.level, found))
            days[index] = open_days[-1][1] if open_days else None
    return days


_FIRST_WORD = re.compile(r"[\W\d_]*([^\W\d_]+)\b\.?")


def day_of_heading(text: str, day: dt.date | None, week: dt.date | None) -> dt.date | None:
    """Read a heading as a day: "2026-11-03", "Mon 2 November", "Monday" in a week note."""
    shown = _with_shown_links(text) if "[" in text or "@" in text else text
    around = week or day
    year = around.year if around else None
    found = find_days(shown, year=year)
    if found and not shown[: found[0].start].strip(" *_#[(📅🗓️,."):
        date = found[0].date
        if week is not None and not found[0].has_year and abs((date - week).days) > 180:
            date = date.replace(year=year + (1 if date < week else -1)) if year else date
        return date
    first = _FIRST_WORD.match(shown) if week is not None else None
    if week is not None and first and first[1].lower() in WEEKDAYS:
        return week + dt.timedelta(days=WEEKDAYS[first[1].lower()])
    if found and found[0].has_year and len(shown) - (found[0].end - found[0].start) <= 3:
        return found[0].date
    return None


def _with_shown_links(text: str) -> str:
    for link in reversed(find_links(text)):
        text = text[: link.start] + (link.target if parse_day(link.target) else link.shown) + text[link.end :]
    return text


def done_day(text: str) -> dt.date | None:
    """Give the day on which a task was done, from its fields."""
    return _first_day(_DONE, text)


def due_day(text: str) -> dt.date | None:
    """Give the day for which a task is due or scheduled."""
    return _first_day(_DUE, text)


def _first_day(pattern: re.Pattern[str], text: str) -> dt.date | None:
    # Both begin with a sign, or with a field.
    match = pattern.search(text) if "::" in text or not text.isascii() else None
    return parse_day(match[1] or match[2]) if match else None


_BEFORE_A_DAY = re.compile(r"(?:^|[\s(])(?:on|le|du|of|vom|on the)\s+(?:the\s+)?$", re.IGNORECASE)
_NOT_ITS_DAY = re.compile(
    r"(?:due|by|until|till|before|for|since|deadline|from|between|avant|pour|depuis|jusqu|d'ici|dès)"
    r"\W+(?:the |le |on )?$",
    re.IGNORECASE,
)


def day_of_sentence(
    sentence: str, around: dt.date | None, is_dated_note: bool, languages: Languages
) -> dt.date | None:
    """Give the day that a sentence states itself: "on 2026-11-03", "yesterday"; else the day around it."""
    if _DIGIT.search(sentence):
        for found in find_days(sentence):
            before = sentence[max(0, found.start - 40) : found.start].rstrip("[( *_") + " "
            if not found.has_year or _NOT_ITS_DAY.search(before):
                continue
            if _BEFORE_A_DAY.search(before) or not is_dated_note:
                return found.date
    if around is not None and is_yesterday(sentence, languages):
        return around - dt.timedelta(days=1)
    return around


def is_yesterday(text: str, languages: Languages) -> bool:
    """Say whether a line tells of the day before."""
    words = text.lower()
    return any(pattern.search(words) for pattern in _yesterday(languages).that_may_fit(words).values())


@lru_cache(maxsize=8)
def _yesterday(languages: Languages) -> PatternTable:
    return PatternTable({language.code: language.yesterday for language in languages.all})


def days_of_lines(
    note: Note, indices: Iterable[int], day: dt.date | None, week: dt.date | None
) -> Iterator[dt.date | None]:
    """Give the day of some lines: done date, the day with which one begins, its heading, its note."""
    headings = heading_days(note, day, week)
    for index in indices:
        line = note.lines[index]
        heading = index if line.kind == "heading" else line.heading
        above = None if heading is None else headings[heading]
        yield _day_of_line(line, above or day, week)


def _day_of_line(line: Line, around: dt.date | None, week: dt.date | None) -> dt.date | None:
    if line.box is not None:
        done = done_day(line.text)
        if done is not None:
            return done
    if line.kind != "heading" and line.box != " " and _DIGIT.search(line.text, 0, 40):
        return leading_day(line.text)[0] or around
    if week is not None and around is None and line.kind != "heading":
        return _weekday_of_line(line.text, week)
    return around


_WEEKDAY = re.compile(r"[\W_]*([^\W\d_]+)\.?\**\s*[:–—-]")


def _weekday_of_line(text: str, week: dt.date) -> dt.date | None:
    """Give the day of a line of a week note that begins with it: "- Monday: coffee with …"."""
    first = _WEEKDAY.match(text)
    number = WEEKDAYS.get(first[1].lower()) if first else None
    return None if number is None else week + dt.timedelta(days=number)
