"""Where each property of a note's front matter stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from vaulttool.notes.problem import Problem
from vaulttool.notes.yaml_gate import gate, loader
from vaulttool.notes.yaml_text import is_text

_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_MARKERS = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_LIKE_AN_OPENING = re.compile("---|[–—]-|-[–—]|\\+\\+\\+|\\{")
_NO_SIGN_OF_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""YAML 1.2, 5.1."""
_BREAKS_OF_YAML_1_1 = {0x85: "·", 0x2028: "·", 0x2029: "·"}
"""PyYAML ends lines at these, Obsidian does not; exchanged one for one, so that offsets hold."""
_MEND_BY_HAND = "Correct it in an editor; until then vaulttool leaves this note alone."


@dataclass(frozen=True, slots=True)
class Entry:
    """One property; offsets are characters in `PropertyMap.text`."""

    name: str | None
    """As YAML reads the key; None where it is no single text."""
    line: int
    """Of the key, counted from 1 in the file."""
    start: int
    """Of the key, its anchor and quotes included."""
    colon: int
    """Just behind the colon; 0 for the form `? key`, which is left alone."""
    value: int
    """Where the value begins, its anchor and tag included."""
    end: int
    """Behind the value's last sign: no comment, no line end. Equal to `value` where there is none."""
    meaning: tuple[tuple[str, ...], ...]
    """What YAML 1.2 makes of the value, without regard to quotes and style: equal for equal values."""
    anchors: frozenset[str]
    """Set in key or value."""
    aliases: frozenset[str]
    """Used in key or value."""
    has_comment: bool
    """Whether a comment stands inside the value, and would go with it."""


@dataclass(frozen=True, slots=True)
class PropertyMap:
    """A front matter block and its properties in order."""

    text: str
    """The whole note, without byte order mark."""
    start: int
    """Where the first line behind the opening fence begins."""
    end: int
    """Where the closing fence begins."""
    entries: tuple[Entry, ...]
    indent: str
    """What stands before each key; mostly nothing."""


def map_properties(text: str, path: str) -> PropertyMap | Problem | None:
    """Find the front matter block of a note and each property in it.

    None only where it is certain from the text that there is no block; Problem where the block, or whether
    there is one, is doubtful: Obsidian knows one by `---` alone in the very first line.
    """
    opening = re.match(r"---\r?\n", text)
    if opening is None:
        return _doubt(text, path)
    start = opening.end()
    closing = _CLOSING.search(text, start)
    if closing is None:
        mend = "Close it with a line of three hyphens, or put a blank line before the first one."
        return _refusal(path, 1, "the front matter has no closing ---", mend, "doubtful-front-matter")
    refused = _refuse_block(text[start : closing.start()], path)
    if refused is not None:
        return refused
    return _map_block(text, start, closing.start(), path)


def _doubt(text: str, path: str) -> Problem | None:
    first = text.lstrip("\ufeff\u200b \t\r\n\x0b\x0c\xa0")
    if not _LIKE_AN_OPENING.match(first):
        return None
    line = text.count("\n", 0, len(text) - len(first)) + 1
    what = "the note begins with what may be meant as front matter"
    mend = "Make --- alone the very first line, or begin the note with a word."
    return _refusal(path, line, what, mend, "doubtful-front-matter")


def _refuse_block(block: str, path: str) -> Problem | None:
    marker = _MARKERS.search(block)
    if marker is not None:
        line = block.count("\n", 0, marker.start()) + 2
        mend = "Decide between the two versions and delete the marker lines."
        return _refusal(path, line, "the front matter holds merge markers", mend, "conflict-markers")
    lone = re.search(r"\r(?!\n)", block)
    if lone is not None:
        line = block.count("\n", 0, lone.start()) + 2
        return _refusal(path, line, "the front matter holds a carriage return inside a line")
    odd = _NO_SIGN_OF_YAML.search(block)
    if odd is not None:
        line = block.count("\n", 0, odd.start()) + 2
        return _refusal(path, line, f"the front matter holds the sign U+{ord(odd.group()):04X}")
    if block.startswith("\ufeff"):
        # libyaml passes over it and counts without it: every place would be one off.
        mend = "Delete the invisible sign at the beginning of that line."
        return _refusal(path, 2, "the front matter begins with a byte order mark", mend)
    if block.lstrip().startswith("{"):
        mend = "Write it as `key: value` lines (Obsidian does so when a property is edited there)."
        return _refusal(path, 2, "the front matter is JSON", mend, "json-front-matter")
    reason = gate(block.translate(_BREAKS_OF_YAML_1_1))
    return None if reason is None else _refusal(path, 2, reason, rule="yaml-gate")


