"""Reading very many notes in a process of its own: the memory that it takes ends with it."""

import contextlib
import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from vaulttool.vault.known_meaning import KnownMeaning
from vaulttool.vault.open_vault import OpenVault, open_vault
from vaulttool.vault.places import state_folder
from vaulttool.vault.read_notes import MANY
from vaulttool.watching.crash_guard import CrashGuard

AT_LEAST = 120.0
A_NOTE = 0.05
"""Seconds that the process may take, and more for each note: ten times what was measured."""


def read_first(vault: OpenVault, environment: Mapping[str, str], beat: Callable[[], None]) -> None:
    """Have the index brought up to date by another process, where there is much to read.

    What that process cannot do, or not in time, is done when the vault is read. `beat` is called meanwhile.
    """
    index, count = vault.index, len(vault.walked.files)
    if index is None or count < MANY or not _is_much(vault):
        return
    command = [sys.executable, "-P", "-m", "vaulttool.watching.first_read", os.fspath(vault.root)]
    try:
        process = subprocess.Popen(
            [*command, vault.today.isoformat()],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return
    _wait(process, AT_LEAST + A_NOTE * count, beat)
    index.has_moved()


def _wait(process: "subprocess.Popen[bytes]", seconds: float, beat: Callable[[], None]) -> None:
    """Wait until a process ends, and end it where it takes longer: a note may be one that never ends."""
    end = time.monotonic() + seconds
    with process:
        while process.poll() is None and time.monotonic() < end:
            beat()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1)
        process.kill()


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
