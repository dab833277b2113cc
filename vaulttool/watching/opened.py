"""A vault under watch."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from vaulttool.notes.problem import Problem
from vaulttool.vault.losses import half_gone
from vaulttool.vault.note_file_names import is_note_path
from vaulttool.vault.open_vault import OpenVault
from vaulttool.watching.choice import Choice
from vaulttool.watching.clockwork import Clockwork
from vaulttool.watching.held_notes import HeldNotes
from vaulttool.watching.pending import Pending, Rested
from vaulttool.watching.world import World


@dataclass(slots=True)
class Opened:
    """A vault that was read, with what its settings ask for."""

    held: HeldNotes
    pending: Pending
    choice: Choice
    clockwork: Clockwork
    evidence_since: float
    """Since when the notes that changed last have rested."""

    @classmethod
    def now(cls, vault: OpenVault, world: World) -> Self:
        """Take in a vault that was looked at just now."""
        settings = vault.settings
        opened = cls(
            HeldNotes(vault, world.clock),
            Pending(settings.settle_seconds, settings.deletion_seconds),
            Choice(settings.rest_seconds, settings.deletion_seconds),
            Clockwork(world.clock, world.wall, world.today),
            world.clock(),
        )
        opened.clockwork.looked()
        return opened

    @property
    def look_every(self) -> float:
        """Seconds between two looks at everything."""
        return self.held.settings.look_every_minutes * 60.0

    def event(self, root: Path, path: str) -> bool:
        """Look where an event points to; say whether a look at everything must find what it means."""
        name = path.removeprefix(f"{root}/") if path.startswith(f"{root}/") else ""
        if any(part.startswith(".") for part in name.split("/")):
            return False
        if is_note_path(name or "."):
            self.pending.touch(name, self.held.look(name), self.clockwork.clock())
        return not name or Path(path).is_dir() or self.held.are_below(name)

    def emptying(self, rested: Iterable[Rested]) -> Problem | None:
        """Say that notes go of which there are too many, together with those that are still absent."""
        gone = [one.path for one in rested if one.is_gone]
        if not gone:
            return None
        return half_gone(self.held.note_count, self.held.missing((*gone, *self.pending.gone())))

    def moving(self) -> frozenset[str]:
        """Give the paths of the notes that have not rested yet."""
        return frozenset(self.held.path_of(name) for name in self.pending)