def _map_block(text: str, start: int, end: int, path: str) -> PropertyMap | Problem:
    import yaml

    block = text[start:end].translate(_BREAKS_OF_YAML_1_1)
    try:
        events: list[Any] = list(yaml.parse(block, Loader=loader()))
    except yaml.MarkedYAMLError as error:
        return _invalid(error, block, path)
    if len(events) == 2:
        return PropertyMap(text, start, end, (), "")
    outer = events[2]
    is_block_map = isinstance(outer, yaml.MappingStartEvent) and not outer.flow_style
    documents = sum(isinstance(event, yaml.DocumentStartEvent) for event in events)
    if not is_block_map or events[1].explicit or documents != 1:
        return _refusal(path, 2, "the front matter is no list of `key: value` lines")
    nodes = list(_nodes(events[3:-3]))
    entries = tuple(_entry(text, start, *pair) for pair in zip(nodes[::2], nodes[1::2], strict=True))
    loose = _loose_alias(nodes)
    if loose is not None:
        what = f"the front matter uses *{loose.anchor}, which is set nowhere before"
        return _refusal(path, loose.start_mark.line + 2, what, rule="invalid-yaml")
    return PropertyMap(text, start, end, entries, " " * outer.start_mark.column)


def _nodes(events: Sequence[Any]) -> Iterator[list[Any]]:
    """Cut the events inside the outer map into whole keys and values."""
    import yaml

    level, node = 0, []
    for event in events:
        node.append(event)
        level += isinstance(event, yaml.CollectionStartEvent)
        level -= isinstance(event, yaml.CollectionEndEvent)
        if level == 0:
            yield node
            node = []


def _entry(text: str, offset: int, key: list[Any], value: list[Any]) -> Entry:
    import yaml

    spans = list(_spans(text, offset, value))
    start = offset + key[0].start_mark.index
    key_end = offset + key[-1].end_mark.index
    has_mark = text[text.rfind("\n", 0, start) + 1 : start].strip() != ""
    both = [*key, *value]
    return Entry(
        name=key[0].value if isinstance(key[0], yaml.ScalarEvent) else None,
        line=key[0].start_mark.line + 2,
        start=start,
        colon=0 if has_mark else text.index(":", key_end) + 1,
        value=spans[0][0],
        end=max(end for _, end in spans),
        meaning=tuple(_meaning(value)),
        anchors=frozenset(str(e.anchor) for e in both if _sets_anchor(e)),
        aliases=frozenset(str(e.anchor) for e in both if isinstance(e, yaml.AliasEvent)),
        has_comment=_has_comment(text, spans)
        or any(" #" in line for line in _first_lines(text, offset, value)),
    )


def _spans(text: str, offset: int, value: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Give start and end of each event that stands somewhere: a block collection's end does not."""
    for event in value:
        start, end = offset + event.start_mark.index, offset + event.end_mark.index
        if _stands_nowhere(event):
            continue
        # The mark of a block scalar lies behind the blank lines after it.
        yield start, start + len(text[start:end].rstrip(" \t\r\n"))


def _has_comment(text: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a comment stands between two events."""
    behind = accumulate((end for _, end in spans), max)
    return any("#" in text[end:start] for end, (start, _) in zip(behind, spans[1:], strict=False))


def _first_lines(text: str, offset: int, value: Sequence[Any]) -> Iterator[str]:
    """Give the lines with the mark of a block scalar, which may bear a comment."""
    for event in value:
        if getattr(event, "style", None) in ("|", ">"):
            start = offset + event.start_mark.index
            yield text[start : text.index("\n", start)]


def _stands_nowhere(event: Any) -> bool:
    import yaml

    has_no_sign: bool = event.start_mark.index == event.end_mark.index
    return has_no_sign and isinstance(event, yaml.CollectionEndEvent)


def _sets_anchor(event: Any) -> bool:
    import yaml

    return isinstance(event, yaml.NodeEvent) and not isinstance(event, yaml.AliasEvent) and bool(event.anchor)


def _meaning(value: Sequence[Any]) -> Iterator[tuple[str, ...]]:
    import yaml

    for event in value:
        if isinstance(event, yaml.ScalarEvent):
            text = bool(event.style) or is_text(event.value)
            yield "text" if text else "value", event.value, str(event.tag)
        else:
            yield type(event).__name__, str(getattr(event, "tag", None))


def _loose_alias(nodes: list[list[Any]]) -> Any:
    import yaml

    known: set[str] = set()
    for event in (event for node in nodes for event in node):
        if isinstance(event, yaml.AliasEvent) and event.anchor not in known:
            return event
        if _sets_anchor(event):
            known.add(event.anchor)
    return None


def _invalid(error: Any, block: str, path: str) -> Problem:
    line = error.problem_mark.line
    if block.split("\n")[line].startswith("\t"):
        mend = "Use spaces; until then the note is left alone."
        return _refusal(path, line + 2, "the front matter is indented with a tab", mend)
    return _refusal(path, line + 2, f"the front matter is not valid YAML ({error.problem})")


def _refusal(
    path: str, line: int | None, what: str, mend: str = _MEND_BY_HAND, rule: str = "invalid-yaml"
) -> Problem:
    return Problem(path, line, what, mend, rule)
