"""A generated page in a few plain lines, for a terminal."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from vaulttool.network.property_value import links_shown
from vaulttool.pages.terminal_cells import LOOKS, cut, wrap

MOST_LINES = 24
WIDTH = 80

Look = Literal["", "heading", "name", "place"]

_ID = re.compile(r"\s\^vt-\w+$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_OPENING = re.compile(r"^\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*|(?<!\w)\*(?!\s)(.+?)\*")
_LINK = re.compile(r"!?\[\[[^\[\]]+\]\]|\[[^\[\]]+\]\((?:<[^<>]+>|[^()\s]+)\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that looks alike."""

    text: str
    look: Look = ""


def terminal_lines(
    block: str, where: str = "", most: int = MOST_LINES, width: int = WIDTH
) -> tuple[str, ...]:
    """Give the words of a page's block in at most `most` lines of `width` columns, without colour codes.

    Sections keep their order and first lines; what does not fit is left out from the end of the longest
    sections, never a section whole. `where` says at the end where the page is ("Reviews/2026-W48.md").
    Charts are left out; links show their text; control signs are shown as escapes.
    """
    pieces = terminal_pieces(block, where, most, width)
    return tuple("".join(piece.text for piece in line) for line in pieces)


def terminal_pieces(
    block: str, where: str = "", most: int = MOST_LINES, width: int = WIDTH
) -> tuple[tuple[Piece, ...], ...]:
    """Give the same lines in pieces: what is a heading, what is a name, and where the page is."""
    sections = _sections(block, width)
    last = wrap(f"→ {_printable(where)}", width)[:1] if where else []
    room = most - len(last)
    while sum(map(len, sections)) > room:
        longest = max(range(len(sections)), key=lambda index: (len(sections[index]), index))
        if len(sections[longest]) <= 1:
            sections = sections[: room - 1] + sections[-1:]
            break
        sections[longest] = _shortened(sections[longest], width)
    lines = [_pieces(line) for section in sections for line in section]
    return (*lines, *((Piece(line, "place"),) for line in last))


def _pieces(line: str) -> tuple[Piece, ...]:
    """Cut a line at the signs that begin and end a look."""
    pieces, look = [], ""
    for part in re.split(f"([{''.join(LOOKS)}])", line):
        if part in LOOKS:
            look = LOOKS[part]
        elif part:
            pieces.append(Piece(part, look))  # type: ignore[arg-type]
    return tuple(pieces)


def _shortened(section: list[str], width: int) -> list[str]:
    """Leave out the last line, and show that something is left out."""
    *kept, last = section[:-1]
    bare = last.rstrip("".join(LOOKS))
    return [*kept, last if bare.endswith("…") else f"{cut(last, width - 2).rstrip()} …"]


def _sections(block: str, width: int) -> list[list[str]]:
    """Each heading, bold opening or closing word with the wrapped lines that belong to it."""
    sections: list[list[str]] = []
    starts_anew = True
    for line in _without_prefaces(_without_charts(block)):
        if not line.strip():
            starts_anew = True
            continue
        if (starts_anew and not line.lstrip().startswith("- ")) or line.startswith("#"):
            sections.append([])
            starts_anew = False
        if not sections:
            sections.append([])
        sections[-1] += _wrapped(line, width)
    return [section for section in sections if section]


def _without_charts(block: str) -> list[str]:
    lines: list[str] = []
    inside = after = False
    for line in block.split("\n"):
        if line.startswith("```"):
            inside, after = not inside, inside
        elif not inside and not (after and line.startswith("*")):
            lines.append(line)
            after = False
    return lines


def _without_prefaces(lines: list[str]) -> list[str]:
    """Leave out the sentence that explains a list between its heading and its first item."""
    return [
        line
        for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False)
        if not (above.startswith("#") and below.startswith("- ") and not line.startswith("- "))
    ]


def _wrapped(line: str, width: int) -> list[str]:
    if line.startswith("> [!") or "`[x]`" in line:
        return []
    indent = len(line) - len(line.lstrip(" "))
    bare = _ID.sub("", _printable(line.strip()).removeprefix("> ").removeprefix("- ").removeprefix("[ ] "))
    text = _ESCAPED.sub(r"\1", _with_looks(bare))
    bullet = "· " if line.lstrip().startswith("- ") else ""
    return wrap(text, width, " " * indent + bullet)


def _with_looks(text: str) -> str:
    """Exchange the marks of Markdown for signs that say how a part looks."""
    heading, name, plain = LOOKS
    if text.startswith("#"):
        return f"{heading}{links_shown(text.lstrip('# '))}{plain}"
    text = _OPENING.sub(rf"{heading}\1{plain}", text)
    text = _EMPHASIS.sub(lambda found: found.group(1) or found.group(2), text)
    return _LINK.sub(lambda found: f"{name}{links_shown(found.group())}{plain}", text)


def _printable(text: str) -> str:
    """Show control signs as escapes; what joins the parts of one sign stays, and what we put between goes."""
    return "".join(
        c
        if c in "\u200d\ufe0f" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co")
        else c.encode("unicode_escape", "replace").decode()
        for c in text.replace("\u2060", "")
    )
