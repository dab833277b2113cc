"""What the headings, the lines acting as one, and the bullets above each line say of it."""

import re

from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.section import Section, section_of
from vaulttool.notes.note import Line, Note


def sections_of_lines(note: Note, languages: Languages) -> list[tuple[Section, ...]]:
    """Give for each line what the headings, acting headings and parents above it say, the nearest first."""
    result: list[tuple[Section, ...]] = []
    # Of each open heading its level, and what it and those above it say.
    open_headings: list[tuple[int, tuple[Section, ...]]] = []
    acting: Section | None = None
    above: tuple[Section, ...] = ()
    for line in note.lines:
        if line.kind == "heading":
            acting = None
            while open_headings and open_headings[-1][0] >= line.level:
                open_headings.pop()
            above = open_headings[-1][1] if open_headings else ()
            result.append(above)
            above = (section_of(line.text, languages), *above)
            open_headings.append((line.level, above))
            continue
        if line.parent is not None:
            parents = (_parent_section(parent, languages) for parent in note.parents(line))
            result.append((*filter(None, parents), *((acting,) if acting else ()), *above))
            continue
        if line.kind == "text" and line.text and (acting is not None or line.text[-1] in _ENDS_OF_ACTING):
            acting = _acting_heading(line, languages, acting)
        result.append((acting, *above) if acting else above)
    return result


_ENDS_OF_ACTING = "*_:"
_ACTING = re.compile(r"^(?:\*\*|__)[^*_]+(?:\*\*|__)\s*:?\s*$|^[^:\[\]|]{2,40}:\s*(?:\*\*)?$")


def _acting_heading(line: Line, languages: Languages, acting: Section | None) -> Section | None:
    if line.text[-1] in _ENDS_OF_ACTING and _ACTING.match(line.text):
        return section_of(line.text, languages)
    return acting if acting in (Section.ATTENDEES, Section.ABSENT) and len(line.text) < 60 else None


def _parent_section(parent: Line, languages: Languages) -> Section | None:
    if "[[" in parent.text or len(parent.text) > 60:
        return None
    section = section_of(parent.text, languages)
    return None if section in (Section.OTHER, Section.LOG) else section
