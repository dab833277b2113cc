"""What a vault seems to have lost since this device last looked (FAULTS D2)."""

from collections.abc import Sequence, Set
from pathlib import Path

from vaulttool.notes.problem import Problem
from vaulttool.vault.find_vault import find_settings_note
from vaulttool.vault.read_settings import SETTINGS_NOTE
from vaulttool.vault.walk import FileStat

HALF = 0.5
FEW = 20
"""Below so many known notes, half of them gone is no sign of anything."""


def loss(root: Path, files: Sequence[FileStat], known: Set[str]) -> Problem | None:
    """Say that the vault looks emptied, or that its mark is gone; None where nothing of the kind is seen.

    `known` are the paths of the notes that were here at the last look.
    """
    return _mark_lost(root, files, known) or emptied(known, {file.path for file in files})


def emptied(known: Set[str], here: Set[str]) -> Problem | None:
    """Say that half of the notes that were known are gone; None where they are not, or were only moved."""
    return half_gone(len(known), len(known - here)) if len(here) < len(known) * HALF else None


def half_gone(known: int, missing: int) -> Problem | None:
    """Say that so many of the known notes are missing; None where that is less than half, or a few."""
    if known < FEW or known - missing >= known * HALF:
        return None
    what = f"{missing} of the {known} notes that were here are missing, so nothing is written"
    mend = (
        "Wait for the sync, or mount the disk; if they were deleted, run `vaulttool update --trust-absence`."
    )
    return Problem("", None, what, mend, "emptied")


def _mark_lost(root: Path, files: Sequence[FileStat], known: Set[str]) -> Problem | None:
    """Without the settings note other names, folders and words would hold, and be written everywhere."""
    was_here = any(path.rpartition("/")[2].casefold() == SETTINGS_NOTE for path in known)
    if not was_here or find_settings_note(root, files) is not None:
        return None
    what = f"{SETTINGS_NOTE}, the vault's settings, was here and is gone, so nothing is written"
    mend = "Wait for the sync, or bring it back; if you deleted it, run `vaulttool update --trust-absence`."
    return Problem("", None, what, mend, "no-mark")
