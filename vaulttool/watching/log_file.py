"""The log of a daemon that nobody looks at while it runs."""

import contextlib
import os
from pathlib import Path

from vaulttool.vault.journal import write_whole
from vaulttool.vault.places import open_private
from vaulttool.watching.world import World

FILE = "watch.log"
LARGEST = 1_000_000
"""Bytes, from which on a new file is begun."""
OLD = 2
"""So many older files are kept: watch.log.1 is the newest of them."""


class LogFile:
    """Lines with their time, in a file that only its user may read; a disk that is full loses lines of it.

    What is written names paths and dates, never what stands in a note (see `Telling`).
    """

    def __init__(self, state: Path, world: World, largest: int = LARGEST) -> None:
        self.file = state / FILE
        self._world = world
        self._largest = largest

    def say(self, line: str) -> None:
        """Add a line."""
        content = f"{self._world.since()} {line}\n".encode("utf-8", "backslashreplace")
        with contextlib.suppress(OSError):
            self._make_room(len(content))
            descriptor = open_private(self.file, os.O_WRONLY | os.O_APPEND)
            try:
                write_whole(descriptor, content)
            finally:
                os.close(descriptor)

    def _make_room(self, more: int) -> None:
        try:
            size = self.file.stat().st_size
        except FileNotFoundError:
            return
        if size and size + more > self._largest:
            for number in range(OLD, 0, -1):
                newer = self._older(number - 1)
                if newer.exists():
                    newer.replace(self._older(number))

    def _older(self, number: int) -> Path:
        return self.file.with_name(f"{FILE}.{number}") if number else self.file
