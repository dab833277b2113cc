"""The note that a person means on the command line."""

import datetime as dt
import difflib
from collections.abc import Callable

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.reader import Source
from vaulttool.vault.resolution import Ambiguous, fold_path
from vaulttool.vault.vault_read import VaultRead


def find_note(read: VaultRead, said: str, read_source: Callable[[str], Source]) -> tuple[str, bytes]:
    """Give path and bytes of a note by its path, with or without ".md", its name, or its day.

    Raises VaultError where there is none, where several are meant, or where it cannot be read.
    """
    path = _path(read, said.strip().removeprefix("[[").removesuffix("]]"))
    on_disk = next((file.on_disk for file in read.walked.files if file.path == path), path)
    try:
        return path, read_source(on_disk).content
    except Unreadable as error:
        raise VaultError(error.problem) from error


def _daily(read: VaultRead, said: str) -> str | None:
    """Give the daily note of a day written as 2026-11-02, whatever the vault's own form."""
    try:
        day = dt.date.fromisoformat(said)
    except ValueError:
        return None
    folder = read.settings.daily_folder.strip("/")
    path = f"{folder}/{read.settings.daily.format(day)}.md".lstrip("/")
    return path if path in read.paths else None


def _path(read: VaultRead, said: str) -> str:
    copies = {fold_path(one.path): one.path for one in read.walked.conflict_copies}
    wanted = fold_path(said if said[-3:].casefold() == ".md" else f"{said}.md")
    if wanted in copies:
        return copies[wanted]
    found = _daily(read, said) or read.links.resolve(said, "")
    if isinstance(found, str):
        return found
    if isinstance(found, Ambiguous):
        what, mend = f'"{said}" may mean {len(found.paths)} notes', f"Say which: {', '.join(found.paths)}."
        raise VaultError(Problem("", None, what, mend, "ambiguous-note"))
    names = {fold_path(path).removesuffix(".md").rpartition("/")[2]: path for path in read.paths}
    near = difflib.get_close_matches(wanted.removesuffix(".md").rpartition("/")[2], names, n=3, cutoff=0.7)
    mend = (
        f"Did you mean {', '.join(names[name] for name in near)}?"
        if near
        else "Name it by its path in the vault."
    )
    raise VaultError(Problem("", None, f'There is no note "{said}"', mend, "unknown-note"))
