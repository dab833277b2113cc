"""Numbers of weeks: ISO, and as Moment's English locale counts them.

Obsidian does not store which one a vault uses; `gggg-[W]ww` follows the language of the program,
`GGGG-[W]WW` is always ISO. From Sunday 3 January 2027 on the two differ by one for most of four years.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class WeekNumbering:
    """Where weeks begin and which one is the first of a year."""

    name: str
    first_weekday: int
    """0 Monday to 6 Sunday."""
    january: int
    """The day of January that is always in week 1."""

    def start_of_year(self, year: int) -> dt.date:
        """Give the first day of week 1."""
        anchor = dt.date(year, 1, self.january)
        return anchor - dt.timedelta(days=(anchor.weekday() - self.first_weekday) % 7)

    def start_of_week(self, year: int, week: int) -> dt.date | None:
        """Give the first day of a week; None where that year has no such week."""
        if not (1 <= week <= 53 and 2 <= year <= 9997):
            return None
        start = self.start_of_year(year) + dt.timedelta(weeks=week - 1)
        return start if start < self.start_of_year(year + 1) else None

    def week_of(self, day: dt.date) -> tuple[int, int]:
        """Give (year of the week, number of the week) of a day."""
        year = day.year
        if day >= self.start_of_year(year + 1):
            year += 1
        elif day < self.start_of_year(year):
            year -= 1
        return year, (day - self.start_of_year(year)).days // 7 + 1


ISO = WeekNumbering("iso", 0, 4)
EN_US = WeekNumbering("en-us", 6, 1)
WEEK_NUMBERINGS = {numbering.name: numbering for numbering in (ISO, EN_US)}


@lru_cache(maxsize=64)
def numbering_of_locale(locale: str) -> WeekNumbering:
    """Give the numbering of a Moment locale: "en" and "en-us" count from Sunday, all others here are ISO."""
    return EN_US if locale.casefold().replace("_", "-") in ("en", "en-us", "en-ca") else ISO
