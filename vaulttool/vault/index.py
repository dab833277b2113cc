"""The index: what was recognised in each note, kept in the cache folder, never trusted over the files.

What is stale is decided here and nowhere else: a note whose size, times or inode differ from what they were
when it was read, or that was read so soon after its last change that another change could hide behind the
same times. Whatever is wrong with the index, the answer is the same as without it.
"""

import contextlib
import datetime as dt
import hashlib
import marshal
import os
import pickle
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

from vaulttool.notes.problem import Problem
from vaulttool.vault.index_version import index_version
from vaulttool.vault.places import open_private
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import FileStat

if TYPE_CHECKING:
    from vaulttool.vault.note_facts import NoteFacts

SCHEMA = 8
GRAIN_NS = 20_000_000
"""A file changed this shortly before it was read may change again without a new mtime.

git calls it racily clean.
"""
COARSE_GRAIN_NS = 2_000_000_000
"""The same where times are whole seconds, as on FAT."""

_APPLICATION = 0x7661_7574
_SHARES = 256
"""Notes are kept in so many shares, by their paths: reading all is quick, changing one rewrites little."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS share (number INTEGER PRIMARY KEY, stats BLOB, facts BLOB);
CREATE TABLE IF NOT EXISTS gone (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""

Stats = dict[str, tuple[int, int, int, int]]
"""Path to size, mtime, ctime and inode at the moment when the facts were read; size -1 is never believed."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What `update` said when it last had nothing to write."""

    today: dt.date
    problems: tuple[Problem, ...]
    unread: tuple[Problem, ...]
    """Of notes that are missing from what is known."""
    left_out: tuple[str, ...] = ()
    """Notes of people that could not be written."""


