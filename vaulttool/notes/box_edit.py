"""Answer an item of a generated page: its box in the bytes of the note, and nothing else."""

import re


def set_box(source: bytes, item: str, box: str) -> bytes | None:
    """Give the note with `box` in the box of the item with that id ("vt-9c1"), as a click would.

    None where no line, or more than one, is that item's: the page was made anew, or somebody copied the line.
    """
    line = re.compile(
        rb"^([ \t]*(?:[-*+]|\d+[.)])[ \t]+\[)([^\r\n\]]{1,4})(\][ \t][^\r\n]*[ \t]\^"
        + re.escape(item.encode())
        + rb"[ \t]*\r?)$",
        re.MULTILINE,
    )
    found = list(line.finditer(source))
    if len(found) != 1:
        return None
    start, end = found[0].span(2)
    return source[:start] + box.encode() + source[end:]
