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
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zlib import crc32

from vaulttool.notes.problem import Problem
from vaulttool.vault.index_file import IndexFile, Moved, pack, unpack
from vaulttool.vault.index_version import index_version
from vaulttool.vault.places import open_private
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import FileStat

if TYPE_CHECKING:
    from vaulttool.vault.note_facts import NoteFacts
    from vaulttool.vault.vault_read import HeldDays

SCHEMA = 14
GRAIN_NS = 20_000_000
"""A file changed this shortly before it was read may change again without a new mtime.

git calls it racily clean.
"""
COARSE_GRAIN_NS = 2_000_000_000
"""The same where times are whole seconds, as on FAT."""

_SHARES, _SHARES_OF_FACTS = 1024, 8192
"""Notes are kept in so many shares, by their paths: reading all is quick, changing one rewrites little.

Facts are seldom read as a whole, and larger.
"""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE share (number INTEGER PRIMARY KEY, stats BLOB);
CREATE TABLE facts (number INTEGER PRIMARY KEY, facts BLOB);
CREATE TABLE gone (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE person (path TEXT PRIMARY KEY, contact BLOB, talks BLOB);
CREATE TABLE told (path TEXT PRIMARY KEY, people BLOB, more BLOB, problems BLOB);
CREATE INDEX told_wrong ON told (path) WHERE problems IS NOT NULL;
CREATE TABLE held (
    path TEXT PRIMARY KEY, contact INTEGER, met INTEGER, first INTEGER, last INTEGER
) WITHOUT ROWID;
CREATE TABLE note_name (name TEXT, path TEXT, folded TEXT, PRIMARY KEY (name, path)) WITHOUT ROWID;
CREATE TABLE stamp (stamp TEXT, path TEXT, PRIMARY KEY (stamp, path)) WITHOUT ROWID;
CREATE TABLE called (name TEXT, path TEXT, PRIMARY KEY (name, path)) WITHOUT ROWID;
CREATE TABLE word (word TEXT, path TEXT, is_first INTEGER, PRIMARY KEY (word, path)) WITHOUT ROWID;
CREATE TABLE open_in (note TEXT, person TEXT, PRIMARY KEY (note, person)) WITHOUT ROWID;
CREATE INDEX open_for ON open_in (person);
CREATE TABLE edge (target TEXT, path TEXT, PRIMARY KEY (target, path)) WITHOUT ROWID;
CREATE TABLE aimed (name TEXT, note TEXT, PRIMARY KEY (name, note)) WITHOUT ROWID;
CREATE TABLE meeting (note TEXT PRIMARY KEY, people BLOB) WITHOUT ROWID;
CREATE TABLE attended (person TEXT PRIMARY KEY, meetings INTEGER) WITHOUT ROWID;
CREATE INDEX attended_most ON attended (meetings);
"""
"""What stands in the tables from `person` on is known to `known_meaning` alone."""

OF_MEANING = (
    *("person", "told", "held", "note_name", "stamp", "called", "word", "edge", "open_in"),
    *("aimed", "meeting", "attended"),
)

_FACTS_OF = "SELECT facts FROM facts WHERE number=?"
_Stat = tuple[int, int, int, int]
Stats = dict[str, _Stat]
"""Path to size, mtime, ctime and inode at the moment when the facts were read; size -1 is never believed."""
_NEVER_READ: _Stat = (-2, 0, 0, 0)
"""Of a note that is here and could not be read yet: this device has not seen it."""
Change = Callable[[sqlite3.Connection], None]


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

    def __init__(self, folder: Path | None, settings: Settings) -> None:
        """Take the cache folder; without one all is kept in a file without a name, until it is closed."""
        self._version = index_version(SCHEMA, settings)
        file = folder / "index.sqlite" if folder is not None else None
        self.file = IndexFile(file, SCHEMA, _TABLES, self._forget_other_versions)
        self.folder = folder
        self._looked = folder / "looked" if folder is not None else None
        self._opened_ns = 0
        self._stats: Stats | None = None
        self._comparison: tuple[Sequence[FileStat], list[FileStat], list[str]] | None = None
        self._named: tuple[Sequence[FileStat], bytes] | None = None
        self._generation = 0

    def __enter__(self) -> "Index":
        self._opened_ns = time.time_ns()
        self.file.open()
        self._look_again()
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def reading_begins(self) -> None:
        """Take in that notes are read from now on; before the first time it was when the index was opened."""
        self._opened_ns = time.time_ns()
        self._look_anew()

    def paths(self) -> Collection[str]:
        """Give the paths of all notes that are known, read or not."""
        return self._stats_kept().keys()

    def has_moved(self) -> bool:
        """Say whether another process has written since this was last asked, or since an own change."""
        before = self._generation
        self._look_again()
        if self._generation == before:
            return False
        self._look_anew()
        return True

    def stale(self, walked: Sequence[FileStat]) -> list[FileStat]:
        """Give the files that are not as they were when they were read: what is known of them is not true."""
        return self._compared(walked)[0]

    def looked(self, walked: Sequence[FileStat] = ()) -> None:
        """Note down that all notes were looked at just now, and were `walked`."""
        if walked and not any(self._compared(walked)):
            name = self._name_of(walked)
            if self.file.column("SELECT value FROM meta WHERE key='state'") != [name]:
                self.file.write(lambda connection: self._keep_state(connection, name))
        if self._looked is not None:
            with contextlib.suppress(OSError):
                os.close(open_private(self._looked, os.O_WRONLY))
                os.utime(self._looked)

    def looked_at(self) -> float | None:
        """Give when all notes were last looked at, in seconds since 1970; None: never."""
        try:
            return self._looked.stat().st_mtime if self._looked is not None else None
        except OSError:
            return None

    def are_true(self, files: Sequence[FileStat]) -> bool:
        """Say whether some files are as they were when they were read; no other is looked at."""
        kept: Stats = {}
        for number in {_share_of(file.path) for file in files}:
            for blob in self.file.column("SELECT stats FROM share WHERE number=?", (number,)):
                kept |= unpack(blob, marshal.loads) or {}
        return all(kept.get(file.path) == file[1:5] for file in files)

    def seen_go(self) -> frozenset[str]:
        """Give the paths of the notes that this device has read once and saw go."""
        return frozenset(self.file.column("SELECT path FROM gone"))

    def gone(self, here: Sequence[FileStat]) -> list[str]:
        """Give the paths of the notes that were read and are not here."""
        return self._compared(here)[1]

    def still_true(self, walked: Sequence[FileStat]) -> "dict[str, NoteFacts]":
        """Give the facts of all files that have not changed since they were read."""
        stale = {file.path for file in self.stale(walked)}
        unchanged = {file.path for file in walked if file.path not in stale}
        if not unchanged:
            return {}
        return {path: facts for path, facts in self._facts().items() if path in unchanged}

    def facts_of(self, paths: Iterable[str]) -> "dict[str, NoteFacts]":
        """Give the facts of some notes as they were last read, true or not."""
        wanted = set(paths)
        numbers = {_share_of(path, _SHARES_OF_FACTS) for path in wanted}
        found: dict[str, NoteFacts] = {}
        for number in sorted(numbers):
            share = _unpacked_facts(self.file.column(_FACTS_OF, (number,)))
            found |= {path: facts for path, facts in share.items() if path in wanted}
        return found

    def keep(
        self,
        walked: Iterable[FileStat],
        facts: "Mapping[str, NoteFacts]",
        known: "Mapping[str, NoteFacts]",
        also: Change | None = None,
    ) -> bool:
        """Take in what was read anew, forget the facts of what is gone. A locked index stays as it is.

        `walked` are the files that were read since this index was opened, or earlier at rest; those in
        `known` came from it. `facts` are those of all notes. `also` is written with it; says whether it was.
        """
        fresh = [file for file in walked if file.path in facts and file.path not in known]
        gone = [path for path in self._stats_kept() if path not in facts]
        return self.change(fresh, gone, facts, also)

    def change(
        self,
        fresh: Iterable[FileStat],
        gone: Sequence[str],
        facts: "Mapping[str, NoteFacts]",
        also: Change | None = None,
    ) -> bool:
        """Take in the facts of `fresh` files, forget those that are gone; say whether that could be done.

        Raises Moved where another process has written since this one looked.
        Without `also` what notes mean together is forgotten: it is made from facts that are no more.
        """
        stats = {file.path: self._stat_to_keep(file, facts[file.path]) for file in fresh}
        if not stats and not gone and also is None:
            return True

        def write(connection: sqlite3.Connection) -> None:
            self._refuse_if_moved(connection, also is not None)
            _merge(connection, stats, gone, facts)
            (also or _forget_meaning)(connection)
            connection.execute("REPLACE INTO meta VALUES ('generation', ?)", (self._generation + 1,))

        is_done = False
        try:
            is_done = self.file.write(write)
        finally:
            self._changed(stats, frozenset(gone)) if is_done else self._look_anew()
            self._look_again()
        return is_done

    def keep_held(self, held: "Mapping[str, HeldDays]") -> None:
        """Keep which days stand in notes as they should; nothing where another process has written since."""
        from vaulttool.vault.meaning_rows import put_held

        def write(connection: sqlite3.Connection) -> None:
            self._refuse_if_moved(connection, True)
            put_held(connection, held)

        with contextlib.suppress(Moved):
            self.file.write(write)

    @contextlib.contextmanager
    def as_if(self, change: Change, not_for: type[Exception]) -> Iterator[bool]:
        """Let questions be answered as after a change, which is taken back; say whether they are.

        They are not where another process has written meanwhile, or where the change raises `not_for`.
        """

        def make(connection: sqlite3.Connection) -> None:
            self._refuse_if_moved(connection, True)
            change(connection)

        with contextlib.ExitStack() as stack:
            try:
                is_made = stack.enter_context(self.file.taken_back(make))
            except (Moved, not_for):
                is_made = False
            yield is_made

    @contextlib.contextmanager
    def as_it_is(self) -> Iterator[bool]:
        """Let several questions be answered from one state; say whether that is the one that was seen."""
        with self.file.one_state():
            found = self.file.column("SELECT value FROM meta WHERE key='generation'")
            yield bool(found) and found[0] == self._generation

    def last_seen(self) -> frozenset[str]:
        """Give the paths of the notes that were here at the last look."""
        return frozenset(path for path, stat in self._stats_kept().items() if stat != _NEVER_READ)

    def absent(self, here: Sequence[FileStat]) -> frozenset[str]:
        """Give the paths of the notes that this device has read in this vault and that are not here."""
        went = {path for path in self.gone(here) if self._stats_kept()[path] != _NEVER_READ}
        seen = self.seen_go()
        return seen.union(went).difference(file.path for file in here) if seen or went else frozenset()

    def ever_seen(self) -> frozenset[str]:
        """Give the paths of all notes that this device has ever read in this vault."""
        return self.last_seen().union(self.file.column("SELECT path FROM gone"))

    def let_go(self, paths: Collection[str]) -> None:
        """Forget that these notes were ever here, of which none is here now."""
        if paths:
            rows = [(path,) for path in paths]
            self.file.write(lambda connection: _forget_gone(connection, rows))

    def rest(self, walked: Sequence[FileStat], today: dt.date) -> Rest | None:
        """Give what `update` said of these very notes on this day, where it had nothing to write."""
        for blob in self.file.column("SELECT value FROM meta WHERE key='rest'"):
            said = unpack(blob, pickle.loads)
            if said is not None and said[1].today == today and said[0] == self._name_of(walked):
                return cast("Rest", said[1])
        return None

    def keep_rest(self, walked: Sequence[FileStat], rest: Rest) -> None:
        """Keep what `update` said of these notes, unless one of them may have changed unseen since."""
        if not self.stale(walked) and not self.gone(walked):
            said = pack(pickle.dumps((self._name_of(walked), rest), protocol=5))
            self.file.write(lambda connection: _note_down(connection, "rest", said))

    def forget(self, gone: Iterable[str], changed: Iterable[str]) -> None:
        """Leave no byte of notes that are gone for good, as if they had never been, and none of older facts
        of those that changed."""
        self.file.rewrite(lambda connection: _leave_out(connection, frozenset(gone), frozenset(changed)))
        self._look_anew()
        self._look_again()

    def _forget_other_versions(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("SELECT value FROM meta WHERE key='version'").fetchone()
        if found is None or found[0] != self._version:
            _begin_anew(connection, self._version)

    def _look_again(self) -> None:
        found = self.file.column("SELECT value FROM meta WHERE key='generation'")
        self._generation = found[0] if found and isinstance(found[0], int) else 0

    def _refuse_if_moved(self, connection: sqlite3.Connection, also_by_others: bool) -> None:
        found = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('version', 'generation')"))
        if found.get("version") != self._version:
            raise Moved
        if also_by_others and found.get("generation", 0) != self._generation:
            raise Moved

    def _keep_state(self, connection: sqlite3.Connection, name: bytes) -> None:
        """Keep under what name a look at all finds nothing new, unless another process has written."""
        with contextlib.suppress(Moved):
            self._refuse_if_moved(connection, True)
            _note_down(connection, "state", name)

    def _look_anew(self) -> None:
        self._stats, self._comparison, self._named = None, None, None

    def _changed(self, fresh: Mapping[str, _Stat], gone: frozenset[str]) -> None:
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

    def _compared(self, walked: Sequence[FileStat]) -> tuple[list[FileStat], list[str]]:
        """Give the files that are not as they were, and the paths of those that are not here: asked often."""
        if self._comparison is None or self._comparison[0] is not walked:
            if self.file.column("SELECT value FROM meta WHERE key='state'") == [self._name_of(walked)]:
                self._comparison = walked, [], []
            else:
                left = self._stats_kept().copy()
                stale = [file for file in walked if left.pop(file[0], None) != file[1:5]]
                self._comparison = walked, stale, sorted(left)
        return self._comparison[1], self._comparison[2]

    def _name_of(self, walked: Sequence[FileStat]) -> bytes:
        if self._named is None or self._named[0] is not walked:
            self._named = walked, _fingerprint(walked)
        return self._named[1]

    def _stats_kept(self) -> Stats:
        if self._stats is None:
            stats: Stats = {}
            for blob in self.file.column("SELECT stats FROM share"):
                stats.update(unpack(blob, marshal.loads) or {})
            self._stats = stats
        return self._stats

    def _facts(self) -> "dict[str, NoteFacts]":
        return _unpacked_facts(self.file.column("SELECT facts FROM facts"))

    def _stat_to_keep(self, file: FileStat, facts: "NoteFacts") -> _Stat:
        if not facts.hash:
            was_read = self._stats_kept().get(file.path, _NEVER_READ) != _NEVER_READ
            return (-1, 0, 0, 0) if was_read else _NEVER_READ
        grain = COARSE_GRAIN_NS if file.mtime_ns % 1_000_000_000 == 0 else GRAIN_NS
        is_racy = self._opened_ns - max(file.mtime_ns, file.ctime_ns) < grain
        return (-1 if is_racy else file.size, file.mtime_ns, file.ctime_ns, file.inode)


def _share_of(path: str, shares: int = _SHARES) -> int:
    return crc32(path.encode("utf-8", "surrogatepass")) % shares


def _unpacked_facts(blobs: Iterable[object]) -> "dict[str, NoteFacts]":
    return {one.path: one for blob in blobs for one in unpack(blob, pickle.loads) or ()}


def _merge(
    connection: sqlite3.Connection,
    fresh: Mapping[str, _Stat],
    gone: Iterable[str],
    facts: "Mapping[str, NoteFacts]",
) -> None:
    """Bring changes into the shares that they concern, as they stand now: another process may write too."""
    changed = (*fresh, *gone)
    seen: set[str] = set()
    for number, paths in _by_share(changed, _SHARES).items():
        row = connection.execute("SELECT stats FROM share WHERE number=?", (number,)).fetchone()
        stats: Stats = (unpack(row[0], marshal.loads) if row else None) or {}
        seen |= {path for path in paths if stats.get(path, _NEVER_READ) != _NEVER_READ}
        for path in paths:
            stats.pop(path, None)
            if path in fresh:
                stats[path] = fresh[path]
        connection.execute("REPLACE INTO share VALUES (?,?)", (number, pack(marshal.dumps(stats))))
    for number, paths in _by_share(changed, _SHARES_OF_FACTS).items():
        held = _unpacked_facts(row[0] for row in connection.execute(_FACTS_OF, (number,)))
        for path in paths:
            held.pop(path, None)
            if path in fresh:
                held[path] = facts[path]
        packed = pack(pickle.dumps(tuple(held.values()), protocol=5))
        connection.execute("REPLACE INTO facts VALUES (?,?)", (number, packed))
    connection.executemany(
        "INSERT OR IGNORE INTO gone VALUES (?)", ((path,) for path in gone if path in seen)
    )
    read = [(path,) for path, stat in fresh.items() if stat != _NEVER_READ]
    connection.executemany("DELETE FROM gone WHERE path=?", read)
    connection.execute("DELETE FROM meta WHERE key IN ('rest', 'state')")


def _by_share(paths: Iterable[str], shares: int) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for path in paths:
        found[_share_of(path, shares)].append(path)
    return found


def _forget_gone(connection: sqlite3.Connection, rows: Sequence[tuple[str]]) -> None:
    connection.executemany("DELETE FROM gone WHERE path=?", rows)


def _leave_out(connection: sqlite3.Connection, gone: frozenset[str], changed: frozenset[str]) -> None:
    for number, blob in connection.execute("SELECT * FROM share").fetchall():
        stats: Stats = unpack(blob, marshal.loads) or {}
        if not (gone | changed).isdisjoint(stats):
            never = dict.fromkeys(changed & stats.keys(), (-1, 0, 0, 0))
            left = {path: stat for path, stat in (stats | never).items() if path not in gone}
            connection.execute("REPLACE INTO share VALUES (?,?)", (number, pack(marshal.dumps(left))))
    for number in {_share_of(path, _SHARES_OF_FACTS) for path in gone | changed}:
        facts = _unpacked_facts(row[0] for row in connection.execute(_FACTS_OF, (number,)))
        held = tuple(one for one in facts.values() if one.path not in gone | changed)
        packed = pack(pickle.dumps(held, protocol=5))
        connection.execute("REPLACE INTO facts VALUES (?,?)", (number, packed))
    connection.executemany("DELETE FROM gone WHERE path=?", ((path,) for path in gone))
    for table in OF_MEANING:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM meta WHERE key NOT IN ('version', 'generation')")
    connection.execute("UPDATE meta SET value=value+1 WHERE key='generation'")


def _begin_anew(connection: sqlite3.Connection, version: str) -> None:
    """Forget what stood in notes; that they were here stays true."""
    connection.execute("BEGIN IMMEDIATE")
    for number, blob in connection.execute("SELECT number, stats FROM share").fetchall():
        stats: Stats = unpack(blob, marshal.loads) or {}
        never = {path: _NEVER_READ if stat == _NEVER_READ else (-1, 0, 0, 0) for path, stat in stats.items()}
        connection.execute("REPLACE INTO share VALUES (?,?)", (number, pack(marshal.dumps(never))))
    connection.execute("DELETE FROM facts")
    connection.execute("DELETE FROM meta")
    _forget_meaning(connection)
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (version,))
    connection.execute("COMMIT")


def _forget_meaning(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM meta WHERE key='meaning'")


def _note_down(connection: sqlite3.Connection, key: str, said: bytes) -> None:
    connection.execute("REPLACE INTO meta VALUES (?, ?)", (key, said))


def _fingerprint(walked: Sequence[FileStat]) -> bytes:
    """Give a name for the state of all files."""
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
