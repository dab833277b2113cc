"""`vaulttool forget`."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from vaulttool.cli.name_completion import complete_name
from vaulttool.cli.options import (
    dry_run_option,
    json_option,
    no_index_option,
    opened,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from vaulttool.usecases.forget import Forgetting
    from vaulttool.vault.open_vault import OpenVault

_SHOWN = 20


@click.command()
@click.argument("name", shell_complete=complete_name)
@vault_option
@today_option
@dry_run_option
@json_option
@no_index_option
def command(
    name: str, vault: str | None, today: dt.date | None, dry_run: bool, as_json: bool, no_index: bool
) -> None:
    """Remove a person for good, where they ask for it; the one thing that undo does not bring back

    Their note goes, with its copies, with what generated pages say of them, and with all that the journal and
    the index of this device know. Lines of your own that name them are listed, and stay. You are asked to
    type the name. To put somebody aside, answer "remove" in a review instead: that can be taken back.

    \b
    Example: vaulttool forget "Alice Martin"
    """
    from vaulttool.cli.printing import show_json, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.notes.problem import VaultError
    from vaulttool.usecases.find_person import find_person
    from vaulttool.usecases.forget import forget
    from vaulttool.usecases.forget_traces import erase_traces, left_over

    opened_vault = opened(vault, today, no_index)
    _refuse_while_watched(opened_vault)
    try:
        contact = find_person(opened_vault.read, name)
        found, shown = forget(opened_vault, contact), contact.name
    except VaultError as error:
        again = left_over(opened_vault, name) if error.problem.rule == "unknown-name" else None
        if again is None:
            raise
        found, shown = again, name
    show_problems(found.problems)
    if as_json:
        show_json({"note": one.path, "line": one.line, "text": one.text} for one in found.mentions)
    if dry_run:
        write_or_show(opened_vault, found.edits, "forget", dry_run=True)
    else:
        _ask(found, shown)
        if write_or_show(opened_vault, found.edits, "forget", dry_run=False):
            click.echo("Not all of it could be written; run it again.", err=True)
            raise click.exceptions.Exit(1)
        changed = [edit.path for edit in found.edits if edit.new is not None]
        erase_traces(opened_vault, found.words, (*found.gone, *found.words), changed)
    if not as_json:
        _tell(found, shown, dry_run)
    if found.problems:
        raise click.exceptions.Exit(1)


def _refuse_while_watched(vault: "OpenVault") -> None:
    from vaulttool.notes.problem import Problem, VaultError
    from vaulttool.vault.lock import DAEMON_LOCK, is_locked
    from vaulttool.vault.places import state_folder

    if is_locked(state_folder(vault.root) / DAEMON_LOCK):
        what = "vaulttool watches this vault, and remembers what it has read"
        raise VaultError(Problem("", None, what, "Stop `vaulttool watch`, then forget.", "watched"))


def _ask(found: "Forgetting", name: str) -> None:
    """Have the name typed; anything else stops."""
    from vaulttool.cli.printing import safe

    click.echo(safe(f"{name} will be removed for good; `vaulttool undo` does not bring this back."), err=True)
    for edit in found.edits:
        click.echo(safe(f"  {'goes' if edit.new is None else 'cut in'}: {edit.path}"), err=True)
    if click.prompt("Type the name to do it", default="", show_default=False, err=True).strip() != name:
        click.echo("That is not the name.", err=True)
        raise click.Abort


def _tell(found: "Forgetting", name: str, dry_run: bool) -> None:
    from vaulttool.cli.printing import show

    lines = [f"{one.path}:{one.line}  {one.text}" for one in found.mentions]
    if not dry_run:
        show(("Forgotten. Git, sync programs, backups and other devices keep what they have.",))
    if lines:
        more = len(lines) - _SHOWN
        show(("", f"Lines of your own that name {name}; they stay as they are:"))
        show((*lines[:_SHOWN], *([f"… and {more} more; --json shows all."] if more > 0 else [])))
