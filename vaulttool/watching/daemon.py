"""The daemon: waits for events, lets notes rest, reads them, and has written what follows from them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from vaulttool.notes.problem import VaultError
from vaulttool.usecases.follow_moves import follow_moves
from vaulttool.usecases.keep_true import KeepTrue
from vaulttool.vault.journal import Journal
from vaulttool.vault.live_index import ReadAnew
from vaulttool.vault.lock import Lock
from vaulttool.vault.places import state_folder
from vaulttool.watching.answers import Answers
from vaulttool.watching.crash_guard import CrashGuard
from vaulttool.watching.errands import Errands
from vaulttool.watching.guard import Guard
from vaulttool.watching.heartbeat import Heartbeat
from vaulttool.watching.inbox import Inbox
from vaulttool.watching.looks import Looks
from vaulttool.watching.memory import give_back
from vaulttool.watching.opened import Opened
from vaulttool.watching.passes import RETRY, Passes
from vaulttool.watching.pending import MANY, Rested
from vaulttool.watching.report import Ended
from vaulttool.watching.reporter import Reporter
from vaulttool.watching.supervision import Supervision
from vaulttool.watching.telling import Say, Telling
from vaulttool.watching.world import World

GIVES_BACK = 10.0
"""Seconds after a look at everything in which what it took is given back: not while more is to be done."""


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
        self._world = world or World()
        self._clock = self._world.clock
        self._inbox = Inbox()
        self._is_stopping = False
        self._give_back_at: float | None = None
        state = state_folder(root)
        journal = Journal(state)
        self._reporter = Reporter(root, state, self._world)
        self._telling = Telling(say, self._reporter.news)
        self._guard = Guard(root)
        self._keeper = KeepTrue(root, journal, self._world.now)
        self._passes = Passes(self._keeper, self._guard, self._telling, may_begin, self._clock)
        self._answers = Answers(self._passes, self._guard, self._telling, journal, self._clock)
        self._errands = Errands(self._passes, self._guard, self._telling, journal, self._clock)
        self._heartbeat = Heartbeat()
        self._crashes = CrashGuard(root, state, beat=self._heartbeat.beat)
        self._looks = Looks(
            root, self._guard, self._crashes, self._telling, self._passes, self._answers, self._world
        )
        self._supervision = Supervision(
            root,
            lock,
            self._inbox.put,
            self._inbox.ring,
            self._telling,
            self._keeper,
            self._guard,
            self._looks,
            self._world,
        )

    def stop(self) -> None:
        """Ask for the end, from a signal handler or another thread; a write under way is finished."""
        self._is_stopping = True
        self._inbox.ring()

    def run(self) -> None:
        """Watch, look at everything, and go on until stopped. Raises VaultError where that cannot be."""
        ended = Ended("failed")
        try:
            self.start()
            while not self._is_stopping:
                self.turn(self._inbox.take(self._next_due() - self._clock()))
            ended = Ended("stopped")
        except VaultError as error:
            ended = Ended("failed", str(error.problem))
            raise
        except Exception as error:
            ended = Ended("failed", type(error).__name__)  # its words may quote a note
            raise
        finally:
            self.end(ended)

    def start(self) -> None:
        """Watch first, then look at everything: a change between the two is an event (FAULTS B15)."""
        crash = self._crashes.begin()
        self._telling.problems([crash] if crash is not None else [])
        self._report()
        self._supervision.begin()
        self._telling.problems(self._keeper.sweep())
        self._open()
        self._report()

    def end(self, ended: Ended | None = None) -> None:
        """Stop watching, and look for late words a last time."""
        self._supervision.watches.stop()
        self._telling.problems(self._keeper.close())
        self._report(ended or Ended("stopped"))
        self._looks.close()
        self._crashes.end()
        self._supervision.end()

    def turn(self, paths: set[str]) -> None:
        """Take in events, then do whatever is due."""
        self._heartbeat.beat()
        try:
            self._turn(paths)
        except ReadAnew:
            self._open()

    def _turn(self, paths: set[str]) -> None:
        if paths:
            self._reporter.event()
        if self._supervision.is_due():
            self._supervision.inspect()
        is_look_due = self._looks.is_due()
        for path in paths if self._looks.opened is not None else ():
            if self._looks.opened is not None and self._looks.opened.event(self._root, path):
                self._looks.soon()
        if is_look_due:
            self._look()
        if self._looks.opened is not None and self._guard.brake is None:
            self._read_and_write(self._looks.opened)
        self._passes.look_for_late_words()
        if self._give_back_at is not None and self._clock() >= self._give_back_at:
            self._give_back_at = None
            give_back()
        if self._reporter.is_due():
            self._report()

    def _next_due(self) -> float:
        now = self._clock()
        opened = self._looks.opened
        dues = [self._supervision.due, self._looks.due, self._give_back_at, self._reporter.due]
        if opened is not None and self._guard.brake is None:
            dues += [
                opened.pending.next_due(now),
                self._passes.retry_at,
                self._answers.due,
                self._errands.due,
            ]
        if self._passes.looks_for_late_words:
            dues.append(now + RETRY)
        return min(due for due in dues if due is not None)

    def _open(self) -> None:
        if not self._looks.open():
            self.stop()
        self._give_back_at = self._clock() + GIVES_BACK

    def _look(self) -> None:
        if self._looks.opened is not None and not self._supervision.is_root_same():
            return
        if not self._looks.take():
            self.stop()
        self._supervision.reconcile()
        self._reporter.news()
        self._give_back_at = self._clock() + GIVES_BACK

    # Reading and writing

    def _read_and_write(self, opened: Opened) -> None:
        rested = opened.pending.rested(opened.held.look, self._clock())
        problem = opened.emptying(rested)
        if problem is not None:
            self._looks.hold_back(problem)
            return
        if rested and not self._supervision.is_root_same():
            return
        is_new = self._read(opened, rested)
        opened = self._looks.opened or opened
        self._carry_out(opened)
        retry_at = self._passes.retry_at
        is_retry = retry_at is not None and self._clock() >= retry_at
        waits = bool(rested) and self._passes.waits_for_notes
        if is_new or is_retry or waits:
            self._passes.write(opened, self._world.today())
            self._reporter.news()

    def _carry_out(self, opened: Opened) -> None:
        """Do what is answered in pages, then errands; what this makes true is written right after."""
        if self._guard.brake is not None or not (self._answers.is_due() or self._errands.is_due()):
            return
        if not self._supervision.is_root_same():
            return
        today, has_written = self._world.today(), False
        if self._answers.is_due() and self._answers.carry_out(opened, today):
            has_written = True
            self._errands.saved(opened, (opened.held.settings.inbox_note,))
        if self._errands.is_due() and self._errands.carry_out(opened, today):
            has_written = True
        if has_written:
            self._passes.retry_at = self._clock()
            self._reporter.news()

    def _read(self, opened: Opened, rested: list[Rested]) -> bool:
        """Read notes that have rested; say whether there is anything new in them."""
        taken = opened.held.take(rested)
        self._crashes.done()
        for name, since in taken.doubtful:
            opened.pending.wait_longer(name, opened.held.look(name), since)
        if len(taken.changed) >= MANY:
            self._give_back_at = self._clock() + GIVES_BACK
        if taken.changed:
            opened.evidence_since = max(one.since for one in rested)
            self._reporter.news()
            self._answers.saved(opened, taken.changed)
            self._errands.saved(opened, taken.changed)
        if taken.moves:
            self._errands.ask(f"moves {taken.moves[0]}", partial(follow_moves, moves=dict(taken.moves)))
        if taken.new_settings:
            self._telling.happened("the settings have changed, so everything is read anew")
            self._open()
            return False
        return bool(taken.changed)

    def _report(self, ended: Ended | None = None) -> None:
        self._reporter.write(self._looks, self._passes, self._keeper, self._telling, self._guard, ended)
