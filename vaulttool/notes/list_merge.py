"""Merge two versions of a property that is a list: what either side added or removed."""

import re
from collections.abc import Sequence

_ITEM = re.compile(r"[ \t]*-[ \t]+[^\s#|>&*!][^\n]*\n")
_FLOW = re.compile(r"(?P<head>[^\[\n]*:[ \t]*\[)(?P<items>[^\[\]{}\"'#\n]*)(?P<tail>\][ \t]*\r?\n)")


def merge_items(base: str, ours: str, theirs: str) -> str | None:
    """Merge the lines of one property; None where a side is no plain list in the form of the others.

    Lists are one item a line below the key, or `[a, b]` of plain words. `base` may be "": then both are new.
    """
    return _merge_lines(base, ours, theirs) or _merge_flow(base, ours, theirs)


def _merge_lines(base: str, ours: str, theirs: str) -> str | None:
    sides = [_items(side) if side else None for side in (base, ours, theirs)]
    old, our, their = sides
    if our is None or their is None or (base and old is None):
        return None
    key = our[0]
    if key != their[0] or (old is not None and key != old[0]):
        return None
    merged = _merge_sets((old or ("", []))[1], our[1], their[1])
    return key + "".join(merged) if merged else None


def _items(chunk: str) -> tuple[str, list[str]] | None:
    key, *items = chunk.splitlines(keepends=True)
    is_list = key.rstrip().endswith(":") and items and all(_ITEM.fullmatch(item) for item in items)
    return (key, items) if is_list and len(set(items)) == len(items) else None


def _merge_flow(base: str, ours: str, theirs: str) -> str | None:
    found = [_FLOW.fullmatch(side) for side in (base, ours, theirs)]
    old, our, their = found
    if our is None or their is None or (base and old is None) or our["head"] != their["head"]:
        return None
    items = [
        [item.strip() for item in one["items"].split(",") if item.strip()] if one else [] for one in found
    ]
    return our["head"] + ", ".join(_merge_sets(*items)) + our["tail"]


def _merge_sets(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    removed = [item for item in base if item not in theirs]
    added = [item for item in theirs if item not in base and item not in ours]
    return [item for item in ours if item not in removed] + added
