"""Locks between processes: one daemon a vault, one journal entry at a time."""

import contextlib
import json
import os
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vaulttool.vault.places import open_private

if sys.platform == "win32":  # pragma: no cover: Windows, untested on the real thing
    import msvcrt

    # Locking goes by place in the file; far behind its end, so that others can still read who holds it.
    _PLACE = 1 << 30

    def _take(descriptor: int, wait: bool) -> bool:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(descriptor: int, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as they wrote it: to tell a person, never to decide (PIDs are used again)."""

    pid: int
    since: str
    """ISO 8601."""


class Lock:
    """A lock on a file that is never deleted. It is gone when its process is, however that ended."""

    def __init__(self, file: Path, descriptor: int) -> None:
        self.file = file
        self._descriptor: int | None = descriptor
        _HELD.add(self)

    def release(self) -> None:
        """Give the lock back; a second time does nothing."""
        if self._descriptor is not None:
            # A failing close gives the lock back too, and must not undo what was done under it.
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None

    def is_ours(self) -> bool:
        """Tell whether the lock still counts: not released, its file not deleted and made again."""
        return self._descriptor is not None and _is_file(self._descriptor, self.file)

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


DAEMON_LOCK = "daemon.lock"
"""Name of the file in the state folder that the daemon of a vault holds locked."""
TRIED = 0.3
"""Seconds for which the daemon's lock is tried: `is_locked` holds it for a moment."""

_HELD: "weakref.WeakSet[Lock]" = weakref.WeakSet()


def _release_in_child() -> None:
    # A forked child shares the lock and would keep it when we are gone (FAULTS E8).
    for lock in list(_HELD):
        lock.release()


if hasattr(os, "register_at_fork"):  # pragma: no branch: Windows has none
    os.register_at_fork(after_in_child=_release_in_child)


def lock_daemon(state: Path, since: str) -> Lock | Holder:
    """Take the lock of the vault whose state folder is `state`; `since` (ISO 8601) is told to others.

    Gives the lock, or who holds it. Raises OSError where the file cannot be opened.
    """
    file = state / DAEMON_LOCK
    lock = take_lock_within(file, TRIED)
    if lock is None:
        return read_holder(file)
    assert lock._descriptor is not None
    os.ftruncate(lock._descriptor, 0)
    os.write(lock._descriptor, json.dumps({"pid": os.getpid(), "since": since}).encode())
    return lock


def is_locked(file: Path) -> bool:
    """Say whether a process holds the lock on `file`; false as well where that cannot be asked."""
    try:
        if not file.exists():
            return False
        lock = take_lock(file, wait=False)
    except OSError:
        return False
    if lock is not None:
        lock.release()
    return lock is None


def take_lock(file: Path, wait: bool) -> Lock | None:
    """Take the lock on `file`, made if need be; None where another holds it and we don't wait."""
    while True:
        descriptor = open_private(file, os.O_RDWR)
        if not _take(descriptor, wait):
            os.close(descriptor)
            return None
        # Somebody may have deleted the file between open and lock: that lock would keep nobody out.
        if _is_file(descriptor, file):
            return Lock(file, descriptor)
        os.close(descriptor)


def take_lock_within(
    file: Path, seconds: float, sleep: Callable[[float], None] = time.sleep, pause: float = 0.005
) -> Lock | None:
    """Take the lock on `file`; None where another still holds it after about so many seconds."""
    for _ in range(int(seconds / pause)):
        lock = take_lock(file, wait=False)
        if lock is not None:
            return lock
        sleep(pause)
    return take_lock(file, wait=False)


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock on `file`, waiting for it."""
    lock = take_lock(file, wait=True)
    while lock is None:  # msvcrt gives up after ten seconds
        lock = take_lock(file, wait=True)
    with lock:
        yield


def read_holder(file: Path) -> Holder:
    """Give who wrote themselves into the lock file last; PID 0 where that cannot be read."""
    try:
        said = json.loads(file.read_bytes())
        return Holder(int(said["pid"]), str(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder(0, "")


def _is_file(descriptor: int, file: Path) -> bool:
    try:
        there = file.stat()
    except OSError:
        return False
    ours = os.fstat(descriptor)
    return (ours.st_ino, ours.st_dev) == (there.st_ino, there.st_dev)
