"""Attendee properties of a dated note: `attendees`, `participants`, `with`…."""

from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.names_in_text import names_of
from vaulttool.evidence.rules.fields import ATTENDED, NOT_THERE
from vaulttool.evidence.sentence import Verdict
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.links import LinkKind, find_links
from vaulttool.notes.note import Note
from vaulttool.notes.people_value import people_values

Named = tuple[LinkKind, str, Verdict, str]
"""Kind of the link, its target, what the property says, and the property's name."""


def judge_properties(note: Note, languages: Languages, is_work: bool) -> list[Named]:
    """Judge the people in the note's properties. In a note of another kind (a book, a project) the names that
    all kinds of notes use, such as `people`, mean no attendees.
    """
    found: list[Named] = []
    for prop in note.front_matter.properties:
        verdict = _verdict_of(prop.name, languages, is_work)
        if verdict is None:
            continue
        for value in people_values(prop.value):
            links = find_links(value)
            if links:
                found += [(link.kind, link.target, verdict, prop.name) for link in links]
            else:
                found += [("plain", name, verdict, prop.name) for name in names_of(value)]
    return found


def _verdict_of(name: str, languages: Languages, is_work: bool) -> Verdict | None:
    folded = fold_name(name)
    for language in languages.all:
        if folded in language.fields.absent:
            return NOT_THERE
        if folded in language.fields.attendees and not (is_work and folded in language.fields.loose):
            return ATTENDED
    return None
