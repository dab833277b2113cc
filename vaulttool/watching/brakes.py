"""When the daemon must not write, though the notes seem to ask for it."""

from collections import deque
from dataclasses import dataclass, field

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem
from vaulttool.usecases.update_outcome import MANY_BACK, Update

WINDOW = 60.0
"""Seconds over which dates that go back are counted together."""
OFTEN = 2
"""So often the same line is written again after it was changed back (FAULTS D4)."""


@dataclass(slots=True)
class ManyBack:
    """Counts dates that went back lately, so that many small passes are one large one (FAULTS, rule 5)."""

    _written: deque[tuple[float, int]] = field(default_factory=deque)

    def problem(self, update: Update, now: float) -> Problem | None:
        """Say why an update must not be written without asking; None where it may."""
        while self._written and now - self._written[0][0] > WINDOW:
            self._written.popleft()
        lately = sum(count for _, count in self._written)
        is_many = lately and update.moved_back and lately + len(update.moved_back) > MANY_BACK
        if not update.is_doubtful and not is_many:
            return None
        what = f"{lately + len(update.moved_back)} dates would go back, or away, so nothing is written"
        mend = "If the vault is whole and you mean it, run `vaulttool update`."
        return Problem("", None, what, mend, "many-back")

    def wrote(self, moved_back: int, now: float) -> None:
        """Take in how many dates went back in a pass."""
        if moved_back:
            self._written.append((now, moved_back))


@dataclass(slots=True)
class Quarrels:
    """Notices that somebody else changes back what was written, without new evidence (FAULTS D4)."""

    _last: dict[str, tuple[str, int]] = field(default_factory=dict)

    def wrote(self, edit: Edit) -> None:
        """Take in a write."""
        why, times = self._last.get(edit.path, ("", 0))
        self._last[edit.path] = (edit.why, times + 1 if why == edit.why else 1)

    def problem(self, edit: Edit) -> Problem | None:
        """Say why a note is no longer written; None where it is."""
        why, times = self._last.get(edit.path, ("", 0))
        if why != edit.why or times <= OFTEN:
            return None
        what = f"what was written here ({edit.why}) was changed back {OFTEN} times, so the note is left alone"
        mend = "See whether another device has other settings, or another version of vaulttool."
        return Problem(edit.path, None, what, mend, "changed-back")
