"""From the bytes of a note to its front matter and live lines, by markdown-it's tokens."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from vaulttool.notes.dead_text import DeadText
from vaulttool.notes.front_matter import FrontMatter, read_front_matter, split_front_matter
from vaulttool.notes.note import Line, Note
from vaulttool.notes.plain_lines import plain_lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_BYTES = 50_000_000
"""A longer note is not read (`parse_note` raises ValueError)."""
LONGEST_LINE = 32_768
"""Characters; longer lines are not searched, as Dataview does."""

_BOX = re.compile(r"\[([^\]\n])\][ \t]+")
_TODO = re.compile(r"(TODO|DOING|LATER|NOW|WAITING|DONE|CANCELL?ED)[ \t]+(?=\S)")
_TODO_SIGN = {"DONE": "x", "CANCELED": "-", "CANCELLED": "-"}
_CALLOUT = re.compile(r"\[!([\w-]+)[^\]\n]*\][+-]?[ \t]*")
_MARKER = re.compile(r"<!--\s*vaulttool:(begin|end)\b")
_QUOTING_CALLOUTS = {"quote", "cite"}


@cache
def _parser() -> "MarkdownIt":
    # Half of all vaults hold plain notes only; the others pay for the import when it is needed.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def decode(source: bytes) -> str:
    """Give the text of a note, BOM cut, line ends as "\\n". UnicodeDecodeError if it is not UTF-8."""
    text = source.removeprefix(codecs.BOM_UTF8).decode()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_properties(source: bytes, path: str) -> FrontMatter:
    """Read only the front matter of a note: twenty times cheaper than `parse_note`."""
    return read_front_matter(decode(source), path)


def parse_note(source: bytes, path: str, front_matter: FrontMatter | None = None) -> Note:
    """Read a whole note. ValueError if it is not UTF-8 or larger than 50 MB.

    `front_matter` is what `read_front_matter` gave, where it was asked before.
    """
    if len(source) > MOST_BYTES:
        raise ValueError("it is larger than 50 MB")
    return parse_text(decode(source), path, front_matter)


def parse_text(text: str, path: str, front_matter: FrontMatter | None = None) -> Note:
    """Read a note of which `decode` gave the text."""
    if front_matter is None:
        front_matter = read_front_matter(text, path)
    _, body, body_line = split_front_matter(text)
    lines = plain_lines(body, body_line, LONGEST_LINE, DeadText().blank, _take_box)
    return Note(path, front_matter, tuple(lines if lines is not None else _lines(body, body_line)))


@dataclass(slots=True)
class _Place:
    """Where in the tree of blocks the walk stands."""

    items: list[int | None] = field(default_factory=list)
    """For each open list item, the index of its line; None before it has one."""
    quotes: list[bool | None] = field(default_factory=list)
    """For each open block quote: True if it quotes, False for a callout, None before its first line."""
    heading: int | None = None
    heading_level: int = 0
    columns: tuple[str, ...] = ()
    generated: bool = False


def _lines(body: str, first: int) -> list[Line]:
    raw = body.split("\n")
    place, dead, lines = _Place(), DeadText(), list[Line]()
    for token, previous in _with_previous(_parser().parse(body.replace("\0", "\ufffd"))):
        match token.type:
            case "list_item_open":
                place.items.append(None)
            case "list_item_close":
                place.items.pop()
            case "blockquote_open":
                place.quotes.append(None)
            case "blockquote_close":
                place.quotes.pop()
            case "heading_open":
                place.heading_level = int(token.tag[1])
            case "table_open":
                place.columns = ()
            case "tr_open":
                _add_row(lines, place, dead, raw, token, first)
            case "html_block":
                marker = _MARKER.search(token.content)
                if marker:
                    place.generated = marker[1] == "begin"
            case "inline":
                in_table = previous is not None and previous.type in ("td_open", "th_open")
                if not in_table:
                    _add_inline(lines, place, dead, token, previous, first)
    return lines


def _with_previous(tokens: "Iterable[Token]") -> "Iterator[tuple[Token, Token | None]]":
    previous = None
    for token in tokens:
        yield token, previous
        previous = token


def _add_inline(
    lines: list[Line], place: _Place, dead: DeadText, token: "Token", previous: "Token | None", first: int
) -> None:
    start = (token.map or [0, 0])[0] + first
    is_heading = previous is not None and previous.type == "heading_open"
    live = dead.blank(token.content)
    for offset, text in enumerate(live.split("\n")):
        number = start + offset
        if place.generated or len(text) > LONGEST_LINE:
            continue
        if _is_quoted(place, text):
            lines.append(Line(number, "quote", text.strip(), heading=place.heading))
        elif is_heading:
            lines.append(
                Line(number, "heading", text.strip(" #\t"), place.heading_level, heading=place.heading)
            )
            place.heading = len(lines) - 1
        elif place.items and place.items[-1] is None:
            _add_item(lines, place, number, text)
        else:
            parent = next((item for item in reversed(place.items) if item is not None), None)
            text = _CALLOUT.sub("", text, count=1) if place.quotes else text
            lines.append(Line(number, "text", text.strip(), parent=parent, heading=place.heading))


def _is_quoted(place: _Place, text: str) -> bool:
    if not place.quotes:
        return False
    if place.quotes[-1] is None:
        callout = _CALLOUT.match(text.strip())
        place.quotes[-1] = callout is None or callout[1].lower() in _QUOTING_CALLOUTS
    return any(place.quotes)


def _add_item(lines: list[Line], place: _Place, number: int, text: str) -> None:
    text, box = _take_box(text.strip())
    above = [item for item in place.items[:-1] if item is not None]
    parent = above[-1] if above else None
    lines.append(Line(number, "item", text, len(place.items) - 1, box, parent, place.heading))
    place.items[-1] = len(lines) - 1


def _take_box(text: str) -> tuple[str, str | None]:
    if text[:1] == "[" and (box := _BOX.match(text)):
        return text[box.end() :], box[1]
    if text[:2].isupper() and (todo := _TODO.match(text)):
        return text[todo.end() :], _TODO_SIGN.get(todo[1], " ")
    return text, None


def _add_row(
    lines: list[Line], place: _Place, dead: DeadText, raw: list[str], token: "Token", first: int
) -> None:
    row = (token.map or [0, 0])[0]
    cells = split_row(dead.blank(raw[row])) if row < len(raw) else ()
    if place.generated or any(place.quotes):
        return
    if not place.columns:
        place.columns = cells
    else:
        text = " | ".join(cells)
        lines.append(
            Line(row + first, "row", text, heading=place.heading, columns=place.columns, cells=cells)
        )


def split_row(text: str) -> tuple[str, ...]:
    """Split a table row at its pipes; one that is escaped or stands inside a wikilink is none.

    Obsidian wants `\\|` in links; people forget it, and mean the link all the same.
    """
    text = text.strip().lstrip(">").strip().removeprefix("|").removesuffix("|")
    cells, current, depth, position = [], "", 0, 0
    while position < len(text):
        two = text[position : position + 2]
        if two in ("\\|", "[[", "]]"):
            depth += {"[[": 1, "]]": -1}.get(two, 0)
            current += two
            position += 2
            continue
        if text[position] == "|" and depth <= 0:
            cells.append(current.strip())
            current = ""
        else:
            current += text[position]
        position += 1
    return (*cells, current.strip())
