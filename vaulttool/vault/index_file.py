"""The index's file: SQLite in the cache folder, which may be damaged, locked or not there without harm."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from vaulttool.vault.places import open_private

_APPLICATION = 0x7661_7574

Row = tuple[Any, ...]


class Moved(Exception):
    """Another process has written meanwhile: what was to be kept was made from an older state."""


class IndexFile:
    """A database that is made anew without a word where it is damaged, foreign or of another schema."""

    def __init__(
        self, file: Path | None, schema: int, tables: str, begin: Callable[[sqlite3.Connection], None]
    ) -> None:
        """`begin` is called on each opening: it forgets what no longer holds.

        Without a file it is one that has no name, and is gone when it is closed.
        """
        self._file = file
        self._schema = schema
        self._tables = tables
        self._begin = begin
        self._connection: sqlite3.Connection | None = None
        self.failures = 0
        """How often it could not answer: what was given then is not what was kept."""

    def open(self) -> None:
        """Open it; where that cannot be done, it answers nothing and keeps nothing."""
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

    def close(self) -> None:
        """Close it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def is_usable(self) -> bool:
        """Whether it is open."""
        return self._connection is not None

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Row]:
        """Give the answer to a query; nothing where the index cannot answer."""
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []
        except UnicodeEncodeError:  # no text of a note: bytes of a command line
            return []

    def column(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Give the first column of an answer."""
        return [row[0] for row in self.rows(query, values)]

    def write(self, change: Callable[[sqlite3.Connection], None]) -> bool:
        """Make a change as a whole; say whether it was made. Where the change raises, nothing is."""
        if self._connection is None:
            return False
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            change(self._connection)
            self._connection.execute("COMMIT")
            return True
        except sqlite3.Error as error:
            self._roll_back()
            self._give_up(error)
            return False
        except BaseException:
            self._roll_back()
            raise

    @contextlib.contextmanager
    def taken_back(self, change: Callable[[sqlite3.Connection], None]) -> Iterator[bool]:
        """Make a change for as long as the context lasts; say whether it could be made."""
        is_made = False
        if self._connection is not None:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                change(self._connection)
                is_made = True
            except sqlite3.Error as error:
                self._roll_back()
                self._give_up(error)
            except BaseException:
                self._roll_back()
                raise
        try:
            yield is_made
        finally:
            if is_made:
                self._roll_back()

    def rewrite(self, change: Callable[[sqlite3.Connection], None]) -> None:
        """Make a change that leaves no byte behind of what it takes away; where it cannot, begin anew."""
        if self._connection is None:
            return
        try:
            self._connection.execute("PRAGMA secure_delete=ON")
            if self.write(change) and self._connection is not None:
                self._connection.execute("VACUUM")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return
        except sqlite3.Error:  # busy or damaged: a new one is made of the notes that are here
            pass
        self.begin_anew()

    @contextlib.contextmanager
    def one_state(self) -> Iterator[None]:
        """Let all that is asked meanwhile be answered from one state, whoever writes."""
        self.rows("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def begin_anew(self) -> None:
        """Throw away what turned out to be damaged."""
        self.close()
        self._throw_away()
        self.open()

    def _roll_back(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.execute("ROLLBACK")

    def _connect(self) -> sqlite3.Connection:
        if self._file is not None:
            os.close(open_private(self._file, os.O_RDWR))
        connection = sqlite3.connect(self._file or "", timeout=5, isolation_level=None)
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
        if (own, schema) != (_APPLICATION, self._schema):
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("another program's, or of another schema")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(self._tables)
            connection.execute(f"PRAGMA application_id={_APPLICATION}")
            connection.execute(f"PRAGMA user_version={self._schema}")
        self._begin(connection)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Work without the index where it is busy; begin a new one where it is damaged."""
        self.failures += 1
        if not _is_busy(error) and self._connection is not None:
            self.begin_anew()

    def _throw_away(self) -> None:
        if self._file is None:
            return
        for name in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self._file.with_name(self._file.name + name).unlink(missing_ok=True)


def pack(content: bytes) -> bytes:
    """Give bytes with a checksum."""
    return crc32(content).to_bytes(4, "big") + content


def is_whole(blob: object) -> bool:
    """Say whether every byte of what was packed is what it was."""
    return isinstance(blob, bytes) and crc32(memoryview(blob)[4:]).to_bytes(4, "big") == blob[:4]


def unpack(blob: object, load: Callable[[memoryview], Any]) -> Any:
    """Give what was packed; None where a byte of it is not what it was."""
    if not isinstance(blob, bytes) or not is_whole(blob):
        return None
    return load(memoryview(blob)[4:])


def _is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
