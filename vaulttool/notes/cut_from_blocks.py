"""Take what names somebody out of generated blocks, and tell where else a note names them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vaulttool.notes.managed_block import block_lines

Says = Callable[[str], bool]
"""Whether a line names whom one looks for."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Cut:
    """A note without what its generated blocks say of somebody."""

    text: str
    mentions: tuple[tuple[int, str], ...]
    """Number (of the note as it is now) and text of each line outside of the blocks that names them."""
    is_bare: bool
    """Whether nothing but front matter, headings and blank lines stands outside of the blocks."""
    has_block: bool


def cut_from_blocks(text: str, says: Says) -> Cut:
    """Cut items with all that stands under them, paragraphs, rows and sections out of generated blocks."""
    lines = text.split("\n")
    inner = block_lines(text)
    inside = {number for span in inner for number in span}
    gone = {number for span in inner for number in _named(lines, span, says)}
    outside = [(number, line) for number, line in enumerate(lines) if number not in inside]
    mentions = tuple((number + 1, line.strip()) for number, line in outside if says(line))
    kept = "\n".join(line for number, line in enumerate(lines) if number not in gone)
    return Cut(kept, mentions, _is_bare([line for _, line in outside]), bool(inner))


def _named(lines: Sequence[str], span: range, says: Says) -> set[int]:
    gone: set[int] = set()
    is_code = False
    for number in span:
        line = lines[number]
        is_code ^= _FENCE.match(line) is not None
        if number in gone or not says(line):
            continue
        heading = _HEADING.match(line)
        if is_code or line.lstrip().startswith("|"):
            gone.add(number)
        elif heading:
            gone |= _section(lines, span, number, len(heading[1]))
        elif _ITEM.match(line):
            gone |= _item(lines, span, number)
        else:
            gone |= _paragraph(lines, span, number)
    return gone


def _section(lines: Sequence[str], span: range, begin: int, level: int) -> set[int]:
    for number in range(begin + 1, span.stop):
        heading = _HEADING.match(lines[number])
        if heading and len(heading[1]) <= level:
            return set(range(begin, number))
    return set(range(begin, span.stop))


def _item(lines: Sequence[str], span: range, begin: int) -> set[int]:
    """The item with its lines: those that are indented more, or follow it without a blank line."""
    width = _width(lines[begin])
    after_blank = False
    for number in range(begin + 1, span.stop):
        line = lines[number]
        if not line.strip():
            after_blank = True
            continue
        is_under = _width(line) > width
        follows = not after_blank and not (
            _ITEM.match(line) or _HEADING.match(line) or line.startswith("<!--")
        )
        if not is_under and not follows:
            return _without_last_blanks(lines, begin, number)
        after_blank = False
    return _without_last_blanks(lines, begin, span.stop)


def _paragraph(lines: Sequence[str], span: range, number: int) -> set[int]:
    first = last = number
    while first - 1 >= span.start and _is_text(lines[first - 1]):
        first -= 1
    while last + 1 < span.stop and _is_text(lines[last + 1]):
        last += 1
    return set(range(first, last + 1))


def _is_text(line: str) -> bool:
    ends = (_ITEM.match(line), _HEADING.match(line), _FENCE.match(line), line.startswith("<!--"))
    return bool(line.strip()) and not any(ends)


def _without_last_blanks(lines: Sequence[str], begin: int, end: int) -> set[int]:
    while end > begin + 1 and not lines[end - 1].strip():
        end -= 1
    return set(range(begin, end))


def _width(line: str) -> int:
    return len((line[: len(line) - len(line.lstrip(" \t"))]).expandtabs(4))


def _is_bare(lines: Sequence[str]) -> bool:
    text = "\n".join(line.rstrip("\r") for line in lines)
    body = re.sub(r"\A\ufeff?---\n.*?\n---(?:\n|\Z)", "", text, flags=re.DOTALL)
    return all(not line.strip() or _HEADING.match(line) for line in body.split("\n"))
