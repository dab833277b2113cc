"""The files that a person hands to `import`: single ones, members of ZIP archives, whole folders."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from vaulttool.exchange.charset_guess import guess_charset
from vaulttool.exchange.decoding import decode
from vaulttool.exchange.recognise import HEAD
from vaulttool.exchange.records import LeftOut
from vaulttool.notes.problem import Problem, VaultError

UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What opening and unpacking raise; `RuntimeError` is an archive with a password."""
_MOST_WHOLE = 200 * 1024 * 1024
"""Bytes of a file that has to be held at once (JSON, UTF-16); mail and tables are streamed."""
_MOST_UNPACKED = 20 * 1024 * 1024 * 1024
_MOST_RATIO = 200
"""A member that unpacks to more than this many times its packed size is a bomb: text is 5 to 20 times."""
_SMALL = 1024 * 1024
"""Bytes that a member may have whatever its ratio."""
_MOST_FILES = 200_000
_LONGEST_LINE = 1024 * 1024


class TooLargeError(Exception):
    """The file is larger than what is held at once."""


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file that can be opened more than once, wherever it lies."""

    name: str
    """For records and messages: the file name, with archive or folder before it."""
    open: Callable[[], IO[bytes]]

    def head(self, size: int = HEAD) -> bytes:
        """Give the first bytes."""
        with self.open() as stream:
            return stream.read(size)

    def lines_in_utf8(self) -> Iterator[bytes]:
        """Like `lines`, a file in an old charset that is not Western as UTF-8; a line that names its charset
        stays."""
        charset = self._charset(self.head())
        yield from (_in_utf8(line, charset) for line in self.lines()) if charset else self.lines()

    def head_in_utf8(self) -> bytes:
        """Give the first bytes as `lines_in_utf8` does."""
        head = self.head()
        charset = self._charset(head)
        lines = head.splitlines(keepends=True)
        return b"".join(_in_utf8(line, charset) for line in lines) if charset else head

    @staticmethod
    def _charset(head: bytes) -> str:
        return "" if _is_utf8(head) or b"\0" in head else guess_charset(head)

    def lines(self) -> Iterator[bytes]:
        """Give the raw lines, very long ones in pieces; a file in UTF-16 as UTF-8. Raises TooLargeError
        for these."""
        with self.open() as stream:
            head = stream.read(512)
            if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:64]:
                yield from decode(self.whole()).encode("utf-8", "replace").splitlines(keepends=True)
                return
            begun = head if head.endswith(b"\n") else head + stream.readline(_LONGEST_LINE)
            yield from begun.splitlines(keepends=True)
            yield from iter(lambda: stream.readline(_LONGEST_LINE), b"")

    def whole(self) -> bytes:
        """Give all bytes. Raises TooLargeError."""
        with self.open() as stream:
            source = stream.read(_MOST_WHOLE + 1)
        if len(source) > _MOST_WHOLE:
            raise TooLargeError
        return source


def _in_utf8(line: bytes, charset: str) -> bytes:
    is_told = line.isascii() or b"CHARSET=" in line.upper()
    return line if is_told or _is_utf8(line) else line.decode(charset, "replace").encode()


def _is_utf8(source: bytes) -> bool:
    try:
        source.decode()
    except UnicodeDecodeError as error:
        # The end of a sample may cut a letter.
        return error.reason == "unexpected end of data"
    return True


def import_files(path: Path, opened: ExitStack) -> Iterator[ImportFile | LeftOut]:
    """Give the file, or what lies in the archive or folder; archives stay open until `opened` closes.

    Nothing is ever unpacked to the disk. Raises VaultError where there is no such file.
    """
    if not path.exists():
        raise VaultError(Problem(str(path), None, "there is no such file", "Look at its name and folder."))
    if path.is_dir():
        yield from _in_folder(path)
    elif _is_archive(path):
        yield from _in_archive(path, opened)
    else:
        yield ImportFile(path.name, partial(_open, path))


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(2) == b"PK" and zipfile.is_zipfile(path)
    except OSError:
        return False


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _in_folder(root: Path) -> Iterator[ImportFile | LeftOut]:
    """Give the files of a folder, in order; hidden ones, half-written ones and links are none of its
    content."""
    count = 0
    for file in sorted(root.rglob("*")):
        inner = file.relative_to(root)
        if any(part.startswith(".") for part in inner.parts) or file.suffix == ".tmp":
            continue
        if file.is_symlink() or not file.is_file():
            continue
        count += 1
        if count > _MOST_FILES:
            yield LeftOut(f"more than {_MOST_FILES} files: the others are not read", root.name)
            return
        yield ImportFile(f"{root.name}/{inner.as_posix()}", partial(_open, file))


def _in_archive(path: Path, opened: ExitStack) -> Iterator[ImportFile | LeftOut]:
    try:
        archive = opened.enter_context(zipfile.ZipFile(path))
    except UNREADABLE as error:
        yield LeftOut(f"the archive cannot be opened: {error}", path.name)
        return
    unpacked = 0
    for member in archive.infolist()[:_MOST_FILES]:
        name = member.filename
        if member.is_dir() or "__MACOSX/" in name or name.rpartition("/")[2].startswith("."):
            continue
        record = f"{path.name}/{name}"
        unpacked += member.file_size
        if problem := _danger(member, unpacked):
            yield LeftOut(problem, record)
            continue
        yield ImportFile(record, partial(archive.open, member))


def _danger(member: zipfile.ZipInfo, unpacked: int) -> str:
    """Say why a member must not be opened; "" if it may. Its declared size is the most that zipfile reads."""
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        return "a name that leads out of the archive"
    if member.flag_bits & 1:
        return "locked with a password"
    if member.file_size > _SMALL and member.file_size > _MOST_RATIO * max(member.compress_size, 1):
        return "it unpacks to far more than any text does: perhaps a bomb"
    if unpacked > _MOST_UNPACKED:
        return "the archive unpacks to more than 20 GB"
    if member.filename.lower().endswith(".zip"):
        return "an archive in an archive: unpack it first"
    return ""
