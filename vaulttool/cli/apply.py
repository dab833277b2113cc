"""`vaulttool apply`."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import (
    dry_run_option,
    json_option,
    no_index_option,
    opened,
    today_option,
    vault_option,
    yes_option,
)

if TYPE_CHECKING:
    from vaulttool.usecases.outcome import Outcome


@click.command()
@vault_option
@today_option
@dry_run_option
@json_option
@yes_option
@no_index_option
def command(
    vault: str | None, today: dt.date | None, dry_run: bool, as_json: bool, yes: bool, no_index: bool
) -> None:
    """Carry out what you answered in reviews, agendas and other pages

    [x] is yes or done, [>] not now, [-] no; or a word under the line: "rest", "not now", "in 3 months",
    "remove". People whom you remove go to the archive with all links to them; `vaulttool undo` takes it back.

    \b
    Example: vaulttool apply --dry-run
    """
    from vaulttool.cli.printing import show, show_json, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.apply import apply, records
    from vaulttool.usecases.update_vault import refuse_if_emptied

    opened_vault = opened(vault, today, no_index)
    refuse_if_emptied(opened_vault)
    outcome = apply(opened_vault)
    show_problems((*opened_vault.problems, *outcome.problems))
    if not dry_run and not yes:
        _ask(outcome)
    done, told = records(outcome)
    failed = write_or_show(opened_vault, done, "apply", dry_run, last=told)
    if as_json:
        show_json(outcome.data)
    elif not dry_run and not failed:
        show(outcome.show)
    if not as_json and not outcome.edits:
        click.echo("Nothing new is answered.")
    if failed:
        click.echo("Not all of it could be written; run `vaulttool apply` again.", err=True)
    if failed or outcome.problems:
        raise click.exceptions.Exit(1)


def _ask(outcome: "Outcome") -> None:
    from vaulttool.usecases.apply import MANY_ARCHIVED, archived

    count = archived(outcome)
    if count > MANY_ARCHIVED:
        click.confirm(f"{count} people would go to the archive. Go on?", abort=True, err=True)
