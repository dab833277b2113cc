"""A small copy of names and addresses in the cache folder, so that a mail program gets its answer at once.

It is believed while no note of a contact and no folder of notes has changed since it was written, and for an
hour at most: a note elsewhere may have become a contact. Whoever finds it out of date reads the vault.
"""

# Nothing heavy is imported here: a mail program asks at every key.
import contextlib
import marshal
import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaulttool.notes.accents import without_accents

NAME = "addresses"
MOST_SECONDS = 3_600
GRAIN_NS = 20_000_000
_VERSION = 1

Stamp = tuple[int, int, int]


class Addressee(NamedTuple):
    """Somebody whom one can write to or call; texts on one line each, without control signs."""

    path: str
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    about: str
    """Role and company."""
    address: str
    words: str
    """All that is looked for, folded, a space before each word."""


def folded(text: str) -> str:
    """Give the form in which words are compared: small letters without accents."""
    return without_accents(text).casefold()


def found_in(people: Iterable[Addressee], asked: str) -> list[Addressee]:
    """Give those in whom all words occur, first those of whom each begins a word; each group by name."""
    words = folded(asked).split()
    found = [one for one in people if all(word in one.words for word in words)]
    return sorted(found, key=lambda one: (not all(f" {w}" in one.words for w in words), folded(one.name)))


def read_book(folder: str, root: str, now: float) -> list[Addressee] | None:
    """Give what the copy in a cache folder says; None where there is none to believe.

    `now` is in seconds since the epoch.
    """
    try:
        with open(os.path.join(folder, NAME), "rb") as file:
            is_old = not 0 <= now - os.fstat(file.fileno()).st_mtime <= MOST_SECONDS
            version, of, stamps, people = (None, None, {}, []) if is_old else marshal.load(file)
        if (version, of) != (_VERSION, root):
            return None
        for path, stamp in stamps.items():
            if _stamp(os.path.join(root, path)) != stamp:
                return None
        return [Addressee(*one) for one in people]
    except (OSError, ValueError, EOFError, TypeError, AttributeError):
        return None


def write_book(
    folder: str,
    root: str,
    people: Sequence[Addressee],
    notes: Iterable[str],
    folders: Iterable[str],
    begun_ns: int,
) -> None:
    """Write the copy, unless something changed shortly before the vault was looked at (at `begun_ns`).

    `notes` and `folders` are the paths on disk, in the vault, that it is true of. A copy that cannot be
    written is none.
    """
    with contextlib.suppress(OSError, ValueError):
        stamps = {path: _stamp(os.path.join(root, path)) for path in (*notes, *folders)}
        if any(stamp[0] >= begun_ns - GRAIN_NS for stamp in stamps.values()):
            return
        fresh = os.path.join(folder, f"{NAME}.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with open(descriptor, "wb") as file:
            marshal.dump((_VERSION, root, stamps, [tuple(one) for one in people]), file)
        os.replace(fresh, os.path.join(folder, NAME))


def _stamp(place: str) -> Stamp:
    found = os.stat(place)
    return found.st_mtime_ns, found.st_size, found.st_ino
