"""What an update would do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaulttool.notes.problem import Problem
from vaulttool.usecases.outcome import Outcome

if TYPE_CHECKING:
    from vaulttool.vault.vault_read import HeldDays

MANY_BACK = 5
"""So many dates going back, and a tenth of all, in one pass is a question (FAULTS, rule 5)."""
MANY_FIRST = 20
"""So many first writes are asked about (FAULTS D12)."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update would do: the outcome, and what it must ask before."""

    outcome: Outcome
    moved_back: tuple[str, ...]
    """Contacts whose date would go back or away."""
    first_writes: int
    """Contacts that get the kept properties for the first time."""
    unread: tuple[Problem, ...] = ()
    """Notes that are missing from what is known; all other problems of notes are told by `check`."""
    left_out: tuple[str, ...] = ()
    """Notes of people that cannot be read or written, so that their day may be wrong."""

    rest_on_absence: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Contacts whose edit rests on notes that this device saw go, with the paths of those."""

    held: "Mapping[str, HeldDays]" = field(default_factory=dict)
    """Of contacts that were decided just now: what stands in their notes as it should."""

    def let_go(self, written: Collection[str]) -> frozenset[str]:
        """Give the notes whose absence has had its effect, once the edits of these contacts are written.

        A seal that names one of them again comes from a device that has the note: it was not deleted but
        taken from this device alone, so the date is not taken back a second time (FAULTS D1).
        """
        done = frozenset[str]().union(*(self.rest_on_absence.get(path, ()) for path in written))
        waiting = (notes for path, notes in self.rest_on_absence.items() if path not in written)
        return done.difference(*waiting)

    @property
    def is_doubtful(self) -> bool:
        """Whether so many dates would go back that something must be wrong with the vault."""
        back = len(self.moved_back)
        return back > MANY_BACK and back * 10 > len(self.outcome.edits)
