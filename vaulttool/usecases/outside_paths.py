"""Files and folders that settings name and that may lie outside of the vault."""

from pathlib import Path

from vaulttool.notes.problem import Problem
from vaulttool.vault.open_vault import OpenVault


def outside_path(vault: OpenVault, said: str) -> Path:
    """Give the place that a setting means: from the vault's folder, or from the home folder behind "~"."""
    return vault.root / Path(said).expanduser()


def missing(said: str, setting: str) -> Problem:
    """Say that there is nothing where a setting points to."""
    mend = f"Look at {setting} in your settings; everything else was done."
    return Problem(said, None, "there is no such file or folder", mend, "no-such-place")
