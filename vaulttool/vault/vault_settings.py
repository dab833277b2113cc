"""The settings that hold in a vault: said in its note, on this machine, or seen in its files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vaulttool.notes.front_matter import read_front_matter
from vaulttool.notes.problem import Problem
from vaulttool.vault.find_vault import find_settings_note
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.page_folders import with_page_folders
from vaulttool.vault.read_settings import read_settings
from vaulttool.vault.reader import read_source
from vaulttool.vault.settings import SETTINGS_NOTE, Settings, SettingsRead
from vaulttool.vault.walk import FileStat

_WHERE = frozenset({"people_folders", "daily_format", "templates_folders"})
"""A note that says these needs no look at other notes: `init` writes all of them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the files of a vault show of its settings."""

    note: str | None
    """Path of the settings note; None where there is none."""
    settings: Settings
    """As detected, whatever the note says."""


def says_where(read: SettingsRead) -> bool:
    """Say whether the note and the environment tell where notes lie, so that no other note is looked at."""
    return read.said >= _WHERE


Look = Callable[[Path, Sequence[FileStat]], Seen]


def look_for_settings(root: Path, files: Sequence[FileStat]) -> Seen:
    """Look for the settings note, and detect what the vault itself answers."""
    from vaulttool.vault.detect import detect

    return Seen(find_settings_note(root, files), detect(root, files).settings())


def vault_settings(
    root: Path,
    files: Sequence[FileStat],
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, str] | None = None,
    look: Look = look_for_settings,
) -> SettingsRead:
    """Read settings note, environment and flags; what none of them says is detected, else the default.

    An unreadable note is a problem, and what was detected holds. `look` is asked where the settings note is
    not in the root, or leaves the places of notes open.
    """
    is_in_root = (root / SETTINGS_NOTE).is_file()
    seen = None if is_in_root else look(root, files)
    path = SETTINGS_NOTE if seen is None else seen.note
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
    if not says_where(read):
        found = (seen or look(root, files)).settings
        language = read.settings.language if "language" in read.said else found.language
        base = with_page_folders(found, language, (file.path for file in files))
        read = read_settings(note, path or "", environment, flags, base)
    if path is None and "inbox_note" not in read.said:
        # Lines are moved out of an inbox only where the owner has taken vaulttool in.
        read = replace(read, settings=replace(read.settings, inbox_note=""))
    return replace(read, problems=(*problems, *read.problems))
