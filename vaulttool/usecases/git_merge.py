"""Merge one note for git, which calls this as its merge driver."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from vaulttool.network.kept_merge import merge_kept
from vaulttool.network.last_contact import LAST_CONTACT, LAST_MET
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.three_way import Merged, merge_note
from vaulttool.vault.git import merge_lines

KEPT = LAST_CONTACT.names


def git_merge(base: Path, ours: Path, theirs: Path, marker_size: int, names: Sequence[str] = KEPT) -> bool:
    """Merge three files of git's into `ours`; say whether a conflict is left. Raises OSError.

    `names` are the kept properties as the vault spells them. The files are git's own temporary ones, so that
    no writer of ours stands between: git puts the result in place.
    """
    old, our, their = (file.read_bytes() for file in (base, ours, theirs))
    kept = partial(_merge_kept, names=names)
    lines = partial(merge_lines, marker_size=marker_size)
    try:
        merged = merge_note(old, our, their, lines, kept, marker_size)
    except UnicodeDecodeError:
        merged = Merged(our, True)  # No text: as git leaves a binary file, ours, for the person.
    if merged.content != our:
        ours.write_bytes(merged.content)
    return merged.has_conflict


def _merge_kept(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str], names: Sequence[str]
) -> dict[str, str] | None:
    """Merge the last contact, and the last meeting where a seal says that it is kept."""
    contact = merge_kept(base, ours, theirs, names)
    if contact is None or not any(fold_name(LAST_MET.note) in side for side in (base, ours, theirs)):
        return contact
    met = merge_kept(base, ours, theirs, LAST_MET.names)
    return None if met is None else contact | met
