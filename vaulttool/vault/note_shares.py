"""What the index keeps of each note by itself: size and times under which it was read, and facts.

Notes lie in shares, by their paths: reading all of them is quick, and changing one rewrites little.
"""

import marshal
import pickle
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from vaulttool.vault.index_file import pack, unpack
from vaulttool.vault.index_tables import OF_MEANING

if TYPE_CHECKING:
    from vaulttool.vault.note_facts import NoteFacts

SHARES, SHARES_OF_FACTS = 1024, 8192
"""Facts are seldom read as a whole, and larger."""
STATS_OF = "SELECT stats FROM share WHERE number=?"
FACTS_OF = "SELECT facts FROM facts WHERE number=?"

Stat = tuple[int, int, int, int]
Stats = dict[str, Stat]
"""Path to size, mtime, ctime and inode at the moment when the facts were read; size -1 is never believed."""
NEVER_BELIEVED: Stat = (-1, 0, 0, 0)
NEVER_READ: Stat = (-2, 0, 0, 0)
"""Of a note that is here and could not be read yet: this device has not seen it."""


def share_of(path: str, shares: int = SHARES) -> int:
    """Give the number of the share in which a note lies."""
    return crc32(path.encode("utf-8", "surrogatepass")) % shares


def unpacked_facts(blobs: Iterable[object]) -> "dict[str, NoteFacts]":
    """Give the facts of whole shares, by path; none of those that are damaged."""
    return {one.path: one for blob in blobs for one in unpack(blob, pickle.loads) or ()}


def merge(
    connection: sqlite3.Connection,
    fresh: Mapping[str, Stat],
    gone: Iterable[str],
    facts: "Mapping[str, NoteFacts]",
) -> None:
    """Bring changes into the shares that they concern, as they stand now: another process may write too."""
    changed = (*fresh, *gone)
    seen: set[str] = set()
    for number, paths in _by_share(changed, SHARES).items():
        row = connection.execute(STATS_OF, (number,)).fetchone()
        stats: Stats = (unpack(row[0], marshal.loads) if row else None) or {}
        seen |= {path for path in paths if stats.get(path, NEVER_READ) != NEVER_READ}
        for path in paths:
            stats.pop(path, None)
            if path in fresh:
                stats[path] = fresh[path]
        connection.execute("REPLACE INTO share VALUES (?,?)", (number, pack(marshal.dumps(stats))))
    for number, paths in _by_share(changed, SHARES_OF_FACTS).items():
        held = unpacked_facts(row[0] for row in connection.execute(FACTS_OF, (number,)))
        for path in paths:
            held.pop(path, None)
            if path in fresh:
                held[path] = facts[path]
        packed = pack(pickle.dumps(tuple(held.values()), protocol=5))
        connection.execute("REPLACE INTO facts VALUES (?,?)", (number, packed))
    connection.executemany(
        "INSERT OR IGNORE INTO gone VALUES (?)", ((path,) for path in gone if path in seen)
    )
    read = [(path,) for path, stat in fresh.items() if stat != NEVER_READ]
    connection.executemany("DELETE FROM gone WHERE path=?", read)
    connection.execute("DELETE FROM meta WHERE key IN ('rest', 'state')")


def _by_share(paths: Iterable[str], shares: int) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for path in paths:
        found[share_of(path, shares)].append(path)
    return found


def forget_gone(connection: sqlite3.Connection, rows: Sequence[tuple[str]]) -> None:
    """Forget that notes were here and went."""
    connection.executemany("DELETE FROM gone WHERE path=?", rows)


def leave_out(connection: sqlite3.Connection, gone: frozenset[str], changed: frozenset[str]) -> None:
    """Leave nothing of notes that are gone, and of those that changed only that they were here."""
    for number, blob in connection.execute("SELECT * FROM share").fetchall():
        stats: Stats = unpack(blob, marshal.loads) or {}
        if not (gone | changed).isdisjoint(stats):
            never = dict.fromkeys(changed & stats.keys(), NEVER_BELIEVED)
            left = {path: stat for path, stat in (stats | never).items() if path not in gone}
            connection.execute("REPLACE INTO share VALUES (?,?)", (number, pack(marshal.dumps(left))))
    for number in {share_of(path, SHARES_OF_FACTS) for path in gone | changed}:
        facts = unpacked_facts(row[0] for row in connection.execute(FACTS_OF, (number,)))
        held = tuple(one for one in facts.values() if one.path not in gone | changed)
        packed = pack(pickle.dumps(held, protocol=5))
        connection.execute("REPLACE INTO facts VALUES (?,?)", (number, packed))
    connection.executemany("DELETE FROM gone WHERE path=?", ((path,) for path in gone))
    for table in OF_MEANING:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM meta WHERE key NOT IN ('version', 'generation')")
    connection.execute("UPDATE meta SET value=value+1 WHERE key='generation'")


def begin_anew(connection: sqlite3.Connection, version: str) -> None:
    """Forget what stood in notes; that they were here stays true."""
    connection.execute("BEGIN IMMEDIATE")
    for number, blob in connection.execute("SELECT number, stats FROM share").fetchall():
        stats: Stats = unpack(blob, marshal.loads) or {}
        never = {path: NEVER_READ if stat == NEVER_READ else NEVER_BELIEVED for path, stat in stats.items()}
        connection.execute("REPLACE INTO share VALUES (?,?)", (number, pack(marshal.dumps(never))))
    connection.execute("DELETE FROM facts")
    connection.execute("DELETE FROM meta")
    forget_meaning(connection)
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (version,))
    connection.execute("COMMIT")


def forget_meaning(connection: sqlite3.Connection) -> None:
    """Let what notes mean together be found anew."""
    connection.execute("DELETE FROM meta WHERE key='meaning'")
