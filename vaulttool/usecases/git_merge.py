"""Merge one note for git, which calls this as its merge driver."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from vaulttool.network.kept_merge import merge_kept
from vaulttool.notes.three_way import Merged, merge_note
from vaulttool.vault.git import merge_lines

KEPT = ("last_contact", "last_contact_note", "last_contact_by_hand")


def git_merge(base: Path, ours: Path, theirs: Path, marker_size: int, names: Sequence[str] = KEPT) -> bool:
    """Merge three files of git's into `ours`; say whether a conflict is left. Raises OSError.

    `names` are the kept properties as the vault spells them. The files are git's own temporary ones, so that
    no writer of ours stands between: git puts the result in place.
    """
    old, our, their = (file.read_bytes() for file in (base, ours, theirs))
    kept = partial(merge_kept, names=names)
    lines = partial(merge_lines, marker_size=marker_size)
    try:
        merged = merge_note(old, our, their, lines, kept, marker_size)
    except UnicodeDecodeError:
        merged = Merged(our, True)  # No text: as git leaves a binary file, ours, for the person.
    if merged.content != our:
        ours.write_bytes(merged.content)
    return merged.has_conflict
