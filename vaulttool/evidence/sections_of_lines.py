"""What the headings, the lines acting as one, and the bullets above each line say of it."""

import re

from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.section import Section, section_of
from vaulttool.notes.note import Line, Note


def sections_of_lines(note: Note, languages: Languages) -> list[tuple[Section, ...]]:
    """Give for each line what the headings, acting headings and parents above it say, the nearest first."""
    result: list[tuple[Section, ...]] = []
    open_headings: list[tuple[int, Section]] = []
    acting: Section | None = None
    above: tuple[Section, ...] = ()
    for line in note.lines:
        if line.kind == "heading":
            acting = None
            while open_headings and open_headings[-1][0] >= line.level:
                open_headings.pop()
            result.append(tuple(section for _, section in reversed(open_headings)))
            open_headings.append((line.level, section_of(line.text, languages)))
            above = tuple(section for _, section in reversed(open_headings))
            continue
        if line.kind == "text" and line.parent is None and line.text:
            acting = _acting_heading(line, languages, acting)
        own = (acting, *above) if acting else above
        if line.parent is not None:
            parents = (_parent_section(parent, languages) for parent in note.parents(line))
            own = (*filter(None, parents), *own)
        result.append(own)
    return result


_ACTING = re.compile(r"^(?:\*\*|__)[^*_]+(?:\*\*|__)\s*:?\s*$|^[^:\[\]|]{2,40}:\s*(?:\*\*)?$")


def _acting_heading(line: Line, languages: Languages, acting: Section | None) -> Section | None:
    if line.text[-1] in "*_:" and _ACTING.match(line.text):
        return section_of(line.text, languages)
    return acting if acting in (Section.ATTENDEES, Section.ABSENT) and len(line.text) < 60 else None


def _parent_section(parent: Line, languages: Languages) -> Section | None:
    if "[[" in parent.text or len(parent.text) > 60:
        return None
    section = section_of(parent.text, languages)
    return None if section in (Section.OTHER, Section.LOG) else section
