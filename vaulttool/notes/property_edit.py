"""Set properties in the bytes of a note and leave every other byte as it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.note_text import BOM, decode
from vaulttool.notes.problem import Problem
from vaulttool.notes.property_map import Entry, PropertyMap, map_properties
from vaulttool.notes.yaml_text import yaml_link, yaml_text

__all__ = ["set_list_property", "set_properties", "set_property", "yaml_link", "yaml_text"]


@dataclass(frozen=True, slots=True)
class _Value:
    """What a property is to be: the text behind the colon, and the lines below it, as YAML."""

    inline: str
    below: tuple[str, ...] = ()


_Changes = Mapping[str, _Value | None]
_Splice = tuple[int, int, str]
"""Start, end (characters), and what comes in their place."""


def set_property(
    source: bytes, path: str, name: str, value: str | None, *, ours: bool = False, even_if_empty: bool = False
) -> bytes | Problem:
    """Give the note with one property set to a YAML scalar, or removed with its lines (None).

    See `set_properties`.
    """
    return set_properties(source, path, {name: value}, ours=ours, even_if_empty=even_if_empty)


def set_properties(
    source: bytes,
    path: str,
    changes: Mapping[str, str | None],
    *,
    ours: bool = False,
    one_line: bool = False,
    even_if_empty: bool = False,
) -> bytes | Problem:
    """Give the note with properties set or removed and every other byte kept, or why that is not safe.

    Values are one-line YAML scalars as Obsidian writes them (`2026-11-02`, `"[[Note]]"`; "" for `key:`), None
    removes. Keys are found by folded name and keep their spelling; new ones come last, in the order given. A
    value that means the same already keeps its bytes. A note that surely has no block gets one.

    `ours`: the properties are vaulttool's own; where a sync program doubled or garbled their lines, one whole
    line of each is left. `one_line`: vaulttool never writes these over several lines; a value that goes on
    below may have lines of the person in it, put there by a merge, and is refused. `even_if_empty`: the
    caller knows that an empty note is not one half saved.
    """
    values = {name: None if value is None else _Value(value) for name, value in changes.items()}
    if one_line:
        swallowed = _swallowed(source, path, changes)
        if swallowed is not None:
            return swallowed
    return _edit(source, path, values, ours=ours, even_if_empty=even_if_empty)


_OWN_ITEM = re.compile(
    r"""[ \t]*\r?\n[ \t]*-[ \t]+["']?(?:\d{4}-\d\d-\d\d|\[\[[^\[\]\n]+\|\d{4}-\d\d-\d\d\]\])["']?"""
)
"""A value of ours as a list of one, as some editors make of it."""


def _swallowed(source: bytes, path: str, changes: Mapping[str, str | None]) -> Problem | None:
    text = decode(source, path)
    before = map_properties(text, path) if isinstance(text, str) else None
    if not isinstance(before, PropertyMap):
        return None
    for entry in (entry for name in changes for entry in _entries_of(before, name)):
        value = before.text[entry.colon : entry.end].rstrip()
        if "\n" in value and _OWN_ITEM.fullmatch(value) is None:
            what = f'"{entry.name}" goes on over several lines, in which some may be of another property'
            mend = "Put it on one line, or delete it; until then vaulttool leaves this note alone."
            return Problem(path, entry.line, what, mend, "garbled-property")
    return None


def set_list_property(
    source: bytes, path: str, name: str, items: Sequence[str], *, ours: bool = False
) -> bytes | Problem:
    """Give the note with a property set to a list of texts, one `  - item` a line; `[]` for an empty one."""
    below = tuple(f"  - {yaml_text(item)}" for item in items)
    value = _Value("", below) if items else _Value("[]")
    return _edit(source, path, {name: value}, ours=ours, even_if_empty=False)


