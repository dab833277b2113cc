"""Tokens of Moment formats: how each is written and read."""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from vaulttool.notes.day_names import (
    MONTH_NUMBERS,
    MONTHS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    TINY_WEEKDAYS,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
    ordinal,
)
from vaulttool.notes.week_numbering import ISO, WeekNumbering

_LONG_FORMS = {
    "en": {
        "LLLL": "dddd, MMMM D, YYYY h:mm A",
        "LLL": "MMMM D, YYYY h:mm A",
        "LL": "MMMM D, YYYY",
        "LTS": "h:mm:ss A",
        "LT": "h:mm A",
        "L": "MM/DD/YYYY",
        "llll": "ddd, MMM D, YYYY h:mm A",
        "lll": "MMM D, YYYY h:mm A",
        "ll": "MMM D, YYYY",
        "l": "M/D/YYYY",
    },
    "fr": {
        "LLLL": "dddd D MMMM YYYY HH:mm",
        "LLL": "D MMMM YYYY HH:mm",
        "LL": "D MMMM YYYY",
        "LTS": "HH:mm:ss",
        "LT": "HH:mm",
        "L": "DD/MM/YYYY",
        "llll": "ddd D MMM YYYY HH:mm",
        "lll": "D MMM YYYY HH:mm",
        "ll": "D MMM YYYY",
        "l": "D/M/YYYY",
    },
}

_Write = Callable[[dt.date, str, WeekNumbering], str]


