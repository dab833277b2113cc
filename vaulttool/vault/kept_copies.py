"""Copies beside a note of words that would else be lost."""

import contextlib
import datetime as dt
import os
import re
from itertools import count

from vaulttool.vault.exchange_files import rename_if_free
from vaulttool.vault.journal import append_whole, sync_folder

_KEPT = re.compile(r" \(vaulttool kept \d{4}-\d\d-\d\d \d{6}(?: \d+)?\)(?:\.[^./]*)?$")
_LONGEST = 255
"""Bytes of a file name, on nearly all file systems."""


def is_kept_copy(path: str) -> bool:
    """Tell whether a file is such a copy, by its name: `Ana (vaulttool kept 2026-11-24 093000).md`."""
    return bool(_KEPT.search(path))


def keep_file(file: str, note: str, now: dt.datetime) -> str:
    """Rename `file`, which holds somebody's words, to a kept copy of `note`; give the copy's name.

    The file itself is kept and not its bytes: whoever has it open goes on writing there.
    """
    for name in _names(note, now):
        with contextlib.suppress(FileExistsError):
            rename_if_free(file, os.path.join(os.path.dirname(note), name))
            return name
    raise AssertionError("there are endless names")  # pragma: no cover: there are


def keep_bytes(content: bytes, note: str, now: dt.datetime) -> str:
    """Write a kept copy of `note` with this content; give its name."""
    folder = os.path.dirname(note)
    for name in _names(note, now):
        with contextlib.suppress(FileExistsError):
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            descriptor = os.open(os.path.join(folder, name), flags, 0o666)
            try:
                append_whole(descriptor, content)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            sync_folder(folder)
            return name
    raise AssertionError("there are endless names")  # pragma: no cover: there are


def _names(note: str, now: dt.datetime) -> "map[str]":
    """Give names for a copy of `note`, the first without number."""
    stem, ending = os.path.splitext(os.path.basename(note))
    when = now.strftime("%Y-%m-%d %H%M%S")

    def name(number: int) -> str:
        mark = f" (vaulttool kept {when}{f' {number}' if number > 1 else ''}){ending}"
        room = _LONGEST - len(os.fsencode(mark))
        return os.fsencode(stem)[:room].decode("utf-8", "ignore") + mark

    return map(name, count(1))
