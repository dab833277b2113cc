"""The index: what was recognised in each note, kept in the cache folder, never trusted over the files.

Whatever is wrong with the index, the answer is the same as without it. What is stale is decided in
`what_is_stale`, what notes mean together is known to `known_meaning` and brought up to date by `bring_in`.
"""

import contextlib
import datetime as dt
import os
import pickle
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from vaulttool.vault.index_file import IndexFile, Moved, pack, unpack
from vaulttool.vault.index_tables import SCHEMA, TABLES
from vaulttool.vault.index_version import index_version
from vaulttool.vault.note_shares import (
    FACTS_OF,
    NEVER_READ,
    SHARES_OF_FACTS,
    begin_anew,
    forget_gone,
    forget_meaning,
    leave_out,
    merge,
    share_of,
    unpacked_facts,
)
from vaulttool.vault.places import open_private
from vaulttool.vault.rest import Rest
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import FileStat
from vaulttool.vault.what_is_stale import WhatIsStale

if TYPE_CHECKING:
    from vaulttool.vault.note_facts import NoteFacts
    from vaulttool.vault.vault_read import HeldDays

Change = Callable[[sqlite3.Connection], None]


class Index:
    """One vault's index; a context. A damaged file, or a foreign one, is replaced by a new one."""

    def __init__(self, folder: Path | None, settings: Settings) -> None:
        """Take the cache folder; without one all is kept in a file without a name, until it is closed."""
        self._version = index_version(SCHEMA, settings)
        file = folder / "index.sqlite" if folder is not None else None
        self.file = IndexFile(file, SCHEMA, TABLES, self._forget_other_versions)
        self.folder = folder
        self._looked = folder / "looked" if folder is not None else None
        self._stats = WhatIsStale(self.file)
        self._generation = 0

    def __enter__(self) -> "Index":
        self._stats.reading_begins()
        self.file.open()
        self._look_again()
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def reading_begins(self) -> None:
        """Take in that notes are read from now on; before the first time it was when the index was opened."""
        self._stats.reading_begins()

    def paths(self) -> Collection[str]:
        """Give the paths of all notes that are known, read or not."""
        return self._stats.kept().keys()

    def has_moved(self) -> bool:
        """Say whether another process has written since this was last asked, or since an own change."""
        before = self._generation
        self._look_again()
        if self._generation == before:
            return False
        self._stats.look_anew()
        return True

    def stale(self, walked: Sequence[FileStat]) -> list[FileStat]:
        """Give the files that are not as they were when they were read: what is known of them is not true."""
        return self._stats.compared(walked)[0]

    def looked(self, walked: Sequence[FileStat] = ()) -> None:
        """Note down that all notes were looked at just now, and were `walked`."""
        if walked and not any(self._stats.compared(walked)) and not self._stats.is_known(walked):
            name = self._stats.name_of(walked)
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
        return self._stats.are_true(files)

    def seen_go(self) -> frozenset[str]:
        """Give the paths of the notes that this device has read once and saw go."""
        return frozenset(self.file.column("SELECT path FROM gone"))

    def gone(self, here: Sequence[FileStat]) -> list[str]:
        """Give the paths of the notes that were read and are not here."""
        return self._stats.compared(here)[1]

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
        numbers = {share_of(path, SHARES_OF_FACTS) for path in wanted}
        found: dict[str, NoteFacts] = {}
        for number in sorted(numbers):
            share = unpacked_facts(self.file.column(FACTS_OF, (number,)))
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
        gone = [path for path in self._stats.kept() if path not in facts]
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
        stats = {file.path: self._stats.to_keep(file, facts[file.path]) for file in fresh}
        if not stats and not gone and also is None:
            return True

        def write(connection: sqlite3.Connection) -> None:
            self._refuse_if_moved(connection, also is not None)
            merge(connection, stats, gone, facts)
            (also or forget_meaning)(connection)
            connection.execute("REPLACE INTO meta VALUES ('generation', ?)", (self._generation + 1,))

        is_done = False
        try:
            is_done = self.file.write(write)
        finally:
            self._stats.changed(stats, frozenset(gone)) if is_done else self._stats.look_anew()
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
        return frozenset(path for path, stat in self._stats.kept().items() if stat != NEVER_READ)

    def absent(self, here: Sequence[FileStat]) -> frozenset[str]:
        """Give the paths of the notes that this device has read in this vault and that are not here."""
        went = {path for path in self.gone(here) if self._stats.kept()[path] != NEVER_READ}
        seen = self.seen_go()
        return seen.union(went).difference(file.path for file in here) if seen or went else frozenset()

    def ever_seen(self) -> frozenset[str]:
        """Give the paths of all notes that this device has ever read in this vault."""
        return self.last_seen().union(self.file.column("SELECT path FROM gone"))

    def let_go(self, paths: Collection[str]) -> None:
        """Forget that these notes were ever here, of which none is here now."""
        if paths:
            rows = [(path,) for path in paths]
            self.file.write(lambda connection: forget_gone(connection, rows))

    def rest(self, walked: Sequence[FileStat], today: dt.date) -> Rest | None:
        """Give what `update` said of these very notes on this day, where it had nothing to write."""
        for blob in self.file.column("SELECT value FROM meta WHERE key='rest'"):
            said = unpack(blob, pickle.loads)
            if said is not None and said[1].today == today and said[0] == self._stats.name_of(walked):
                return cast("Rest", said[1])
        return None

    def keep_rest(self, walked: Sequence[FileStat], rest: Rest) -> None:
        """Keep what `update` said of these notes, unless one of them may have changed unseen since."""
        if not self.stale(walked) and not self.gone(walked):
            said = pack(pickle.dumps((self._stats.name_of(walked), rest), protocol=5))
            self.file.write(lambda connection: _note_down(connection, "rest", said))

    def forget(self, gone: Iterable[str], changed: Iterable[str]) -> None:
        """Leave no byte of notes that are gone for good, as if they had never been, and none of older facts
        of those that changed."""
        self.file.rewrite(lambda connection: leave_out(connection, frozenset(gone), frozenset(changed)))
        self._stats.look_anew()
        self._look_again()

    def _forget_other_versions(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("SELECT value FROM meta WHERE key='version'").fetchone()
        if found is None or found[0] != self._version:
            begin_anew(connection, self._version)

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

    def _facts(self) -> "dict[str, NoteFacts]":
        return unpacked_facts(self.file.column("SELECT facts FROM facts"))


def _note_down(connection: sqlite3.Connection, key: str, said: bytes) -> None:
    connection.execute("REPLACE INTO meta VALUES (?, ?)", (key, said))
