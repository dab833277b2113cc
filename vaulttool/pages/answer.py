"""What a person answered to an item: the sign in its box and the words under it, together."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vaulttool.notes.block_items import Item
from vaulttool.pages.answer_words import Said, read_word
from vaulttool.pages.record_line import read_record

Meant = Said | Literal["aside"]
"""Like the words; "aside" is the sign `>` alone, whose meaning depends on the page."""

_SIGNS: Mapping[str, Meant] = {"x": "yes", "X": "yes", ">": "aside", "-": "no"}
_NO_ANSWER = (" ", "/")
_FITS: Mapping[Meant, tuple[Said, ...]] = {
    "yes": ("yes",),
    "aside": ("later", "rest"),
    "no": ("no", "remove"),
}
_DONE = re.compile(r"(?:[✅❌]\ufe0f?[ \u00a0]*|[\[(](?:completion|cancelled)::[ \u00a0]*)(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, box and words brought together."""

    meant: Meant | None
    """None where nothing but free words stand there."""
    until: dt.date | None = None
    on: dt.date | None = None
    """The day on which it was done, where Tasks or the words say it."""
    words: tuple[str, ...] = ()
    """Lines that are no answer, but the person's own."""
    fresh: tuple[str, ...] = ()
    """Those of them below the last record."""
    recorded: tuple[str, ...] = ()
    """Deeds that the item already tells."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """An answer that cannot be taken: nothing is guessed from it."""

    what: str
    mend: str


def read_answer(item: Item, today: dt.date) -> Answer | Unclear | None:
    """Read an item; None where it is not answered. Words above a record were carried out with it."""
    records = [(place, deed) for place, line in enumerate(item.words) if (deed := read_record(line))]
    fresh = item.words[records[-1][0] + 1 :] if records else item.words
    recorded = tuple(deed for _, deed in records)
    box = item.box or " "
    if box not in _NO_ANSWER and box not in _SIGNS:
        return Unclear(f"[{box}] is no answer", "Write [x] for yes or done, [>] for not now, [-] for no.")
    found = [(line, read_word(line, today)) for line in fresh]
    words = [word for _, word in found if word is not None]
    below = tuple(line for line, word in found if word is None and line.strip())
    above = item.words[: len(item.words) - len(fresh)]
    free = (*(one for one in above if not read_record(one) and not read_word(one, today)), *below)
    said = {word.said for word in words}
    if said == {"no", "remove"}:
        said = {"remove"}
    sign = _SIGNS.get(box)
    unfit = said if len(said) > 1 else said - set(_FITS[sign]) if sign else set()
    if unfit:
        told = " and ".join(f'"{line}"' for line, word in found if word is not None)
        what = f"the box [{box}] and {told} say different things" if sign else f"{told} say different things"
        return Unclear(what, "Leave one answer; until then nothing is done.")
    meant = next(iter(said), None) or sign
    if meant is None and not any(map(str.strip, free)):
        return None
    until = next((word.until for word in words if word.until), None)
    on = next((word.on for word in words if word.on), None) or _done_day(item.text)
    if on is not None and on > today:
        return Unclear(f"it says that it was done on {on.isoformat()}, a day to come", "Put the day right.")
    return Answer(meant, until, on, free, below, recorded)


def _done_day(text: str) -> dt.date | None:
    found = _DONE.search(text)
    try:
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
