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
_VERSION = 2


class Addressee(NamedTuple):
    """Somebody whom one can write to or call; texts on one line each, without control signs."""

    words: str
    """All that is looked for, folded, a space before each word."""
    path: str
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    about: str
    """Role and company."""
    address: str


def folded(text: str) -> str:
    """Give the form in which words are compared: small letters without accents."""
    return without_accents(text).casefold()


class Book:
    """The people, each as a line of text: to find one, nobody else is taken apart."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n") if text else []

    def find(self, asked: str) -> list[Addressee]:
        """Give those in whom all words occur, first those of whom each begins a word; each group by name."""
        words = folded(asked).split()
        lines = (line for line in self._lines if all(word in line for word in words))
        found = [one for one in map(_from_line, lines) if all(word in one.words for word in words)]
        return sorted(found, key=lambda one: (not all(f" {w}" in one.words for w in words), folded(one.name)))


def book_of(people: Iterable[Addressee]) -> Book:
    """Give the book of some people."""
    return Book(_text(people))


def read_book(folder: str, root: str, now: float) -> Book | None:
    """Give what the copy in a cache folder says; None where there is none to believe.

    `now` is in seconds since the epoch.
    """
    try:
        with open(os.path.join(folder, NAME), "rb") as file:
            if not 0 <= now - os.fstat(file.fileno()).st_mtime <= MOST_SECONDS:
                return None
            version, of, places, stamps, text = marshal.load(file)
        if (version, of) != (_VERSION, root) or _stamps(root, places.split("\n")) != stamps:
            return None
        return Book(text)
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
        places = [*notes, *folders]
        stamps = _stamps(root, places)
        if any(time >= begun_ns - GRAIN_NS for time in stamps[::3]):
            return
        fresh = os.path.join(folder, f"{NAME}.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with open(descriptor, "wb") as file:
            marshal.dump((_VERSION, root, "\n".join(places), stamps, _text(people)), file, 2)
        os.replace(fresh, os.path.join(folder, NAME))


def _stamps(root: str, places: Iterable[str]) -> list[int]:
    """Give time, size and inode of each place, one after the other. Raises OSError where one is gone."""
    stamps: list[int] = []
    for place in places:
        found = os.stat(f"{root}/{place}")
        stamps += (found.st_mtime_ns, found.st_size, found.st_ino)
    return stamps


def _text(people: Iterable[Addressee]) -> str:
    return "\n".join(
        "\t".join(value if isinstance(value, str) else "\x1f".join(value) for value in one) for one in people
    )


def _from_line(line: str) -> Addressee:
    words, path, name, emails, phones, about, address = line.split("\t")
    return Addressee(words, path, name, _list(emails), _list(phones), about, address)


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split("\x1f")) if text else ()
