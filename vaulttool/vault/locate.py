"""The file on disk that a path of the vault means."""

import os
import stat
import unicodedata
from pathlib import Path

from vaulttool.notes.problem import Problem


class Unreadable(Exception):
    """One file that cannot be read; its problem is for the person, and the run goes on.

    The problem's rule is "absent", "outside-vault", "not-a-file", "too-large", "not-downloaded", "moving",
    "bad-path" or "unreadable".
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def names_of(path: str) -> list[str]:
    """Split a path of the vault. Raises Unreadable for what is none: absolute, "..", NUL."""
    names = path.split("/")
    drive = os.name == "nt" and (":" in path or "\\" in path)
    if drive or "\0" in path or not all(names) or "." in names or ".." in names:
        raise Unreadable(Problem(path, None, "this is no path inside the vault", rule="bad-path"))
    return names


def locate(root: Path, path: str, follow_last: bool = True) -> tuple[str, os.stat_result]:
    """Give the file of `path` with its state, links inside the vault followed.

    Without `follow_last` the file itself may be a link; its state is then that of the link. A name that the
    folder holds in another Unicode form (decomposed, as macOS writes it) is the same name. Raises Unreadable
    where the file is absent, or where a link leads out of the vault (FAULTS A12, B12).
    """
    place = os.fspath(root)
    found: os.stat_result | None = None
    names = names_of(path)
    for index, name in enumerate(names):
        place, found = _step(place, name, path)
        if stat.S_ISLNK(found.st_mode) and (follow_last or index + 1 < len(names)):
            place, found = _follow(root, place, path)
    assert found is not None  # names_of gives at least one name
    return place, found


def same_name(folder: str, name: str) -> str | None:
    """Give the entry of `folder` whose name is `name` in any Unicode form; None where there is none."""
    wanted = unicodedata.normalize("NFC", name)
    return next((e for e in os.listdir(folder) if unicodedata.normalize("NFC", e) == wanted), None)


def _step(place: str, name: str, path: str) -> tuple[str, os.stat_result]:
    """Give the entry `name` of the folder `place`."""
    try:
        try:
            return f"{place}{os.sep}{name}", os.lstat(f"{place}{os.sep}{name}")
        except FileNotFoundError:
            other = None if name.isascii() else same_name(place, name)
            if other is None:
                raise
            return f"{place}{os.sep}{other}", os.lstat(f"{place}{os.sep}{other}")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unreadable(Problem(path, None, "the file is not there", rule="absent")) from error
    except (OSError, UnicodeError) as error:
        raise Unreadable(unreadable(path, error)) from error


def _follow(root: Path, place: str, path: str) -> tuple[str, os.stat_result]:
    """Give what the link `place` leads to, which must lie in the vault."""
    target, home = os.path.realpath(place), os.path.realpath(root)
    if target != home and not target.startswith(home.rstrip(os.sep) + os.sep):
        raise Unreadable(
            Problem(
                path,
                None,
                "this is a link to a place outside the vault",
                "Links that lead out are not followed; move the file itself into the vault.",
                "outside-vault",
            )
        )
    try:
        return target, os.lstat(target)
    except OSError as error:
        raise Unreadable(Problem(path, None, "this link leads nowhere", rule="absent")) from error


def unreadable(path: str, error: Exception) -> Problem:
    """Say that the system did not give the file."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(path, None, f"the file cannot be read ({reason})", "Check its permissions.", "unreadable")
