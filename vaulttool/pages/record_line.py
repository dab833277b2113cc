"""The line under an item that says what was done about it: the record, which stands in the page itself.

    - [x] [[Greta Holm]] · conference in Oslo 2019 ^vt-k1
      - → 2026-11-24, vaulttool: kept; the question comes back in a year

Day and name come first in every language, so that any device knows the line again and does nothing twice.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Literal

from vaulttool.pages.language import Code

Deed = Literal[
    "kept", "rests", "archived", "snoozed", "why", "known", "same", "different",
    "logged", "ticked", "dropped", "introduced", "never", "wished",
]  # fmt: skip

_PHRASES: Mapping[Code, Mapping[Deed, str]] = {
    "en": {
        "kept": "kept; the question comes back in a year",
        "rests": "resting from now on",
        "archived": "archived, in {place}",
        "snoozed": "not before {day}",
        "why": "why they ask stands in their note",
        "known": "known from now on",
        "same": "the same person; the two notes wait to be brought together",
        "different": "two people; not asked again",
        "logged": "done on {day}, in {place}",
        "ticked": "promise kept on {day}, ticked in {place}",
        "dropped": "promise given up, crossed off in {place}",
        "introduced": "introduced on {day}, in {place}",
        "wished": "wished on {day}, in {place}",
        "never": "no introduction for these two; not proposed again",
    },
    "fr": {
        "kept": "gardé ; la question reviendra dans un an",
        "rests": "au repos désormais",
        "archived": "archivé, dans {place}",
        "snoozed": "pas avant le {day}",
        "why": "la raison est notée dans la fiche",
        "known": "connu désormais",
        "same": "la même personne ; les deux fiches attendent d’être réunies",
        "different": "deux personnes ; la question ne reviendra pas",
        "logged": "fait le {day}, dans {place}",
        "ticked": "promesse tenue le {day}, cochée dans {place}",
        "dropped": "promesse abandonnée, rayée dans {place}",
        "introduced": "mis en relation le {day}, dans {place}",
        "wished": "vœux faits le {day}, dans {place}",
        "never": "pas de mise en relation pour ces deux-là ; plus proposée",
    },
}
_RECORD = re.compile(r"→ (?P<day>\d{4}-\d\d-\d\d), vaulttool[ \u00a0]?: (?P<said>.*)")
_OPEN: frozenset[Deed] = frozenset(("why", "snoozed"))
"""Deeds after which another answer is no contradiction but what came next."""


def record_line(deed: Deed, today: dt.date, language: Code, day: str = "", place: str = "") -> str:
    """Give the record of a deed, without bullet; `day` and `place` as the page shows them."""
    said = _PHRASES[language][deed].format(day=day, place=place)
    colon = "\u00a0:" if language == "fr" else ":"
    return f"→ {today.isoformat()}, vaulttool{colon} {_no_break(said) if language == 'fr' else said}"


def read_record(line: str) -> Deed | Literal["unknown"] | None:
    """Give the deed that a line records; None where it is no record. "unknown": one in changed words."""
    found = _RECORD.fullmatch(line.strip())
    if found is None:
        return None
    said = found["said"].replace("\u00a0", " ").replace("'", "’")
    for phrases in _PHRASES.values():
        for deed, phrase in phrases.items():
            if said.startswith(phrase.partition("{")[0].rstrip()):
                return deed
    return "unknown"


def is_open(deed: str) -> bool:
    """Tell whether another answer may follow this deed."""
    return deed in _OPEN


def _no_break(text: str) -> str:
    return text.replace(" ;", "\u00a0;")
