"""A generated page in a few plain lines, for a terminal."""

import re
import textwrap
import unicodedata

from vaulttool.network.property_value import shown_text

MOST_LINES = 24
WIDTH = 80

_ID = re.compile(r"\s\^vt-\w+$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*|(?<!\w)\*(?!\s)(.+?)\*")


def terminal_lines(
    block: str, where: str = "", most: int = MOST_LINES, width: int = WIDTH
) -> tuple[str, ...]:
    """Give the words of a page's block in at most `most` lines of `width` columns, without colour codes.

    Sections keep their order and first lines; what does not fit is left out from the end of the longest
    sections, never a section whole. `where` says at the end where the page is ("Reviews/2026-W48.md").
    Charts are left out; links show their text; control signs are shown as escapes.
    """
    sections = _sections(block, width)
    last = textwrap.wrap(f"→ {_printable(where)}", width)[:1] if where else []
    room = most - len(last)
    while sum(map(len, sections)) > room:
        longest = max(range(len(sections)), key=lambda index: (len(sections[index]), index))
        if len(sections[longest]) <= 1:
            sections = sections[: room - 1] + sections[-1:]
            break
        sections[longest] = _shortened(sections[longest], width)
    return tuple([line for section in sections for line in section] + last)


def _shortened(section: list[str], width: int) -> list[str]:
    """Leave out the last line, and show that something is left out."""
    *kept, last = section[:-1]
    return [*kept, last if last.endswith("…") else f"{last[: width - 2].rstrip()} …"]


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
    bare = _ID.sub("", line.strip().removeprefix("> ").removeprefix("- ").removeprefix("[ ] "))
    bare = re.sub(r"^#+ ", "", bare)
    shown = shown_text(_EMPHASIS.sub(lambda found: found.group(1) or found.group(2), bare))
    text = _printable(_ESCAPED.sub(r"\1", shown))
    bullet = "· " if line.lstrip().startswith("- ") else ""
    first = " " * indent + bullet
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=" " * len(first)) or []


def _printable(text: str) -> str:
    return "".join(
        c
        if unicodedata.category(c) not in ("Cc", "Cf", "Cs")
        else c.encode("unicode_escape", "replace").decode()
        for c in text
    )
