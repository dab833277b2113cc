"""Days as people write them: ISO, as links, in words in English and French, in file names."""

import datetime as dt
import re
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb février fevrier févr fevr fév fev",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug août aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec décembre decembre déc",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lundi lun",
            "tuesday tue tues mardi mar",
            "wednesday wed mercredi mer",
            "thursday thu thur thurs jeudi jeu",
            "friday fri vendredi ven",
            "saturday sat samedi sam",
            "sunday sun dimanche dim",
        )
    )
    for name in names.split()
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_WEEKDAY_BEFORE = rf"(?:(?:{_WEEKDAY})\.?,?\s+(?:the\s+)?)?"

_ISO = r"(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?:[T ]\d\d:?\d\d\S*)?(?![\w-])"
_BY_SIGNS = (
    r"(?P<sd>\d\d?)[/.](?P<sm>\d\d?)[/.](?P<sy>(?:19|20)\d\d)(?![\w/])"
    r"|(?P<yy>(?:19|20)\d\d)[/._](?P<ym>\d\d?)[/._](?P<yd>\d\d?)(?![\w/])"
)
_IN_WORDS = (
    rf"{_WEEKDAY_BEFORE}(?:le\s+)?(?P<wd>{_DAY_NUMBER})(?:st|nd|rd|th|er)?\.?\s+(?:of\s+)?(?P<wm>{_MONTH})\b\.?,?"
    r"(?:\s+(?P<wy>(?:19|20)\d\d))?(?!\w)"
    rf"|{_WEEKDAY_BEFORE}(?P<am>{_MONTH})\b\.?\s+(?P<ad>{_DAY_NUMBER})(?:st|nd|rd|th)?(?!\w)(?:,?\s+(?P<ay>(?:19|20)\d\d)(?!\w))?"
)
_DAY = re.compile(rf"(?<![\w/.-])(?:{_ISO}|{_IN_WORDS}|{_BY_SIGNS})", re.IGNORECASE)
_DAY_IN_NUMBERS = re.compile(rf"(?<![\w/.-])(?:{_ISO}|{_BY_SIGNS})", re.IGNORECASE)
"""The same without words, which is much quicker to look for."""
_MONTH_BEGIN = re.compile("|".join(sorted({name[:3] for name in MONTHS})))
_OTHER_FORMS = "\u017f\u0131\u0130"
"""Letters that are a month's "s" or "i" where letter case does not matter, and are not when lowered."""

_DIGIT = re.compile(r"\d")
"""Every day that is written has one; looking for it costs a hundredth of looking for days."""


class WrittenDay(NamedTuple):
    """A day found in a text."""

    date: dt.date
    start: int
    end: int
    has_year: bool
    """False where the year was taken from the text's surroundings."""


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """Give the date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_days(text: str, year: int | None = None, month_first: bool = False) -> list[WrittenDay]:
    """Find the days written in a text, in order.

    `year`: for days without one ("3 November"); None leaves those out.
    `month_first`: reads 03/11/2026 as March 11. Numbers that fit one order only are read in that order.
    """
    found: list[WrittenDay] = []
    if _DIGIT.search(text) is None:
        return found
    for match in _form_of(text).finditer(text):
        date, has_year = _date_of(match, year, month_first)
        if date is not None:
            found.append(WrittenDay(date, match.start(), match.end(), has_year))
    return found


def _form_of(text: str) -> re.Pattern[str]:
    """Give the quickest expression that finds all days of a text."""
    if _MONTH_BEGIN.search(text.lower()):
        return _DAY
    is_odd = not text.isascii() and any(letter in text for letter in _OTHER_FORMS)
    return _DAY if is_odd else _DAY_IN_NUMBERS


def _date_of(match: re.Match[str], year: int | None, month_first: bool) -> tuple[dt.date | None, bool]:
    if match["iy"]:
        return make_day(int(match["iy"]), int(match["im"]), int(match["id"])), True
    if match["yy"]:
        return make_day(int(match["yy"]), int(match["ym"]), int(match["yd"])), True
    if match["sy"]:
        first, second = int(match["sd"]), int(match["sm"])
        month_is_first = (month_first or second > 12) and first <= 12
        day, month = (second, first) if month_is_first else (first, second)
        return make_day(int(match["sy"]), month, day), True
    name, number, written = (
        (match["wm"], match["wd"], match["wy"]) if match["wm"] else (match["am"], match["ad"], match["ay"])
    )
    used = int(written) if written else year
    if used is None:
        return None, False
    return make_day(used, MONTHS[name.lower()], int(number)), written is not None


def parse_day(value: object, month_first: bool = False) -> dt.date | None:
    """Read a property's value as a day (a date, a date and time, a link, words); None for all else."""
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str) or len(value) > 60:
        return None
    text = value.strip().strip("[]").partition("|")[0].rpartition("/")[2] if "[[" in value else value.strip()
    found = find_days(text.strip(), month_first=month_first)
    if found and found[0].start == 0 and _is_only_a_day(text.strip()[found[0].end :]):
        return found[0].date
    return day_of_name(text) if "[[" in value else None


