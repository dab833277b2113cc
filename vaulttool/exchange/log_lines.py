"""Imported messages and meetings as lines of a plain note, which count by the same rules as a person's
own."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from vaulttool.exchange.records import Direction

_WORDS = {
    "email": "email exchange with",
    "message": "exchanged messages with",
    "video": "video call with",
    "contact": "in contact with",
}
"""What the English rules count, for kinds whose name alone says too little; the others read "lunch with"."""
_ID = re.compile(rb"\^(vt-[0-9a-z]+)[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Talk:
    """One day's contact with one person by one way; several messages of a day are one."""

    date: dt.date
    kind: str
    contact: str
    """Path of the note."""
    direction: Direction | None
    """Who wrote first that day."""


def talks_of_days(talks: Iterable[Talk]) -> list[Talk]:
    """Give one talk for each day, kind and person, the first of the day; in order of day and person."""
    first: dict[tuple[dt.date, str, str], Talk] = {}
    for talk in talks:
        first.setdefault((talk.date, talk.contact, talk.kind), talk)
    return [first[key] for key in sorted(first)]


def lines_by_month(talks: Sequence[Talk], link: Callable[[str], str]) -> Mapping[str, list[tuple[str, str]]]:
    """Give the lines by month ("2026-11"), each with its id, which stays the same whatever the person
    changes."""
    found: dict[str, list[tuple[str, str]]] = {}
    for talk in talks_of_days(talks):
        key = f"{talk.date}\0{talk.kind}\0{talk.contact}"
        ident = f"vt-{hashlib.blake2b(key.encode('utf-8', 'replace'), digest_size=5).hexdigest()}"
        words = _WORDS.get(talk.kind, f"{talk.kind} with")
        said = f" (from:: {talk.direction})" if talk.direction else ""
        line = f"- {talk.date.isoformat()} {words} {link(talk.contact)}{said} ^{ident}"
        found.setdefault(talk.date.strftime("%Y-%m"), []).append((ident, line))
    return found


def with_lines(source: bytes, lines: Iterable[tuple[str, str]]) -> bytes:
    """Give the note with the lines that it does not have added at its end; every byte of it stays.

    A line is known by its id: one that the person corrected or struck out is not written again.
    """
    there = {found.decode() for found in _ID.findall(source)}
    new = [line for ident, line in lines if ident not in there]
    if not new:
        return source
    end = "\r\n" if b"\r\n" in source else "\n"
    gap = b"" if not source or source.endswith(b"\n") else end.encode()
    return source + gap + "".join(f"{line}{end}" for line in new).encode("utf-8", "replace")