def _edit(source: bytes, path: str, changes: _Changes, *, ours: bool, even_if_empty: bool) -> bytes | Problem:
    text = decode(source, path)
    if isinstance(text, Problem):
        return text
    for name, value in changes.items():
        if value is not None and _read_alone(value) is None:
            return Problem(path, None, f'the new value of "{name}" is no single YAML value', rule="bad-value")
    before = map_properties(text, path)
    if isinstance(before, Problem) and ours and before.rule == "invalid-yaml":
        before = _without_garbled_lines(text, path, changes) or before
    if isinstance(before, Problem):
        return before
    if before is None:
        after = _with_new_block(text, path, changes, even_if_empty)
    else:
        after = _with_changes(before, path, changes, ours)
    if isinstance(after, Problem):
        return after
    if after == text:
        return source
    if not _is_as_asked(before, map_properties(after, path), changes, text):
        what = "the properties could not be set without touching others"
        return Problem(path, None, what, "Set them in an editor; the note is left as it was.", "unsafe-edit")
    return (BOM if source.startswith(BOM) else b"") + after.encode()


def _read_alone(value: _Value) -> tuple[tuple[str, ...], ...] | None:
    """Give the meaning of a value by itself; None where it is more or less than one value."""
    if re.match(r"[#|>&*!]", value.inline) or re.search(r"[\r\n]", value.inline):
        return None
    lines = "".join(f"{line}\n" for line in value.below)
    alone = map_properties(f"---\nx: {value.inline}\n{lines}---\n", "")
    if not isinstance(alone, PropertyMap):
        return None
    entry = alone.entries[0]
    whole = alone.text[entry.value : entry.end].strip()
    return entry.meaning if whole == f"{value.inline}\n{lines}".strip() else None


def _with_new_block(text: str, path: str, changes: _Changes, even_if_empty: bool) -> str | Problem:
    if not any(value is not None for value in changes.values()):
        return text
    if not text.strip() and not even_if_empty:
        mend = "Write a word into it; an empty note may be one that is just being saved."
        return Problem(path, None, "the note is empty", mend, "empty-note")
    first = re.search(r"\r?\n", text)
    line_end = first.group() if first else "\n"
    return f"---{line_end}{_new_lines(changes, '', line_end)}---{line_end}{text}"


