"""Looks at everything: what no event told is found by them, and whether the vault is whole."""

from contextlib import suppress
from pathlib import Path

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.update_vault import refuse_if_emptied
from vaulttool.vault.live_index import ReadAnew
from vaulttool.vault.losses import emptied, half_gone
from vaulttool.vault.open_vault import OpenVault, open_vault
from vaulttool.vault.walk import walk
from vaulttool.watching.answers import Answers
from vaulttool.watching.crash_guard import CrashGuard
from vaulttool.watching.first_read import read_first
from vaulttool.watching.guard import Guard
from vaulttool.watching.opened import Opened
from vaulttool.watching.passes import Passes
from vaulttool.watching.telling import Telling
from vaulttool.watching.world import World

ANEW = 10.0
"""Seconds until the vault is read again where what is known of it was lost meanwhile."""
BRAKED = 30.0
"""Seconds until a vault that looks emptied is looked at again."""


class Looks:
    """Reads the vault as a whole; holds all writing back while it is not whole."""

    def __init__(
        self,
        root: Path,
        guard: Guard,
        crashes: CrashGuard,
        telling: Telling,
        passes: Passes,
        answers: Answers,
        world: World,
    ) -> None:
        self._root = root
        self._guard = guard
        self._crashes = crashes
        self._telling = telling
        self._passes = passes
        self._answers = answers
        self._world = world
        self._clock = world.clock
        self._never_seen: set[str] = set()
        self.opened: Opened | None = None
        """The vault as it was read; None while there is none to be read."""
        self.due: float | None = None
        """When to look at everything next, beside what time alone asks for."""
        self.looked_at: float | None = None
        """When everything was last looked at, by the wall clock."""

    def is_due(self) -> bool:
        """Say whether the time has come."""
        return self.due is not None and self._clock() >= self.due

    def now(self) -> None:
        """Have everything looked at in the next turn."""
        self.due = self._clock()

    def soon(self) -> None:
        """Have everything looked at when what is going on has settled."""
        at = self._clock() + (self.opened.held.settings.settle_seconds if self.opened else 0.0)
        self.due = at if self.due is None else min(self.due, at)

    def take(self) -> bool:
        """Look at everything; False where the person does not want the daemon to begin."""
        self.due = None
        return self.open() if self.opened is None else self._look(self.opened)

    def open(self) -> bool:
        """Read the whole vault anew, and write what is not true in it; gives what `take` does."""
        self.due = None
        is_first = self.opened is None
        try:
            vault = open_vault(self._root, self._world.today(), str(self._root), self._world.environment)
            vault.before = self._crashes.before
            refuse_if_emptied(vault)
            read_first(vault, self._world.environment, self._crashes.beat)
        except VaultError as error:
            self.close()
            self.hold_back(error.problem)
            return True
        self._release()
        self._telling.problems(vault.problems)
        try:
            return self._begin(vault, is_first)
        except ReadAnew:
            self.due = self._clock() + ANEW
            return True

    def close(self) -> None:
        """Let go of the vault."""
        if self.opened is not None:
            with suppress(ReadAnew):
                self.opened.held.close()
            self.opened = None

    def _begin(self, vault: OpenVault, is_first: bool) -> bool:
        opened = Opened.now(vault, self._world)
        self.close()
        self.opened = opened
        self._crashes.done()
        held = opened.held
        held.never_saw(self._never_seen)
        self.looked_at = self._world.wall()
        if not self._passes.write(opened, self._world.today(), is_first):
            return False
        held.settle()
        if is_first:
            said = f"watching {self._root.name}: {held.note_count} notes, {held.contact_count} people"
            self._telling.happened(said)
        self._answers.saved(opened, held.known)
        return True

    def take_other_root(self) -> None:
        """Take in that the folder is another one than before: nobody saw go what is not in it (FAULTS D1)."""
        self.now()
        if self.opened is None:
            return
        held = self.opened.held
        missing = held.not_here()
        problem = half_gone(held.note_count, len(missing))
        self._never_seen |= held.take_for_never_seen(missing)
        self.opened.pending.forget()
        if problem is not None:
            self.hold_back(problem)

    def _look(self, opened: Opened) -> bool:
        """Look at every file; what is not as it was must rest like any other change."""
        try:
            walked = walk(self._root, opened.held.settings)
        except VaultError as error:
            self.hold_back(error.problem)
            return True
        problem = emptied(opened.held.known, {file.path for file in walked.files})
        if problem is not None:
            self.hold_back(problem)
            return True
        self._release()
        is_hourly = bool(opened.clockwork.reason(opened.look_every))
        if is_hourly and opened.held.has_other_settings(walked, self._world.environment):
            self._telling.happened("the settings have changed, so everything is read anew")
            return self.open()
        opened.clockwork.looked()
        self.looked_at = self._world.wall()
        self._passes.forget_refusals()
        self._answers.forget_refusals()
        opened.held.read_link_style()
        now = self._clock()
        for name in opened.held.differences(walked):
            if name not in opened.pending:
                opened.pending.touch(name, opened.held.look(name), now)
        self._passes.retry_at = now
        return True

    def hold_back(self, problem: Problem, seconds: float = BRAKED) -> None:
        """Write nothing until a look at everything, in so many seconds, finds the vault whole."""
        self._guard.brake = problem
        self._telling.problems([problem])
        self.due = self._clock() + seconds
        if problem.rule == "emptied":
            self.close()  # The index knows what was here, and what the person said of it since.
        elif self.opened is not None:
            self.opened.pending.forget()

    def _release(self) -> None:
        if self._guard.brake is not None:
            self._guard.brake = None
            self._telling.forget()
            self._telling.happened("the vault is whole again, so writing goes on")
