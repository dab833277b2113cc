"""Take back the last run of which anything stands."""

from pathlib import Path

from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.undo import standing, undo
from vaulttool.vault.journal import Journal


def undo_last(root: Path, journal: Journal, run: str = "", path: str = "") -> tuple[Outcome, str]:
    """Find what takes back a run, as `undo` does; without `run` the newest that has anything to take back.

    A run whose changes somebody took back by hand already is passed over.
    """
    if run:
        return undo(root, journal, run, path)
    entries = journal.entries()
    for one in dict.fromkeys(entry.run for entry in reversed(entries) if not entry.undoes):
        if any(path in ("", entry.path) for entry in standing(entries, one)):
            outcome, undone = undo(root, journal, one, path)
            if outcome.edits or outcome.problems:
                return outcome, undone
    return Outcome(show=("Nothing to take back.",)), ""
