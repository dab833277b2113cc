"""What the properties and lines of a note say of the meeting that it is about."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaulttool.evidence.interaction import Direction
from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.rules.fields import fields_of
from vaulttool.evidence.scene import NoteRole
from vaulttool.evidence.section import is_cancelled
from vaulttool.evidence.sentence import kind_of
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.note import Note

MEETING_TYPES = re.compile(
    r"\b(?:meetings?|calls?|client[- ]call|interactions?|1[-:]1|1on1|one[- ]on[- ]one|"
    r"touchpoints?|r[ée]unions?|compte[- ]rendu|cr|appels?|lunch|coffee|dinner|d[ée]jeuner|rencontres?|"
    r"entretiens?|rdv|rendez-vous|minutes|conversations?|catch[- ]?up|visits?)\b"
)
WORK_TYPES = re.compile(
    r"\b(?:books?|articles?|papers?|movies?|films?|podcasts?|episodes?|videos?|albums?|songs?|recipes?|"
    r"projects?|areas?|products?|"
    r"clippings?|references?|sources?|quotes?|companies|company|organi[sz]ations?|places?|posts?|tweets?|courses?|talks?|shows?|"
    r"games?|livres?|projets?|recettes?|soci[ée]t[ée]s?|entreprises?|literature|media|work|essays?|newsletters?)\b"
)
_LABELLED = re.compile(r"^[\s*_]*([\w -]{3,20})[*_\s]*:+[*_\s]*(.+)$")
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:h]([0-5]\d)")


class MeetingNote(NamedTuple):
    """A note as the record of one meeting; all empty for other notes."""

    is_meeting: bool
    is_work: bool
    """A note of another kind: a book, a project, a company."""
    is_cancelled: bool
    is_upcoming: bool
    words: str
    """Types and title, in which its kind is looked for."""
    direction: Direction | None
    gave: str
    received: str
    time: str


def read_meeting_note(note: Note, role: NoteRole, languages: Languages) -> MeetingNote:
    """Read type, status and the like of a note, from properties, fields and bold lines."""
    types = " ".join(_type_words(note))
    facts = dict(_facts(note))
    states = [value for name, value in facts.items() if _is_status(name, languages)]
    cancelled = _title_is_cancelled(note, languages) or any(
        language.fields.cancelled.search(state) for state in states for language in languages.all
    )
    upcoming = any(
        language.fields.upcoming.fullmatch(state) for state in states for language in languages.all
    )
    has_attendees = any(
        fold_name(prop.name) in language.fields.attendees
        and fold_name(prop.name) not in language.fields.loose
        for prop in note.front_matter.properties
        for language in languages.all
    )
    sender = facts.get("from") or facts.get("direction") or ""
    time = _TIME.search(facts.get("time") or facts.get("heure") or facts.get("date") or "")
    return MeetingNote(
        is_meeting=bool(MEETING_TYPES.search(types)) or has_attendees,
        is_work=bool(WORK_TYPES.search(types)) and not MEETING_TYPES.search(types),
        is_cancelled=cancelled,
        is_upcoming=upcoming and not cancelled,
        words=f"{types}\0{note.stem.lower()}",
        direction="me" if sender in ("me", "moi", "out") else "them" if sender else None,
        gave=facts.get("gave", ""),
        received=facts.get("received", ""),
        time=f"{int(time[1]):02d}:{time[2]}" if time else "",
    )


def kind_of_meeting(meeting: MeetingNote, languages: Languages) -> str:
    """Give the kind that the note's types name, else its title; "" where neither does."""
    parts = meeting.words.split("\0", 1)
    kinds = [kind_of(words, language) for words in parts for language in languages.all]
    return next((kind for kind in kinds if kind not in ("", "meeting")), next(filter(None, kinds), ""))


def _title_is_cancelled(note: Note, languages: Languages) -> bool:
    first = note.lines[0] if note.lines else None
    heading = first.text if first is not None and first.kind == "heading" and first.level == 1 else ""
    title = note.front_matter.find("title")
    said = (note.stem, heading, str(title.value) if title else "")
    return any(is_cancelled(text, languages) for text in said)


def _is_status(name: str, languages: Languages) -> bool:
    return any(name in language.fields.status for language in languages.all)


_TYPE_NAMES = (
    "type", "types", "category", "categories", "kind", "notetype", "document_type", "tags", "class",
)  # fmt: skip


def _type_words(note: Note) -> Iterator[str]:
    if note.front_matter.bears(_TYPE_NAMES):
        for name in _TYPE_NAMES:
            found = note.front_matter.find(name)
            if found is not None:
                yield str(found.value).lower().replace("_", " ")


def _facts(note: Note) -> Iterator[tuple[str, str]]:
    """Give properties, whole-line fields and bold lines of the note: folded names, lower case values."""
    for line in note.lines[:60]:
        if ":" not in line.text:
            continue
        for name, value in fields_of(line.text) if line.kind == "text" and "::" in line.text else ():
            yield fold_name(name), value.strip(" *_").lower()
        match = _LABELLED.match(line.text) if line.kind in ("text", "item") else None
        if match and line.parent is None:
            yield fold_name(match[1].strip()), match[2].strip(" *_").lower()
    for prop in note.front_matter.properties:
        if isinstance(prop.value, str):
            yield fold_name(prop.name), prop.value.strip().lower()
