"""What became of an edit, and what the person is told of it."""

import os
from dataclasses import dataclass

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem
from vaulttool.vault.drafts import Draft


@dataclass(frozen=True, slots=True)
class Written:
    """The change is made."""

    edit: Edit
    exchanged: bool = True
    """False where the file system has no exchange: a save in the last moment could have been lost."""
    problem: Problem | None = None
    """What the person should know all the same: attributes lost, a copy kept, no exchange."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The change is not made, and trying again at once will not help."""

    edit: Edit
    problem: Problem


@dataclass(frozen=True, slots=True)
class Again:
    """The file is not what the edit was made from: read it and compute the edit anew."""

    edit: Edit
    problem: Problem | None = None


Result = Written | Refused | Again


def not_written(path: str, error: OSError) -> Problem:
    """Say that a step before the exchange failed."""
    what = f"the note could not be written ({_reason(error)}), and stays as it was"
    return Problem(path, None, what, "Check the disk and the permissions of the folder.", "not-written")


def no_journal(path: str, error: OSError) -> Problem:
    """Say that old bytes could not be kept: no journal entry, no write (FAULTS A9)."""
    what = f"the journal could not be written ({_reason(error)}), so the note was left as it was"
    return Problem(path, None, what, "Make room on the disk of the state folder.", "no-journal")


def left_over(draft: Draft, error: OSError) -> Problem:
    """Say that a hidden file stayed that may hold somebody's words."""
    name = os.path.basename(draft.hidden)
    what = f"the write failed half-way ({_reason(error)}); what stood in the note may be in {name}"
    return Problem(draft.edit.path, None, what, "Look at both before you go on.", "not-written")


def not_durable(path: str, error: OSError) -> Problem:
    """Say that the folder could not be made durable."""
    what = f"the note is written, but a power cut now could undo it ({_reason(error)})"
    return Problem(path, None, what, "Check the disk.", "not-durable")


def replaced(path: str) -> Problem:
    """Say that this file system has no exchange: once for all notes of a writer (FAULTS A1)."""
    what = "this file system cannot exchange two files, so notes are replaced after a last look"
    mend = "Do not save a note elsewhere in the very moment in which vaulttool writes it."
    return Problem(path, None, what, mend, "no-exchange")


def attributes_lost(draft: Draft) -> Problem:
    """Say what the new file could not take over."""
    what = f"the note is written, but lost: {', '.join(draft.lost)}"
    return Problem(draft.edit.path, None, what, "Set them again if you need them.", "attributes-lost")


def not_removed(edit: Edit) -> Refused:
    """Refuse to remove a file since the rest of the command failed."""
    what = "the file stays, since another change of the same command could not be made"
    return Refused(edit, Problem(edit.path, None, what, "See the other problem.", "not-removed"))


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
