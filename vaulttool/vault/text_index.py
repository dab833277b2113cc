"""The words of all notes (SQLite FTS5), in the cache folder: to find, and nothing else.

It is a cache of the files like the index, of whatever age: `refresh` reads what changed since. Where it is
damaged or another program's it is made anew; where there is no folder for it, it is made in memory.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from vaulttool.vault.locate import Unreadable
from vaulttool.vault.places import open_private
from vaulttool.vault.reader import read_source
from vaulttool.vault.walk import FileStat

NAME = "text.sqlite"
_VERSION = 1
_MOST_BYTES = 1_000_000
"""Of a note; what stands behind is not found."""
_TABLES = """
CREATE TABLE note (id INTEGER PRIMARY KEY, path TEXT UNIQUE, stat TEXT);
CREATE VIRTUAL TABLE words USING fts5(text, tokenize="unicode61 remove_diacritics 2", prefix="2 3");
"""


@contextlib.contextmanager
def text_index(folder: Path | None) -> Iterator["TextIndex"]:
    """Open the words of a vault that are kept in `folder`; None: in memory, for this once."""
    connection = _open(folder)
    try:
        yield TextIndex(connection)
    finally:
        connection.close()


class TextIndex:
    """An open index of words."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def stale(self, files: Sequence[FileStat]) -> list[FileStat]:
        """Give the files whose words are not known as they are now."""
        known = dict(self._connection.execute("SELECT path, stat FROM note"))
        return [file for file in files if known.get(file.path) != _stat(file)]

    def refresh(self, root: Path, files: Sequence[FileStat], stale: Iterable[FileStat]) -> None:
        """Read the stale files, and forget those that are not among `files` any more."""
        there = {file.path for file in files}
        with self._connection:
            gone = [
                path for (path,) in self._connection.execute("SELECT path FROM note") if path not in there
            ]
            for path in gone:
                self._forget(path)
            for file in stale:
                self._forget(file.path)
                self._take_in(root, file)

    def paths_with(self, word: str) -> frozenset[str]:
        """Give the notes with a word that begins so, in any case and with any accents, names included."""
        quoted = '"' + word.replace('"', '""') + '"*'
        query = "SELECT note.path FROM words JOIN note ON note.id = words.rowid WHERE words MATCH ?"
        return frozenset(path for (path,) in self._connection.execute(query, (quoted,)))

    def _forget(self, path: str) -> None:
        row = self._connection.execute("SELECT id FROM note WHERE path = ?", (path,)).fetchone()
        if row is not None:
            self._connection.execute("DELETE FROM words WHERE rowid = ?", row)
            self._connection.execute("DELETE FROM note WHERE id = ?", row)

    def _take_in(self, root: Path, file: FileStat) -> None:
        try:
            content = b"" if file.is_evicted else read_source(root, file.on_disk).content[:_MOST_BYTES]
        except Unreadable:
            return
        path = file.path.encode("utf-8", "replace").decode()
        text = f"{path.removesuffix('.md')}\n{content.decode('utf-8', 'replace')}"
        values = (file.path, _stat(file))
        made = self._connection.execute("INSERT INTO note (path, stat) VALUES (?, ?)", values)
        self._connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (made.lastrowid, text))


def _stat(file: FileStat) -> str:
    return f"{file.size} {file.mtime_ns} {file.ctime_ns} {file.inode}"


def _open(folder: Path | None) -> sqlite3.Connection:
    for file in [folder / NAME] * 2 if folder is not None else ():
        with contextlib.suppress(OSError):
            os.close(open_private(file, os.O_RDWR))
        try:
            return _prepared(file)
        except sqlite3.OperationalError:  # busy, or the folder is full or may not be written
            break
        except sqlite3.DatabaseError:
            forget_text(file.parent)
    return _prepared(":memory:")


def _prepared(file: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=5)
    try:
        _prepare(connection)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def forget_text(folder: Path) -> None:
    """Throw the kept words away."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            (folder / f"{NAME}{ending}").unlink(missing_ok=True)


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing. Raises DatabaseError for a file that is not ours."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if tables and (version != _VERSION or not {"note", "words"} <= tables):
        raise sqlite3.DatabaseError("another program's, or of another version")
    if not tables:
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version={_VERSION}")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("SELECT count(*) FROM note").fetchone()
