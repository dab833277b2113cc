"""A vault under watch."""

from dataclasses import dataclass

from vaulttool.watching.choice import Choice
from vaulttool.watching.clockwork import Clockwork
from vaulttool.watching.held_notes import HeldNotes
from vaulttool.watching.pending import Pending


@dataclass(slots=True)
class Opened:
    """A vault that was read, with what its settings ask for."""

    held: HeldNotes
    pending: Pending
    choice: Choice
    clockwork: Clockwork
    evidence_since: float
    """Since when the notes that changed last have rested."""

    @property
    def look_every(self) -> float:
        """Seconds between two looks at everything."""
        return self.held.settings.look_every_minutes * 60.0

    def moving(self) -> frozenset[str]:
        """Give the paths of the notes that have not rested yet."""
        return frozenset(self.held.path_of(name) for name in self.pending)
