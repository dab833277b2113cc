"""Whether this daemon still watches this vault, and alone; and what time asks for."""

from collections.abc import Callable
from pathlib import Path

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.keep_true import KeepTrue
from vaulttool.vault.lock import Holder, Lock, lock_daemon
from vaulttool.vault.places import state_folder
from vaulttool.watching.clockwork import IN_TURN
from vaulttool.watching.file_system import remote_file_system
from vaulttool.watching.guard import Guard
from vaulttool.watching.looks import Looks
from vaulttool.watching.telling import Telling
from vaulttool.watching.watches import Put, Watches
from vaulttool.watching.world import World

TICK = 5.0
"""Seconds between two looks at the watching itself: threads, root, clocks."""
POLLED = 60.0
"""Seconds between two looks at everything where events do not tell all (FAULTS B3, B10)."""


class Supervision:
    """Looks at the watching itself every few seconds, and has mended what is wrong with it."""

    def __init__(
        self,
        root: Path,
        lock: Lock,
        put: Put,
        ring: Callable[[], None],
        telling: Telling,
        keeper: KeepTrue,
        guard: Guard,
        looks: Looks,
        world: World,
    ) -> None:
        """`put` takes paths from other threads, `ring` wakes the daemon."""
        self._root = root
        self._lock = lock
        self._ring = ring
        self._telling = telling
        self._keeper = keeper
        self._guard = guard
        self._looks = looks
        self._world = world
        self._alarms: set[str] = set()
        self.watches = Watches(root, put, self._alarm, lock.file)
        self._remote = ""
        self._try_at = float("-inf")
        self.due = world.clock() + TICK

    def begin(self) -> None:
        """Begin to watch; where that cannot be, all is looked at every minute."""
        self._remote = remote_file_system(self._root)
        self._start(self.watches.start)

    def end(self) -> None:
        """Stop watching, and let others watch."""
        self.watches.stop()
        self._lock.release()

    def is_due(self) -> bool:
        """Say whether the time has come, or somebody rang."""
        return bool(self._alarms) or self._world.clock() >= self.due

    def inspect(self) -> None:
        """See whether the watching still watches this folder, and whether time asks for a look.

        Raises VaultError where another daemon has taken our place.
        """
        self.due = self._world.clock() + TICK
        self._keep_lock()
        reasons, self._alarms = self._alarms, set()
        if not self.is_root_same() or self._looks.opened is None:
            return
        if not self.watches.is_alive() and self._start(self.watches.restart):
            reasons.add("the watching had ended")
        reason = ", ".join(sorted(reasons)) or self._looks.opened.clockwork.reason(self._every())
        if not reason:
            return
        if reason != IN_TURN:
            self._telling.happened(f"looking at everything: {reason}")
        self._telling.problems(self._keeper.sweep())
        self._keeper.keep_days(self._looks.opened.held.settings.journal_days)
        self._looks.now()

    def is_root_same(self) -> bool:
        """Say whether the vault's folder is the one we know; one that came back is watched anew."""
        if self._guard.is_same():
            return True
        if not self._guard.is_here():
            what = "the vault's folder is not there, so nothing is written"
            problem = Problem("", None, what, "It is looked for every few seconds.", "no-root")
            self._looks.hold_back(problem, TICK)
            return False
        self._telling.happened("the vault's folder is another one than before")
        self._guard.know_again()
        self._remote = remote_file_system(self._root)
        self._start(self.watches.restart)
        self._looks.take_other_root()
        return False

    def reconcile(self) -> None:
        """Watch the folders that are there now, and tell which of them cannot be."""
        if self.watches.reconcile():
            self._looks.soon()
        self._tell_polling()

    def _every(self) -> float:
        assert self._looks.opened is not None
        hears_all = self.watches.is_on and not self.watches.unwatched and not self._remote
        return self._looks.opened.look_every if hears_all else POLLED

    def _alarm(self, reason: str) -> None:
        self._alarms.add(reason)
        self._ring()

    def _start(self, start: Callable[[], None]) -> bool:
        """Begin to watch, or try again in a minute; say whether it was begun."""
        if self._world.clock() < self._try_at:
            return False
        try:
            start()
        except OSError as error:
            what = (
                f"the folder cannot be watched ({error.strerror or error}), so it is looked at every minute"
            )
            mend = "Let fewer programs watch, or raise the limit (fs.inotify.max_user_instances)."
            self._telling.problems([Problem("", None, what, mend, "no-watch")])
            self._try_at = self._world.clock() + POLLED
            return False
        self._telling.forget("no-watch")
        self._tell_polling()
        return True

    def _tell_polling(self) -> None:
        """Tell why everything is looked at every minute, where it is."""
        problems = []
        if self.watches.unwatched:
            count, first = len(self.watches.unwatched), self.watches.unwatched[0]
            what = f"the system gives no watch for {count} folders ({first}…): all is looked at every minute"
            mend = "Let fewer programs watch, or raise the limit (fs.inotify.max_user_watches)."
            problems.append(Problem("", None, what, mend, "few-watches"))
        else:
            self._telling.forget("few-watches")
        if self._remote:
            what = f"the vault lies on {self._remote}, which tells no change that another machine makes"
            problems.append(Problem("", None, what, "All is looked at every minute.", "no-events"))
        self._telling.problems(problems)

    def _keep_lock(self) -> None:
        """Take the lock anew where its file was deleted; raises VaultError where another has it."""
        if self._lock.is_ours():
            self._telling.forget("no-lock")
            return
        try:
            taken = lock_daemon(state_folder(self._root), self._world.since())
        except (OSError, VaultError) as error:
            what = f"the state folder cannot be used ({error})"
            mend = "Mend it; until then nothing can be written down, so nothing is written."
            self._telling.problems([Problem("", None, what, mend, "no-lock")])
            return
        if isinstance(taken, Holder):
            what = "the lock of this vault is no longer ours, another vaulttool may watch it"
            raise VaultError(Problem("", None, what, "Stop one of the two.", "lock-lost"))
        self._lock.release()
        self._lock = taken
        self._telling.happened("the lock of this vault was deleted, and is ours again")
