"""Work shared among copies of this process, each of which gives what it found through a pipe.

A pool of processes does the same, and takes a tenth of a second to start: as long as a hundred notes.
"""

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_ROOM = 1 << 20
"""Bytes that a copy may give before they are taken, so that none waits for another (Linux's own: 64 KiB)."""
_F_SETPIPE_SZ = 1031


def by_copies(work: Callable[[_Task], _Result], tasks: Sequence[_Task], copies: int) -> Iterator[_Result]:
    """Give the results of all tasks in their order.

    What a copy cannot give, because it was ended or could not be made, is worked out here. On systems with
    `fork`, and only where this process has no other thread: it may hold a lock that the copy waits for.
    """
    started: list[_Copy | None] = []
    try:
        for number in range(copies):
            started.append(_start(work, tasks[number::copies], started))
        for number, task in enumerate(tasks):
            copy = started[number % copies]
            found = copy.next() if copy is not None else None
            yield work(task) if found is None else found[0]
    finally:
        for copy in started:
            if copy is not None:
                copy.end()


class _Copy:
    """A copy of this process, and the end of the pipe from which its results are taken."""

    def __init__(self, pid: int, pipe: BinaryIO) -> None:
        self._pid = pid
        self.pipe = pipe
        self._has_more = True

    def next(self) -> tuple[Any] | None:
        """Give its next result, in a tuple; None where it gives none any more."""
        if self._has_more:
            try:
                return (pickle.load(self.pipe),)
            except (EOFError, OSError, pickle.UnpicklingError):
                self._has_more = False
        return None

    def end(self) -> None:
        """Wait until it has ended: what it wants to give now is refused."""
        self.pipe.close()
        os.waitpid(self._pid, 0)


def _start(
    work: Callable[[_Task], object], tasks: Sequence[_Task], others: Sequence[_Copy | None]
) -> _Copy | None:
    """Start a copy; None where the system does not give one."""
    try:
        incoming, outgoing = os.pipe()
    except OSError:
        return None
    try:
        pid = os.fork()
    except OSError:
        os.close(incoming)
        os.close(outgoing)
        return None
    if pid:
        os.close(outgoing)
        return _Copy(pid, open(incoming, "rb"))
    try:
        for pipe in (incoming, *(other.pipe.fileno() for other in others if other is not None)):
            os.close(pipe)
        _give(work, tasks, outgoing)
    finally:  # Whatever happens: nothing of what this process does at its end is the copy's to do.
        os._exit(0)


def _give(work: Callable[[_Task], object], tasks: Sequence[_Task], outgoing: int) -> None:
    _make_room(outgoing)
    with open(outgoing, "wb") as pipe:
        for task in tasks:
            pickle.dump(work(task), pipe, protocol=5)
            pipe.flush()


def _make_room(pipe: int) -> None:
    import fcntl

    try:
        fcntl.fcntl(pipe, _F_SETPIPE_SZ, _ROOM)
    except OSError:  # Not Linux, or all the room that the system gives one user is taken.
        return
