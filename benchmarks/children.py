"""Things done in children of this process, some at once."""

import contextlib
import os
import signal
from collections.abc import Callable, Sequence

AT_ONCE = max(1, (os.cpu_count() or 1))
Action = Callable[[], int]
"""Gives an exit code."""


def start(action: Action) -> int:
    """Do it in a child that says nothing, and give the child; it ends with 1 where the action raises."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.setsid()
        if "LOUD" not in os.environ:
            nothing = os.open(os.devnull, os.O_RDWR)
            for descriptor in range(3):
                os.dup2(nothing, descriptor)
        code = action()
    finally:
        os._exit(code)


def wait(child: int) -> int:
    """Give the exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def go_through(jobs: Sequence[tuple[int, Action]]) -> list[int]:
    """Do all jobs; give the numbers of those that ended with 0."""
    waiting, well = list(jobs), []
    running: dict[int, int] = {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            number, action = waiting.pop(0)
            running[start(action)] = number
        child, status = os.wait()
        number = running.pop(child)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # what it may have left
        if os.waitstatus_to_exitcode(status) == 0:
            well.append(number)
    return well
