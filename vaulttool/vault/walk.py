"""Which files of a folder are notes."""

import os
import stat
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple, Protocol

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.vault.conflict_copies import ConflictCopy, conflict_of, copies_among, texts_are_alike
from vaulttool.vault.note_file_names import BACKUPS, LEFT_OUT, LEFT_OUT_ANYWHERE


# A named tuple, for a hundred thousand of them are made in a run: a frozen dataclass costs four times more.
class FileStat(NamedTuple):
    """A note's file, as one look at its folder told."""

    path: str
    """In the vault, POSIX, NFC: how notes are compared and shown."""
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    on_disk: str
    """The same path as the disk spells it: how the file is opened."""
    is_evicted: bool = False
    """The bytes are in the cloud only; reading would download them, and may block for minutes."""


@dataclass(frozen=True, slots=True)
class WalkResult:
    """The notes of a vault, and what looked like notes."""

    files: tuple[FileStat, ...]
    """By path; without conflict copies."""
    conflict_copies: tuple[ConflictCopy, ...] = ()
    problems: tuple[Problem, ...] = ()
    evicted: tuple[str, ...] = ()
    """Paths of notes that iCloud took from this disk, leaving a placeholder."""
    has_leftovers: bool = False
    """Whether hidden files lie about that a writer of ours may have left."""


class IgnoresFolders(Protocol):
    """Settings, as far as walking needs them."""

    @property
    def ignore_folders(self) -> tuple[str, ...]:
        """Folders of the vault that hold no notes, POSIX."""


OWN_HIDDEN = ".vt-"
"""How the names of hidden files begin that the writer makes on its way (see `drafts`)."""
_LOOKED_AT_CLOSELY = frozenset(".~#")
_DATALESS = 0x40000000
_new_tuple = tuple.__new__
_ON_A_MAC = sys.platform == "darwin"
_ALIKE_AT_MOST = 1_000_000


def walk(root: Path, settings: IgnoresFolders | None = None) -> WalkResult:
    """Look at every folder of a vault once, following no symbolic link.

    Raises VaultError where `root` is no folder.
    """
    if not root.is_dir():
        what, mend = f"There is no folder {shown(str(root))}", "Name an existing one with --vault."
        raise VaultError(Problem("", None, what, mend))
    looking = _Looking(os.fspath(root.resolve()), _ignored(settings))
    looking.look()
    return _result(looking)


def walk_folder(root: Path, folder: str, settings: IgnoresFolders | None = None) -> WalkResult:
    """Look at one folder of a vault as `walk` does, and at none below it; `folder` as the disk spells it.

    A folder that `walk` does not enter has no notes.
    """
    looking = _Looking(os.fspath(root.resolve()), _ignored(settings))
    prefix = ""
    for name in folder.split("/") if folder else ():
        entered: list[str] = []
        if name[0] != "." and not os.path.islink(os.path.join(looking.base, prefix, name)):
            looking.enter(prefix, name, entered)
        if not entered:
            return WalkResult(())
        prefix = entered[0]
    looking.look([prefix], is_deep=False)
    return _result(looking)


def file_at(root: Path, path: str, name: str) -> FileStat | None:
    """Look at one file by its name on disk, note or not; None where there is no regular file."""
    try:
        found = (root / name).lstat()
    except (OSError, ValueError):
        return None
    if not S_ISREG(found.st_mode):
        return None
    return FileStat(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, name)


def _ignored(settings: IgnoresFolders | None) -> frozenset[str]:
    return LEFT_OUT.union(folder.strip("/") for folder in (settings.ignore_folders if settings else ()))


def _result(looking: "_Looking") -> WalkResult:
    base = looking.base
    files = _without_twins(looking)
    found = (*looking.copies, *copies_among([file.path for file in files]))
    at = {file.path: file for file in files} if found else {}
    copies = [copy for copy in found if copy.sure or _is_copy(base, at.get(copy.path), at.get(copy.original))]
    if copies:
        gone = {copy.path for copy in copies}
        files = [file for file in files if file.path not in gone]
    return WalkResult(
        tuple(files),
        tuple(sorted(copies, key=lambda copy: copy.path)),
        tuple(sorted(looking.problems, key=lambda problem: (problem.path, problem.what))),
        tuple(sorted(looking.evicted)),
        looking.has_leftovers,
    )


