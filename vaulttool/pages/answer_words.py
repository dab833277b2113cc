"""The words that answer an item of a page, in English and French, and the days that may stand with them.

Both languages are read in every vault: people write under a French page in English and the other way round.
A line is an answer only where all of it is one; any other line is the person's own and decides nothing.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vaulttool.network.folding import fold_text
from vaulttool.notes.days import MONTHS, find_days, make_day

Said = Literal["yes", "no", "later", "rest", "remove"]

WORDS: Mapping[str, Mapping[Said, str]] = {
    "en": {
        "yes": "yes|yep|ok|okay|keep|keep them|done|did it|it is done|it's done|i know them|known|the same|"
        "same|same person|the same person",
        "no": "no|nope|not the same|not the same person|two people|never|never again|don't",
        "later": "not now|later|not yet|not this week|snooze|another time|some other time",
        "rest": "rest|resting|let it rest|let them rest|let him rest|let her rest|pause",
        "remove": "remove|removed|no longer|archive|delete|drop|let go",
    },
    "fr": {
        "yes": "oui|d'accord|garder|je garde|a garder|fait|c'est fait|connu|connue|je connais|la meme|"
        "le meme|la meme personne|c'est la meme personne",
        "no": "non|pas la meme|pas la meme personne|deux personnes|jamais|plus jamais",
        "later": "pas maintenant|plus tard|pas encore|pas cette semaine|une autre fois|reporter|remettre",
        "rest": "repos|au repos|laisser reposer|en repos|pause|en pause|laisser dormir",
        "remove": "retirer|enlever|supprimer|archiver|plus du tout|ne plus garder|oter",
    },
}
_SAID: Mapping[str, Said] = {
    word: said for table in WORDS.values() for said, words in table.items() for word in words.split("|")
}
_SPANS: Mapping[str, int] = {
    "next week": 7, "la semaine prochaine": 7, "semaine prochaine": 7, "next month": -1,
    "le mois prochain": -1, "mois prochain": -1, "next year": -12, "l'annee prochaine": -12,
    "l'an prochain": -12, "annee prochaine": -12,
}  # fmt: skip
"""Days; below zero it is months."""
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("a an one un une", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept",
         "eight huit", "nine neuf", "ten dix", "eleven onze", "twelve douze"), 1)
    for word in words.split()
}  # fmt: skip
_UNITS = (("days?|jours?", 1), ("weeks?|semaines?", 7), ("months?|mois", -1), ("years?|ans?|annees?", -12))
_FOR = re.compile(
    rf"(?:in|for|dans|pendant|pour)?\s*(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<unit>[a-z]+)"
)
_UNTIL = re.compile(
    r"(?:until|not before|pas avant(?: le)?|till|to|on|from|jusqu'a|jusqu'au|jusqu'en|en|a partir du|le|au)"
    r"\s+(?P<day>.+)"
)
_BEGINS_A_DAY = re.compile(
    r"(?:in|dans|not before|pas avant|until|till|jusqu'|for|pendant|next|la semaine|le mois|l'an)"
)
_DONE_ON = re.compile(r"(?:on|le|the)?\s*(?P<day>.+)")
_OUTSIDE = " \t.,;:!…*_~`\"'«»“”()-–—"


@dataclass(frozen=True, slots=True)
class Word:
    """What a line under an item answers."""

    said: Said
    until: dt.date | None = None
    """With "later": not before that day; None where the line names none."""
    on: dt.date | None = None
    """With "yes": the day on which it was done."""


def read_word(line: str, today: dt.date) -> Word | None:
    """Read a line under an item; None where it is no answer.

    "not now", "dans 3 mois", "snooze until 15 January", "fait le 2026-11-20", "jusqu'en mars".
    """
    text = fold_text(line).replace("\u00a0", " ").strip(_OUTSIDE)
    if not text or len(text) > 80:
        return None
    if text in _SAID:
        return Word(_SAID[text])
    for length in range(4, 0, -1):
        words = text.split(" ")
        said = _SAID.get(" ".join(words[:length]).strip(_OUTSIDE)) if length < len(words) else None
        rest = " ".join(words[length:]).strip(_OUTSIDE)
        if said == "later" and (until := _until(rest, today)):
            return Word("later", until=until)
        if said == "yes" and (day := _done_on(rest, today)):
            return Word("yes", on=day)
    until = _until(text, today) if _BEGINS_A_DAY.match(text) else None
    return Word("later", until=until) if until else None


def later_by(day: dt.date, days: int = 0, months: int = 0) -> dt.date | None:
    """Give the day so much later, the last of a month where it has no such day; None past the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    moved = next((found for cut in range(4) if (found := make_day(year, month + 1, day.day - cut))), None)
    try:
        return moved + dt.timedelta(days=days) if moved else None
    except OverflowError:
        return None


def _until(text: str, today: dt.date) -> dt.date | None:
    span = _SPANS.get(text)
    if span is None and (counted := _FOR.fullmatch(text)):
        unit = next((size for words, size in _UNITS if re.fullmatch(words, counted["unit"])), None)
        said = counted["number"]
        number = int(said) if said.isdigit() else _NUMBERS[said]
        span = None if unit is None or not number else unit * number
    if span is not None:
        return later_by(today, days=span) if span > 0 else later_by(today, months=-span)
    until = _UNTIL.fullmatch(text)
    return _day_ahead(until["day"] if until else text, today)


def _day_ahead(text: str, today: dt.date) -> dt.date | None:
    """Give the one day that a text is; without a year the next such day after today."""
    found = find_days(text)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)):
        return found[0].date
    for year in (today.year, today.year + 1):
        near = find_days(text, year)
        if len(near) == 1 and (near[0].start, near[0].end) == (0, len(text)) and near[0].date > today:
            return near[0].date
    month, _, year_said = text.partition(" ")
    if month not in MONTHS or (year_said and not re.fullmatch(r"20\d\d", year_said)):
        return None
    if year_said:
        return make_day(int(year_said), MONTHS[month], 1)
    return make_day(today.year + (MONTHS[month] <= today.month), MONTHS[month], 1)


def _done_on(text: str, today: dt.date) -> dt.date | None:
    said = {"yesterday": 1, "hier": 1, "today": 0, "aujourd'hui": 0}.get(text)
    if said is not None:
        return today - dt.timedelta(days=said)
    on = _DONE_ON.fullmatch(text)
    day = on["day"] if on else text
    for year in (None, today.year, today.year - 1):
        found = find_days(day, year)
        is_whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(day))
        if is_whole and (year is None or found[0].date <= today):
            return found[0].date
    return None
