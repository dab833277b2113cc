"""Writing for somebody who waits for the answer."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem
from vaulttool.usecases.keep_true import KeepTrue
from vaulttool.vault.open_vault import OpenVault


def write_now(
    root: Path,
    vault: OpenVault,
    now: Callable[[], dt.datetime],
    command: str,
    edits: Sequence[Edit],
    last: Sequence[Edit] = (),
    mend: str = "",
) -> list[Problem]:
    """Make the changes through the one writer, as a run of `command`; give what stood in the way.

    `last` are made only when all others were. A note that was saved meanwhile stays, and is told with `mend`.
    """
    writer = KeepTrue(root, vault.journal, now, command=command)
    passed = writer.write(edits, last)
    what = "it was saved meanwhile, and was left alone"
    moved = [Problem(edit.path, None, what, mend, "saved-meanwhile") for edit in passed.again]
    return [*passed.problems, *writer.close(), *moved]