def _with_changes(before: PropertyMap, path: str, changes: _Changes, ours: bool) -> str | Problem:
    doubled = _doubled(before, path, changes, ours)
    if doubled is not None:
        return doubled
    splices: list[_Splice] = []
    new: dict[str, _Value | None] = {}
    for name, value in changes.items():
        found = _entries_of(before, name)
        if not found:
            new[name] = value
            continue
        wanted = value
        for entry in found:
            done = _change(before, path, entry, wanted)
            if isinstance(done, Problem):
                return done
            splices += done
            wanted = None  # of what a merge doubled, the first line stays
    line_end = "\r\n" if before.text[: before.end].endswith("\r\n") else "\n"
    splices.append((before.end, before.end, _new_lines(new, before.indent, line_end)))
    text = before.text
    for start, end, instead in sorted(splices, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def _entries_of(block: PropertyMap, name: str) -> list[Entry]:
    folded = fold_name(name)
    return [entry for entry in block.entries if entry.name is not None and fold_name(entry.name) == folded]


def _new_lines(changes: _Changes, indent: str, line_end: str) -> str:
    lines: list[str] = []
    for name, value in changes.items():
        if value is not None:
            lines.append(f"{yaml_text(name)}: {value.inline}".rstrip(" "))
            lines += value.below
    return "".join(f"{indent}{line}{line_end}" for line in lines)


def _doubled(before: PropertyMap, path: str, changes: _Changes, ours: bool) -> Problem | None:
    asked = {fold_name(name) for name in changes}
    seen: dict[str, Entry] = {}
    for entry in before.entries:
        if entry.name is None:
            continue
        is_asked = fold_name(entry.name) in asked
        if is_asked and ours:
            continue
        first = seen.setdefault(fold_name(entry.name) if is_asked else entry.name, entry)
        if first is not entry:
            what = f'the property "{entry.name}" is there twice, on lines {first.line} and {entry.line}'
            mend = "Keep one of them; until then vaulttool leaves this note alone."
            return Problem(path, entry.line, what, mend, "duplicate-key")
    return None


def _change(block: PropertyMap, path: str, entry: Entry, value: _Value | None) -> list[_Splice] | Problem:
    if value is not None and entry.meaning == _read_alone(value):
        return []
    refused = _refuse_change(block, path, entry, value)
    if refused is not None:
        return refused
    text = block.text
    if value is None:
        return [(_line_start(text, entry.start), _next_line(text, entry.end), "")]
    behind_value = _next_line(text, entry.end)
    line_end = "\r\n" if text[:behind_value].endswith("\r\n") else "\n"
    below = "".join(f"{block.indent}{line}{line_end}" for line in value.below)
    if "\n" in text[entry.colon : entry.value]:
        first_line = _line_start(text, entry.value)
        return [*_fill(text, entry.colon, value.inline), (first_line, behind_value, below)]
    if entry.value == entry.end:
        return [*_fill(text, entry.colon, value.inline), (behind_value, behind_value, below)]
    start = entry.value if value.inline else entry.colon
    return [(start, entry.end, value.inline), (behind_value, behind_value, below)]


def _refuse_change(block: PropertyMap, path: str, entry: Entry, value: _Value | None) -> Problem | None:
    mend = "Change it in an editor; the note is left as it was."
    if not entry.colon:
        return Problem(path, entry.line, f'"{entry.name}" is written with a ?', mend, "unsafe-edit")
    used = {alias for other in block.entries if other is not entry for alias in other.aliases}
    if entry.anchors & used:
        shared = sorted(entry.anchors & used)[0]
        what = f'another property uses the value of "{entry.name}" (&{shared})'
        return Problem(path, entry.line, what, mend, "shared-anchor")
    lines_below = block.text[entry.colon : entry.end].strip(" ").startswith(("\n", "\r", "#"))
    trailing = block.text[entry.end : _next_line(block.text, entry.end)].strip()
    if value is not None and (entry.has_comment or (lines_below and trailing)):
        what = f'a comment stands inside the value of "{entry.name}" and would be lost'
        return Problem(path, entry.line, what, mend, "comment-in-value")
    return None


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _next_line(text: str, place: int) -> int:
    return text.index("\n", place) + 1


def _fill(text: str, colon: int, inline: str) -> list[_Splice]:
    """Put a value behind a colon that has none on its line, before the comment where there is one."""
    blanks = re.compile(r"[ \t]*(?=\r?\n)").match(text, colon)
    return [(colon, blanks.end() if blanks else colon, f" {inline}")] if inline else []


def _without_garbled_lines(text: str, path: str, changes: _Changes) -> PropertyMap | None:
    """Give the note without the lines of these properties, where that alone makes the block valid."""
    lines = text.split("\n")
    names = {fold_name(name) for name in changes}
    kept, dropped, closed = lines[:1], False, False
    for line in lines[1:]:
        closed = closed or re.fullmatch(r"(?:---|\.\.\.)[ \t]*\r?", line) is not None
        key, colon, _ = line.partition(":")
        if colon and not closed and fold_name(key.strip("\"' \t")) in names and key[:1] not in (" ", "\t"):
            if "\r" in line.removesuffix("\r"):  # YAML begins a line there, perhaps of somebody else
                return None
            dropped = True
            continue
        if dropped and re.match(r"[ \t]+\S|-(?:\s|$)", line):
            # It may belong to the garbled value or to the property before: nobody can tell.
            return None
        kept.append(line)
        dropped = False
    mapped = map_properties("\n".join(kept), path)
    return mapped if isinstance(mapped, PropertyMap) else None


def _is_as_asked(
    before: PropertyMap | None, after: PropertyMap | Problem | None, changes: _Changes, text: str
) -> bool:
    """Look at the result as at any note: one block, the values asked for, all else as it was."""
    if not isinstance(after, PropertyMap):
        return False
    for name, value in changes.items():
        meanings = [entry.meaning for entry in _entries_of(after, name)]
        if meanings != ([] if value is None else [_read_alone(value)]):
            return False
    asked = {fold_name(name) for name in changes}
    if before is None:
        behind = _next_line(after.text, after.end)
        return after.text[behind:] == text and not _others(after, asked)
    is_end_same = after.text[after.end :] == before.text[before.end :]
    return is_end_same and _others(after, asked) == _others(before, asked)


def _others(block: PropertyMap, asked: set[str]) -> list[str]:
    return [
        block.text[entry.start : entry.end]
        for entry in block.entries
        if entry.name is None or fold_name(entry.name) not in asked
    ]