_AFTER_A_DAY = re.compile(
    r"[\s,T@à-]*(?:(?:at|um)\s+)?(?:\d{1,2}[:h.]\d{0,2}\S*|\d{1,2}\s*[ap]m)?[\s.]*", re.IGNORECASE
)


def _is_only_a_day(rest: str) -> bool:
    return _AFTER_A_DAY.fullmatch(rest) is not None


_NAME_DAY = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y>(?:19|20)\d\d)(?P<s>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:(?=\D|$)|(?=\d{4}(?:\d\d)?(?:\D|$)))"
    r"|(?P<d2>0[1-9]|[12]\d|3[01])(?P<s2>[-_.])(?P<m2>0[1-9]|[12]\d|3[01])(?P=s2)(?P<y2>(?:19|20)\d\d)(?!\d)"
    r")"
)


def day_of_name(stem: str, month_first: bool = False) -> dt.date | None:
    """Read the day of a note from its file name: 2026-11-03, 2026_11_03, 20261103, 202611031430, 03-11-2026,
    20261103T0930, daily.journal.2026.11.03, or in words; with or without other words around it.
    """
    for match in _NAME_DAY.finditer(stem):
        if match["y"]:
            date = make_day(int(match["y"]), int(match["m"]), int(match["d"]))
        else:
            first, second = int(match["d2"]), int(match["m2"])
            month_is_first = (month_first or second > 12) and first <= 12
            day, month = (second, first) if month_is_first else (first, second)
            date = make_day(int(match["y2"]), month, day)
        if date is not None:
            return date
    words = find_days(stem.replace("-", " ").replace("_", " ")) if any(c.isalpha() for c in stem) else []
    return words[0].date if words and words[0].has_year else None


_WEEK = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_ ]?[WwSs](?P<w>[0-5]?\d)(?!\d)")


def week_of_name(stem: str) -> tuple[int, int] | None:
    """Read year and week number from a week note's file name: 2026-W45, 2026W45, 2026-S45."""
    match = _WEEK.search(stem)
    return (int(match["y"]), int(match["w"])) if match and 1 <= int(match["w"]) <= 53 else None


def monday_of_week(year: int, week: int, iso: bool = True) -> dt.date | None:
    """Give the Monday in a week, numbered by ISO 8601, or as Moment's English locale does
    (week 1 holds 1 January, weeks begin on Sunday: the Monday after that Sunday).
    """
    if iso:
        try:
            return dt.date.fromisocalendar(year, week, 1)
        except ValueError:
            return None
    january = dt.date(year, 1, 1)
    sunday = january - dt.timedelta(days=(january.weekday() + 1) % 7)
    return sunday + dt.timedelta(days=7 * (week - 1) + 1)
