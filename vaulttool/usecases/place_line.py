"""Where in a note a line for its log may stand; every other byte of the note stays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.section import Section, section_of
from vaulttool.notes.front_matter import split_front_matter
from vaulttool.notes.note import Note
from vaulttool.notes.parse import decode

_EMPTY_ITEM = re.compile(rb"[-*+][ \t]+")
_LOGS = (Section.LOG, Section.CONTACTS)


@dataclass(frozen=True, slots=True)
class Placed:
    """The note with the line in it."""

    content: bytes
    line: int
    """Of the new line, counted from 1."""


def placings(content: bytes, note: Note, text: str, languages: Languages) -> Iterator[Placed]:
    """Give the note with the item `text` in each place that may bear it, the best place first.

    Under a heading for a log; at the end; above the first heading that is not the title.
    """
    lines = content.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    _, _, body_line = split_front_matter(decode(content))
    headings = [line for line in note.lines if line.kind == "heading"]
    ends: list[int] = []
    for index, heading in enumerate(headings):
        if section_of(heading.text, languages) in _LOGS:
            below = (other.number - 1 for other in headings[index + 1 :] if other.level <= heading.level)
            ends.append(next(below, len(lines)))
    ends.append(len(lines))
    ends += [heading.number - 1 for heading in headings if heading.level > 1 or heading is not headings[0]][
        :1
    ]
    for end in dict.fromkeys(ends):
        yield _placed(content, lines, end, min(body_line - 1, end), text)


def _placed(content: bytes, lines: list[bytes], end: int, least: int, text: str) -> Placed:
    """Put the line behind the last line before `end` that holds anything, not above `least`."""
    line_end = b"\r\n" if b"\r\n" in content else b"\n"
    while end > least and not lines[end - 1].strip():
        end -= 1
    if end > least and _EMPTY_ITEM.fullmatch(lines[end - 1].rstrip(b"\r")):
        # The empty item that a template left is there to be filled.
        place = _offset(lines, end - 1) + len(lines[end - 1].rstrip(b"\r"))
        return Placed(content[:place] + text.encode() + content[place:], end)
    place = min(_offset(lines, end), len(content))
    new = f"- {text}".encode()
    if place == len(content) and content and not content.endswith(b"\n"):
        return Placed(content + line_end + new, end + 1)
    after_heading = (
        end > least
        and lines[end - 1].lstrip().startswith(b"#")
        and end < len(lines)
        and not lines[end].strip()
    )
    if after_heading:
        place, end = min(_offset(lines, end + 1), len(content)), end + 1
    return Placed(content[:place] + new + line_end + content[place:], end + 1)


def _offset(lines: list[bytes], index: int) -> int:
    return sum(len(line) + 1 for line in lines[:index])
