"""The entries of a journal: lines of JSON, read on as the file grows."""

import errno
import json
import stat
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from vaulttool.notes.problem import Problem, VaultError

_COMPARED = 256
"""So many bytes before the place where reading goes on must be as they were: else it is another file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one file, written down before it is made."""

    run: str
    time: str
    """Of the run, ISO 8601 in UTC."""
    command: str
    path: str
    old: str | None
    """`content_hash` of the bytes before; None: there was no file."""
    new: str | None
    """Of the bytes after; None: the file went away. While the file holds others, this counts as not done."""
    why: str
    undoes: str = ""
    """Id of the run that this change takes back."""
    hidden: str = ""
    """Name of the hidden file beside the note that the change goes through."""
    kept_in: str = ""
    """Name of the file of old bytes, "" where there are none (any more)."""
    kept_at: int = 0
    kept_size: int = 0

    def line(self) -> str:
        """Give the entry as its line; what is empty is not written."""
        return json.dumps({name: value for name, value in asdict(self).items() if value not in ("", 0)})


class Entries:
    """The entries in a file to which lines are appended, and which may be written anew as a whole."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.forget()

    def forget(self) -> None:
        """Read all of the file the next time."""
        self._found: dict[tuple[object, object, object], Entry] = {}
        self._by_path: dict[str, list[Entry]] | None = None
        self._inode = self._size = 0
        self._read_to = 0
        self._before = b""

    def all(self) -> list[Entry]:
        """Give all entries that were not dropped, oldest first. Raises OSError and VaultError."""
        self._read_on()
        return list(self._found.values())

    def of(self, path: str) -> Sequence[Entry]:
        """Give the entries of one file, oldest first. Raises OSError and VaultError."""
        self._read_on()
        if self._by_path is None:
            self._by_path = {}
            for entry in self._found.values():
                self._by_path.setdefault(entry.path, []).append(entry)
        return self._by_path.get(path, ())

    def _read_on(self) -> None:
        try:
            found = self._file.stat()
        except FileNotFoundError:
            self.forget()
            return
        if (found.st_ino, found.st_size) == (self._inode, self._read_to):
            return
        try:
            if not stat.S_ISREG(found.st_mode):  # to open a pipe would wait for ever
                raise OSError(errno.EINVAL, "it is no regular file")
            self._take(self._new_bytes(found.st_ino, found.st_size))
        except OSError as error:
            raise VaultError(_no_journal(self._file, error)) from error

    def _new_bytes(self, inode: int, size: int) -> bytes:
        """Give what was appended; all of it where the file is not the one that was read."""
        is_same = inode == self._inode and size >= self._size
        with self._file.open("rb") as opened:
            opened.seek(self._read_to - len(self._before))
            if not is_same or opened.read(len(self._before)) != self._before:
                self.forget()
                opened.seek(0)
            self._inode, self._size = inode, size
            return opened.read()

    def _take(self, text: bytes) -> None:
        """Take in lines; a torn or foreign line is passed over, the last is read again until it ends."""
        for line in text.split(b"\n"):
            try:
                said = json.loads(line)
                if "dropped" in said:
                    self._drop((said["dropped"], said["path"], said["hidden"]))
                    continue
                # `why` may be empty, and empty texts are not written.
                self._put(Entry(**{"why": "", "old": None, "new": None} | said))
            except (ValueError, TypeError, KeyError, RecursionError):
                continue
        whole = text[: text.rfind(b"\n") + 1]
        self._read_to += len(whole)
        self._before = (self._before + whole)[-_COMPARED:]

    def _put(self, entry: Entry) -> None:
        key = entry.run, entry.path, entry.hidden
        if key in self._found:
            self._by_path = None
        self._found[key] = entry
        if self._by_path is not None:
            self._by_path.setdefault(entry.path, []).append(entry)

    def _drop(self, key: tuple[object, object, object]) -> None:
        if self._found.pop(key, None) is not None:
            self._by_path = None


def _no_journal(file: Path, error: OSError) -> Problem:
    what = f"the journal {file} cannot be read ({error.strerror})"
    mend = "Mend its permissions, or move it away; without it nothing earlier can be taken back."
    return Problem("", None, what, mend, "no-journal")
