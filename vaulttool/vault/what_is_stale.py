"""Which files are as they were when they were read: decided here and nowhere else.

A note is stale whose size, times or inode differ from what they were, or that was read so soon after its last
change that another change could hide behind the same times.
"""

import hashlib
import marshal
import time
from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vaulttool.vault.index_file import IndexFile, unpack
from vaulttool.vault.note_shares import NEVER_BELIEVED, NEVER_READ, STATS_OF, Stat, Stats, share_of
from vaulttool.vault.walk import FileStat

if TYPE_CHECKING:
    from vaulttool.vault.note_facts import NoteFacts

GRAIN_NS = 20_000_000
"""A file changed this shortly before it was read may change again without a new mtime.

git calls it racily clean.
"""
COARSE_GRAIN_NS = 2_000_000_000
"""The same where times are whole seconds, as on FAT."""


class WhatIsStale:
    """The sizes and times under which notes were read, and how the files compare with them."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file
        self._opened_ns = 0
        self._stats: Stats | None = None
        self._comparison: tuple[Sequence[FileStat], list[FileStat], list[str]] | None = None
        self._named: tuple[Sequence[FileStat], bytes] | None = None

    def reading_begins(self) -> None:
        """Take in that notes are read from now on."""
        self._opened_ns = time.time_ns()
        self.look_anew()

    def look_anew(self) -> None:
        """Forget what the index said: it may say something else."""
        self._stats, self._comparison, self._named = None, None, None

    def kept(self) -> Stats:
        """Give what is kept of all notes."""
        if self._stats is None:
            stats: Stats = {}
            for blob in self._file.column("SELECT stats FROM share"):
                stats.update(unpack(blob, marshal.loads) or {})
            self._stats = stats
        return self._stats

    def compared(self, walked: Sequence[FileStat]) -> tuple[list[FileStat], list[str]]:
        """Give the files that are not as they were, and the paths of those that are not here."""
        if self._comparison is None or self._comparison[0] is not walked:
            if self.is_known(walked):
                self._comparison = walked, [], []
            else:
                left = self.kept().copy()
                stale = [file for file in walked if left.pop(file[0], None) != file[1:5]]
                self._comparison = walked, stale, sorted(left)
        return self._comparison[1], self._comparison[2]

    def is_known(self, walked: Sequence[FileStat]) -> bool:
        """Say whether the index knows this very state of all files as one in which nothing is stale."""
        return self._file.column("SELECT value FROM meta WHERE key='state'") == [self.name_of(walked)]

    def name_of(self, walked: Sequence[FileStat]) -> bytes:
        """Give a name for the state of all files."""
        if self._named is None or self._named[0] is not walked:
            self._named = walked, _fingerprint(walked)
        return self._named[1]

    def are_true(self, files: Sequence[FileStat]) -> bool:
        """Say whether some files are as they were; no other is looked at."""
        kept: Stats = {}
        for number in {share_of(file.path) for file in files}:
            for blob in self._file.column(STATS_OF, (number,)):
                kept |= unpack(blob, marshal.loads) or {}
        return all(kept.get(file.path) == file[1:5] for file in files)

    def changed(self, fresh: Mapping[str, Stat], gone: frozenset[str]) -> None:
        """Take in what was just written, as if it was all looked at anew."""
        if self._stats is None:
            self._comparison = None
            return
        self._stats.update(fresh)
        for path in gone:
            self._stats.pop(path, None)
        if self._comparison is not None:
            walked, stale, went = self._comparison
            doubtful = {file.path for file in stale}.union(fresh)
            files = (file for file in walked if file.path in doubtful)
            stale = [file for file in files if self._stats.get(file.path) != file[1:5]]
            self._comparison = walked, stale, [path for path in went if path not in gone]

    def to_keep(self, file: FileStat, facts: "NoteFacts") -> Stat:
        """Give what is to be kept of a file that was read just now."""
        if not facts.hash:
            was_read = self.kept().get(file.path, NEVER_READ) != NEVER_READ
            return NEVER_BELIEVED if was_read else NEVER_READ
        grain = COARSE_GRAIN_NS if file.mtime_ns % 1_000_000_000 == 0 else GRAIN_NS
        is_racy = self._opened_ns - max(file.mtime_ns, file.ctime_ns) < grain
        return (-1 if is_racy else file.size, file.mtime_ns, file.ctime_ns, file.inode)


def _fingerprint(walked: Sequence[FileStat]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    if walked:
        paths, *numbers = zip(*walked, strict=True)
        digest.update("\0".join(paths).encode("utf-8", "surrogatepass"))
        for column in numbers[:4]:
            try:
                digest.update(array("q", column))
            except OverflowError:
                digest.update(repr(column).encode())
    return digest.digest()
