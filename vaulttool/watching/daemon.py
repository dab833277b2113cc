"""The daemon: waits for events, lets notes rest, reads them, and has every `last_contact` kept true."""

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.keep_true import KeepTrue
from vaulttool.usecases.update_vault import emptied, refuse_if_emptied
from vaulttool.vault.journal import Journal
from vaulttool.vault.lock import Lock
from vaulttool.vault.open_vault import open_vault
from vaulttool.vault.places import state_folder
from vaulttool.vault.walk import is_note_path, walk
from vaulttool.watching.brakes import Quarrels
from vaulttool.watching.choice import Choice
from vaulttool.watching.clockwork import IN_TURN, Clockwork
from vaulttool.watching.guard import Guard
from vaulttool.watching.held_notes import HeldNotes
from vaulttool.watching.inbox import Inbox
from vaulttool.watching.pending import Pending, Rested
from vaulttool.watching.telling import Say, Telling
from vaulttool.watching.watches import Watches

TICK = 5.0
"""Seconds between two looks at the watching itself: threads, root, clocks."""
RETRY = 1.0
"""Seconds until an obstacle, such as git at work, is looked at again."""
BRAKED = 30.0
"""Seconds until a vault that looks emptied is looked at again."""
POLLED = 60.0
"""Seconds between two looks where the system gives no watch for a folder (FAULTS B3)."""
LATE_WORDS = 12.0
"""Seconds after a write in which late words are looked for."""
MANY_FIRST = 20
"""So many first writes are asked about (FAULTS D12)."""


@dataclass(frozen=True, slots=True)
class World:
    """What the daemon asks of the machine; tests put their own clocks in its place."""

    today: Callable[[], dt.date] = dt.date.today
    clock: Callable[[], float] = time.monotonic
    """Seconds; stands still while the machine sleeps."""
    wall: Callable[[], float] = time.time
    environment: Mapping[str, str] = field(default_factory=dict)

    def now(self) -> dt.datetime:
        """Give the time of day, for the journal."""
        return dt.datetime.fromtimestamp(self.wall(), dt.UTC)


