"""`vaulttool update`."""

import datetime as dt
import time
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import (
    dry_run_option,
    no_index_option,
    opened,
    today_option,
    vault_option,
    yes_option,
)

if TYPE_CHECKING:
    from vaulttool.usecases.update_outcome import Update
    from vaulttool.vault.open_vault import OpenVault

MOST_SHOWN = 10
REST = 1.0
"""Seconds for which notes must have been quiet before a date goes back."""
MOST_WAITS = 5


@click.command()
@vault_option
@today_option
@dry_run_option
@yes_option
@no_index_option
@click.option("--trust-absence", is_flag=True, help="Take notes that are not here for deleted ones.")
def command(
    vault: str | None, today: dt.date | None, dry_run: bool, yes: bool, no_index: bool, trust_absence: bool
) -> None:
    """Bring every last_contact up to date

    Reads all notes, and writes last_contact and its proof into the notes of the people whose day has changed.
    A first run that would write many notes says how many, and asks. Lines in the inbox note are filed into
    the notes of their days.

    \b
    Example: vaulttool update --dry-run
    """
    from vaulttool.cli.printing import show, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.update_vault import update_vault

    opened_vault, update = _at_rest(vault, today, no_index, trust_absence)
    edits, unread = update.outcome.edits, update.unread
    show_problems((*opened_vault.problems, *unread[:MOST_SHOWN], *update.outcome.problems))
    if len(unread) > MOST_SHOWN:
        click.echo(f"{len(unread)} notes could not be read; `vaulttool check` names them all.", err=True)
    if not dry_run and not yes:
        _ask(update.first_writes, update.moved_back if update.is_doubtful else ())
    failed = write_or_show(
        opened_vault,
        edits,
        "update",
        dry_run,
        anew=lambda: update_vault(opened(vault, today, no_index), trust_absence).outcome.edits,
    )
    if not dry_run:
        show(update.outcome.show)
        if not failed:
            opened_vault.let_go(update.let_go({edit.path for edit in edits}))
    people = len(opened_vault.read.contacts) if edits else 0
    click.echo(_summary(len(edits) - failed, people, len(update.left_out), dry_run))
    inbox = opened_vault.settings.inbox_note
    if opened_vault.rest is None and any(file.path == inbox for file in opened_vault.walked.files):
        from vaulttool.cli.answering import file_lines

        failed += file_lines(opened_vault if dry_run else opened(vault, today, no_index), "update", dry_run)
    if failed or update.left_out:
        raise click.exceptions.Exit(1)


def _at_rest(
    vault: str | None, today: dt.date | None, no_index: bool, trust_absence: bool
) -> "tuple[OpenVault, Update]":
    """Open the vault and find what is to write.

    Where a date would go back while notes are being saved, that is done anew when they rest: an editor may
    have emptied the note that proves the date (FAULTS A4).
    """
    from vaulttool.usecases.update_vault import refuse_if_emptied, update_vault

    waits = MOST_WAITS
    while True:
        opened_vault = opened(vault, today, no_index)
        opened_vault.trusts_absence = trust_absence
        if not trust_absence:
            refuse_if_emptied(opened_vault)
        update = update_vault(opened_vault, trust_absence)
        if not update.moved_back or not waits:
            return opened_vault, update
        quiet = _quiet_for(opened_vault)
        if not 0 <= quiet < REST:
            return opened_vault, update
        waits -= 1
        time.sleep(REST - quiet)


def _quiet_for(vault: "OpenVault") -> float:
    """Give the seconds since the last change of any note; below zero where its time lies in the future."""
    newest = max((file.mtime_ns for file in vault.walked.files), default=0)
    return (time.time_ns() - newest) / 1e9


def _summary(count: int, people: int, left_out: int, dry_run: bool) -> str:
    could_not = f"; {left_out} note{'s' if left_out > 1 else ''} could not be" if left_out else ""
    if count:
        said = "would be" if dry_run else "is" if count == 1 else "are"
        return f"{count} of {people} people {said} brought up to date{could_not}."
    return (
        f"Everything that can be written is up to date{could_not}."
        if left_out
        else "Everything is up to date."
    )


def _ask(first_writes: int, moved_back: tuple[str, ...]) -> None:
    from vaulttool.cli.printing import safe
    from vaulttool.usecases.update_outcome import MANY_FIRST

    if moved_back:
        click.echo(f"{len(moved_back)} dates would go back, or away:", err=True)
        for path in moved_back[:MOST_SHOWN]:
            click.echo(safe(f"  {path}"), err=True)
        click.echo("Is the vault whole? A sync under way or an unmounted disk looks like this.", err=True)
    elif first_writes < MANY_FIRST:
        return
    else:
        click.echo(
            f"vaulttool will write last_contact into {first_writes} notes for the first time.", err=True
        )
        click.echo(
            "`vaulttool update --dry-run` shows each change, `vaulttool undo` takes all of them back.",
            err=True,
        )
    if not click.confirm("Go on?", err=True):
        raise click.exceptions.Exit(1)
