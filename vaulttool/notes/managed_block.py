"""The part of a note that vaulttool owns, between a begin and an end marker."""

import re
from dataclasses import dataclass, replace

from vaulttool.notes.block_items import (
    Item,
    Listed,
    is_answered,
    is_rewritten,
    made_line,
    moved_under,
    plain_words,
    take_apart,
    words_of,
)
from vaulttool.notes.note_text import BOM, decode
from vaulttool.notes.problem import Problem

_MARKER = re.compile(
    r"<!--[ \t]{0,9}vaulttool:(?:(?P<kind>begin|end)[ \t]{1,9}(?P<name>[^\s>]{1,99}?)[ \t]{0,9}-->|made\b)"
)
_FENCE = re.compile(r" {0,3}(?P<sign>`{3,}|~{3,})(?P<info>.*)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block's inner lines stand; offsets are characters, lines count from 1."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class _Found:
    """One marker."""

    kind: str
    """begin or end; "" for the line of digests."""
    name: str
    line: int
    start: int
    behind: int
    """Where the line after it begins."""
    is_alone: bool
    is_code: bool


def replace_block(source: bytes, path: str, name: str, content: str) -> bytes | Problem:
    """Give the note with the text between the markers of a block exchanged, all other bytes kept.

    A note without the markers gets the block at its end. What the person did inside is kept: the sign in an
    item's box, the lines they wrote under it, the item's text where they changed it (see `block_items` for
    how that is known), and, at the end of the block, answered items and items with words that `content` no
    longer has. Other text that they put inside the block goes. The same content again changes nothing.

    Problem with its line: a marker twice, alone, in the wrong order, in a code block, or beside other text.
    """
    if _MARKER.search(content):
        return Problem(path, None, f'the new text of "{name}" holds a marker itself', rule="bad-block")
    if "\0" in content:
        return Problem(path, None, f'the new text of "{name}" holds a NUL byte', rule="bad-block")
    new = [part for part in take_apart(_lines(content))[0] if isinstance(part, Listed)]
    if len({item.id for item in new}) < len(new):
        return Problem(path, None, f'the new text of "{name}" has one id on two items', rule="bad-block")
    text = decode(source, path)
    if isinstance(text, Problem):
        return text
    place = _find(text, path, name)
    if isinstance(place, Problem):
        return place
    first = re.compile(r"\r?\n").search(text, text.rfind("\n", 0, place.start - 1) + 1 if place else 0)
    line_end = first.group() if first else "\n"
    old = _lines(text[place.start : place.end]) if place else []
    inner = "".join(f"{line}{line_end}" for line in _merged(old, content))
    if place:
        result = text[: place.start] + inner + text[place.end :]
    else:
        result = f"{_ready_for_more(text, line_end)}{_begin(name)}{line_end}{inner}{_end(name)}{line_end}"
    if not isinstance(_find(result, path, name), _Place):
        what = f'the new text of "{name}" leaves a code block open'
        return Problem(path, None, what, rule="bad-block")
    # Names in the content may come from file names that are no UTF-8.
    return (BOM if source.startswith(BOM) else b"") + result.encode(errors="replace")


def _lines(text: str) -> list[str]:
    lines = [line.rstrip("\r") for line in text.split("\n")]
    return lines[:-1] if not lines[-1] else lines


def read_items(source: bytes, name: str) -> tuple[Item, ...]:
    """Give the items of a block as the person left them; none where the block cannot be found for sure."""
    text = decode(source, "")
    place = None if isinstance(text, Problem) else _find(text, "", name)
    if isinstance(text, Problem) or not isinstance(place, _Place):
        return ()
    parts, made = take_apart(_lines(text[place.start : place.end]), place.line)
    listed = [part for part in parts if isinstance(part, Listed)]
    return tuple(
        Item(one.id, one.box, one.text, tuple(plain_words(w) for w in words_of(one, made) if w), one.line)
        for one in listed
    )


def read_block(source: bytes, path: str, name: str) -> tuple[int, tuple[str, ...]] | Problem | None:
    """Give the number of a block's first inner line and its lines; None where the note has no such block.

    Problem as for `replace_block`: markers twice, alone, in the wrong order; or the note is not UTF-8.
    """
    text = decode(source, path)
    if isinstance(text, Problem):
        return text
    place = _find(text, path, name)
    if place is None or isinstance(place, Problem):
        return place
    return place.line, tuple(_lines(text[place.start : place.end]))


def block_lines(text: str) -> list[range]:
    """Give the inner lines (from 0) of every block of ours that is found for sure, markers included."""
    names = dict.fromkeys(marker.name for marker in _markers(text)[0] if marker.kind)
    found = [place for name in names if isinstance(place := _find(text, "", name), _Place)]
    return [range(place.line - 2, place.line + text.count("\n", place.start, place.end)) for place in found]


def _begin(name: str) -> str:
    return f"<!-- vaulttool:begin {name} -->"


def _end(name: str) -> str:
    return f"<!-- vaulttool:end {name} -->"


def _ready_for_more(text: str, line_end: str) -> str:
    if not text:
        return ""
    if not text.endswith("\n"):
        text += line_end
    return text if text.endswith(("\n\n", "\n\r\n")) else text + line_end


def _find(text: str, path: str, name: str) -> _Place | Problem | None:
    markers, open_fence = _markers(text)
    ours = [marker for marker in markers if marker.name == name and marker.kind]
    if not ours:
        if open_fence is None:
            return None
        return _bad(path, open_fence, "a code block is not closed, and a new block would become code")
    for marker in ours:
        if marker.is_code:
            return _bad(path, marker.line, f'a marker of the block "{name}" stands in a code block')
        if not marker.is_alone:
            return _bad(path, marker.line, f'a marker of the block "{name}" shares its line with other text')
    for kind in ("begin", "end"):
        same = [marker for marker in ours if marker.kind == kind]
        if len(same) > 1:
            return _bad(path, same[1].line, f'the block "{name}" has a second {kind} marker')
    if len(ours) == 1:
        return _bad(path, ours[0].line, f'the block "{name}" has only its {ours[0].kind} marker')
    begin, end = ours
    if begin.kind == "end":
        return _bad(path, begin.line, f'the block "{name}" ends before it begins')
    inside = [m for m in markers if begin.line < m.line < end.line and m.kind]
    if inside:
        return _bad(path, inside[0].line, f'another block begins or ends inside the block "{name}"')
    return _Place(begin.behind, end.start, begin.line + 1)


def _bad(path: str, line: int, what: str) -> Problem:
    mend = "Put the markers right, or delete them all and have the block made anew at the end of the note."
    return Problem(path, line, what, mend, "bad-block")


def _markers(text: str) -> tuple[list[_Found], int | None]:
    """Give all markers outside the front matter, and the line of a code fence that is never closed."""
    found: list[_Found] = []
    fence, fence_line = "", None
    start = 0
    front = re.match(r"---\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", text)
    skipped = front.end() if front else 0
    for number, line in enumerate(text.split("\n"), 1):
        behind = min(start + len(line) + 1, len(text))
        if start >= skipped:
            sign = _FENCE.match(line.rstrip("\r"))
            if fence:
                if sign and sign["sign"].startswith(fence) and not sign["info"].strip():
                    fence, fence_line = "", None
            elif sign and not (sign["sign"][0] == "`" and "`" in sign["info"]):
                fence, fence_line = sign["sign"], number
            for marker in _MARKER.finditer(line):
                alone = line.strip() == marker.group() and not line.startswith(("    ", "\t"))
                found.append(
                    _Found(
                        marker["kind"] or "", marker["name"] or "", number, start, behind, alone, bool(fence)
                    )
                )
        start += len(line) + 1
    return found, fence_line


def _merged(old_lines: list[str], content: str) -> list[str]:
    """Give the inner lines of a block: the new content with what the person did to the old."""
    parts, _ = take_apart(_lines(content.strip("\r\n")) if content.strip() else [])
    old_parts, made = take_apart(old_lines)
    old: dict[str, list[Listed]] = {}
    for part in old_parts:
        if isinstance(part, Listed):
            old.setdefault(part.id, []).append(part)
    generated = [part for part in parts if isinstance(part, Listed)]
    lines = [""] if parts else []
    for part in parts:
        if isinstance(part, str):
            lines.append(part)
        else:
            lines += _as_answered(part, old.pop(part.id, []), made)
    kept = [line for copies in old.values() for line in _kept(copies, made)]
    if kept:
        lines += ["", *kept]
    if lines:
        lines.append("")
    return [*lines, made_line(generated)] if generated or kept else lines


def _as_answered(new: Listed, copies: list[Listed], made: frozenset[str] | None) -> list[str]:
    """Give an item as generated, with the sign, the text and the words that the person gave it."""
    answered = [copy for copy in copies if is_answered(copy)] or copies
    rewritten = [copy for copy in answered + copies if is_rewritten(copy, made)]
    box = next((copy.box for copy in answered if copy.box is not None), new.box)
    text = rewritten[0].text if rewritten else new.text
    item = replace(new, box=box if new.box is not None else None, text=text)
    return [item.head(), *new.under, *_words(copies, made, item)]


def _kept(copies: list[Listed], made: frozenset[str] | None) -> list[str]:
    """Give an item that is no longer generated, where the person has done something with it."""
    words = _words(copies, made, replace(copies[0], indent="", under=[]))
    mine = [copy for copy in copies if is_answered(copy)] + [c for c in copies if is_rewritten(c, made)]
    if not mine and not words:
        return []
    return [replace((mine or copies)[0], indent="").head(), *words]


def _words(copies: list[Listed], made: frozenset[str] | None, under: Listed) -> list[str]:
    """Give what the person wrote under the copies of an item, indented to stand under this one."""
    words: list[str] = []
    for copy in copies:
        more = [moved_under(line, copy, under) for line in words_of(copy, made, under.under)]
        known = {line.strip() for line in words}
        words += [line for line in more if line and line.strip() not in known] if words else more
    return words
