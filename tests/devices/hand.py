"""How a person edits a note by hand: line by line, whatever state it is in."""

import re

KEPT = ("last_contact", "last_contact_note", "last_contact_by_hand")
_KEY = rb"(?i)^last[_ -]?contact(?:[_ -]?note|[_ -]?by[_ -]?hand)?: "
_OTHER_SPELLING = re.compile(_KEY + rb"""(?:["']?\[\[[^\[\]\n]+\]\]["']?|[\d-]+)\n""", re.MULTILINE)
"""A day or a seal under a key that differs in `_`, `-`, blank or case alone: for vaulttool the same property.

A merge may take a `_` out of a key of ours. Anything else under such a key still counts as the person's.
"""


def _split(content: bytes) -> tuple[list[bytes], list[bytes]]:
    """Give the lines of the front matter, its opening included, and those from its end on."""
    lines = content.split(b"\n")
    if lines[0] != b"---" or b"---" not in lines[1:]:
        return [b"---"], [b"---", *lines]
    end = lines.index(b"---", 1)
    return lines[:end], lines[end:]


def with_line(content: bytes, name: str, value: str) -> bytes:
    """Set a property: the first line of that name, else a new one at the end."""
    head, rest = _split(content)
    line, key = f"{name}: {value}".encode(), f"{name}:".encode()
    place = next((number for number, one in enumerate(head) if one.startswith(key)), None)
    head = [*head, line] if place is None else [*head[:place], line, *head[place + 1 :]]
    return b"\n".join(head + rest)


def without_line(content: bytes, name: str) -> bytes:
    """Delete the lines of a property."""
    head, rest = _split(content)
    key = f"{name}:".encode()
    return b"\n".join([line for line in head if not line.startswith(key)] + rest)


def without_kept(content: bytes) -> bytes:
    """Give a note without the lines that vaulttool keeps, and without an empty block."""
    for name in KEPT:
        content = without_line(content, name)
    head, rest = _split(content)
    content = b"\n".join([_OTHER_SPELLING.sub(b"", b"\n".join([*head, b""])).removesuffix(b"\n"), *rest])
    return re.sub(rb"\A---\n---\n", b"", content)


def values_of(content: bytes, name: str) -> list[str]:
    """Give the values of a property as they stand: several where a merge doubled it."""
    key = f"{name}:"
    lines = (line.decode() for line in _split(content)[0])
    return [line.removeprefix(key).strip() for line in lines if line.startswith(key)]
