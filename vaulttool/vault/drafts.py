"""A change on its way to the disk: looked at, written to a hidden file, checked."""

import errno
import os
import re
import secrets
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from vaulttool.notes.edit import Edit
from vaulttool.notes.paths import fold_file_name
from vaulttool.notes.problem import Problem
from vaulttool.vault.attributes import copy_attributes
from vaulttool.vault.journal import sync_folder, write_whole
from vaulttool.vault.locate import Unreadable, locate, names_of
from vaulttool.vault.reader import read_file, read_source
from vaulttool.vault.unsaved_text import unsaved_in

FRESH = re.compile(r"\.vt-[0-9a-f]{8}\.tmp")
"""Name of a hidden file that holds nothing but our own bytes: it may go at any time."""
OLD = re.compile(r"\.vt-[0-9a-f]{8}\.old")
"""Name of a hidden file on its way through an exchange: it may hold what a person wrote."""


class Stale(Exception):
    """The file is not as the edit expects: compute it anew."""


@dataclass(slots=True)
class Draft:
    """One edit with all that the steps find out about it."""

    edit: Edit
    place: str
    """The file on disk."""
    old: bytes | None
    """The bytes of the note; None: it is to be made."""
    fresh: str
    """Hidden file with the new bytes."""
    hidden: str
    """Hidden file that takes part in the exchange."""
    lost: tuple[str, ...] = ()
    """Attributes that the new file could not take over."""

    @property
    def folder(self) -> str:
        """The folder of note and hidden files."""
        return os.path.dirname(self.place)


def look(root: Path, edit: Edit) -> Draft:
    """Find the file of an edit and all reasons not to touch it.

    Raises Stale where it is not what the edit expects, Unreadable where it must be left alone, OSError.
    """
    try:
        edit.path.encode()
    except UnicodeEncodeError as error:
        what = "the file's name is not UTF-8, and so it is not written"
        raise Unreadable(Problem(edit.path, None, what, "Rename the file.", "bad-path")) from error
    if edit.expected is None:
        return _draft(edit, _free_place(root, edit.path), None)
    try:
        place, found = locate(root, edit.path, follow_last=False)
        _refuse_unsafe(edit.path, place, found)
        source = read_source(root, edit.path)
    except Unreadable as error:
        if error.problem.rule in ("absent", "moving"):
            raise Stale from error
        raise
    if source.hash != edit.expected:
        raise Stale
    return _draft(edit, place, source.content)


def open_fresh(draft: Draft) -> int:
    """Make the hidden file for the new bytes; only we can read it until it has the note's mode."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(draft.fresh, flags, 0o666 if draft.old is None else 0o600)


def fill(draft: Draft, descriptor: int) -> None:
    """Write the new bytes."""
    assert draft.edit.new is not None
    write_whole(descriptor, draft.edit.new)


def take_attributes(draft: Draft, descriptor: int) -> None:
    """Take over what the note has besides its bytes."""
    if draft.old is not None:
        draft.lost = copy_attributes(draft.place, descriptor)


def sync(descriptor: int) -> None:
    """Make the content of a file durable. A failure is final: the next fsync would lie (FAULTS A7)."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def check(draft: Draft, descriptor: int) -> None:
    """Compare the hidden file with what was to be written. Raises OSError (FAULTS A6)."""
    if read_file(descriptor, os.fstat(descriptor).st_size) != draft.edit.new:
        raise OSError(errno.EIO, "the disk did not take what was written")


def _draft(edit: Edit, place: str, old: bytes | None) -> Draft:
    stem = os.path.join(os.path.dirname(place), f".vt-{secrets.token_hex(4)}")
    return Draft(edit, place, old, f"{stem}.tmp", f"{stem}.old")


def _refuse_unsafe(path: str, place: str, found: os.stat_result) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise Unreadable(
            Problem(path, None, "this note is a link, and links are not written", "Edit its target.", "link")
        )
    if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
        raise Unreadable(
            Problem(
                path,
                None,
                "this file has a second name elsewhere (hard link), which would keep the old text",
                "Make a copy of it, delete this one, and give the copy its name.",
                "hard-link",
            )
        )
    effective = os.access in os.supports_effective_ids
    if not os.access(place, os.W_OK, effective_ids=effective):
        raise Unreadable(
            Problem(path, None, "the file is read-only", "Allow writing to it, or leave it so.", "read-only")
        )
    editor = unsaved_in(place)
    if editor:
        what = f"{editor} holds unsaved text of this note, so it is left alone"
        raise Unreadable(
            Problem(path, None, what, "Save it or close it there, then run this again.", "unsaved")
        )


def _free_place(root: Path, path: str) -> str:
    """Give the place of a file to be made, its folders made.

    Raises Stale where it exists; Unreadable where its name, or a folder's, exists in other letter case or
    Unicode form: on other systems the two would be one (FAULTS A16).
    """
    names = names_of(path)
    place = os.fspath(root)
    for index, name in enumerate(names):
        last = index + 1 == len(names)
        alike = [e for e in os.listdir(place) if fold_file_name(e) == fold_file_name(name)]
        if last and name in alike:
            raise Stale
        if name not in alike and alike:
            raise Unreadable(
                Problem(
                    path,
                    None,
                    f'"{alike[0]}" is there already, and on other systems it would be the same name',
                    "Use the name that is there, or rename one of the two.",
                    "same-name",
                )
            )
        folder, place = place, os.path.join(place, name)
        if not last:
            if name not in alike:
                os.mkdir(place)
                sync_folder(folder)
            # Through locate, so that a linked folder cannot lead out of the vault.
            place, _ = locate(root, "/".join(names[: index + 1]))
    return place
