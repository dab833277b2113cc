"""`vaulttool ask`."""

import datetime as dt

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


@click.command()
@click.argument("name")
@vault_option
@today_option
@dry_run_option
@json_option
@no_index_option
@click.option("--through", default="", metavar="WHO", shell_complete=complete_name, help="Through whom.")
@click.option("--why", default="", metavar="TEXT", help="What they want, in their words.")
def command(
    name: str,
    vault: str | None,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    no_index: bool,
    through: str,
    why: str,
) -> None:
    """Note who asks to connect, through whom and why; unknown until you have answered

    Makes a note with status unknown, the day, and a place for the reason. Nothing else is proposed for an
    unknown before you say who they are.

    \b
    Example: vaulttool ask "Jo Park" --through "Alice Martin" --why "a talk at the library"
    """
    from vaulttool.cli.printing import show, show_json
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.ask import ask

    opened_vault = opened(vault, today, no_index)
    now = dt.datetime.combine(opened_vault.today, dt.datetime.now().time())
    outcome = ask(opened_vault, name, through, why, now)
    if write_or_show(opened_vault, outcome.edits, "ask", dry_run):
        raise click.exceptions.Exit(1)
    if as_json:
        show_json(outcome.data)
    elif not dry_run:
        show(outcome.show)
