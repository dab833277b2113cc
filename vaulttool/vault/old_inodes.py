"""Files that lost their name to us, watched for late words.

An editor that opened a note before our exchange writes to the old file afterwards, which has no name any
more (FAULTS A2). A descriptor still reaches it.
"""

import contextlib
import datetime as dt
import os
from collections import deque
from dataclasses import dataclass

from vaulttool.notes.edit import content_hash
from vaulttool.notes.problem import Problem
from vaulttool.vault.kept_copies import keep_bytes
from vaulttool.vault.reader import read_file

_MOST = 64
"""Descriptors held at once; a process of macOS may have 256."""


@dataclass(slots=True)
class _Held:
    descriptor: int
    path: str
    place: str
    known: str
    """Hash of the content that is safe elsewhere."""
    seen: str
    """Hash at the last look."""
    until: float
    time: dt.datetime


class OldInodes:
    """The old files of the last seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._held: deque[_Held] = deque()
        self._told: list[Problem] = []

    def __len__(self) -> int:
        return len(self._held)

    def hold(
        self, descriptor: int, path: str, place: str, known: str, clock: float, time: dt.datetime
    ) -> None:
        """Watch an open file (its descriptor is ours from now on) that is known to hold `known`.

        `clock` is in seconds of a monotonic clock, `time` is for the name of a copy.
        """
        if os.name != "posix":
            os.close(descriptor)  # Windows deletes no file that is open
            return
        self._held.append(_Held(descriptor, path, place, known, known, clock + self._seconds, time))
        while len(self._held) > _MOST:
            self._let_go(self._held.popleft())

    def look(self, clock: float, last: bool = False) -> list[Problem]:
        """Keep copies of late words that rest since the look before; tell of each.

        Files whose time has come are looked at once more and let go; `last` lets go of all.
        """
        staying: deque[_Held] = deque()
        while self._held:
            held = self._held.popleft()
            if last or clock >= held.until:
                self._let_go(held)
            else:
                self._keep_if_rested(held, at_once=False)
                staying.append(held)
        self._held = staying
        told, self._told = self._told, []
        return told

    def _let_go(self, held: _Held) -> None:
        self._keep_if_rested(held, at_once=True)
        with contextlib.suppress(OSError):  # nothing was written to it
            os.close(held.descriptor)

    def _keep_if_rested(self, held: _Held, at_once: bool) -> None:
        try:
            content = read_file(held.descriptor, os.fstat(held.descriptor).st_size)
            found = content_hash(content)
            rested, held.seen = found == held.seen, found
            # An empty file is an editor between truncating and writing, or one that never wrote.
            if found == held.known or not content or not (rested or at_once):
                return
            held.known = found
            copy = keep_bytes(content, held.place, held.time)
        except OSError as error:
            self._told.append(
                Problem(
                    held.path,
                    None,
                    f"words saved while vaulttool wrote could not be kept ({error.strerror})",
                    "Compare the note with what your editor shows.",
                    "late-words",
                )
            )
            return
        self._told.append(late_words(held.path, copy))


def late_words(path: str, copy: str) -> Problem:
    """Say that a copy holds words that were saved while vaulttool wrote."""
    return Problem(
        path,
        None,
        f"another program saved this note while vaulttool wrote it; its words are in {copy}",
        "Bring the two together, then delete the copy.",
        "kept-copy",
    )
