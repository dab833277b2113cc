"""Days, spans and numbers in words, in English and French."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from vaulttool.notes.day_names import MONTHS, WEEKDAYS

Code = Literal["en", "fr"]

_NUMBERS = {
    "en": ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
           "twelve"),
    "fr": ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
           "douze"),
}  # fmt: skip
_MOST_IN_WORDS = 12
_UNITS = {
    "en": {"day": ("day", "days"), "week": ("week", "weeks"), "month": ("month", "months"),
           "year": ("year", "years")},
    "fr": {"day": ("jour", "jours"), "week": ("semaine", "semaines"), "month": ("mois", "mois"),
           "year": ("an", "ans")},
}  # fmt: skip
_KINDS_FR = {
    "lunch": "déjeuner", "coffee": "café", "call": "appel", "video": "visio", "meeting": "rendez-vous",
    "email": "mail", "message": "message", "letter": "lettre", "event": "événement", "card": "carte",
    "introduction": "mise en relation", "contact": "",
}  # fmt: skip
_SHORT_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
    "fr": ("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"),
}
"""As Babel gives them, without a final stop. A test holds all days against Babel, which costs more to import
than a page to write."""
_CIRCLES_FR = {"inner": "intimes", "close": "proches", "active": "actifs", "wide": "large"}


@dataclass(frozen=True, slots=True)
class Language:
    """Words for times and kinds in one language."""

    code: Code

    def day(self, day: dt.date, today: dt.date) -> str:
        """Give a day: "30 September", with the year where it is not this one."""
        number = "1er" if self.code == "fr" and day.day == 1 else str(day.day)
        shown = f"{number} {self._month(day)}"
        return shown if day.year == today.year else f"{shown} {day.year}"

    def weekday(self, day: dt.date) -> str:
        """Give the name of the day of the week: "Tuesday", "mardi"."""
        return WEEKDAYS[self.code][day.weekday()]

    def time(self, time: str) -> str:
        """Give a time of the day, "14:30" or "": French has "14 h 30", and "14 h" for the full hour."""
        hour, _, minute = time.partition(":")
        if self.code == "en" or not minute:
            return time
        return f"{hour.lstrip('0') or '0'}\u00a0h" + (f"\u00a0{minute}" if minute != "00" else "")

    def month(self, day: dt.date, today: dt.date) -> str:
        """Give a month: "March", with the year where it is more than eleven months away."""
        near = abs((day - today).days) < 335
        return self._month(day) if near else f"{self._month(day)} {day.year}"

    def part_of_month(self, day: dt.date, today: dt.date) -> str:
        """Give about when: "mid-March", "début mars"."""
        part = 0 if day.day <= 10 else 1 if day.day <= 20 else 2
        month = self.month(day, today)
        if self.code == "fr":
            return f"{('début', 'mi-', 'fin')[part]}{'' if part == 1 else ' '}{month}"
        return (f"early {month}", f"mid-{month}", f"the end of {month}")[part]

    def short_month(self, day: dt.date) -> str:
        """Give a month in a few letters, for a chart."""
        return _SHORT_MONTHS[self.code][day.month - 1]

    def days_span(self, first: dt.date, last: dt.date) -> str:
        """Give the span of a week: "23 to 29 November", "du 23 au 29 novembre"."""
        end = self.day(last, last)
        begin = self.day(first, first)
        if (first.year, first.month) == (last.year, last.month):
            begin = begin.partition(" ")[0]
        return f"du {begin} au {end}" if self.code == "fr" else f"{begin} to {end}"

    def number(self, number: int, feminine: bool = False) -> str:
        """Give a number, in words up to twelve."""
        if self.code == "fr" and feminine and number in (0, 1):
            return ("zéro", "une")[number]
        return _NUMBERS[self.code][number] if 0 <= number <= _MOST_IN_WORDS else str(number)

    def numbers(self, *numbers: int, feminine: bool = False) -> tuple[str, ...]:
        """Give the numbers of one sentence in one style: in words where all of them are small."""
        if all(number <= _MOST_IN_WORDS for number in numbers):
            return tuple(self.number(number, feminine) for number in numbers)
        return tuple(str(number) for number in numbers)

    def span(self, days: int, in_words: bool = True) -> str:
        """Give a length of time in the unit one would say it in: "five months", "deux semaines"."""
        count, unit = _in_unit(days)
        number = self.number(count, unit == "week") if in_words else str(count)
        return f"{number} {_UNITS[self.code][unit][count != 1]}"

    def has_words_for(self, *days: int) -> bool:
        """Whether several lengths of time in one sentence can all be told in words."""
        return all(_in_unit(one)[0] <= _MOST_IN_WORDS for one in days)

    def every(self, days: int, in_words: bool = True) -> str:
        """Give a rhythm: "every month", "every six weeks", "tous les mois", "toutes les six semaines"."""
        count, unit = _in_unit(days)
        one, many = _UNITS[self.code][unit]
        number = self.number(count) if in_words else str(count)
        if self.code == "en":
            return f"every {one}" if count == 1 else f"every {number} {many}"
        each = "toutes les" if unit == "week" else "tous les"
        return f"{each} {many}" if count == 1 else f"{each} {number} {many}"

    def kind(self, kind: str) -> str:
        """Give the word for a kind of interaction; "" for a contact of no kind."""
        if self.code == "fr":
            return _KINDS_FR.get(kind, kind)
        return {"contact": "", "email": "mail", "video": "video call"}.get(kind, kind)

    def circle(self, circle: str) -> str:
        """Give the name of a circle as a page shows it."""
        return _CIRCLES_FR.get(circle, circle) if self.code == "fr" else circle

    def _month(self, day: dt.date) -> str:
        return MONTHS[self.code][day.month - 1]

    def join(self, parts: list[str]) -> str:
        """Join names: "A, B and C"."""
        word = {"en": "and", "fr": "et"}[self.code]
        return " ".join(filter(None, (", ".join(parts[:-1]), word if len(parts) > 1 else "", *parts[-1:])))


def _in_unit(days: int) -> tuple[int, str]:
    if days < 12:
        return max(1, days), "day"
    if days < 59:
        return (1, "month") if days in (30, 31) else (round(days / 7), "week")
    if days < 700:
        months = round(days / 30.44)
        return (1, "year") if months == 12 else (months, "month")
    return round(days / 365.25), "year"
