"""A daemon for tests: a real process, or one that is turned by hand under a clock of the test."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttool.vault.journal import Journal
from vaulttool.vault.lock import Lock, lock_daemon
from vaulttool.vault.places import state_folder
from vaulttool.watching.daemon import Daemon
from vaulttool.watching.world import World

if TYPE_CHECKING:
    from tests.conftest import Vault

TODAY = "2026-11-24"

ANA = "People/Ana Ruiz.md"
MEETING = "Meetings/2026-11-24 Lunch.md"


def person(name: str, extra: str = "") -> str:
    return f"---\ntype: person\n{extra}---\n# {name}\n\nKept as it is.  \n"


def meeting(*people: str, day: str = TODAY) -> str:
    attendees = "".join(f'  - "[[{name}]]"\n' for name in people)
    return f"---\ndate: {day}\nattendees:\n{attendees}---\nWe spoke.\n"


def until(condition: Callable[[], object], seconds: float = 8.0) -> bool:
    """Wait for a condition; False where it did not come true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


class Watcher:
    """`vaulttool watch` as a process of its own, with what it said."""

    def __init__(self, vault: Vault, *arguments: str, before: Sequence[str] = (), **environment: str) -> None:
        """`before` is a command that runs the daemon."""
        self.vault = vault
        self.lines: list[str] = []
        command = [sys.executable, "-m", "vaulttool", "watch", "--vault", str(vault.root), "--today", TODAY]
        self.process = subprocess.Popen(
            [*before, *command, *arguments],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=vault.environment() | {"VAULTTOOL_DELETION_SECONDS": "0.8"} | environment,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line.rstrip())

    def said(self, words: str) -> int:
        return sum(words in line for line in self.lines)

    def ready(self) -> Watcher:
        assert until(lambda: self.said("watching ") or self.process.poll() is not None, 180), self.lines
        assert self.process.poll() is None, self.lines
        return self

    def end(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(20)
        self._reader.join(5)
        assert not self.said("Traceback"), self.lines
        return code


class Turned:
    """A daemon in this process that does one turn when it is told to, at a time that the test says."""

    def __init__(self, vault: Vault, **settings: str) -> None:
        self.vault = vault
        self.time = 1000.0
        self.slept = 0.0
        self.day = dt.date.fromisoformat(TODAY)
        self.lines: list[str] = []
        state = state_folder(vault.root)
        lock = lock_daemon(state, "2026-11-24T10:00:00+00:00")
        assert isinstance(lock, Lock)
        self.journal = Journal(state)
        world = World(
            today=lambda: self.day,
            clock=lambda: self.time,
            wall=lambda: self.time + self.slept + 1_790_000_000,
            environment={f"VAULTTOOL_{name.upper()}": value for name, value in settings.items()},
        )
        self.allowed: list[int] = []
        self.daemon = Daemon(vault.root, lock, self._say, self._may_begin, world)
        self.daemon.start()

    def _say(self, line: str, is_problem: bool) -> None:
        self.lines.append(line)

    def _may_begin(self, count: int) -> bool:
        self.allowed.append(count)
        return True

    def said(self, words: str) -> int:
        return sum(words in line for line in self.lines)

    def saw(self, *paths: str) -> None:
        """Hand over events on paths of the vault."""
        self.daemon.turn({str(self.vault.root / path) for path in paths})

    def wait(self, seconds: float, step: float = 0.5) -> None:
        """Let time pass, with a turn every half second."""
        end = self.time + seconds
        while self.time < end:
            self.time = min(end, self.time + step)
            self.daemon.turn(set())

    def settle(self, *paths: str) -> None:
        """Hand over events, and let the notes rest."""
        self.saw(*paths)
        self.wait(1.5)

    def heard(self, path: str) -> bool:
        """Wait until the system's own event on a path is in the inbox, and hand it over."""
        paths: set[str] = set()
        wanted = str(self.vault.root / path)
        found = until(
            lambda: wanted in paths or paths.update(self.daemon._inbox.take(0.05)) or wanted in paths
        )
        self.daemon.turn(paths)
        return found

    @property
    def writes(self) -> int:
        """How many changes the journal knows."""
        return len(self.journal.entries())


def hidden_files(root: Path) -> list[str]:
    """Files of our own writer that are in the vault."""
    return [name for _, _, names in os.walk(root) for name in names if name.startswith(".vt-")]
