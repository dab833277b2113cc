"""Names of months and weekdays in English and French, as Moment writes them."""

from functools import lru_cache

from vaulttool.notes.accents import without_accents


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTHS = {
    "en": _words("January February March April May June July August September October November December"),
    "fr": _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
}
SHORT_MONTHS = {
    "en": _words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    "fr": _words("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
}
WEEKDAYS = {
    "en": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "fr": _words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
}
SHORT_WEEKDAYS = {
    "en": _words("Mon Tue Wed Thu Fri Sat Sun"),
    "fr": _words("lun. mar. mer. jeu. ven. sam. dim."),
}
TINY_WEEKDAYS = {"en": _words("Mo Tu We Th Fr Sa Su"), "fr": _words("lu ma me je ve sa di")}


def fold_day_name(name: str) -> str:
    """Give the form in which names of days and months are compared: no case, no accents, no final dot."""
    return without_accents(name.casefold()).rstrip(".")


def _numbers(*tables: dict[str, tuple[str, ...]]) -> dict[str, int]:
    named: dict[str, int] = {}
    for table in tables:
        for names in table.values():
            for number, name in enumerate(names, start=1):
                named.setdefault(fold_day_name(name), number)
    return named


MONTH_NUMBERS = _numbers(MONTHS, SHORT_MONTHS) | {"sept": 9}
"""Folded name → 1 to 12, both languages, long and short."""
WEEKDAY_NUMBERS = _numbers(WEEKDAYS, SHORT_WEEKDAYS, TINY_WEEKDAYS)
"""Folded name → 1 (Monday) to 7."""


@lru_cache(maxsize=64)
def language_of_locale(locale: str) -> str:
    """Give "fr" for French locales ("fr-ca" too), else "en"."""
    return "fr" if locale.casefold().startswith("fr") else "en"


def ordinal(number: int, language: str) -> str:
    """Write the day of a month as Moment's `Do` does: "1st", "22nd"; French "1er", "2"."""
    if language == "fr":
        return "1er" if number == 1 else str(number)
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
