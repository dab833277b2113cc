"""`vaulttool review`."""

import datetime as dt

import click

from vaulttool.cli.options import (
    dry_run_option,
    json_option,
    no_index_option,
    opened,
    today_option,
    vault_option,
)


@click.command()
@vault_option
@today_option
@dry_run_option
@json_option
@no_index_option
def command(vault: str | None, today: dt.date | None, dry_run: bool, as_json: bool, no_index: bool) -> None:
    """Write the week's review into the vault, and print its short form

    The page says who grows cold, who came back, what moves, what you give and take. What you tick and
    write in it stays when it is written anew.

    \b
    Example: vaulttool review
    """
    from vaulttool.cli.pages import write_page
    from vaulttool.usecases.pages_of_week import review

    opened_vault = opened(vault, today, no_index)
    write_page(opened_vault, review(opened_vault), "review", dry_run, as_json)
