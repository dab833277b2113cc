"""Writes down how the daemon does, seldom, and only what has changed."""

import contextlib
import datetime as dt
import json
import os
from pathlib import Path

from vaulttool import __version__
from vaulttool.usecases.keep_true import KeepTrue
from vaulttool.vault.journal import write_whole
from vaulttool.vault.places import open_private
from vaulttool.watching.guard import Guard
from vaulttool.watching.looks import Looks
from vaulttool.watching.passes import Passes
from vaulttool.watching.report import FILE, MOST, Ended, Report, to_json
from vaulttool.watching.telling import Telling
from vaulttool.watching.world import World

EVERY = 5.0
"""Seconds between two writes of the report while much happens."""


class Reporter:
    """Keeps the report of one daemon in its state folder; one that cannot be written is done without."""

    def __init__(self, root: Path, state: Path, world: World) -> None:
        self._root = root
        self._file = state / FILE
        self._world = world
        self._since = world.since()
        self._event_at: float | None = None
        self._kept: Report | None = None
        self._kept_at = float("-inf")
        self.due: float | None = None
        """When to write the report anew; None where nothing is new."""

    def event(self) -> None:
        """Take in that the system told of a change."""
        self._event_at = self._world.wall()
        self.news()

    def news(self) -> None:
        """Have the report written anew, soon."""
        if self.due is None:
            self.due = max(self._world.clock(), self._kept_at + EVERY)

    def is_due(self) -> bool:
        """Say whether the time has come."""
        return self.due is not None and self._world.clock() >= self.due

    def write(
        self,
        looks: Looks,
        passes: Passes,
        keeper: KeepTrue,
        telling: Telling,
        guard: Guard,
        ended: Ended | None = None,
    ) -> None:
        """Write down how all is, where that is not what stands there."""
        self.due, self._kept_at = None, self._world.clock()
        opened, refused = looks.opened, passes.refused()
        report = Report(
            vault=str(self._root),
            pid=os.getpid(),
            since=self._since,
            version=__version__,
            last_event=_time(self._event_at),
            last_look=_time(looks.looked_at),
            last_write=_time(keeper.wrote_at),
            notes=opened.held.note_count if opened else 0,
            people=opened.held.contact_count if opened else 0,
            brake=guard.brake,
            problems=tuple(p for p in telling.standing() if p != guard.brake),
            refused=tuple(refused[:MOST]),
            refused_count=len(refused),
            ended=ended or Ended(),
        )
        if report != self._kept:
            with contextlib.suppress(OSError):  # a full disk: what it would say is told in words as well
                _put(self._file, json.dumps(to_json(report)).encode("utf-8", "backslashreplace"))
                self._kept = report


def _put(file: Path, content: bytes) -> None:
    """Put a file in one step; after a power cut it may be gone, and nothing is lost by that."""
    fresh = file.with_name(file.name + ".new")
    descriptor = open_private(fresh, os.O_WRONLY | os.O_TRUNC)
    try:
        write_whole(descriptor, content)
    finally:
        os.close(descriptor)
    fresh.replace(file)


def _time(wall: float | None) -> str:
    if wall is None:
        return ""
    return dt.datetime.fromtimestamp(wall).astimezone().isoformat(timespec="seconds")
