"""Which edits of a pass may be written now, and when the others may."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from vaulttool.notes.edit import Edit
from vaulttool.usecases.update import Update


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to write now."""

    edits: tuple[Edit, ...] = ()
    retry_at: float | None = None
    """When to decide anew about the edits that wait for a time; None where none does."""
    waits_for_notes: bool = False
    """Whether an edit waits for notes that have not rested yet."""


@dataclass(slots=True)
class Choice:
    """Holds edits back that come too soon. Times are in seconds of a monotonic clock.

    A note that somebody else has just changed is left alone for `rest` seconds (FAULTS A15). A date goes back
    only on evidence that has rested for `gone` seconds: the note that proved it may be in the middle of a
    save, or on its way to another place (FAULTS A4, D8).
    """

    rest: float
    gone: float
    _back_since: dict[str, float] = field(default_factory=dict)

    def choose(
        self,
        update: Update,
        now: float,
        evidence_since: float,
        quiet_since: Callable[[str], float],
        moving: Collection[str],
    ) -> Chosen:
        """Give the edits that may be made now.

        `evidence_since` is since when the notes that changed last have rested, `quiet_since` tells when
        somebody else last changed a note, `moving` are notes that have not rested yet.
        """
        back = set(update.moved_back)
        self._back_since = {path: self._back_since.get(path, evidence_since) for path in back}
        ready: list[Edit] = []
        later: list[float] = []
        waits_for_notes = False
        for edit in update.outcome.edits:
            if edit.path in moving or (edit.path in back and moving):
                waits_for_notes = True
                continue
            due = quiet_since(edit.path) + self.rest
            if edit.path in back:
                due = max(due, self._back_since[edit.path] + self.gone)
            if due <= now:
                ready.append(edit)
            else:
                later.append(due)
        return Chosen(tuple(ready), min(later, default=None), waits_for_notes)
