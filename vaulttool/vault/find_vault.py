"""The vault that a command means: named, or found from a folder upwards."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.vault.note_file_names import is_note_name
from vaulttool.vault.settings import SETTINGS_NOTE
from vaulttool.vault.walk import FileStat, shown

_MOST_HEADS = 2000
_HEAD = 4096


def find_vault(start: Path, named: str | None = None, environment: Mapping[str, str] | None = None) -> Path:
    """Give the root of the vault: `named` (--vault), VAULTTOOL_VAULT, else the nearest from `start` upwards.

    A folder is a vault by its settings note, Obsidian's configuration folder, Logseq's or Foam's; a git
    repository is one if nothing above it is, and last the folder itself if it holds notes. Raises VaultError
    where there is none.
    """
    for said, source in ((named, "--vault"), ((environment or {}).get("VAULTTOOL_VAULT"), "VAULTTOOL_VAULT")):
        if said:
            return _named(said, source)
    here = start.resolve()
    for folder in (here, *here.parents):
        if is_vault(folder):
            return folder
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return folder
    if _holds_notes(here):
        return here
    what = f"There is no vault at {shown(str(here))} or above it"
    mend = "Go to your notes, or name their folder with --vault; `vaulttool init FOLDER` makes one."
    raise VaultError(Problem("", None, what, mend, "no-vault"))


def _holds_notes(folder: Path) -> bool:
    """Say whether a folder holds notes, or one below it does; never the home folder or the disk itself."""
    if folder in (Path.home(), Path(folder.anchor)):
        return False
    try:
        entries = sorted(folder.iterdir())[:_MOST_HEADS]
        return any(is_note_name(entry.name) for entry in entries) or any(
            is_note_name(inner.name)
            for entry in entries
            if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith(".")
            for inner in sorted(entry.iterdir())[:_MOST_HEADS]
        )
    except OSError:
        return False


def _named(said: str, source: str) -> Path:
    root = Path(said).expanduser()
    if not root.is_dir():
        what = f"{source} names {shown(said)}, which is no folder"
        raise VaultError(Problem("", None, what, "Name the folder that holds your notes.", "no-vault"))
    return root.resolve()


def is_vault(folder: Path) -> bool:
    """Say whether a folder bears the mark of a vault of any program."""
    return (
        (folder / SETTINGS_NOTE).is_file()
        or config_folder(folder) is not None
        or (folder / "logseq" / "config.edn").is_file()
        or (folder / ".foam").is_dir()
        or (folder / "dendron.yml").is_file()
    )


def config_folder(root: Path) -> Path | None:
    """Give Obsidian's configuration folder; a renamed one is known by its app.json."""
    usual = root / ".obsidian"
    if usual.is_dir():
        return usual
    try:
        hidden = sorted(entry for entry in root.iterdir() if entry.name.startswith("."))
    except OSError:
        return None
    return next((entry for entry in hidden if (entry / "app.json").is_file()), None)


def find_settings_note(root: Path, files: Iterable[FileStat]) -> str | None:
    """Give the path of the settings note: in the root, by its name elsewhere, else by its `type`."""
    if (root / SETTINGS_NOTE).is_file():
        return SETTINGS_NOTE
    by_depth = sorted(files, key=lambda file: (file.path.count("/"), file.path))
    for file in by_depth:
        if file.path.rpartition("/")[2].casefold() == SETTINGS_NOTE:
            return file.path
    for file in by_depth[:_MOST_HEADS]:
        if not file.is_evicted and _says_settings(root / file.on_disk):
            return file.path
    return None


def _says_settings(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        return False
    if b"vaulttool-settings" not in head:
        return False
    # YAML takes longer to import than most notes to read, and is seldom needed here.
    from vaulttool.notes.front_matter import read_front_matter
    from vaulttool.vault.read_settings import is_settings_note

    return is_settings_note(read_front_matter(head.decode("utf-8", "replace"), file.name))
