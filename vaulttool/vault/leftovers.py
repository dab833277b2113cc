"""Hidden files that a killed writer left in the vault."""

import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from vaulttool.notes.edit import content_hash
from vaulttool.notes.problem import Problem
from vaulttool.vault.drafts import FRESH, OLD
from vaulttool.vault.journal import Entry, Journal
from vaulttool.vault.kept_copies import keep_file
from vaulttool.vault.old_inodes import late_words


def sweep_leftovers(
    root: Path, journal: Journal, now: dt.datetime, is_alone: bool = False, age: float = 60.0
) -> list[Problem]:
    """Remove what earlier writers left; tell what needs a person.

    Only files of our two name forms, which belong to this user. `is_alone`: no other writer of this device is
    alive (the lock of `Journal.writing` is held), so what this device made may go at once; all else only when
    it is older than `age` seconds. A file that may hold a person's words goes only where the journal knows
    its content; else it becomes a kept copy of its note, and where the journal knows nothing of it (it came
    from another device), it stays.
    """
    problems: list[Problem] = []
    before = now.timestamp() - age
    for folder, name, since in _hidden_files(root):
        file = os.path.join(root, folder, name)
        try:
            entry = _entries(journal).get((folder, name))
            # One that holds nothing but our own bytes may go whoever made it.
            may_go = is_alone and (entry is not None or FRESH.fullmatch(name) is not None)
            if not may_go and since > before:
                continue
            if FRESH.fullmatch(name):
                os.unlink(file)
            else:
                problems += _sweep_old(file, entry, root, folder, now)
        except FileNotFoundError:
            continue
        except OSError as error:
            what = f"a hidden file of an earlier run cannot be removed ({error.strerror})"
            problems.append(Problem(f"{folder}/{name}".lstrip("/"), None, what, rule="leftover"))
    return problems


def leftover_problems(root: Path, journal: Journal, now: dt.datetime, age: float = 60.0) -> Iterator[Problem]:
    """Name the hidden files that a killed writer left and that are older than `age` seconds."""
    for folder, name, since in _hidden_files(root):
        if since > now.timestamp() - age:
            continue
        path = f"{folder}/{name}".lstrip("/")
        try:
            entry = _entries(journal).get((folder, name))
        except OSError:
            entry = None
        if entry is None and OLD.fullmatch(name):
            yield _of_another_device(path)
        else:
            what = "this hidden file was left by a run of vaulttool that was cut off"
            yield Problem(path, None, what, "The next `vaulttool update` removes it.", "own-leftover")


def settle(hidden: str, place: str, known: set[str | None], now: dt.datetime) -> str | None:
    """Remove a hidden file whose content is known; else keep it as a copy of `place`, and give its name."""
    found = hash_at(hidden)
    if found is None:
        return None
    if found in known:
        os.unlink(hidden)
        return None
    return keep_file(hidden, place, now)


def hash_at(place: str) -> str | None:
    """Give the hash of a file; None where there is none."""
    try:
        with open(place, "rb") as file:
            return content_hash(file.read())
    except FileNotFoundError:
        return None


def _entries(journal: Journal) -> dict[tuple[str, str], Entry]:
    return {(_folder(entry.path), entry.hidden): entry for entry in journal.entries() if entry.hidden}


def _sweep_old(
    file: str, entry: Entry | None, root: Path, folder: str, now: dt.datetime
) -> Iterator[Problem]:
    if entry is None:
        yield _of_another_device(os.path.relpath(file, root).replace(os.sep, "/"))
        return
    name = entry.path.rpartition("/")[2]
    copy = settle(file, os.path.join(root, folder, name), {entry.old, entry.new}, now)
    if copy:
        yield late_words(entry.path, copy)


def _of_another_device(path: str) -> Problem:
    what = "this hidden file of vaulttool was not made on this device, and may hold words of yours"
    return Problem(path, None, what, "Look at it, then delete it.", "leftover")


def _hidden_files(root: Path) -> Iterator[tuple[str, str, float]]:
    """Give folder in the vault ("" for its root) and name of our hidden files, and when each was touched."""
    for place, folders, names in os.walk(root):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        for name in names:
            if not (FRESH.fullmatch(name) or OLD.fullmatch(name)):
                continue
            try:
                found = os.lstat(os.path.join(place, name))
            except FileNotFoundError:
                continue
            if _is_ours(found):
                folder = os.path.relpath(place, root).replace(os.sep, "/")
                # The old note keeps its modification time; its change time tells when it got this name.
                yield ("" if folder == "." else folder), name, max(found.st_mtime, found.st_ctime)


def _is_ours(found: os.stat_result) -> bool:
    return sys.platform == "win32" or found.st_uid == os.geteuid()


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
