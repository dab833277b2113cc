"""Two notes about one person as one: properties brought together, the second text below the first."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from vaulttool.notes.front_matter import FrontMatter, Property, fold_name
from vaulttool.notes.note_text import BOM, decode
from vaulttool.notes.parse import read_properties
from vaulttool.notes.problem import Problem
from vaulttool.notes.property_edit import set_list_property, set_property, yaml_text
from vaulttool.notes.property_map import Entry, PropertyMap, map_properties

_BLOCK_ID = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]+)[ \t]*\r?$", re.MULTILINE)
_FENCE = re.compile(r"`{3,}")


@dataclass(frozen=True, slots=True)
class JoinRules:
    """What the two notes are, and whose names their properties have."""

    path: str
    other_path: str
    name: str
    """Of the person in the second note: the heading of its text."""
    left_words: str
    """Said above the properties of the second note that the first has otherwise."""
    same_property: Callable[[FrontMatter, str], Property | None]
    """The property of a front matter that means the same as this name."""
    is_list: Callable[[str], bool]
    """Whether a property of this name may hold several values."""
    passed_over: frozenset[str]
    """Folded names that are not carried over: the kept ones, which are derived again."""


def join_notes(kept: bytes, other: bytes, rules: JoinRules) -> bytes | Problem:
    """Give the first note with everything of the second: what it lacks becomes its own, lists are united.

    Values that differ stand in a code block below the second text: no byte of either is lost. Problem where
    a front matter cannot be edited safely, or a block id is in both.
    """
    first, second = decode(kept, rules.path), decode(other, rules.other_path)
    if isinstance(first, Problem) or isinstance(second, Problem):
        return first if isinstance(first, Problem) else second if isinstance(second, Problem) else kept
    twice = set(_BLOCK_ID.findall(first)) & set(_BLOCK_ID.findall(second))
    if twice:
        what = f"both notes have a block ^{min(twice)}, and links to it would mean either"
        return Problem(rules.other_path, None, what, "Rename the block in one of the two.", "doubled-block")
    theirs = map_properties(second, rules.other_path)
    if isinstance(theirs, Problem):
        return theirs
    body = second if theirs is None else _body(theirs)
    left: list[str] = []
    if theirs is not None:
        joined = _with_properties(kept, theirs, other, rules)
        if isinstance(joined, Problem):
            return joined
        kept, left = joined
    return _with_text(kept, body, left, rules)


def _body(block: PropertyMap) -> str:
    return block.text[_line_end(block.text, block.end) :]


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _with_properties(
    kept: bytes, theirs: PropertyMap, other: bytes, rules: JoinRules
) -> tuple[bytes, list[str]] | Problem:
    said = {found.line: found for found in read_properties(other, rules.other_path).properties}
    left = _comments(theirs)
    for entry in theirs.entries:
        found = said.get(entry.line)
        if entry.name is None or found is None:
            what = "a property there cannot be carried over"
            return Problem(rules.other_path, entry.line, what, "Write it as `name: value`.", "unsafe-edit")
        if fold_name(entry.name) in rules.passed_over:
            continue
        new = _with_property(kept, theirs, entry, found, rules)
        if isinstance(new, Problem):
            return new
        if new is None:
            left.append(_raw(theirs, entry))
        else:
            kept = new
    return kept, left


def _with_property(
    kept: bytes, theirs: PropertyMap, entry: Entry, found: Property, rules: JoinRules
) -> bytes | Problem | None:
    """Give the note with one property more; None where it has another value and keeps it."""
    mine = rules.same_property(read_properties(kept, rules.path), found.name)
    if mine is None:
        return _appended(kept, _raw(theirs, entry), rules) if not (entry.anchors | entry.aliases) else None
    if found.value in (None, "", []) or found.value == mine.value:
        return kept
    if mine.value in (None, "", []):
        return _filled(kept, mine.name, found.value, rules)
    is_list = isinstance(mine.value, list) or isinstance(found.value, list) or rules.is_list(found.name)
    if not is_list:
        return None
    both = [*_items(mine.value), *_items(found.value)]
    seen: dict[str, str] = {}
    for item in both:
        if not isinstance(item, str):
            return None
        seen.setdefault(item.strip().casefold(), item)
    return set_list_property(kept, rules.path, mine.name, list(seen.values()))


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


def _filled(kept: bytes, name: str, value: object, rules: JoinRules) -> bytes | Problem | None:
    if isinstance(value, str):
        return set_property(kept, rules.path, name, yaml_text(value))
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return set_list_property(kept, rules.path, name, value)
    return None


def _raw(block: PropertyMap, entry: Entry) -> str:
    """Give the lines of a property as they are written."""
    start = block.text.rfind("\n", 0, entry.start) + 1
    lines = block.text[start : _line_end(block.text, max(entry.end, entry.colon))].splitlines()
    return "\n".join(line.removeprefix(block.indent) for line in lines)


def _comments(block: PropertyMap) -> list[str]:
    """Give the lines of the block that belong to no property."""
    text, covered = block.text, [(entry.start, max(entry.end, entry.colon)) for entry in block.entries]
    found: list[str] = []
    at = block.start
    while at < block.end:
        end = _line_end(text, at)
        if text[at:end].strip() and not any(start < end and last >= at for start, last in covered):
            found.append(text[at:end].rstrip())
        at = end
    return found


def _appended(kept: bytes, raw: str, rules: JoinRules) -> bytes | Problem:
    text = decode(kept, rules.path)
    if isinstance(text, Problem):
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    block = map_properties(text, rules.path)
    if isinstance(block, Problem):
        return block
    if block is None:
        text = f"---{end}---{end}{text}"
        at, indent = len(f"---{end}"), ""
    else:
        at, indent = block.end, block.indent
    lines = "".join(f"{indent}{line}{end}" for line in raw.splitlines())
    new = text[:at] + lines + text[at:]
    looked_at = map_properties(new, rules.path)
    if isinstance(looked_at, Problem):
        return looked_at
    return (BOM if kept.startswith(BOM) else b"") + new.encode()


def _with_text(kept: bytes, body: str, left: list[str], rules: JoinRules) -> bytes:
    end = "\r\n" if b"\r\n" in kept else "\n"
    parts: list[str] = []
    if body.strip() or left:
        begins_with_title = re.match(r"\s*# ", body)
        parts.append("" if begins_with_title else f"## {rules.name}{end}{end}")
        parts.append(body.lstrip("\r\n"))
    if left:
        lines = "\n".join(left)
        fence = "`" * max([3, *(len(run) + 1 for run in _FENCE.findall(lines))])
        gap = "" if not body.strip() else end if body.endswith("\n") else end * 2
        quoted = end.join([f"{fence}yaml", *lines.splitlines(), fence])
        parts.append(f"{gap}{rules.left_words}{end}{end}{quoted}{end}")
    if not parts:
        return kept
    gap = "" if not kept.strip() else end if kept.endswith(b"\n") else end * 2
    return kept + gap.encode() + "".join(parts).encode()
