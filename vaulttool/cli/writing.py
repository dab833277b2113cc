"""Hand edits to the one writer, or show them; what became of them is told."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from vaulttool.cli.printing import safe, show_diff, show_problems
from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem

if TYPE_CHECKING:
    from vaulttool.vault.journal import Run
    from vaulttool.vault.open_vault import OpenVault
    from vaulttool.vault.writer import Writer

AGAIN = 3
"""How often a change is computed anew when the note was saved by somebody else meanwhile."""


def write_or_show(
    vault: "OpenVault",
    edits: Sequence[Edit],
    command: str,
    dry_run: bool,
    undoes: str = "",
    anew: Callable[[], Sequence[Edit]] | None = None,
    last: Sequence[Edit] = (),
) -> int:
    """Write the edits, or show them as a diff. Gives how many could not be made.

    `anew` computes the edits again where a note has changed since they were made. `last` are edits that tell
    of the others, and are made in the same run only when all of these are.
    """
    if dry_run:
        show_diff((*edits, *last), _old_bytes(vault, (*edits, *last)))
        return 0
    now = dt.datetime.now(dt.UTC)
    show_problems(_swept(vault, now))
    if not edits and not last:
        return 0
    from vaulttool.vault.journal import Run
    from vaulttool.vault.writer import Writer, Written

    run = Run.start(command, now, undoes)
    with Writer(vault.root, vault.journal) as writer:
        vault.journal.keep_days(vault.settings.journal_days, now)
        failed = _write(writer, edits, run, anew)
        if last and not failed:
            told = writer.write_all(last, run)
            show_problems(result.problem for result in told if result.problem is not None)
            failed = sum(not isinstance(result, Written) for result in told)
        show_problems(writer.close())
    return failed


def _swept(vault: "OpenVault", now: dt.datetime) -> list[Problem]:
    """Remove what a killed run left, also where there is nothing to write."""
    if not vault.walked.has_leftovers:
        return []
    from vaulttool.vault.leftovers import sweep_leftovers

    try:
        with vault.journal.writing() as is_alone:
            return sweep_leftovers(vault.root, vault.journal, now, is_alone)
    except OSError:  # what cannot be looked at waits for the next time
        return []


def _write(
    writer: "Writer", edits: Sequence[Edit], run: "Run", anew: Callable[[], Sequence[Edit]] | None
) -> int:
    """Write edits, anew where a note was saved meanwhile. Gives how many could not be made."""
    from vaulttool.vault.writer import Again, Refused

    failed = 0
    for attempt in range(AGAIN):
        results = writer.write_all(edits, run)
        show_problems(result.problem for result in results if result.problem is not None)
        failed += sum(isinstance(result, Refused) for result in results)
        moved = {result.edit.path for result in results if isinstance(result, Again)}
        if not moved:
            return failed
        if anew is None or attempt == AGAIN - 1:
            break
        edits = [edit for edit in anew() if edit.path in moved]
    for path in sorted(moved):
        click.echo(safe(f"{path}: it was saved meanwhile, and was left alone."), err=True)
    return failed + len(moved)


def _old_bytes(vault: "OpenVault", edits: Sequence[Edit]) -> dict[str, bytes]:
    from vaulttool.vault.reader import read_source

    return {
        edit.path: read_source(vault.root, edit.path).content for edit in edits if edit.expected is not None
    }