class Index:
    """One vault's index; a context. A damaged file, or a foreign one, is replaced by a new one."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._file = folder / "index.sqlite"
        self._version = index_version(SCHEMA, settings)
        self._connection: sqlite3.Connection | None = None
        self._opened_ns = 0
        self._stats: Stats | None = None

    def __enter__(self) -> "Index":
        self._opened_ns = time.time_ns()
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def still_true(self, walked: Iterable[FileStat]) -> "dict[str, NoteFacts]":
        """Give the facts of all files that have not changed since they were read."""
        stats = self._stats_kept()
        unchanged = {file.path for file in walked if stats.get(file.path) == file[1:5]}
        return (
            {path: facts for path, facts in self._facts().items() if path in unchanged} if unchanged else {}
        )

    def keep(
        self, walked: Iterable[FileStat], facts: "Mapping[str, NoteFacts]", known: "Mapping[str, NoteFacts]"
    ) -> None:
        """Take in what was read anew, forget the facts of what is gone. A locked index stays as it is.

        `walked` are the files that were read since this index was opened, or earlier at rest; those in
        `known` came from it. `facts` are those of all notes.
        """
        fresh = {
            file.path: self._stat_to_keep(file)
            for file in walked
            if file.path in facts and file.path not in known and facts[file.path].hash
        }
        gone: list[str] = [path for path in self._stats_kept() if path not in facts]
        if fresh or gone:
            self._write(lambda connection: _merge(connection, fresh, gone, facts))
            self._stats = None

    def last_seen(self) -> frozenset[str]:
        """Give the paths of the notes that were here at the last look."""
        return frozenset(self._stats_kept())

    def ever_seen(self) -> frozenset[str]:
        """Give the paths of all notes that this device has ever read in this vault."""
        return self.last_seen().union(self._column("SELECT path FROM gone"))

    def let_go(self, paths: Collection[str]) -> None:
        """Forget that these notes were ever here, of which none is here now."""
        if paths:
            rows = [(path,) for path in paths]
            self._write(lambda connection: _forget_gone(connection, rows))

    def rest(self, walked: Sequence[FileStat], today: dt.date) -> Rest | None:
        """Give what `update` said of these very notes on this day, where it had nothing to write."""
        for blob in self._column("SELECT value FROM meta WHERE key='rest'"):
            said = _unpack(blob, pickle.loads)
            if said is not None and said[0] == _fingerprint(walked) and said[1].today == today:
                return cast("Rest", said[1])
        return None

    def keep_rest(self, walked: Sequence[FileStat], rest: Rest) -> None:
        """Keep what `update` said of these notes, unless one of them may have changed unseen since."""
        self._stats = None
        stats = self._stats_kept()
        if len(stats) == len(walked) and all(stats.get(file.path) == file[1:5] for file in walked):
            said = _pack(pickle.dumps((_fingerprint(walked), rest), protocol=5))
            self._write(lambda connection: _note_down(connection, said))

    def forget(self, gone: Iterable[str], changed: Iterable[str]) -> None:
        """Leave no byte of notes that are gone for good, as if they had never been, and none of older facts
        of those that changed."""
        connection = self._connection
        if connection is None:
            return
        try:
            connection.execute("PRAGMA secure_delete=ON")
            self._write(lambda open_one: _leave_out(open_one, frozenset(gone), frozenset(changed)))
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:  # busy or damaged: a new one is made of the notes that are here
            connection.close()
            self._connection = None
            self._throw_away()
        self._stats = None

    def _open(self) -> None:
        for _ in range(2):
            try:
                self._connection = self._connect()
                return
            except sqlite3.Error as error:
                if _is_busy(error):
                    return
                self._throw_away()
            except OSError:
                return

    def _connect(self) -> sqlite3.Connection:
        os.close(open_private(self._file, os.O_RDWR))
        connection = sqlite3.connect(self._file, timeout=5, isolation_level=None)
        try:
            self._prepare(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        own = connection.execute("PRAGMA application_id").fetchone()[0]
        schema = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("PRAGMA synchronous=OFF")
        if (own, schema) != (_APPLICATION, SCHEMA):
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("another program's, or of another schema")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA application_id={_APPLICATION}")
            connection.execute(f"PRAGMA user_version={SCHEMA}")
        found = connection.execute("SELECT value FROM meta WHERE key='version'").fetchone()
        if found is None or found[0] != self._version:
            _begin_anew(connection, self._version)

    def _stats_kept(self) -> Stats:
        if self._stats is None:
            stats: Stats = {}
            for blob in self._column("SELECT stats FROM share"):
                stats.update(_unpack(blob, marshal.loads) or {})
            self._stats = stats
        return self._stats

    def _facts(self) -> "dict[str, NoteFacts]":
        facts: dict[str, NoteFacts] = {}
        for blob in self._column("SELECT facts FROM share"):
            facts.update((one.path, one) for one in _unpack(blob, pickle.loads) or ())
        return facts

    def _stat_to_keep(self, file: FileStat) -> tuple[int, int, int, int]:
        grain = COARSE_GRAIN_NS if file.mtime_ns % 1_000_000_000 == 0 else GRAIN_NS
        is_racy = self._opened_ns - max(file.mtime_ns, file.ctime_ns) < grain
        return (-1 if is_racy else file.size, file.mtime_ns, file.ctime_ns, file.inode)

    def _column(self, query: str) -> list[Any]:
        """Give the first column of an answer; nothing where the index cannot answer."""
        if self._connection is None:
            return []
        try:
            return [row[0] for row in self._connection.execute(query)]
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _write(self, change: Callable[[sqlite3.Connection], None]) -> None:
        if self._connection is None:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            change(self._connection)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Work without the index where it is busy; begin a new one where it is damaged."""
        if not _is_busy(error) and self._connection is not None:
            self._connection.close()
            self._connection = None
            self._throw_away()
            self._open()

    def _throw_away(self) -> None:
        for name in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self._file.with_name(self._file.name + name).unlink(missing_ok=True)


