"""Whether anything may be written into the vault at all."""

from dataclasses import dataclass, field
from pathlib import Path

from vaulttool.notes.problem import Problem
from vaulttool.usecases.update import Update
from vaulttool.watching.brakes import ManyBack
from vaulttool.watching.obstacles import git_at_work, git_folder, identity


@dataclass(slots=True)
class Guard:
    """Knows the vault's folder by its identity, and why writing is off."""

    root: Path
    brake: Problem | None = None
    """Why nothing is written until a look at everything finds the vault whole."""
    many_back: ManyBack = field(default_factory=ManyBack)
    _identity: tuple[int, int] | None = None
    _git: Path | None = None

    def __post_init__(self) -> None:
        self.know_again()

    def know_again(self) -> None:
        """Take the folder that is there now for the vault."""
        self._identity = identity(self.root)
        self._git = git_folder(self.root)

    def is_here(self) -> bool:
        """Say whether there is a folder at all."""
        return identity(self.root) is not None

    def is_same(self) -> bool:
        """Say whether the folder is the one that was watched (FAULTS B4)."""
        return self._identity is not None and identity(self.root) == self._identity

    def obstacle(self) -> Problem | None:
        """Say what passes by itself and must be waited for."""
        name = git_at_work(self._git)
        return Problem("", None, f"git is at work ({name}), so writing waits", rule="git") if name else None

    def refusal(self, update: Update, now: float) -> Problem | None:
        """Say why this update must not be written; None where it may."""
        return self.brake or self.many_back.problem(update, now)