@dataclass(slots=True)
class _Opened:
    """A vault that was read, with what its settings ask for."""

    held: HeldNotes
    pending: Pending
    choice: Choice
    clockwork: Clockwork
    evidence_since: float
    """Since when the notes that changed last have rested."""

    @property
    def settings_every(self) -> float:
        return self.held.settings.look_every_minutes * 60.0


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
        self._may_begin = may_begin
        self._world = world or World()
        self._clock = self._world.clock
        self._inbox = Inbox()
        self._is_stopping = False
        self._alarms: set[str] = set()
        self._telling = Telling(say)
        self._guard = Guard(root)
        self._watches = Watches(root, self._inbox.put, self._alarm)
        self._keeper = KeepTrue(root, Journal(state_folder(root)), self._world.now)
        self._quarrels = Quarrels()
        self._refused: set[tuple[str, str | None]] = set()
        self._opened: _Opened | None = None
        self._tick_at = self._clock() + TICK
        self._look_at: float | None = None
        self._retry_at: float | None = None
        self._save_at: float | None = None
        self._waits_for_notes = False
        self._wrote_at = float("-inf")

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
            self._take_event(self._opened, path)
        if is_look_due:
            self._look(self._opened)
        if self._guard.brake is None:
            self._read_and_write(self._opened)
        self._look_for_late_words()
        if self._save_at is not None and self._clock() >= self._save_at:
            self._save_at = None
            if self._opened is not None and self._guard.brake is None:
                self._opened.held.save()

    def _next_due(self) -> float:
        now = self._clock()
        pending = self._opened.pending.next_due(now) if self._opened and not self._guard.brake else None
        late = now + RETRY if now < self._wrote_at + LATE_WORDS else None
        dues = (self._tick_at, self._look_at, self._retry_at, self._save_at, pending, late)
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
        held, settings = HeldNotes(vault, self._clock), vault.settings
        self._opened = _Opened(
            held,
            Pending(settings.settle_seconds, settings.deletion_seconds),
            Choice(settings.rest_seconds, settings.deletion_seconds),
            Clockwork(self._clock, self._world.wall, self._world.today),
            self._clock(),
        )
        self._opened.clockwork.looked()
        self._write(self._opened, is_first)
        if is_first and not self._is_stopping:
            said = f"watching {self._root.name}: {held.note_count} notes, {held.contact_count} people"
            self._telling.happened(said)

    def _look(self, opened: _Opened) -> None:
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
        opened.clockwork.looked()
        self._refused.clear()
        opened.held.read_link_style()
        if self._watches.reconcile():
            self._look_soon()
        now = self._clock()
        for name in opened.held.differences(walked):
            if name not in opened.pending:
                opened.pending.touch(name, opened.held.look(name), now)
        self._retry_at = now

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
        every = POLLED if self._watches.unwatched else self._opened.settings_every
        reason = ", ".join(sorted(reasons)) or self._opened.clockwork.reason(every)
        if not reason:
            return
        if reason != IN_TURN:
            self._telling.happened(f"looking at everything: {reason}")
        self._telling.problems(self._keeper.sweep())
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

    def _take_event(self, opened: _Opened, path: str) -> None:
        """Look where an event points to."""
        name = path.removeprefix(f"{self._root}/") if path.startswith(f"{self._root}/") else ""
        if any(part.startswith(".") for part in name.split("/")):
            return
        if is_note_path(name or "."):
            opened.pending.touch(name, opened.held.look(name), self._clock())
        if not name or Path(path).is_dir() or opened.held.below(name):
            self._look_soon()

    # Reading and writing

    def _read_and_write(self, opened: _Opened) -> None:
        gone = {opened.held.path_of(name) for name in opened.pending.gone()}
        problem = emptied(opened.held.known, opened.held.known - gone) if gone else None
        if problem is not None:
            self._hold_back(problem)
            return
        rested = opened.pending.rested(opened.held.look, self._clock())
        if rested and not self._is_root_same():
            return
        is_retry = self._retry_at is not None and self._clock() >= self._retry_at
        if self._read(opened, rested) or is_retry or (rested and self._waits_for_notes):
            self._write(opened)

    def _read(self, opened: _Opened, rested: list[Rested]) -> bool:
        """Read notes that have rested; say whether there is anything new in them."""
        taken = opened.held.take(rested)
        for name, since in taken.doubtful:
            opened.pending.wait_longer(name, opened.held.look(name), since)
        if taken.changed:
            opened.evidence_since = max(one.since for one in rested)
            self._save_at = self._clock() + TICK
        if taken.new_settings:
            self._telling.happened("the settings have changed, so everything is read anew")
            self._open()
            return False
        return bool(taken.changed)

    def _write(self, opened: _Opened, is_first: bool = False) -> None:
        """Have written what is not true and may be written now."""
        now = self._clock()
        update = opened.held.update(self._world.today())
        self._telling.problem_of_notes(update.outcome.problems)
        moving = frozenset(opened.held.path_of(name) for name in opened.pending)
        chosen = opened.choice.choose(update, now, opened.evidence_since, opened.held.quiet_since, moving)
        self._retry_at, self._waits_for_notes = chosen.retry_at, chosen.waits_for_notes
        edits = [edit for edit in chosen.edits if self._may_write(opened, edit)]
        if not edits:
            return
        obstacle = self._guard.obstacle()
        refusal = obstacle or self._guard.refusal(update, now)
        if refusal is not None:
            self._telling.problems([refusal])
            self._retry_at = now + RETRY if obstacle else self._retry_at
            return
        self._telling.forget("git")
        if is_first and update.first_writes >= MANY_FIRST and not self._may_begin(update.first_writes):
            self.stop()
            return
        self._guard.many_back.wrote(self._hand_over(opened, edits, frozenset(update.moved_back)), now)

    def _hand_over(self, opened: _Opened, edits: list[Edit], back: frozenset[str]) -> int:
        """Have edits written, and take in what became of them; gives how many dates went back."""
        done = self._keeper.write(edits)
        self._wrote_at = self._clock()
        self._save_at = self._wrote_at + TICK
        self._telling.problems(done.problems)
        for edit in done.written:
            opened.held.wrote(edit)
            self._quarrels.wrote(edit)
            self._telling.happened(f"{edit.path}: {edit.why}")
        self._refused |= {(edit.path, edit.expected) for edit in done.refused}
        for edit in done.again:
            name = opened.held.name_on_disk(edit.path)
            opened.pending.touch(name, opened.held.look(name), self._clock())
        return sum(edit.path in back for edit in done.written)

    def _may_write(self, opened: _Opened, edit: Edit) -> bool:
        problem = self._quarrels.problem(edit)
        if opened.held.is_maimed(edit.path):
            what = "this note has lost its front matter, so it is left alone"
            problem = Problem(edit.path, None, what, "Put it back, or run `vaulttool update`.", "maimed")
        self._telling.problems([problem] if problem else [])
        return problem is None and (edit.path, edit.expected) not in self._refused

    def _look_for_late_words(self) -> None:
        if self._clock() < self._wrote_at + LATE_WORDS:
            self._telling.problems(self._keeper.look_again())

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
