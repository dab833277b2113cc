"""States of the folder in which nobody should write into it."""

import os
from pathlib import Path

_UNDER_WAY = (
    "index.lock",
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "rebase-merge",
    "rebase-apply",
    "BISECT_LOG",
)


def identity(root: Path) -> tuple[int, int] | None:
    """Give device and inode of a folder, by which a vault made again or mounted anew is known; None: gone."""
    try:
        found = root.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if root.is_dir() else None


def git_folder(root: Path) -> Path | None:
    """Give the folder in which git keeps its state for the vault; None where it keeps none."""
    for folder in (root, *root.parents):
        place = folder / ".git"
        if place.is_dir():
            return place
        if place.is_file():  # a worktree or submodule: "gitdir: ../.git/worktrees/notes"
            try:
                said = place.read_text(errors="replace").strip()
            except OSError:
                return None
            return folder / said.removeprefix("gitdir:").strip() if said.startswith("gitdir:") else None
    return None


def git_at_work(folder: Path | None) -> str:
    """Give the name of the file that says git is busy or waits for the person; "" where it is not."""
    if folder is None:
        return ""
    return next((name for name in _UNDER_WAY if os.path.lexists(folder / name)), "")
