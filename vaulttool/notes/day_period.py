"""A day, week, month, quarter or year, put together from the fields of a note's name."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from vaulttool.notes.day_names import MONTH_NUMBERS, WEEKDAY_NUMBERS, fold_day_name
from vaulttool.notes.week_numbering import ISO, WeekNumbering

PeriodKind = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class DayPeriod:
    """A day, or the week, month, quarter or year that a note's name stands for."""

    kind: PeriodKind
    start: dt.date
    """The first day; of a day itself."""

    @property
    def end(self) -> dt.date:
        """The last day, inclusive."""
        if self.kind == "day":
            return self.start
        if self.kind == "week":
            return self.start + dt.timedelta(days=6)
        months = {"month": 1, "quarter": 3, "year": 12}[self.kind]
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + months, 12)
        return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


_MONTH = {"month", "month name"}
_WEEKDAY = {"weekday name", "weekday from Sunday", "weekday of locale", "weekday"}


def tells(fields: set[str], kind: PeriodKind) -> bool:
    """Say whether these fields of a format name one period of that kind."""
    has_week = bool(
        ("week" in fields and fields & {"week year", "year", "ISO year"})
        or ("ISO week" in fields and fields & {"ISO year", "year", "week year"})
    )
    if kind == "day":
        return bool(
            ("year" in fields and fields & _MONTH and "day" in fields)
            or fields >= {"year", "day of year"}
            or (has_week and fields & _WEEKDAY)
            or fields & {"seconds", "milliseconds"}
        )
    if kind == "week":
        return has_week
    if kind == "month":
        return "year" in fields and bool(fields & _MONTH)
    if kind == "quarter":
        return fields >= {"year", "quarter"}
    return "year" in fields


def finest_kind(fields: set[str]) -> PeriodKind | None:
    """Give the finest period that these fields of a format tell; None where there is not even a year."""
    kinds: tuple[PeriodKind, ...] = ("day", "week", "month", "quarter", "year")
    return next((kind for kind in kinds if tells(fields, kind)), None)


def period_of(
    found: Iterable[tuple[str, str]], weeks: WeekNumbering, kind: PeriodKind | None
) -> DayPeriod | None:
    """Put a period together from (field, text); None where the fields contradict or no such day exists."""
    fields: dict[str, int] = {}
    for field, text in found:
        name, value = _number(field, text)
        if name and fields.setdefault(name, value) != value:
            return None
    kind = kind or finest_kind(set(fields))
    if kind is None or not tells(set(fields), kind):
        return None
    try:
        start = _START[kind](fields, weeks)
    except (ValueError, OverflowError):
        return None
    return None if start is None else DayPeriod(kind, start)


def _number(field: str, text: str) -> tuple[str, int]:
    if field == "month name":
        return "month", MONTH_NUMBERS[fold_day_name(text)]
    if field == "weekday name":
        return "weekday", WEEKDAY_NUMBERS[fold_day_name(text)]
    if field == "weekday from Sunday":
        return "weekday", int(text) or 7
    if not field:
        return "", 0
    if field.endswith("year") and len(text) == 2:
        # Moment's pivot: 69 to 99 are of the last century.
        return field, int(text) + (1900 if int(text) > 68 else 2000)
    return field, int(text)


def _week(fields: Mapping[str, int], weeks: WeekNumbering) -> tuple[dt.date | None, WeekNumbering]:
    is_iso = "ISO week" in fields
    numbering = ISO if is_iso else weeks
    own, other = ("ISO year", "week year") if is_iso else ("week year", "ISO year")
    year = next(fields[name] for name in (own, "year", other) if name in fields)
    return numbering.start_of_week(year, fields["ISO week" if is_iso else "week"]), numbering


def _day(fields: Mapping[str, int], weeks: WeekNumbering) -> dt.date | None:
    if "year" in fields and "month" in fields and "day" in fields:
        return dt.date(fields["year"], fields["month"], fields["day"])
    if "year" in fields and "day of year" in fields:
        day = dt.date(fields["year"], 1, 1) + dt.timedelta(days=fields["day of year"] - 1)
        return day if day.year == fields["year"] else None
    for name, per_day in (("seconds", 86_400), ("milliseconds", 86_400_000)):
        if name in fields:
            return dt.date(1970, 1, 1) + dt.timedelta(days=fields[name] // per_day)
    start, numbering = _week(fields, weeks)
    if start is None:
        return None
    if "weekday of locale" in fields:
        return start + dt.timedelta(days=fields["weekday of locale"])
    return start + dt.timedelta(days=(fields["weekday"] - 1 - numbering.first_weekday) % 7)


_START: dict[PeriodKind, Callable[[Mapping[str, int], WeekNumbering], dt.date | None]] = {
    "day": _day,
    "week": lambda fields, weeks: _week(fields, weeks)[0],
    "month": lambda fields, weeks: dt.date(fields["year"], fields["month"], 1),
    "quarter": lambda fields, weeks: dt.date(fields["year"], fields["quarter"] * 3 - 2, 1),
    "year": lambda fields, weeks: dt.date(fields["year"], 1, 1),
}
