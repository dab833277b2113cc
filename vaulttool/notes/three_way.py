"""Merge two versions of a note with the one that both come from: front matter by property, the rest by line.

What one side alone changed is taken; what both changed in different ways is left to the person, between the
marks that git would set. No line that either side added is ever dropped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.list_merge import merge_items
from vaulttool.notes.note_text import BOM
from vaulttool.notes.problem import Problem
from vaulttool.notes.property_map import map_properties

MergeLines = Callable[[str, str, str], tuple[str, bool]]
"""Merges texts by line: base, ours, theirs to the result, and whether the person must decide."""
Chunks = Mapping[str, str]
"""Folded name to the lines of a property, its comments and the blank lines after it included."""
MergeKept = Callable[[Chunks, Chunks, Chunks], Chunks | None]
"""Brings the kept properties of base, ours and theirs together; None where a person must."""
_HEAD = ""
"""Stands for the lines before the first property: YAML gives no property that name."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it."""

    content: bytes
    has_conflict: bool


@dataclass(frozen=True, slots=True)
class _Parts:
    fences: tuple[str, str]
    """Two empty texts where there is no front matter."""
    chunks: Chunks
    body: str


def merge_note(
    base: bytes,
    ours: bytes,
    theirs: bytes,
    merge_lines: MergeLines,
    merge_kept: MergeKept,
    marker_size: int = 7,
) -> Merged:
    """Merge two versions of a note. Raises UnicodeDecodeError for what is no UTF-8.

    `base` is empty where both sides made the note. Front matter that cannot be told apart by property
    (invalid YAML, a doubled key, other line ends) is merged by line, like the rest.
    """
    if base in (ours, theirs):
        return Merged(theirs if base == ours else ours, False)
    mark = BOM if ours.startswith(BOM) else b""
    texts = [side.removeprefix(BOM).decode("utf-8") for side in (base, ours, theirs)]
    if texts[1] == texts[2]:
        return Merged(ours, False)
    merged = _by_property(texts, merge_lines, merge_kept, marker_size)
    text, has_conflict = merged if merged is not None else merge_lines(*texts)
    return Merged(mark + text.encode(), has_conflict)


def _by_property(
    texts: list[str], merge_lines: MergeLines, merge_kept: MergeKept, marker_size: int
) -> tuple[str, bool] | None:
    """Give the result, and whether it holds a conflict; None where properties cannot be told apart."""
    sides = [_parts(text) for text in texts]
    base, ours, theirs = sides
    if base is None or ours is None or theirs is None:
        return None
    fences = {side.fences for side in (base, ours, theirs) if side.fences[0]}
    if len(fences) != 1:
        return None
    opening, closing = fences.pop()
    chunks, is_clean = _merge_chunks(base.chunks, ours.chunks, theirs.chunks, merge_kept, marker_size)
    block = "".join(chunks)
    if block or ours.fences[0]:
        block = opening + block + closing
    body, has_conflict = merge_lines(base.body, ours.body, theirs.body)
    if is_clean and isinstance(map_properties(block + body, ""), Problem):
        return None
    return block + body, has_conflict or not is_clean


def _parts(text: str) -> _Parts | None:
    """Take a note apart; None where its front matter is not one plain line or more for each property."""
    found = map_properties(text, "")
    if found is None:
        return _Parts(("", ""), {}, text)
    if isinstance(found, Problem):
        return None
    starts = [text.rfind("\n", 0, entry.start) + 1 for entry in found.entries]
    names = [fold_name(entry.name or "") for entry in found.entries]
    ends = [*starts[1:], found.end][: len(starts)]
    chunks = {_HEAD: text[found.start : min([*starts, found.end])]}
    chunks |= {name: text[start:end] for name, start, end in zip(names, starts, ends, strict=True)}
    is_plain = len(chunks) == len(names) + 1 and all(entry.colon for entry in found.entries)
    # An anchor and its alias may end up on two sides, or in another order.
    if not is_plain or any(entry.anchors or entry.aliases for entry in found.entries):
        return None
    behind = text.find("\n", found.end) + 1 or len(text)
    return _Parts((text[: found.start], text[found.end : behind]), chunks, text[behind:])


def _merge_chunks(
    base: Chunks, ours: Chunks, theirs: Chunks, merge_kept: MergeKept, marker_size: int
) -> tuple[list[str], bool]:
    """Give the lines of each property, what theirs added at the end, and whether all went together."""
    kept = merge_kept(base, ours, theirs)
    names = dict.fromkeys([*ours, *(name for name in theirs if name not in ours)])
    result: list[str] = []
    is_clean = True
    for name in names:
        if kept is not None and name in kept:
            result.append(kept[name])
            continue
        lines = _merge_chunk(*(side.get(name, "") for side in (base, ours, theirs)))
        if lines is None:
            is_clean = False
            lines = _conflict(ours.get(name, ""), theirs.get(name, ""), marker_size)
        result.append(lines)
    missing = [lines for name, lines in (kept or {}).items() if name not in names]
    return [*result, *missing], is_clean


def _merge_chunk(base: str, ours: str, theirs: str) -> str | None:
    """Merge one property; None where both sides changed it in ways that do not go together."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    return merge_items(base, ours, theirs)


def _conflict(ours: str, theirs: str, size: int) -> str:
    end = "\r\n" if (ours or theirs).endswith("\r\n") else "\n"
    return f"{'<' * size} ours{end}{ours}{'=' * size}{end}{theirs}{'>' * size} theirs{end}"