def _merge(
    connection: sqlite3.Connection,
    fresh: Mapping[str, tuple[int, int, int, int]],
    gone: Iterable[str],
    facts: "Mapping[str, NoteFacts]",
) -> None:
    """Bring changes into the shares that they concern, as they stand now: another process may write too."""
    by_share: defaultdict[int, list[str]] = defaultdict(list)
    for path in (*fresh, *gone):
        by_share[crc32(path.encode("utf-8", "surrogatepass")) % _SHARES].append(path)
    for number, paths in by_share.items():
        row = connection.execute("SELECT stats, facts FROM share WHERE number=?", (number,)).fetchone()
        stats: Stats = (_unpack(row[0], marshal.loads) if row else None) or {}
        held = {one.path: one for one in (_unpack(row[1], pickle.loads) if row else None) or ()}
        for path in paths:
            if path in fresh:
                stats[path], held[path] = fresh[path], facts[path]
            else:
                stats.pop(path, None)
                held.pop(path, None)
        packed = _pack(marshal.dumps(stats)), _pack(pickle.dumps(tuple(held.values()), protocol=5))
        connection.execute("REPLACE INTO share VALUES (?,?,?)", (number, *packed))
    connection.executemany("INSERT OR IGNORE INTO gone VALUES (?)", ((path,) for path in gone))
    connection.executemany("DELETE FROM gone WHERE path=?", ((path,) for path in fresh))
    connection.execute("DELETE FROM meta WHERE key='rest'")


def _forget_gone(connection: sqlite3.Connection, rows: Sequence[tuple[str]]) -> None:
    connection.executemany("DELETE FROM gone WHERE path=?", rows)


def _leave_out(connection: sqlite3.Connection, gone: frozenset[str], changed: frozenset[str]) -> None:
    for number, stats_blob, facts_blob in connection.execute("SELECT * FROM share").fetchall():
        stats: Stats = _unpack(stats_blob, marshal.loads) or {}
        facts = _unpack(facts_blob, pickle.loads) or ()
        if (gone | changed).isdisjoint(stats):
            continue
        never = dict.fromkeys(changed & stats.keys(), (-1, 0, 0, 0))
        left = {path: stat for path, stat in (stats | never).items() if path not in gone}
        held = tuple(one for one in facts if one.path not in gone | changed)
        packed = _pack(marshal.dumps(left)), _pack(pickle.dumps(held, protocol=5))
        connection.execute("REPLACE INTO share VALUES (?,?,?)", (number, *packed))
    connection.executemany("DELETE FROM gone WHERE path=?", ((path,) for path in gone))
    connection.execute("DELETE FROM meta WHERE key='rest'")


def _begin_anew(connection: sqlite3.Connection, version: str) -> None:
    """Forget what stood in notes; that they were here stays true."""
    connection.execute("BEGIN IMMEDIATE")
    for number, blob in connection.execute("SELECT number, stats FROM share").fetchall():
        never = dict.fromkeys(_unpack(blob, marshal.loads) or (), (-1, 0, 0, 0))
        connection.execute("REPLACE INTO share VALUES (?,?,NULL)", (number, _pack(marshal.dumps(never))))
    connection.execute("DELETE FROM meta")
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (version,))
    connection.execute("COMMIT")


def _note_down(connection: sqlite3.Connection, rest: bytes) -> None:
    connection.execute("REPLACE INTO meta VALUES ('rest', ?)", (rest,))


def _fingerprint(walked: Sequence[FileStat]) -> bytes:
    """Give a name for the state of all files. Marshal's version 2 writes equal things equally."""
    return hashlib.blake2b(marshal.dumps([file[:5] for file in walked], 2), digest_size=16).digest()


def _pack(content: bytes) -> bytes:
    return crc32(content).to_bytes(4, "big") + content


def _unpack(blob: object, load: Callable[[memoryview], Any]) -> Any:
    """Give what was packed; None where a byte of it is not what it was."""
    if not isinstance(blob, bytes) or crc32(memoryview(blob)[4:]).to_bytes(4, "big") != blob[:4]:
        return None
    return load(memoryview(blob)[4:])


def _is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
