"""A file name for a person's note, from a name that strangers wrote: safe on every system and in links."""

import re
import unicodedata
from collections.abc import Collection

from vaulttool.notes.paths import fold_file_name

_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|#^\[\]]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 120
"""Bytes of a name without ".md": far below the 255 that file systems take, with room for sync programs'
marks."""
NAMELESS = "Unknown person"


def note_name(name: str, taken: Collection[str] = ()) -> str:
    """Give a file name without ".md" that no system refuses, no link breaks at and no note in the folder
    bears.

    `taken`: the names there, folded by `fold_file_name`. The letters of the name stay ("Nguyễn"), NFC.
    """
    plain = unicodedata.normalize("NFC", name)
    kept = "".join(
        " " if _UNSAFE.match(sign) or unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Zs") else sign
        for sign in plain
        if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn")
    )
    safe = _shortened(" ".join(kept.split()).strip(" .")) or NAMELESS
    if _DEVICES.fullmatch(safe):
        safe = f"{safe} (person)"
    found, number = safe, 2
    while fold_file_name(found) in taken:
        found, number = f"{safe} ({number})", number + 1
    return found


def _shortened(name: str) -> str:
    while len(name.encode("utf-8", "replace")) > _LONGEST:
        name = name[:-1]
    return name.strip(" .")
