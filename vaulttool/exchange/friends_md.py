"""friends.md: a journal of activities, notes and friends in one Markdown file."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from vaulttool.exchange.days import read_day
from vaulttool.exchange.decoding import clean, decode
from vaulttool.exchange.names import clean_name, split_name
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson, LeftOut, Party

_HEADING = re.compile(r"#{1,6}\s*(Activities|Notes|Friends|Locations)\s*:?\s*$", re.IGNORECASE)
_DATED = re.compile(r"[-*]\s+(\d{4}-\d{1,2}-\d{1,2})\s*:\s*(.*)$")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_KINDS = (
    ("lunch", re.compile(r"\b(?:lunch|dinner|brunch|déjeuner|dîner)\b", re.I)),
    ("coffee", re.compile(r"\b(?:coffee|café|tea)\b", re.I)),
    ("call", re.compile(r"\b(?:call|called|phone|phoned|appel)\b", re.I)),
    ("email", re.compile(r"\b(?:email|emailed|e-mail)\b", re.I)),
)


def read_friends(
    lines: Iterable[bytes], file: str, today: dt.date
) -> Iterator[ImportedPerson | ImportedInteraction | LeftOut]:
    """Read friends as people and activities as interactions; notes are facts and no contact."""
    section = ""
    for number, raw in enumerate(lines, start=1):
        line = clean(decode(raw))
        record = f"{file}:{number}"
        if found := _HEADING.match(line):
            section = found[1].lower()
        elif not line.startswith(("- ", "* ")) or section in ("", "locations", "notes"):
            # A heading of another name, or the end of a quoted example, ends the section.
            section = "" if line.startswith(("#", "```")) else section
        elif section == "friends":
            yield _friend(line, record)
        else:
            yield _activity(line, record, today)


def _friend(line: str, record: str) -> ImportedPerson | LeftOut:
    """Read `- Grace Hopper (a.k.a. The Admiral a.k.a. Amazing Grace) [Paris] @navy`."""
    text = line.lstrip("-* ").strip()
    tags = tuple(re.findall(r"(?<!\S)@([\w:-]+)", text))
    text = re.sub(r"(?<!\S)@[\w:-]+", "", text)
    city = re.search(r"\[([^\]]*)\]", text)
    other = re.search(r"\(a\.k\.a\.\s*([^)]*)\)", text, re.IGNORECASE)
    name = clean_name(re.split(r"[(\[]", text)[0])
    if not name:
        return LeftOut("a friend without a name", record)
    split = split_name(name)
    nicknames = re.split(r"\s*a\.k\.a\.\s*", other[1], flags=re.IGNORECASE) if other else []
    return ImportedPerson(
        name=name,
        given=split.given,
        family=split.family,
        source="friends.md",
        record=record,
        nickname=clean_name(nicknames[0]) if nicknames else "",
        city=clean(city[1]) if city else "",
        groups=tags,
    )


def _activity(line: str, record: str, today: dt.date) -> ImportedInteraction | LeftOut:
    found = _DATED.match(line)
    day = read_day(found[1]) if found else None
    if not found or day is None or day > today:
        return LeftOut("an activity without a date that can be", record)
    names = dict.fromkeys(clean_name(name) for name in _BOLD.findall(found[2]))
    people = tuple(Party(name) for name in names if name)
    if not people:
        return LeftOut("an activity that names nobody in **bold**", record)
    kind = next((kind for kind, words in _KINDS if words.search(found[2])), "meeting")
    return ImportedInteraction(
        day, kind, None, people, "friends.md", record, clean(found[2].replace("**", ""))
    )
