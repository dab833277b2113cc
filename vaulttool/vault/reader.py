"""The one reader: bytes, hash and state of a file in one value."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from vaulttool.notes.edit import content_hash
from vaulttool.notes.problem import Problem
from vaulttool.vault.locate import Unreadable, locate, unreadable

__all__ = ["LARGEST", "Source", "Stat", "Unreadable", "is_dataless", "read_file", "read_source"]

LARGEST = 50_000_000
"""Bytes; a larger file is no note."""

SF_DATALESS = 0x40000000
"""Flag of macOS (sys/stat.h): the content lies in the cloud, and reading would download it (FAULTS D10)."""

_ATTEMPTS = 4
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


# Named tuples, as one of each is made for every note of a vault.
class Stat(NamedTuple):
    """What tells that a file has changed (FAULTS A13: no single one of them does)."""

    size: int
    """Bytes."""
    mtime_ns: int
    ctime_ns: int
    inode: int
    device: int
    nlink: int
    mode: int

    @classmethod
    def of(cls, found: os.stat_result) -> "Stat":
        """Take what matters from a result of stat."""
        return cls(
            found.st_size,
            found.st_mtime_ns,
            found.st_ctime_ns,
            found.st_ino,
            found.st_dev,
            found.st_nlink,
            found.st_mode,
        )


class Source(NamedTuple):
    """A file as it was at one moment: content and state belong together."""

    path: str
    """As asked for: in the vault, POSIX."""
    content: bytes
    hash: str
    """`content_hash` of the content."""
    stat: Stat


def read_source(root: Path, path: str) -> Source:
    """Read a file of the vault.

    A file that changes while it is read is read again. Links are followed inside the vault only; what is no
    regular file is never opened, so that no pipe can hold the run up. Raises Unreadable.
    """
    place, found = locate(root, path)
    for _ in range(_ATTEMPTS):
        _refuse_unfit(path, found)
        try:
            content, found, rested = _read_once(place)
        except FileNotFoundError as error:
            raise Unreadable(Problem(path, None, "the file is not there", rule="absent")) from error
        except (OSError, ValueError) as error:
            raise Unreadable(unreadable(path, error)) from error
        if rested:
            return Source(path, content, content_hash(content), Stat.of(found))
    raise Unreadable(
        Problem(path, None, "the file is being written right now", "Try again in a moment.", "moving")
    )


def read_file(descriptor: int, size: int) -> bytes:
    """Read an open file from its start to its end, `size` bytes or more."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    first = os.read(descriptor, size + 1)
    if len(first) == size:
        return first
    parts = [first]
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
        if sum(map(len, parts)) > LARGEST:
            break
    return b"".join(parts)


def is_dataless(found: os.stat_result) -> bool:
    """Tell whether the content of a file is not on this machine."""
    return bool(getattr(found, "st_flags", 0) & SF_DATALESS)


def _read_once(place: str) -> tuple[bytes, os.stat_result, bool]:
    """Give content, state, and whether the file rested meanwhile."""
    descriptor = os.open(place, _FLAGS)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode) or before.st_size > LARGEST or is_dataless(before):
            return b"", before, False
        content = read_file(descriptor, before.st_size)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    rested = (
        before.st_mtime_ns == after.st_mtime_ns
        and before.st_ctime_ns == after.st_ctime_ns
        and before.st_size == after.st_size == len(content)
    )
    return content, after, rested


def _refuse_unfit(path: str, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(Problem(path, None, "this is no regular file", rule="not-a-file"))
    if found.st_size > LARGEST:
        what = f"the file is larger than {LARGEST // 1_000_000} MB"
        raise Unreadable(Problem(path, None, what, "Notes of this size are left alone.", "too-large"))
    if is_dataless(found):
        raise Unreadable(
            Problem(
                path,
                None,
                "the content of this file is not on this machine",
                "Let your sync program download it.",
                "not-downloaded",
            )
        )
