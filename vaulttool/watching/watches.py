"""The system's events of a vault: who watches which folder, and whether they still do."""

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterator, Set
from importlib import import_module
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

from vaulttool.watching.kernel_watches import watched_inodes
from vaulttool.watching.obstacles import identity
from vaulttool.watching.pulse import Pulse

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

PAIRING = 0.02
"""Seconds for which watchdog holds up every event after a file that was moved out (FAULTS B9).

It waits for the other half of the move, half a second by itself. We look at each path alone; only a folder
that moves within the vault needs its two halves together, and they come at once.
"""
ENDING = 5.0
"""Seconds in which the threads of a watching that is given up may end."""

Put = Callable[[str | bytes], None]


class _Teller(FileSystemEventHandler):
    """Puts every path that an event names into the inbox; what happened there is found by looking."""

    def __init__(self, put: Put, ring: Callable[[str], None]) -> None:
        self._put = put
        self._ring = ring

    def on_any_event(self, event: FileSystemEvent) -> None:
        try:
            for path in (event.src_path, event.dest_path):
                if path:
                    self._put(path)
        except Exception:  # one that leaves here would end the thread that tells all events (FAULTS B2)
            self._ring("an event could not be taken in")


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
    `alarm` (told the reason for a look at everything) are called from other threads. `own` is a file of ours
    by whose opening the watching is tried, see `Pulse`.
    """

    def __init__(
        self,
        root: Path,
        put: Put,
        alarm: Callable[[str], None],
        own: Path | None = None,
        make: Callable[[], Any] = Observer,
    ) -> None:
        self._root = root
        self._teller = _Teller(put, alarm)
        self._alarm = _Alarm(alarm)
        self._pulse = Pulse(own) if own is not None else None
        self._make = make
        self._observer: BaseObserver | None = None
        self._watched: dict[str, tuple[ObservedWatch, tuple[int, int] | None]] = {}
        self._told: set[str] = set()
        """Those of them that stood in the kernel's list when they were made: overlays number folders anew."""
        self.unwatched: tuple[str, ...] = ()
        """Folders that the system gave no watch for: they are looked at by the clock."""

    def start(self) -> None:
        """Begin to watch; OSError where not even the root can be watched."""
        # What is said when the watching has ended goes nowhere, instead of to the terminal.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        logging.getLogger("watchdog").addHandler(self._alarm)
        logging.getLogger("watchdog").propagate = False
        _pair_quickly()
        self._observer = self._make()
        self._observer.start()
        if self._pulse is not None:
            self._pulse.begin(self._observer)
        self.reconcile()
        if "" not in self._watched:
            self.stop()
            raise OSError(0, "the system gives no watch for the vault's folder")

    def stop(self) -> None:
        """End all threads of the watching; one that hangs is left to itself."""
        logging.getLogger("watchdog").removeHandler(self._alarm)
        if self._observer is not None and self._observer.is_alive():
            # In a thread of its own, for watchdog waits here for its reader, and that may be what hangs.
            ending = threading.Thread(target=_end, args=(self._observer,), daemon=True)
            ending.start()
            ending.join(ENDING)
        self._observer = None
        self._watched = {}
        self.unwatched = ()

    @property
    def is_on(self) -> bool:
        """Whether the watching was begun."""
        return self._observer is not None

    def restart(self) -> None:
        """Begin anew, as after the root was made again."""
        self.stop()
        self.start()

    def is_alive(self) -> bool:
        """Say whether all threads run, the system watches for us, and what it tells comes here."""
        if self._observer is None or not self._observer.is_alive():
            return False
        reader = getattr(self._observer, "_inotify_fd", None)
        threads = (*self._observer.emitters, *([reader] if reader is not None else ()))
        if not all(thread.is_alive() for thread in threads):
            return False
        if self._unwatched_by_the_kernel():
            return False
        return self._pulse is None or self._pulse.beat()

    def reconcile(self) -> bool:
        """Watch the folders that are there now; say whether any was added."""
        if self._observer is None:
            return False
        there = _folders(self._root)
        dead = self._unwatched_by_the_kernel()
        for name, (watch, seen) in list(self._watched.items()):
            if there.get(name) != seen or name in dead or not self._is_emitting(watch):
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
        inodes = watched_inodes() or frozenset()
        self._told = {name for name, (_, seen) in self._watched.items() if seen and seen[1] in inodes}
        self.unwatched = (*missing, *self._silent_folders(inodes))
        return added

    def _schedule(self, name: str) -> ObservedWatch:
        assert self._observer is not None
        path = str(self._root / name) if name else str(self._root)
        return self._observer.schedule(self._teller, path, recursive=bool(name), event_filter=FILTER)

    def _unwatched_by_the_kernel(self) -> set[str]:
        """Give the folders whose watch the system has ended by itself, as for a disk that was unmounted."""
        inodes = watched_inodes()
        if inodes is None:
            return set()
        told = [(name, seen) for name, (_, seen) in self._watched.items() if name in self._told]
        return {name for name, seen in told if seen and seen[1] not in inodes}

    def _is_emitting(self, watch: ObservedWatch) -> bool:
        assert self._observer is not None
        return any(emitter.watch == watch and emitter.is_alive() for emitter in self._observer.emitters)

    def _silent_folders(self, inodes: Set[int]) -> list[str]:
        """Find folders below a watched one that got no watch; watchdog does not say so (FAULTS B3)."""
        if len(self._told) < len(self._watched):
            return []
        roots = [name for name in self._watched if name]
        return [place for name in roots for place, inode in _below(self._root, name) if inode not in inodes]


def _pair_quickly() -> None:
    """Shorten watchdog's wait for the other half of a move; its versions keep it in different places."""
    for place, name in (
        ("inotify_move_event_grouper", "InotifyMoveEventGrouper"),
        ("inotify_buffer", "InotifyBuffer"),
    ):
        with contextlib.suppress(ImportError, AttributeError):
            getattr(import_module(f"watchdog.observers.{place}"), name).delay = PAIRING


def _end(observer: BaseObserver) -> None:
    observer.stop()
    observer.join(ENDING)


def _below(root: Path, name: str) -> Iterator[tuple[str, int]]:
    """Give the visible folders below one in the root, by path in the vault, with their inodes."""
    waiting = [name]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(root / place) as entries:
                folders = [one for one in entries if one.name[0] != "." and one.is_dir(follow_symlinks=False)]
            found = [(f"{place}/{one.name}", one.stat(follow_symlinks=False).st_ino) for one in folders]
        except OSError:  # gone since, or not ours to read: what cannot be looked at cannot be watched either
            continue
        yield from found
        waiting += [path for path, _ in found]


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
