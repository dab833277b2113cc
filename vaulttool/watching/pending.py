"""Which notes have changed and have rested since, so that they may be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

MANY = 64
"""So many notes at once are a checkout or a sync: they are taken together when all of it is quiet."""
LONGEST_STORM = 10.0
"""Seconds; a storm that goes on for longer is taken in parts."""


class Stamp(NamedTuple):
    """What tells that a file has changed (FAULTS A13)."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Rested(NamedTuple):
    """A note that has not changed for long enough."""

    path: str
    since: float
    """Since when it rests, on the clock that was passed in, in seconds."""
    is_gone: bool
    is_patient: bool
    """True where it was waited for again: what stands there now is meant."""


@dataclass(slots=True)
class _Waiting:
    stamp: Stamp | None
    """None: the file is not there."""
    since: float
    needed: float
    is_patient: bool = False


Look = Callable[[str], Stamp | None]
"""From a path to the state of its file; None where there is none."""


class Pending:
    """The paths that events or a look at everything named, until each has rested.

    A file that changes must keep its state for `settle` seconds, one that goes away must stay away for `gone`
    seconds: a rename may arrive as two events seconds apart (FAULTS D8). `now` is in seconds of a monotonic
    clock throughout.
    """

    def __init__(self, settle: float, gone: float) -> None:
        self._settle = settle
        self._gone = gone
        self._waiting: dict[str, _Waiting] = {}
        self._last_touch = 0.0
        self._storm_since: float | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[str]:
        return iter(self._waiting)

    def __contains__(self, path: str) -> bool:
        return path in self._waiting

    def touch(self, path: str, stamp: Stamp | None, now: float) -> None:
        """Take in that something happened to a path, whose file is in this state."""
        self._last_touch = now
        held = self._waiting.get(path)
        if held is not None and held.stamp is None and stamp is None:
            return
        self._waiting[path] = _Waiting(stamp, now, self._rest_of(stamp))

    def wait_longer(self, path: str, stamp: Stamp | None, since: float) -> None:
        """Let a note that was read empty or cut rest for as long as one that went away."""
        self._waiting[path] = _Waiting(stamp, since, max(self._gone, self._settle), is_patient=True)

    def forget(self) -> None:
        """Drop everything."""
        self._waiting.clear()

    def gone(self) -> list[str]:
        """Give the paths whose files were not there when last looked at."""
        return [path for path, waiting in self._waiting.items() if waiting.stamp is None]

    def rested(self, look: Look, now: float) -> list[Rested]:
        """Give the notes whose time has come and whose state is still the same, and forget them."""
        if self._is_storm(now):
            return []
        ready: list[Rested] = []
        for path, waiting in list(self._waiting.items()):
            if now < waiting.since + waiting.needed:
                continue
            stamp = look(path)
            if stamp == waiting.stamp:
                del self._waiting[path]
                ready.append(Rested(path, waiting.since, stamp is None, waiting.is_patient))
            else:
                self._waiting[path] = _Waiting(stamp, now, self._rest_of(stamp))
        return ready

    def next_due(self, now: float) -> float | None:
        """Give when `rested` is worth asking again; None where nothing waits."""
        if not self._waiting:
            return None
        due = min(waiting.since + waiting.needed for waiting in self._waiting.values())
        return max(due, now + self._settle / 2) if self._is_storm(now) else due

    def _rest_of(self, stamp: Stamp | None) -> float:
        return self._settle if stamp is not None else max(self._gone, self._settle)

    def _is_storm(self, now: float) -> bool:
        if len(self._waiting) <= MANY or now - self._last_touch >= self._settle:
            self._storm_since = None
            return False
        if self._storm_since is None:
            self._storm_since = now
        return now - self._storm_since < LONGEST_STORM