def _timestamp(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days * 86400


WRITE: dict[str, _Write] = {
    "YYYY": lambda day, language, weeks: f"{day.year:04}",
    "YY": lambda day, language, weeks: f"{day.year % 100:02}",
    "Y": lambda day, language, weeks: str(day.year),
    "gggg": lambda day, language, weeks: f"{weeks.week_of(day)[0]:04}",
    "gg": lambda day, language, weeks: f"{weeks.week_of(day)[0] % 100:02}",
    "GGGG": lambda day, language, weeks: f"{ISO.week_of(day)[0]:04}",
    "GG": lambda day, language, weeks: f"{ISO.week_of(day)[0] % 100:02}",
    "Q": lambda day, language, weeks: str((day.month + 2) // 3),
    "MMMM": lambda day, language, weeks: MONTHS[language][day.month - 1],
    "MMM": lambda day, language, weeks: SHORT_MONTHS[language][day.month - 1],
    "MM": lambda day, language, weeks: f"{day.month:02}",
    "M": lambda day, language, weeks: str(day.month),
    "DDDD": lambda day, language, weeks: f"{day.timetuple().tm_yday:03}",
    "DDD": lambda day, language, weeks: str(day.timetuple().tm_yday),
    "DD": lambda day, language, weeks: f"{day.day:02}",
    "Do": lambda day, language, weeks: ordinal(day.day, language),
    "D": lambda day, language, weeks: str(day.day),
    "dddd": lambda day, language, weeks: WEEKDAYS[language][day.weekday()],
    "ddd": lambda day, language, weeks: SHORT_WEEKDAYS[language][day.weekday()],
    "dd": lambda day, language, weeks: TINY_WEEKDAYS[language][day.weekday()],
    "d": lambda day, language, weeks: str(day.isoweekday() % 7),
    "e": lambda day, language, weeks: str((day.weekday() - weeks.first_weekday) % 7),
    "E": lambda day, language, weeks: str(day.isoweekday()),
    "ww": lambda day, language, weeks: f"{weeks.week_of(day)[1]:02}",
    "w": lambda day, language, weeks: str(weeks.week_of(day)[1]),
    "WW": lambda day, language, weeks: f"{ISO.week_of(day)[1]:02}",
    "W": lambda day, language, weeks: str(ISO.week_of(day)[1]),
    "HH": lambda day, language, weeks: "00",
    "H": lambda day, language, weeks: "0",
    "hh": lambda day, language, weeks: "12",
    "h": lambda day, language, weeks: "12",
    "mm": lambda day, language, weeks: "00",
    "m": lambda day, language, weeks: "0",
    "ss": lambda day, language, weeks: "00",
    "s": lambda day, language, weeks: "0",
    "a": lambda day, language, weeks: "am",
    "A": lambda day, language, weeks: "AM",
    "X": lambda day, language, weeks: str(_timestamp(day)),
    "x": lambda day, language, weeks: str(_timestamp(day) * 1000),
}


def _names(numbers: dict[str, int], *tables: dict[str, tuple[str, ...]]) -> str:
    spellings = {name.rstrip(".") for table in tables for names in table.values() for name in names}
    spellings |= set(numbers)
    longest_first = sorted(spellings, key=lambda name: (-len(name), name))
    return "(" + "|".join(map(re.escape, longest_first)) + r")\.?"


_MONTH_NAME = _names(MONTH_NUMBERS, MONTHS, SHORT_MONTHS)
_WEEKDAY_NAME = _names(WEEKDAY_NUMBERS, WEEKDAYS, SHORT_WEEKDAYS, TINY_WEEKDAYS)

READ: dict[str, tuple[str, str]] = {
    "YYYY": ("year", r"(\d{4})"),
    "YY": ("year", r"(\d\d)"),
    "Y": ("year", r"(\d{4})"),
    "gggg": ("week year", r"(\d{4})"),
    "gg": ("week year", r"(\d\d)"),
    "GGGG": ("ISO year", r"(\d{4})"),
    "GG": ("ISO year", r"(\d\d)"),
    "Q": ("quarter", r"([1-4])"),
    "MMMM": ("month name", _MONTH_NAME),
    "MMM": ("month name", _MONTH_NAME),
    "MM": ("month", r"(\d\d)"),
    "M": ("month", r"(\d\d?)"),
    "DDDD": ("day of year", r"(\d{3})"),
    "DDD": ("day of year", r"(\d{1,3})"),
    "DD": ("day", r"(\d\d)"),
    "Do": ("day", r"(\d\d?)(?:st|nd|rd|th|er|e)?"),
    "D": ("day", r"(\d\d?)"),
    "dddd": ("weekday name", _WEEKDAY_NAME),
    "ddd": ("weekday name", _WEEKDAY_NAME),
    "dd": ("weekday name", _WEEKDAY_NAME),
    "d": ("weekday from Sunday", r"([0-6])"),
    "e": ("weekday of locale", r"([0-6])"),
    "E": ("weekday", r"([1-7])"),
    "ww": ("week", r"(\d\d)"),
    "w": ("week", r"(\d\d?)"),
    "WW": ("ISO week", r"(\d\d)"),
    "W": ("ISO week", r"(\d\d?)"),
    "X": ("seconds", r"(\d{9,11})"),
    "x": ("milliseconds", r"(\d{12,14})"),
    "a": ("", r"([ap]m)"),
    "A": ("", r"([ap]m)"),
} | dict.fromkeys(("HH", "H", "hh", "h", "mm", "m", "ss", "s"), ("", r"(\d\d?)"))
"""Token → (field, expression with one group). Hours have no field: they are read and dropped."""

_TOKEN = re.compile(
    r"\[([^\[\]]*)\]|\\(.)|(LTS|LT|L{1,4}|l{1,4}|"
    + "|".join(sorted(WRITE, key=lambda token: (-len(token), token)))
    + r")|(.)",
    re.DOTALL,
)


@lru_cache(maxsize=256)
def cut_tokens(pattern: str, language: str = "en") -> tuple[tuple[str, str], ...]:
    """Cut a format into (token, "") and ("", literal text)."""
    cut: list[tuple[str, str]] = []
    for found in _TOKEN.finditer(pattern):
        bracketed, escaped, token, other = found.groups()
        if token and token in _LONG_FORMS["en"]:
            cut += cut_tokens(_LONG_FORMS[language][token])
        elif token:
            cut.append((token, ""))
        else:
            cut.append(("", next(text for text in (bracketed, escaped, other) if text is not None)))
    return tuple(cut)
