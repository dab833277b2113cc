"""The daemon: waits for events, lets notes rest, reads them, and has written what follows from them."""

from collections.abc import Callable
from pathlib import Path

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.keep_true import KeepTrue
from vaulttool.usecases.update_vault import emptied, refuse_if_emptied
from vaulttool.vault.journal import Journal
from vaulttool.vault.lock import Lock
from vaulttool.vault.open_vault import open_vault
from vaulttool.vault.places import state_folder
from vaulttool.vault.walk import walk
from vaulttool.watching.answers import Answers
from vaulttool.watching.clockwork import IN_TURN
from vaulttool.watching.guard import Guard
from vaulttool.watching.inbox import Inbox
from vaulttool.watching.opened import Opened
from vaulttool.watching.passes import RETRY, Passes
from vaulttool.watching.pending import Rested
from vaulttool.watching.telling import Say, Telling
from vaulttool.watching.watches import Watches
from vaulttool.watching.world import World

TICK = 5.0
"""Seconds between two looks at the watching itself: threads, root, clocks."""
BRAKED = 30.0
"""Seconds until a vault that looks emptied is looked at again."""
POLLED = 60.0
"""Seconds between two looks where the system gives no watch for a folder (FAULTS B3)."""


class Daemon:
    """Keeps one vault true until `stop` is called.

    `may_begin` is asked once whether so many notes may get their first `last_contact`. The lock is released
    at the end.
    """

    def __init__(
        self,
        root: Path,
        lock: Lock,
        say: Say,
        may_begin: Callable[[int], bool] = lambda count: True,
        world: World | None = None,
    ) -> None:
        self._root = root
        self._lock = lock
        self._world = world or World()
        self._clock = self._world.clock
        self._inbox = Inbox()
        self._is_stopping = False
        self._alarms: set[str] = set()
        self._telling = Telling(say)
        self._guard = Guard(root)
        self._watches = Watches(root, self._inbox.put, self._alarm)
        journal = Journal(state_folder(root))
        self._keeper = KeepTrue(root, journal, self._world.now)
        self._passes = Passes(self._keeper, self._guard, self._telling, may_begin, self._clock)
        self._answers = Answers(self._passes, self._guard, self._telling, journal, self._clock)
        self._opened: Opened | None = None
        self._tick_at = self._clock() + TICK
        self._look_at: float | None = None
        self._save_at: float | None = None

    def stop(self) -> None:
        """Ask for the end, from a signal handler or another thread; a write under way is finished."""
        self._is_stopping = True
        self._inbox.ring()

    def run(self) -> None:
        """Watch, look at everything, and go on until stopped. Raises VaultError where that cannot be."""
        try:
            self.start()
            while not self._is_stopping:
                self.turn(self._inbox.take(self._next_due() - self._clock()))
        finally:
            self.end()

    def start(self) -> None:
        """Watch first, then look at everything: a change between the two is an event (FAULTS B15)."""
        try:
            self._watches.start()
        except OSError as error:
            what = f"the folder cannot be watched ({error.strerror or error})"
            raise VaultError(
                Problem("", None, what, "Let fewer programs watch, or raise the limit.", "no-watch")
            ) from error
        self._telling.problems(self._keeper.sweep())
        self._open()

    def end(self) -> None:
        """Stop watching, keep what was read, and look for late words a last time."""
        self._watches.stop()
        if self._opened is not None and self._guard.brake is None:
            self._opened.held.save()
        self._telling.problems(self._keeper.close())
        self._lock.release()

    def turn(self, paths: set[str]) -> None:
        """Take in events, then do whatever is due."""
        if self._alarms or self._clock() >= self._tick_at:
            self._tick_at = self._clock() + TICK
            self._supervise()
        is_look_due = self._look_at is not None and self._clock() >= self._look_at
        if self._opened is None:
            if is_look_due:
                self._open()
            return
        for path in paths:
            if self._opened.event(self._root, path):
                self._look_soon()
        if is_look_due:
            self._look(self._opened)
        if self._guard.brake is None:
            self._read_and_write(self._opened)
        self._passes.look_for_late_words()
        if self._save_at is not None and self._clock() >= self._save_at:
            self._save_at = None
            if self._opened is not None and self._guard.brake is None:
                self._opened.held.save()

    def _next_due(self) -> float:
        now = self._clock()
        dues = [self._tick_at, self._look_at, self._save_at]
        if self._opened is not None and self._guard.brake is None:
            dues += [self._opened.pending.next_due(now), self._passes.retry_at, self._answers.due]
        if self._passes.is_recent():
            dues.append(now + RETRY)
        return min(due for due in dues if due is not None)

    def _alarm(self, reason: str) -> None:
        self._alarms.add(reason)
        self._inbox.ring()

    # Looking at everything

    def _open(self) -> None:
        """Read the whole vault anew, and write what is not true in it."""
        self._look_at = None
        is_first = self._opened is None
        try:
            vault = open_vault(self._root, self._world.today(), str(self._root), self._world.environment)
            refuse_if_emptied(vault)
        except VaultError as error:
            self._opened = None
            self._hold_back(error.problem)
            return
        self._release()
        self._telling.problems(vault.problems)
        self._opened = Opened.now(vault, self._world)
        held = self._opened.held
        if not self._passes.write(self._opened, self._world.today(), is_first):
            self.stop()
        elif is_first:
            said = f"watching {self._root.name}: {held.note_count} notes, {held.contact_count} people"
            self._telling.happened(said)
        self._answers.saved(self._opened, held.known)

    def _look(self, opened: Opened) -> None:
        """Look at every file; what is not as it was must rest like any other change."""
        self._look_at = None
        if not self._is_root_same():
            return
        try:
            walked = walk(self._root, opened.held.settings)
        except VaultError as error:
            self._hold_back(error.problem)
            return
        problem = emptied(opened.held.known, {file.path for file in walked.files})
        if problem is not None:
            self._hold_back(problem)
            return
        self._release()
        is_hourly = bool(opened.clockwork.reason(opened.look_every))
        if is_hourly and opened.held.has_other_settings(walked, self._world.environment):
            self._telling.happened("the settings have changed, so everything is read anew")
            self._open()
            return
        opened.clockwork.looked()
        self._passes.forget_refusals()
        self._answers.forget_refusals()
        opened.held.read_link_style()
        if self._watches.reconcile():
            self._look_soon()
        now = self._clock()
        for name in opened.held.differences(walked):
            if name not in opened.pending:
                opened.pending.touch(name, opened.held.look(name), now)
        self._passes.retry_at = now

    def _look_soon(self) -> None:
        rest = self._opened.held.settings.settle_seconds if self._opened else 0.0
        soon = self._clock() + rest
        self._look_at = soon if self._look_at is None else min(self._look_at, soon)

    def _supervise(self) -> None:
        """See whether the watching still watches this folder, and whether time asks for a look."""
        if not self._lock.is_ours():
            what = "the lock of this vault is no longer ours, another vaulttool may watch it"
            raise VaultError(Problem("", None, what, "Stop one of the two.", "lock-lost"))
        reasons, self._alarms = self._alarms, set()
        if not self._is_root_same() or self._opened is None:
            return
        if not self._watches.is_alive():
            self._watch_anew()
            reasons.add("the watching had ended")
        every = POLLED if self._watches.unwatched else self._opened.look_every
        reason = ", ".join(sorted(reasons)) or self._opened.clockwork.reason(every)
        if not reason:
            return
        if reason != IN_TURN:
            self._telling.happened(f"looking at everything: {reason}")
        self._telling.problems(self._keeper.sweep())
        self._keeper.keep_days(self._opened.held.settings.journal_days)
        self._look_at = self._clock()

    def _is_root_same(self) -> bool:
        """Say whether the vault's folder is the one we know; one that came back is watched anew."""
        if self._guard.is_same():
            return True
        if not self._guard.is_here():
            what = "the vault's folder is not there, so nothing is written"
            self._hold_back(Problem("", None, what, "It is looked for every few seconds.", "no-root"), TICK)
            return False
        self._telling.happened("the vault's folder is another one than before")
        self._guard.know_again()
        self._watch_anew()
        if self._opened is not None:
            self._opened.pending.forget()
            self._opened.held.take_for_never_seen(self._opened.held.not_here())
        self._look_at = self._clock()
        return False

    def _watch_anew(self) -> None:
        try:
            self._watches.restart()
        except OSError as error:
            what = f"the folder cannot be watched ({error.strerror or error})"
            self._telling.problems([Problem("", None, what, "It is tried again and again.", "no-watch")])

    # Reading and writing

    def _read_and_write(self, opened: Opened) -> None:
        rested = opened.pending.rested(opened.held.look, self._clock())
        problem = opened.emptying(rested)
        if problem is not None:
            self._hold_back(problem)
            return
        if rested and not self._is_root_same():
            return
        is_new = self._read(opened, rested)
        opened = self._opened or opened
        self._carry_out(opened)
        retry_at = self._passes.retry_at
        is_retry = retry_at is not None and self._clock() >= retry_at
        waits = bool(rested) and self._passes.waits_for_notes
        if is_new or is_retry or waits:
            self._passes.write(opened, self._world.today())
            self._save_at = self._clock() + TICK

    def _carry_out(self, opened: Opened) -> None:
        """Do what is answered in pages; what this makes true of people is written right after."""
        if self._guard.brake is not None or not self._answers.is_due() or not self._is_root_same():
            return
        if self._answers.carry_out(opened, self._world.today()):
            self._passes.retry_at = self._clock()
            self._save_at = self._clock() + TICK

    def _read(self, opened: Opened, rested: list[Rested]) -> bool:
        """Read notes that have rested; say whether there is anything new in them."""
        taken = opened.held.take(rested)
        for name, since in taken.doubtful:
            opened.pending.wait_longer(name, opened.held.look(name), since)
        if taken.changed:
            opened.evidence_since = max(one.since for one in rested)
            self._save_at = self._clock() + TICK
            self._answers.saved(opened, taken.changed)
        if taken.new_settings:
            self._telling.happened("the settings have changed, so everything is read anew")
            self._open()
            return False
        return bool(taken.changed)

    # Holding back

    def _hold_back(self, problem: Problem, seconds: float = BRAKED) -> None:
        """Write nothing until a look at everything, in so many seconds, finds the vault whole."""
        self._guard.brake = problem
        self._telling.problems([problem])
        self._look_at = self._clock() + seconds
        if problem.rule == "emptied":
            self._opened = None  # The index knows what was here, and what the person said of it since.
        elif self._opened is not None:
            self._opened.pending.forget()

    def _release(self) -> None:
        if self._guard.brake is not None:
            self._guard.brake = None
            self._telling.forget()
            self._telling.happened("the vault is whole again, so writing goes on")
