"""Write what keeps every `last_contact` true and what was answered, one pass of the daemon after another."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem
from vaulttool.vault.journal import Journal, Run
from vaulttool.vault.leftovers import sweep_leftovers
from vaulttool.vault.steps import Hook
from vaulttool.vault.writer import Again, Refused, Writer, Written


@dataclass(frozen=True, slots=True)
class Pass:
    """What became of the edits of one pass."""

    written: tuple[Edit, ...] = ()
    again: tuple[Edit, ...] = ()
    """Their notes were saved meanwhile: read them, and decide anew."""
    refused: tuple[Edit, ...] = ()
    problems: tuple[Problem, ...] = ()


class KeepTrue:
    """The daemon's way to the one writer; each pass is a run that `undo` takes back as a whole."""

    def __init__(
        self,
        root: Path,
        journal: Journal,
        now: Callable[[], dt.datetime],
        hook: Hook | None = None,
        command: str = "watch",
    ) -> None:
        """`now` gives the time with its zone; the journal names its runs by `command`."""
        self._root = root
        self._journal = journal
        self._now = now
        self._command = command
        self._writer = Writer(root, journal, hook)
        self.wrote_at: float | None = None
        """When a note was last written, in seconds since 1970; None: not yet."""

    def write(self, edits: Sequence[Edit], last: Sequence[Edit] = ()) -> Pass:
        """Make the changes of one pass; those of `last` only when all others were made."""
        run = Run.start(self._command, self._now())
        results = self._writer.write_all(edits, run)
        if last and all(isinstance(result, Written) for result in results):
            results += self._writer.write_all(last, run)
        if any(isinstance(result, Written) for result in results):
            self.wrote_at = self._now().timestamp()
        return Pass(
            written=tuple(result.edit for result in results if isinstance(result, Written)),
            again=tuple(result.edit for result in results if isinstance(result, Again)),
            refused=tuple(result.edit for result in results if isinstance(result, Refused)),
            problems=tuple(result.problem for result in results if result.problem is not None),
        )

    def was_taken_back(self, edit: Edit) -> bool:
        """Say whether `undo` took this very change back, and the note is still as that left it."""
        try:
            entries = self._journal.entries_of(edit.path)
        except OSError:
            return False
        if not entries or not entries[-1].undoes or entries[-1].new != edit.expected:
            return False
        return any(entry.run == entries[-1].undoes and entry.why == edit.why for entry in entries)

    def look_again(self) -> list[Problem]:
        """Look for words that an editor wrote into a note's old file (FAULTS A2)."""
        return self._writer.look_again()

    def sweep(self) -> list[Problem]:
        """Remove hidden files that an earlier run left; what cannot be looked at waits for the next time."""
        try:
            with self._journal.writing() as is_alone:
                return sweep_leftovers(self._root, self._journal, self._now(), is_alone)
        except OSError:
            return []

    def keep_days(self, days: int) -> None:
        """Forget the old bytes of all but so many days."""
        self._journal.keep_days(days, self._now())

    def close(self) -> list[Problem]:
        """Look for late words a last time."""
        return self._writer.close()
