"""How headings, fields and table cells speak in one language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaulttool.evidence.lazy_pattern import lazy_pattern


@dataclass(frozen=True, slots=True)
class Headings:
    """How headings speak; each pattern is matched against the whole heading."""

    planned: re.Pattern[str]
    attendees: re.Pattern[str]
    absent: re.Pattern[str]
    met: re.Pattern[str]
    contacts: re.Pattern[str]
    """Over a log that holds nothing but contacts."""
    log: re.Pattern[str]
    cancelled: re.Pattern[str]
    """Searched anywhere in the heading."""


@dataclass(frozen=True, slots=True)
class Fields:
    """How properties, inline fields and table cells speak."""

    attendees: frozenset[str]
    """Folded names."""
    loose: frozenset[str]
    """Those of `attendees` that other kinds of notes use too."""
    absent: frozenset[str]
    status: frozenset[str]
    cancelled: re.Pattern[str]
    upcoming: re.Pattern[str]
    present: re.Pattern[str]
    not_present: re.Pattern[str]


def joined(text: str | Sequence[str]) -> str:
    """Give one pattern for a text, or for the alternatives that a list holds."""
    return text if isinstance(text, str) else f"(?:{'|'.join(text)})"


def alternatives(texts: Sequence[str], whole: bool = True) -> re.Pattern[str]:
    """Give one pattern for texts to be matched as a whole, or to be searched as words."""
    inner = "|".join(texts)
    return lazy_pattern(lambda: rf"(?:{inner})" if whole else rf"(?<!\w)(?:{inner})(?!['\w])")


def headings_of(table: Mapping[str, Any]) -> Headings:
    """Compile the table of headings of a language file."""
    return Headings(
        planned=alternatives(table["planned"]),
        attendees=alternatives(table["attendees"]),
        absent=alternatives(table["absent"]),
        met=alternatives(table["met"]),
        contacts=alternatives(table["contacts"]),
        log=alternatives(table["log"]),
        cancelled=lazy_pattern(lambda: joined(table["cancelled"])),
    )


def fields_of_language(table: Mapping[str, Any]) -> Fields:
    """Compile the table of fields of a language file."""
    from vaulttool.notes.front_matter import fold_name

    def names(key: str) -> frozenset[str]:
        return frozenset(fold_name(name) for name in table[key])

    return Fields(
        attendees=names("attendees"),
        loose=names("loose"),
        absent=names("absent"),
        status=names("status"),
        cancelled=lazy_pattern(lambda: joined(table["cancelled"])),
        upcoming=lazy_pattern(lambda: joined(table["upcoming"])),
        present=lazy_pattern(lambda: joined(table["present"])),
        not_present=lazy_pattern(lambda: joined(table["not_present"])),
    )
