"""When the daemon must not write, though the notes seem to ask for it."""

from collections import Counter, deque
from dataclasses import dataclass, field

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem
from vaulttool.usecases.update_outcome import MANY_BACK, Update

WINDOW = 60.0
"""Seconds over which dates that go back are counted together."""
OFTEN = 2
"""So often the same line is written again after it was changed back (FAULTS D4)."""
AT_ALL = 8
"""So often where the note was another one each time, as where a merge mixes two writers (FAULTS D6)."""


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

    _last: dict[str, tuple[str, Counter[str | None]]] = field(default_factory=dict)
    """Path to why it was written last, and from which bytes how often."""

    def wrote(self, edit: Edit) -> None:
        """Take in a write."""
        why, before = self._last.get(edit.path, ("", Counter()))
        if why != edit.why:
            why, before = edit.why, Counter()
        before[edit.expected] += 1
        self._last[edit.path] = (why, before)

    def problem(self, edit: Edit) -> Problem | None:
        """Say why a note is no longer written; None where it is."""
        why, before = self._last.get(edit.path, ("", Counter()))
        if why != edit.why or (before[edit.expected] <= OFTEN and before.total() < AT_ALL):
            return None
        times = before.total() - 1
        what = f"what was written here ({edit.why}) was changed back {times} times, so the note is left alone"
        mend = "See whether another device has other settings, or another version of vaulttool."
        return Problem(edit.path, None, what, mend, "changed-back")
