"""Whether events still reach us: we open a file of our own, and expect to be told (FAULTS B18)."""

import contextlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileOpenedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver

LATE = 15.0
"""Seconds without an answer, and the watching is held to be dead."""


class Pulse(FileSystemEventHandler):
    """Watches one file of ours, which nothing writes: its opening alone is told, and costs the disk nothing.

    Linux only: elsewhere opening a file is no event.
    """

    def __init__(self, file: Path, late: float = LATE, clock: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._late = late
        self._clock = clock
        self._asked_at: float | None = None
        self._is_felt = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take in an answer, from another thread."""
        self._asked_at = None

    def begin(self, observer: BaseObserver) -> None:
        """Have the folder of the file watched; where that cannot be, nothing is ever found dead."""
        self._asked_at, self._is_felt = None, False
        if sys.platform == "linux":
            with contextlib.suppress(OSError):
                observer.schedule(self, str(self._file.parent), event_filter=[FileOpenedEvent])
                self._is_felt = True

    def beat(self) -> bool:
        """Ask for the next answer; False where one is late."""
        if not self._is_felt:
            return True
        asked_at = self._asked_at
        if asked_at is None:
            self._asked_at = self._clock()
        try:
            os.close(os.open(self._file, os.O_RDONLY))
        except OSError:
            self._asked_at = None
        return asked_at is None or self._clock() - asked_at < self._late
