"""Reading very many notes in a process of its own: the memory that it takes ends with it."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from vaulttool.vault.known_meaning import KnownMeaning
from vaulttool.vault.open_vault import OpenVault, open_vault
from vaulttool.vault.places import state_folder
from vaulttool.vault.read_notes import MANY
from vaulttool.watching.crash_guard import CrashGuard


def read_first(vault: OpenVault, environment: Mapping[str, str]) -> None:
    """Have the index brought up to date by another process, where there is much to read.

    What that process cannot do is done when the vault is read.
    """
    index = vault.index
    if index is None or len(vault.walked.files) < MANY or not _is_much(vault):
        return
    command = [sys.executable, "-P", "-m", "vaulttool.watching.first_read", os.fspath(vault.root)]
    try:
        subprocess.run(
            [*command, vault.today.isoformat()],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return
    index.has_moved()


def _is_much(vault: OpenVault) -> bool:
    assert vault.index is not None
    if KnownMeaning.held(vault.index.file, vault.settings, vault.today) is None:
        return True
    return len(vault.index.stale(vault.walked.files)) >= MANY


def main(root: str, today: str) -> None:
    """Read a vault through its index; nothing is said."""
    place = Path(root)
    vault = open_vault(place, dt.date.fromisoformat(today), root, os.environ)
    guard = CrashGuard(place, state_folder(place))
    guard.know_skipped()
    vault.before = guard.before
    _ = vault.read


if __name__ == "__main__":
    main(*sys.argv[1:])
