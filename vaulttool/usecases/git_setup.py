"""Have git merge notes by property: what that writes, and how it is taken back."""

import shlex
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from vaulttool.notes.edit import Edit, content_hash
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.git_merge import KEPT
from vaulttool.usecases.source_if_there import source_if_there
from vaulttool.vault.git import configured, top_folder
from vaulttool.vault.reader import read_source
from vaulttool.vault.settings import Settings

SECTION = "merge.vaulttool"
ATTRIBUTES = ".gitattributes"
LINE = "*.md merge=vaulttool"


@dataclass(frozen=True, slots=True)
class GitSetup:
    """What is to be written."""

    top: Path
    """Folder of the repository."""
    edits: tuple[Edit, ...]
    values: Mapping[str, str]
    """Settings of the section `SECTION` of git's configuration; empty where they are there already."""
    has_section: bool
    """Whether git's configuration has the section."""


def git_setup(root: Path, settings: Settings, takes_back: bool = False) -> GitSetup:
    """Find what makes git merge the notes of a vault, or what takes that back. Raises VaultError."""
    top = top_folder(root)
    if top is None:
        what = "the vault is in no git repository"
        raise VaultError(Problem("", None, what, "Go to it and run `git init` first.", "no-repository"))
    now = configured(root, SECTION)
    wanted = {} if takes_back else {"name": "notes, by property", "driver": driver(settings)}
    values = {name: value for name, value in wanted.items() if now.get(name) != value}
    return GitSetup(top, _attributes(root, takes_back), values, bool(now))


def driver(settings: Settings) -> str:
    """Give the command that git runs for a note that both sides changed.

    Where vaulttool is gone, or fails, git merges by line: else it would leave ours as it is, without a mark.
    """
    program = [found] if (found := shutil.which("vaulttool")) else [sys.executable, "-m", "vaulttool"]
    names = [settings.property_name(name) for name in KEPT]
    kept = [f"--kept={name}" for name in names] if tuple(names) != KEPT else []
    by_line = "git merge-file -q --marker-size=%L -L ours -L base -L theirs %A %O %B"
    otherwise = f"{{ grep -q '^<<<<<<<' %A && exit 1; {by_line}; }}"
    return f"{shlex.join([*program, 'git-merge', *kept])} %O %A %B %L || {otherwise}"


def _attributes(root: Path, takes_back: bool) -> tuple[Edit, ...]:
    source = source_if_there(partial(read_source, root), ATTRIBUTES)
    old, expected = (b"", None) if source is None else (source.content, source.hash)
    lines = old.split(b"\n")
    has_line = any(line.strip() == LINE.encode() for line in lines)
    if has_line != takes_back:
        return ()
    if takes_back:
        left = b"\n".join(line for line in lines if line.strip() != LINE.encode())
        return (Edit(ATTRIBUTES, content_hash(old), left or None, "git merges notes by line again"),)
    end = b"" if not old or old.endswith(b"\n") else b"\n"
    new = old + end + LINE.encode() + b"\n"
    return (Edit(ATTRIBUTES, expected, new, "git merges notes by property"),)
