"""The system's events of a vault: who watches which folder, and whether they still do."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from vaulttool.watching.obstacles import identity

FILTER: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    FileClosedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""Never opened or closed without writing: our own reading would wake us for ever (FAULTS B5)."""

Put = Callable[[str | bytes], None]


class _Teller(FileSystemEventHandler):
    """Puts every path that an event names into the inbox; what happened there is found by looking."""

    def __init__(self, put: Put) -> None:
        self._put = put

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path:
                self._put(path)


class _Alarm(logging.Handler):
    """Hears what watchdog tells nobody but its log: that events were lost (FAULTS B1)."""

    def __init__(self, ring: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._ring = ring

    def emit(self, record: logging.LogRecord) -> None:
        if "thread is inactive" not in str(record.msg):  # said when we ourselves end a watch
            self._ring("events were lost")


class Watches:
    """Watches on the root and on each visible folder in it, with all that lies below.

    Hidden folders are not watched: in a checkout a third of all events is git's own (FAULTS B11). `put` and
    `alarm` (told the reason for a look at everything) are called from other threads.
    """

    def __init__(
        self, root: Path, put: Put, alarm: Callable[[str], None], make: Callable[[], Any] = Observer
    ) -> None:
        self._root = root
        self._teller = _Teller(put)
        self._alarm = _Alarm(alarm)
        self._make = make
        self._observer: BaseObserver | None = None
        self._watched: dict[str, tuple[ObservedWatch, tuple[int, int] | None]] = {}
        self.unwatched: tuple[str, ...] = ()
        """Folders that the system gave no watch for: they are looked at by the clock."""

    def start(self) -> None:
        """Begin to watch; OSError where not even the root can be watched."""
        logging.getLogger("watchdog").addHandler(self._alarm)
        logging.getLogger("watchdog").propagate = False
        self._observer = self._make()
        self._observer.start()
        self.reconcile()
        if "" not in self._watched:
            self.stop()
            raise OSError(0, "the system gives no watch for the vault's folder")

    def stop(self) -> None:
        """End all threads of the watching."""
        logging.getLogger("watchdog").removeHandler(self._alarm)
        if self._observer is not None:
            if self._observer.is_alive():
                self._observer.stop()
                self._observer.join(5)
            self._observer = None
        self._watched = {}

    def restart(self) -> None:
        """Begin anew, as after the root was made again."""
        self.stop()
        self.start()

    def is_alive(self) -> bool:
        """Say whether the dispatcher and every emitter still run, and the thread that reads for them."""
        if self._observer is None or not self._observer.is_alive():
            return False
        reader = getattr(self._observer, "_inotify_fd", None)
        threads = (*self._observer.emitters, *([reader] if reader is not None else ()))
        return all(thread.is_alive() for thread in threads)

    def reconcile(self) -> bool:
        """Watch the folders that are there now; say whether any was added."""
        assert self._observer is not None
        there = _folders(self._root)
        dead = {watch for watch in self._emitter_watches() if not self._is_emitting(watch)}
        for name, (watch, seen) in list(self._watched.items()):
            if there.get(name) != seen or watch in dead:
                self._observer.unschedule(watch)
                del self._watched[name]
        missing: list[str] = []
        added = False
        for name, seen in there.items():
            if name not in self._watched:
                try:
                    self._watched[name] = (self._schedule(name), seen)
                    added = True
                except OSError:
                    missing.append(name)
        self.unwatched = (*missing, *self._silent_folders())
        return added

    def _schedule(self, name: str) -> ObservedWatch:
        assert self._observer is not None
        path = str(self._root / name) if name else str(self._root)
        return self._observer.schedule(self._teller, path, recursive=bool(name), event_filter=FILTER)

    def _emitter_watches(self) -> list[ObservedWatch]:
        return [watch for watch, _ in self._watched.values()]

    def _is_emitting(self, watch: ObservedWatch) -> bool:
        assert self._observer is not None
        return any(emitter.watch == watch and emitter.is_alive() for emitter in self._observer.emitters)

    def _silent_folders(self) -> list[str]:
        """Find folders below a watched one that got no watch; watchdog does not say so (FAULTS B3)."""
        assert self._observer is not None
        silent: list[str] = []
        for emitter in self._observer.emitters:
            group = getattr(emitter, "_inotify", None)
            held = getattr(group, "_active_callbacks_by_path", None)
            if held is None or not emitter.watch.is_recursive:
                continue
            for place, folders, _ in os.walk(os.fsencode(emitter.watch.path)):
                folders[:] = [one for one in folders if not os.path.islink(os.path.join(place, one))]
                if place not in held:
                    silent.append(os.path.relpath(os.fsdecode(place), self._root))
        return silent


def _folders(root: Path) -> dict[str, tuple[int, int] | None]:
    """Give the root ("") and the visible folders in it, each with its identity; links are not followed."""
    found = {"": identity(root)}
    if found[""] is None:
        return {}
    try:
        with os.scandir(root) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                    found[entry.name] = identity(root / entry.name)
    except OSError:
        return found
    return found