class _Looking:
    """One walk under way."""

    def __init__(self, base: str, ignored: frozenset[str]) -> None:
        self.base = base
        self.ignored = ignored
        self.files: list[FileStat] = []
        self.copies: list[ConflictCopy] = []
        self.problems: list[Problem] = []
        self.evicted: list[str] = []
        self.has_leftovers = False
        self.all_as_on_disk = True
        """Whether all names are NFC: then no two can be the same."""

    def look(self, waiting: list[str] | None = None, is_deep: bool = True) -> None:
        """Look at the folders of these prefixes, by default at the root, and at all below them."""
        waiting = [""] if waiting is None else waiting
        while waiting:
            prefix = waiting.pop()
            try:
                with os.scandir(os.path.join(self.base, prefix)) as entries:
                    below = self.look_at_folder(prefix, entries)
                    waiting += below if is_deep else ()
            except FileNotFoundError:
                continue
            except OSError as error:
                what = f"This folder cannot be read ({error.strerror})"
                mend = "Give yourself the right to read it, or name it in ignore_folders."
                self.problems.append(
                    Problem(shown(prefix.rstrip("/")), None, what, mend, "unreadable-folder")
                )

    def look_at_folder(self, prefix: str, entries: "Iterator[os.DirEntry[str]]") -> list[str]:
        """Take the notes of one folder; give the folders in it, as prefixes of paths."""
        folders: list[str] = []
        found: list[FileStat] = []
        add = found.append
        for entry in entries:
            name = entry.name
            # Nearly every entry is a note of a plain name: what `take` does, without a call for each.
            if name[-3:] == ".md" and name[0] not in _LOOKED_AT_CLOSELY and not _ON_A_MAC:
                try:
                    seen = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if S_ISREG(seen.st_mode):
                    path = prefix + name
                    if not path.isascii():
                        self.take(path, seen, found)
                        continue
                    size, mtime, ctime = seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns
                    add(_new_tuple(FileStat, (path, size, mtime, ctime, seen.st_ino, path, False)))
                    continue
            if name[0] == ".":
                if name.endswith((".md.icloud", ".MD.icloud")):
                    self.evicted.append(_nfc(prefix + name[1:-7]))
                elif name.startswith(OWN_HIDDEN):
                    self.has_leftovers = True
            elif name[-3:] == ".md" or name[-3:].casefold() == ".md":
                try:
                    seen = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if S_ISREG(seen.st_mode):
                    if name[0] not in "~#" or not name.startswith(BACKUPS):
                        self.take(prefix + name, seen, found)
                elif stat.S_ISDIR(seen.st_mode):
                    self.enter(prefix, name, folders)
                elif stat.S_ISLNK(seen.st_mode):
                    self.link(prefix + name, entry)
            elif entry.is_dir(follow_symlinks=False):
                self.enter(prefix, name, folders)
            elif ".md." in name.casefold() and _is_unicode(name):
                copy = conflict_of(_nfc(prefix + name), ())
                self.copies += [copy] if copy is not None else []
            elif entry.is_symlink():
                self.link(prefix + name, entry)
        self.files += found
        return folders

    def take(self, path: str, seen: os.stat_result, found: list[FileStat]) -> None:
        nfc = path
        if not path.isascii():
            if not _is_unicode(path):
                self.name_is_no_text(path)
                return
            nfc = unicodedata.normalize("NFC", path)
            self.all_as_on_disk = self.all_as_on_disk and nfc == path
        evicted = _ON_A_MAC and bool(getattr(seen, "st_flags", 0) & _DATALESS)
        values = (nfc, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, path, evicted)
        # As FileStat(*values) does, at a third of its price.
        found.append(_new_tuple(FileStat, values))

    def enter(self, prefix: str, name: str, folders: list[str]) -> None:
        path = prefix + name
        if name in LEFT_OUT_ANYWHERE or _nfc(path) in self.ignored:
            return
        if not _is_unicode(path):
            self.name_is_no_text(path)
            return
        folders.append(path + "/")

    def link(self, path: str, entry: "os.DirEntry[str]") -> None:
        """Report a link that leads out of the vault, if a note or a folder of notes could be behind it."""
        target = os.path.realpath(entry.path)
        if target.startswith(self.base + os.sep) or target == self.base or not os.path.exists(target):
            return
        if path[-3:].casefold() == ".md" or os.path.isdir(target):
            what = "This is a symbolic link that leads out of the vault; it is not followed"
            mend = "Put a copy in its place if its notes should count."
            self.problems.append(Problem(shown(path), None, what, mend, "link-out"))

    def name_is_no_text(self, path: str) -> None:
        what, mend = "The name is not UTF-8, so that no link can mean it", "Rename it."
        self.problems.append(Problem(shown(path), None, what, mend, "name-not-utf-8"))


def _without_twins(looking: _Looking) -> list[FileStat]:
    """Sort the files; of two whose names differ only in the form of their accents, keep the first."""
    files = sorted(looking.files, key=itemgetter(0))
    if looking.all_as_on_disk or len({file.path for file in files}) == len(files):
        return files
    kept: dict[str, FileStat] = {}
    for file in sorted(files, key=lambda file: (file.path, file.on_disk)):
        if kept.setdefault(file.path, file) is not file:
            what = "Two files have this name, its accents in different Unicode forms; one is left out"
            mend = "Join them, and delete one of them."
            looking.problems.append(Problem(file.path, None, what, mend, "same-name-twice"))
    return list(kept.values())


def _is_copy(base: str, one: FileStat | None, other: FileStat | None) -> bool:
    """Compare the texts of a doubtful pair, where their sizes leave it open."""
    if one is None or other is None or one.is_evicted or other.is_evicted:
        return False
    sizes = sorted((one.size, other.size))
    if sizes[1] > _ALIKE_AT_MOST or sizes[0] * 3 < sizes[1]:
        return False
    try:
        texts = [Path(base, file.on_disk).read_bytes().decode(errors="replace") for file in (one, other)]
    except OSError:
        return False
    return texts_are_alike(*texts)


def _nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown(path: str) -> str:
    r"""Give a path that may be no text in a form that is: bytes that are not UTF-8 as \xe9."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
