"""The index: what was recognised in each note, kept in the cache folder, never trusted over the files."""

import contextlib
import hashlib
import pickle
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import vaulttool
from vaulttool.vault.facts import NoteFacts
from vaulttool.vault.places import open_private
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import FileStat

SCHEMA = 4
GRAIN_NS = 20_000_000
"""A file changed this shortly before it was read may change again without a new mtime.

git calls it racily clean.
"""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (
  path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER,
  read_at INTEGER, facts BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS known (path TEXT PRIMARY KEY, here INTEGER) WITHOUT ROWID;
"""


class Index:
    """One vault's index. Whatever is wrong with its file, the answer is the same as without it."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._file = folder / "index.sqlite"
        self._version = _version_of(settings)
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> "Index":
        try:
            self._connection = self._open()
        except (sqlite3.Error, OSError):
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
            try:
                self._connection = self._open()
            except (sqlite3.Error, OSError):
                self._connection = None
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        import os

        os.close(open_private(self._file, os.O_RDWR))
        connection = sqlite3.connect(self._file, timeout=5, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.executescript(_TABLES)
        found = connection.execute("SELECT value FROM meta WHERE key='version'").fetchone()
        if found is None or found[0] != self._version:
            # What stood in notes is read anew; which notes were here stays true.
            connection.execute("DELETE FROM note")
            connection.execute("REPLACE INTO meta VALUES ('version', ?)", (self._version,))
        return connection

    def still_true(self, walked: Iterable[FileStat]) -> dict[str, NoteFacts]:
        """Give the facts of all files that have not changed since they were read."""
        if self._connection is None:
            return {}
        try:
            rows = {
                row[0]: row[1:]
                for row in self._connection.execute(
                    "SELECT path, size, mtime, ctime, inode, read_at, facts FROM note"
                )
            }
        except sqlite3.Error:
            return {}
        return dict(_unchanged(walked, rows))

    def keep(
        self, walked: Iterable[FileStat], facts: Mapping[str, NoteFacts], known: Mapping[str, NoteFacts]
    ) -> None:
        """Take in what was read anew, forget the facts of what is gone. A locked index stays as it is."""
        if self._connection is None:
            return
        now = time.time_ns()
        fresh = [
            (f.path, f.size, f.mtime_ns, f.ctime_ns, f.inode, now, pickle.dumps(facts[f.path], protocol=5))
            for f in walked
            if f.path in facts and f.path not in known and facts[f.path].hash
        ]
        try:
            seen = {row[0] for row in self._connection.execute("SELECT path FROM known WHERE here")}
            gone = seen - set(facts)
            if not fresh and not gone:
                return
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("REPLACE INTO note VALUES (?,?,?,?,?,?,?)", fresh)
            self._connection.executemany("REPLACE INTO known VALUES (?, 1)", ((row[0],) for row in fresh))
            self._connection.executemany("UPDATE known SET here=0 WHERE path=?", ((path,) for path in gone))
            self._connection.executemany("DELETE FROM note WHERE path=?", ((path,) for path in gone))
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def last_seen(self) -> frozenset[str]:
        """Give the paths of the notes that were here at the last look."""
        if self._connection is None:
            return frozenset()
        try:
            return frozenset(row[0] for row in self._connection.execute("SELECT path FROM known WHERE here"))
        except sqlite3.Error:
            return frozenset()

    def ever_seen(self) -> frozenset[str]:
        """Give the paths of all notes that this device has ever read in this vault."""
        if self._connection is None:
            return frozenset()
        try:
            return frozenset(row[0] for row in self._connection.execute("SELECT path FROM known"))
        except sqlite3.Error:
            return frozenset()


def _unchanged(
    walked: Iterable[FileStat], rows: Mapping[str, tuple[int, int, int, int, int, bytes]]
) -> Iterator[tuple[str, NoteFacts]]:
    for file in walked:
        row = rows.get(file.path)
        if row is None or row[:4] != (file.size, file.mtime_ns, file.ctime_ns, file.inode):
            continue
        if row[4] - max(file.mtime_ns, file.ctime_ns) < GRAIN_NS:
            continue
        try:
            facts = pickle.loads(row[5])
        except (
            pickle.UnpicklingError,
            AttributeError,
            ImportError,
            EOFError,
            TypeError,
            ValueError,
            IndexError,
        ):
            continue
        if isinstance(facts, NoteFacts):
            yield file.path, facts


def _version_of(settings: Settings) -> str:
    """Give the name of everything but the notes that facts depend on: schema, rules, words, settings."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{SCHEMA} {vaulttool.__version__} {sorted(asdict(settings).items(), key=str)}".encode())
    for package in ("notes", "evidence", "network", "vault"):
        for entry in sorted(_sources(files("vaulttool") / package), key=str):
            digest.update(entry)
    return digest.hexdigest()


def _sources(folder: object) -> Iterator[bytes]:
    """Give size and time of every source file: an edited rule or word list makes the index new."""
    for entry in sorted(Path(str(folder)).rglob("*")):
        if entry.suffix in (".py", ".toml"):
            found = entry.stat()
            yield f"{entry.name} {found.st_size} {found.st_mtime_ns}".encode()
