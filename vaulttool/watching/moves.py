"""Notes that another program renamed or moved: one goes, and the same bytes stand elsewhere."""

from collections.abc import Container, Mapping

from vaulttool.notes.edit import content_hash

_MOST = 10_000
"""So many new notes are remembered, in case that one that goes is one of them under its old name."""
_EMPTY = content_hash(b"")


class Moves:
    """Knows the notes that have appeared lately, by the hashes of their bytes (FAULTS D8)."""

    def __init__(self) -> None:
        self._appeared: dict[str, str] = {}

    def appeared(self, path: str, hash: str) -> None:
        """Take in a new note."""
        if hash != _EMPTY:
            self._appeared[hash] = path
            while len(self._appeared) > _MOST:
                del self._appeared[next(iter(self._appeared))]

    def of(self, gone: Mapping[str, str], here: Container[str]) -> tuple[tuple[str, str], ...]:
        """Give old and new path of notes that went, with the hashes that they had; `here` are all notes."""
        places = {path: self._appeared.pop(hash, "") for path, hash in gone.items()}
        return tuple((old, new) for old, new in places.items() if new and new in here)
