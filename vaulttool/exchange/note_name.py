"""A file name for a person's note, from a name that strangers wrote."""

from collections.abc import Collection

from vaulttool.notes.file_name import bearable_name
from vaulttool.notes.paths import fold_file_name

_LONGEST = 120
"""Bytes: strangers' names are long by mistake only."""
NAMELESS = "Unknown person"


def note_name(name: str, taken: Collection[str] = ()) -> str:
    """Give a file name without ".md" that no note in the folder bears.

    `taken`: the names there, folded by `fold_file_name`.
    """
    plain = bearable_name(name, _LONGEST)
    plain = plain if plain.strip("-") else NAMELESS
    found, number = plain, 2
    while fold_file_name(found) in taken:
        found, number = f"{plain} ({number})", number + 1
    return found
