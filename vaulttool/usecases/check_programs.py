"""What the programs around a vault do to it: two sync programs, notes in the cloud only."""

from collections.abc import Iterator
from pathlib import Path

from vaulttool.notes.problem import Problem
from vaulttool.vault.find_vault import config_folder
from vaulttool.vault.program_files import program_json, program_text
from vaulttool.vault.walk import WalkResult

_MARKS = (
    ("Syncthing", ".stfolder"),
    ("Resilio Sync", ".sync"),
    ("Dropbox", ".dropbox"),
    ("Dropbox", ".dropbox.cache"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Seafile", ".seafile-ignore.txt"),
    ("git", ".git"),
)
"""Sync program and the mark that it leaves in the folder's root (FAULTS D11)."""


def program_problems(root: Path, walked: WalkResult) -> Iterator[Problem]:
    """Give what is doubtful about the programs that work on this folder."""
    found = list(dict.fromkeys(program for program, mark in _MARKS if (root / mark).exists()))
    if _obsidian_sync(root):
        found.append("Obsidian Sync")
    if len(found) > 1 and set(found) != {"git"}:
        what = f"{' and '.join(found)} both work on this folder"
        mend = "Two sync programs on one folder make conflict copies of each other's work; leave it to one."
        yield Problem("", None, what, mend, "two-syncs")
    if walked.evicted:
        what = f"{len(walked.evicted)} notes are in the cloud only, and are not read"
        yield Problem(walked.evicted[0], None, what, "Have the folder kept on this device.", "evicted")


def _obsidian_sync(root: Path) -> bool:
    config = config_folder(root)
    if config is None:
        return False
    said = program_json(program_text(config / "core-plugins.json"))
    is_on = said.get("sync") is True if isinstance(said, dict) else isinstance(said, list) and "sync" in said
    return is_on and (config / "sync.json").exists()
