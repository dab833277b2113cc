"""How often two people want to be in touch."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from vaulttool.notes.accents import without_accents


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rhythm of contact: months and days, as in "every 3 months" or "every 2 weeks"."""

    months: int = 0
    days: int = 0
    never: bool = False
    """True for `none`: this person is never due."""

    def after(self, day: dt.date) -> dt.date | None:
        """Give the day on which the next contact is due after one on `day`; None if never.

        Months are those of the calendar: a month after 31 January is the last day of February.
        """
        if self.never:
            return None
        try:
            return add_months(day, self.months) + dt.timedelta(days=self.days)
        except (OverflowError, ValueError):
            return None

    @property
    def mean_days(self) -> float:
        """The mean length in days, to compare rhythms; infinite for `none`."""
        return float("inf") if self.never else self.months * 365.2425 / 12 + self.days


NEVER = Cadence(never=True)
LONGEST_DAYS = 36_525
"""A century: anything longer is a slip of the pen."""

_WORDS = {
    "daily": Cadence(days=1),
    "weekly": Cadence(days=7),
    "biweekly": Cadence(days=14),
    "fortnightly": Cadence(days=14),
    "monthly": Cadence(months=1),
    "bimonthly": Cadence(months=2),
    "quarterly": Cadence(months=3),
    "twiceyearly": Cadence(months=6),
    "twiceayear": Cadence(months=6),
    "semiannual": Cadence(months=6),
    "semiannually": Cadence(months=6),
    "biannually": Cadence(months=6),
    "halfyearly": Cadence(months=6),
    "yearly": Cadence(months=12),
    "annual": Cadence(months=12),
    "annually": Cadence(months=12),
    "onceayear": Cadence(months=12),
    "quotidien": Cadence(days=1),
    "hebdomadaire": Cadence(days=7),
    "bimensuel": Cadence(days=14),
    "mensuel": Cadence(months=1),
    "bimestriel": Cadence(months=2),
    "trimestriel": Cadence(months=3),
    "semestriel": Cadence(months=6),
    "annuel": Cadence(months=12),
} | dict.fromkeys(
    ("none", "never", "adhoc", "no", "off", "aucun", "aucune", "jamais", "sanscadence", "pasderythme"), NEVER
)

_UNITS = {
    "days": ("d", "day", "days", "j", "jour", "jours"),
    "weeks": ("w", "wk", "wks", "week", "weeks", "sem", "semaine", "semaines"),
    "months": ("m", "mo", "mos", "month", "months", "mois"),
    "quarters": ("q", "quarter", "quarters", "trimestre", "trimestres"),
    "halves": ("semestre", "semestres"),
    "years": ("y", "yr", "yrs", "year", "years", "a", "an", "ans", "annee", "annees"),
}
_IN_UNIT = {
    "days": (0, 1),
    "weeks": (0, 7),
    "months": (1, 0),
    "quarters": (3, 0),
    "halves": (6, 0),
    "years": (12, 0),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            (),
            ("a", "an", "one", "un", "une", "1er"),
            ("two", "deux", "other", "second"),
            ("three", "trois"),
            ("four", "quatre"),
            ("five", "cinq"),
            ("six",),
        )
    )
    for word in words
}

_EVERY = re.compile(r"^(?:every|each|once every|once|per|tou(?:te)?s les|chaque|par|une fois par)\s+")
_COUNTED = re.compile(r"(\d+|[a-z]+)?\s*([a-z]+)")
_ISO = re.compile(r"p(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?(?:t.*)?")


def parse_cadence(text: str) -> Cadence | None:
    """Read a cadence as people write it, in English or French.

    "2 weeks", "90d", "every 3 months", "yearly", "2 semaines", "chaque mois", a bare number of days ("14"),
    or an ISO 8601 duration ("P3M"). None for an empty text. "none" and "adhoc" give `NEVER`.
    Raises ValueError when no form fits; the caller knows file and line.
    """
    plain = _plain(text)
    if not plain:
        return None
    word = re.sub(r"[\s_-]", "", plain)
    word = word.removesuffix("le") if word.endswith("elle") else word  # hebdomadaire, mensuel, mensuelle
    cadence = _WORDS.get(word) or _iso(word) or _counted(plain)
    if cadence is None or not (cadence.never or 1 <= cadence.mean_days <= LONGEST_DAYS):
        raise ValueError(f"{text!r} is no cadence")
    return cadence


def probable_cadence(text: str) -> str:
    """Give the cadence that a misspelt text probably means ("2 wekes": 2 weeks), "" where it is like none."""
    import difflib

    plain = _plain(text)
    words = [word for word in re.findall(r"[a-z]+", plain) if word not in _NUMBERS]
    for word in words:
        known = [one for one in (*_WORDS, *_UNIT_OF, "every", "tous", "toutes") if len(one) > 2]
        near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
        if near and word != near[0]:
            plain = plain.replace(word, near[0], 1)
    try:
        return plain if plain != _plain(text) and parse_cadence(plain) else ""
    except ValueError:
        return ""


def add_months(day: dt.date, months: int) -> dt.date:
    """Give the same day `months` later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _plain(text: str) -> str:
    return " ".join(without_accents(text).casefold().strip(" .\"'").split())


def _iso(word: str) -> Cadence | None:
    found = _ISO.fullmatch(word)
    if not found or not any(found.groups()):
        return None
    years, months, weeks, days = (_number(part or "0") for part in found.groups())
    return Cadence(months=years * 12 + months, days=weeks * 7 + days)


def _counted(plain: str) -> Cadence | None:
    counted = _EVERY.sub("", plain).replace("-", " ")
    if counted.isascii() and counted.isdigit():
        return Cadence(days=_number(counted))
    found = _COUNTED.fullmatch(counted)
    if not found:
        return None
    number, word = found.group(1) or "1", found.group(2)
    times = _number(number) if number.isdigit() else _NUMBERS.get(number)
    if times is None or word not in _UNIT_OF:
        # The pattern also cuts a bare "month" into "mont" and "h".
        times, word = 1, counted
    if word not in _UNIT_OF:
        return None
    months, days = _IN_UNIT[_UNIT_OF[word]]
    return Cadence(months=months * times, days=days * times)


def _number(digits: str) -> int:
    """Long rows of digits are no number of days; Python refuses to read more than 4,300 of them."""
    return int(digits) if len(digits) < 7 else LONGEST_DAYS * 10
