"""What is recognised in one note, by that note alone: what the index keeps."""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable

from vaulttool.evidence.find import find
from vaulttool.evidence.scene import NoteRole
from vaulttool.network.move import read_move
from vaulttool.network.recognise import is_contact, recognise_contact, recognise_group
from vaulttool.network.trips import read_trip
from vaulttool.notes.day_format import DayFormat
from vaulttool.notes.days import week_of_name
from vaulttool.notes.front_matter import read_front_matter
from vaulttool.notes.note import Note
from vaulttool.notes.parse import MOST_BYTES, decode, parse_text
from vaulttool.notes.problem import Problem
from vaulttool.vault.note_facts import NoteFacts, Reading
from vaulttool.vault.settings import Settings

__all__ = ["NoteFacts", "Reading", "read_facts"]

_TAG = re.compile(r"(?:(?<=\s)|^)#([^\s#\[\](),;:!?'\"]*[^\W\d][^\s#\[\](),;:!?'\"]*)")
_PLACEHOLDER = re.compile(rb"<%[-_*+ ]|\{\{\s*(?:title|date|time|name|yesterday|tomorrow)\b", re.IGNORECASE)
_HEAD = 2000
"""So many first bytes tell whether a template was filled in."""
_MAY_NAME_PEOPLE = re.compile(rb"\[\[|\]\(|@|::|(?:^|\n)[ \t>*_-]*[#\w*_ ()\xc3\xa9\xc2\xb7-]{3,40}:")


def read_facts(content: bytes, path: str, hash: str, reading: Reading) -> NoteFacts:
    """Recognise everything in one note. What cannot be read is a problem, and the note then has no facts."""
    if reading.settings.is_template(path):
        return NoteFacts(path, hash)
    try:
        text = decode(content)
    except UnicodeDecodeError as error:
        return NoteFacts(path, hash, problems=(_not_utf8(path, content, error),))
    if len(content) > MOST_BYTES:
        problem = Problem(path, None, "the note is larger than 50 MB", "It is not read.", "too-large")
        return NoteFacts(path, hash, problems=(problem,))
    if find_placeholder(content) is not None:
        return NoteFacts(path, hash)
    front_matter = read_front_matter(text, path)
    may_be_contact = is_contact(path, front_matter, reading.rules)
    names_count = reading.settings.names == "count"
    contact = None
    if may_be_contact or names_count or b"#" in content or _MAY_NAME_PEOPLE.search(content):
        note = parse_text(text, path, front_matter)
        tags = _tags(note) if b"#" in content else ()
        if may_be_contact or tags:
            contact = recognise_contact(path, front_matter, _first_heading(note), reading.rules, tags)
    else:
        note = Note(path, front_matter, ())
    if contact is not None and "\u2192".encode() in content:
        moves = (read_move(line.text) for line in note.lines if line.kind == "item")
        contact = dataclasses.replace(contact, moves=tuple(filter(None, moves)))
    findings = find(note, _role(path, contact is not None, reading.settings), reading.languages)
    problems = (front_matter.problem,) if front_matter.problem else ()
    group = None if contact is not None else recognise_group(front_matter, reading.rules)
    trip = None if contact is not None else read_trip(path, front_matter)
    return NoteFacts(path, hash, contact, findings, problems, group, trip)


def _not_utf8(path: str, content: bytes, error: UnicodeDecodeError) -> Problem:
    line = content.count(b"\n", 0, error.start) + 1
    return Problem(
        path,
        line,
        "the note is not UTF-8",
        "Save it as UTF-8 in your editor; until then it is not read.",
        "not-utf8",
    )


def find_placeholder(content: bytes) -> int | None:
    """Give where a template left a placeholder in the head of a note, so that nothing in it counts."""
    head = content[:_HEAD]
    found = _PLACEHOLDER.search(head) if b"<%" in head or b"{{" in head else None
    return found.start() if found else None


def _first_heading(note: Note) -> str | None:
    return next((line.text for line in note.lines if line.kind == "heading" and line.level == 1), None)


def _tags(note: Note) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(tag for line in note.lines if "#" in line.text for tag in _TAG.findall(line.text))
    )


def _role(path: str, is_contact: bool, settings: Settings) -> NoteRole:
    day = _start(path, settings.daily_folder, lambda: settings.daily)
    week = None if day else _start(path, settings.weekly_folder, lambda: settings.weekly)
    if week is not None and week_of_name(path.rpartition("/")[2]) is not None:
        week = None  # The rules read the usual form by themselves, in the numbering that the settings name.
    return NoteRole(
        is_contact=is_contact,
        month_first=_is_month_first(settings.daily_format),
        iso_weeks=settings.week_numbering != "en-us",
        day=day,
        week=week + dt.timedelta(days=-week.weekday() % 7) if week else None,
        names_count=settings.names == "count",
    )


def _start(path: str, folder: str, form: Callable[[], DayFormat]) -> dt.date | None:
    prefix = f"{folder.strip('/')}/" if folder.strip("/") else ""
    if not path.startswith(prefix):
        return None
    found = form().parse(path.removeprefix(prefix))
    return found.start if found is not None else None


def _is_month_first(pattern: str) -> bool:
    """Say whether the vault writes the month before the day where the year stands last."""
    year, month, day = (pattern.find(token) for token in ("YYYY", "MM", "DD"))
    return 0 <= month < day < year
