"""Things done in children of this process, some at once, and none for ever."""

import os
import signal
import time
from collections.abc import Callable, Mapping

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


def go_through(jobs: Mapping[int, Action], seconds: Mapping[int, float]) -> list[int]:
    """Do all jobs; give those that ended with 0. One that takes more than its seconds is ended."""
    waiting, well = list(jobs), []
    running: dict[int, tuple[int, float]] = {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            number = waiting.pop(0)
            running[number] = start(jobs[number]), time.monotonic() + seconds[number] + 10
        for number, (child, end) in list(running.items()):
            ended, status = os.waitpid(child, os.WNOHANG)
            if not ended and time.monotonic() < end:
                continue
            if not ended:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
            elif os.waitstatus_to_exitcode(status) == 0:
                well.append(number)
            del running[number]
        time.sleep(0.002)
    return well
