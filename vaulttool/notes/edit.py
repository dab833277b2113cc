"""One change of one file, before it is made."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that the one writer makes, or that `--dry-run` shows."""

    path: str
    """Path in the vault, POSIX."""
    expected: str | None
    """`content_hash` of the bytes that the change was made from; None: the file must not exist yet."""
    new: bytes | None
    """The whole new content; None: the file goes away (only undo of a creation, and moves, ask for it)."""
    why: str
    """For the journal and the person: "last contact 2026-11-02, from 2026-11-02 Lunch with Ana.md"."""


def content_hash(source: bytes) -> str:
    """Give the hash by which edits, journal and index know the content of a file (BLAKE2b, 32 hex digits)."""
    return hashlib.blake2b(source, digest_size=16).hexdigest()
