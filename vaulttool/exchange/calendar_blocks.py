"""Calendars as text: events cut out whole, the commonest faults mended, before any library sees them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vaulttool.exchange.decoding import clean, decode

_LONGEST_EVENT = 5_000
"""Lines of one event."""
_LONG = ("ATTACH", "DESCRIPTION", "X-ALT-DESC", "IMAGE", "STYLED-DESCRIPTION", "COMMENT")
"""Properties that nothing here asks for; they are most of a file."""


@dataclass(frozen=True, slots=True)
class Block:
    """The raw text of one event, with what its calendar says."""

    text: str
    line: int
    method: str
    zone: str
    zones: tuple[str, ...]


def blocks_of(lines: Iterable[bytes]) -> Iterator[Block]:
    """Cut events out of any number of calendars; wrong ones (blanks before values, escaped rules) are
    mended.

    An event whose end is missing is a block without text.
    """
    method = zone = ""
    held: list[str] = []
    inside, first, depth = "", 0, 0
    is_long = False
    zones: list[str] = []
    for number, raw in enumerate(lines, start=1):
        line = decode(raw).rstrip("\r\n")
        upper = line.strip().upper()
        if upper in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE") and not depth:
            inside, first, held = upper[6:], number, []
        if inside and not line.startswith((" ", "\t")):
            is_long = upper.startswith(_LONG)
        if inside and is_long:
            continue
        if inside:
            depth += upper.startswith("BEGIN:")
            depth -= upper.startswith("END:")
            if len(held) < _LONGEST_EVENT or depth <= 1:
                held.append(_mended(line))
            # A file cut in the middle, or an END that is missing: the next calendar begins anew.
            if depth <= 0 or upper in ("END:VEVENT", "END:VCALENDAR"):
                text = "\r\n".join(held) + "\r\n"
                if inside == "VEVENT" and upper == "END:VEVENT":
                    yield Block(text, first, method, zone, tuple(zones))
                elif inside == "VEVENT":
                    yield Block("", first, method, zone, ())
                elif inside == "VTIMEZONE":
                    zones.append(text)
                inside, depth = "", 0
        elif upper.startswith("METHOD:"):
            method = upper[7:].strip()
        elif upper.startswith("X-WR-TIMEZONE"):
            zone = line.partition(":")[2].strip()
        elif upper == "BEGIN:VCALENDAR":
            method, zone, zones = "", "", []
    if inside == "VEVENT":
        yield Block("", first, method, zone, ())


def _mended(line: str) -> str:
    if not line or line[0] in " \t":
        return line
    head, colon, value = line.partition(":")
    if head.upper().startswith(("RRULE", "EXRULE")):
        value = value.replace("\\;", ";").replace("\\,", ",")
    elif head.upper().startswith(("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE")):
        value = value.strip()
    return f"{head}{colon}{value}"


def title_of(text: str) -> str:
    """Give the title of an event from its raw text."""
    found = re.search(r"^SUMMARY[^:\r\n]*:(.*(?:\r\n[ \t].*)*)", text, re.IGNORECASE | re.MULTILINE)
    return clean(re.sub(r"\r\n[ \t]", "", found[1]).replace("\\", "")) if found else ""
