"""The settings that hold in a vault: said in its note, on this machine, or seen in its files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from vaulttool.notes.front_matter import read_front_matter
from vaulttool.notes.problem import Problem
from vaulttool.vault.detect import detect
from vaulttool.vault.find_vault import find_settings_note
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.read_settings import SettingsRead, read_settings
from vaulttool.vault.reader import read_source
from vaulttool.vault.walk import FileStat

_WHERE = frozenset({"people_folders", "daily_format", "templates_folders"})
"""A note that says these needs no look at other notes: `init` writes all of them."""


def vault_settings(
    root: Path,
    files: Sequence[FileStat],
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, str] | None = None,
) -> SettingsRead:
    """Read settings note, environment and flags; what none of them says is detected, else the default.

    An unreadable note is a problem, and what was detected holds.
    """
    path = find_settings_note(root, files)
    note, problems = None, []
    if path is not None:
        try:
            text = read_source(root, path).content.decode("utf-8-sig")
            note = read_front_matter(text.replace("\r\n", "\n"), path)
        except Unreadable as unreadable:
            problems.append(unreadable.problem)
        except UnicodeDecodeError:
            what, mend = "The settings note is not UTF-8", "Save it as UTF-8."
            problems.append(Problem(path, None, what, mend, "not-utf-8"))
    read = read_settings(note, path or "", environment, flags)
    if not read.said >= _WHERE:
        read = read_settings(note, path or "", environment, flags, detect(root, files).settings())
    return replace(read, problems=(*problems, *read.problems))
