"""A note that ends the whole process is found out, named, and left alone until it changes (FAULTS E10)."""

import contextlib
import json
import mmap
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from vaulttool.notes.problem import Problem
from vaulttool.vault.journal import write_whole
from vaulttool.vault.places import open_private
from vaulttool.vault.walk import FileStat, shown

_SIZE = 16_384
"""Bytes of the record: more than any path takes."""
TRIED = 60.0
"""Seconds in which a note that is read alone must be done."""

Try = Callable[[Path, str], bool]
"""From a vault and a note's name on disk: whether a process that reads it survives."""


def survives(root: Path, name: str) -> bool:
    """Read a note in a process of its own."""
    command = [sys.executable, "-P", "-m", "vaulttool.watching.try_note", os.fspath(root), name]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TRIED, check=False)
    except subprocess.TimeoutExpired:
        return False
    except OSError:
        return True  # cannot be tried, so nothing is said against it
    return done.returncode == 0


class CrashGuard:
    """Records which note is being read, in memory that outlives the process.

    A run that ends in the middle leaves the record behind. The next one has that note read in a process of
    its own: only if that ends as well, or hangs, is the note left alone. A machine that was switched off, or
    a daemon that was killed, says nothing against the note it was just reading.
    """

    def __init__(
        self,
        root: Path,
        state: Path,
        attempt: Try = survives,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        """Where the state folder cannot be used, nothing is recorded. `beat` is called before each note."""
        self._root = root
        self._record_file = state / "reading"
        self._skipped_file = state / "skipped.json"
        self._try = attempt
        self.beat = beat
        """Gives a sign of life."""
        self._record: mmap.mmap | None = None
        self._skipped: dict[str, list[int]] = {}

    def begin(self) -> Problem | None:
        """Look what the last run left behind; gives what is to be told of it."""
        self._skipped = self._read_skipped()
        suspect = self._suspect()
        self._open_record()
        if suspect is None:
            return None
        name, stamp = suspect
        if self._try(self._root, name):
            what = "the last run ended while it read this note; alone it was read without harm"
            return Problem(shown(name), None, what, "", "crash-tried")
        self._skipped[name] = stamp
        with contextlib.suppress(OSError):
            self._put(json.dumps(self._skipped).encode("utf-8", "surrogatepass"))
        return _crashed(name)

    def know_skipped(self) -> None:
        """Leave alone what is left alone, and record nothing: another process does."""
        self._skipped = self._read_skipped()

    def before(self, file: FileStat) -> Problem | None:
        """Say that a note is read next; gives why it must not be, if so."""
        self.beat()
        stamp = list(file[1:5])
        if self._skipped.get(file.on_disk) == stamp:
            return _crashed(file.path)
        if self._record is not None:
            said = json.dumps([file.on_disk, stamp]).encode()[: _SIZE - 1]
            self._record[: len(said) + 1] = said + b"\0"
        return None

    def done(self) -> None:
        """Say that no note is being read."""
        if self._record is not None:
            self._record[0] = 0

    def end(self) -> None:
        """Close the record."""
        if self._record is not None:
            self.done()
            self._record.close()
            self._record = None

    def _open_record(self) -> None:
        try:
            descriptor = open_private(self._record_file, os.O_RDWR)
        except OSError:
            return
        try:
            os.ftruncate(descriptor, _SIZE)
            write_whole(descriptor, bytes(_SIZE))  # a full disk is found here, and not as SIGBUS later
            self._record = mmap.mmap(descriptor, _SIZE)
        except (OSError, ValueError):
            self._record = None
        finally:
            os.close(descriptor)

    def _suspect(self) -> tuple[str, list[int]] | None:
        try:
            name, stamp = json.loads(self._record_file.read_bytes().partition(b"\0")[0])
            there = (self._root / name).lstat()
        except (OSError, ValueError, TypeError):
            return None
        now = [there.st_size, there.st_mtime_ns, there.st_ctime_ns, there.st_ino]
        return (name, stamp) if stamp == now else None

    def _read_skipped(self) -> dict[str, list[int]]:
        try:
            said = json.loads(self._skipped_file.read_bytes())
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

    def _put(self, content: bytes) -> None:
        descriptor = open_private(self._skipped_file, os.O_WRONLY | os.O_TRUNC)
        try:
            write_whole(descriptor, content)
        finally:
            os.close(descriptor)


def _crashed(path: str) -> Problem:
    what = "reading this note ended vaulttool, so it is left alone until it changes"
    return Problem(shown(path), None, what, "Please report it; the dates that it proves stay.", "crashed")
