"""A change of company, role, city or address, as a dated line under the History heading of a note has it.

`- 2026-11-24: company: [[Orvelle]] → [[Quaylight]] (since 2026-03-14)`
"""

import datetime as dt
import difflib
import re
from collections.abc import Iterable
from typing import Literal

from vaulttool.network.contact import Move, Moved
from vaulttool.network.folding import fold_text, words_in
from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import shown_text
from vaulttool.notes.front_matter import fold_name

__all__ = ["MOVED", "Move", "Moved", "is_other", "is_told", "move_line", "read_move"]

MOVED: tuple[Moved, ...] = ("company", "role", "city", "address")
NOTHING = "–"
"""Stands where a property said nothing."""
LABELS = {
    "en": {"company": "company", "role": "role", "city": "city", "address": "address"},
    "fr": {"company": "entreprise", "role": "poste", "city": "ville", "address": "adresse"},
}
_SINCE = {"en": "since", "fr": "depuis"}
_LINE = re.compile(
    r"\W*(?P<day>\d{4}-\d\d-\d\d)\W\s*(?P<name>[^\W\d][\w -]{1,30}?)\s?:\s+(?P<old>.*?)\s+→\s+(?P<new>.*?)"
    r"(?:\s+\((?:since|depuis) (?P<since>\d{4}-\d\d-\d\d)\))?"
)
_OURS: dict[str, Moved] = {fold_name(name): ours for ours in MOVED for name in PROPERTY_NAMES[ours]}
_SAME_SPELLING = 0.8
"""Two texts as alike as this are one, spelled better."""


def read_move(line: str) -> Move | None:
    """Read the text of a list item; None where it is no such line."""
    found = _LINE.fullmatch(line.strip()) if "→" in line else None
    what = _OURS.get(fold_name(found["name"])) if found else None
    if found is None or what is None:
        return None
    try:
        day = dt.date.fromisoformat(found["day"])
        since = dt.date.fromisoformat(found["since"]) if found["since"] else None
    except ValueError:
        return None
    old, new = (shown_text(found[side]).removeprefix(NOTHING) for side in ("old", "new"))
    return Move(day, what, old, new, since)


def move_line(move: Move, language: Literal["en", "fr"]) -> str:
    """Give the line without its bullet; texts may be links."""
    since = f" ({_SINCE[language]} {move.since})" if move.since else ""
    old, new = (" ".join(text.split()) or NOTHING for text in (move.old, move.new))
    return f"{move.day}: {LABELS[language][move.what]}: {old} → {new}{since}"


def is_other(what: Moved, old: str, new: str) -> bool:
    """Whether two values are really two: not the same words, a better spelling, or (of a company, city or
    address) a longer form of the same."""
    one, other = words_in(shown_text(old)), words_in(shown_text(new))
    if one == other:
        return False
    if not one or not other:
        return True
    if what != "role" and (one <= other or other <= one):
        return False
    like = difflib.SequenceMatcher(None, fold_text(shown_text(old)), fold_text(shown_text(new))).ratio()
    return like < _SAME_SPELLING


def is_told(move: Move, told: Iterable[Move]) -> bool:
    """Whether this is the last change of its kind that the note tells."""
    same = [one for one in told if one.what == move.what]
    last = max(same, key=lambda one: one.day, default=None)
    if last is None:
        return False
    sides = ((last.old, move.old), (last.new, move.new))
    return all(words_in(one) == words_in(shown_text(other)) for one, other in sides)
