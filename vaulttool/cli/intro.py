"""`vaulttool intro`."""

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
@click.argument("one", metavar="NAME", shell_complete=complete_name)
@click.argument("other", metavar="OTHER", shell_complete=complete_name)
@vault_option
@today_option
@dry_run_option
@json_option
@no_index_option
def command(
    one: str,
    other: str,
    vault: str | None,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    no_index: bool,
) -> None:
    """Prepare an introduction: two short asks for permission, then the mail to both

    It writes a note with the drafts. It is refused where your notes tell of no talk with one of the two, or
    where they know each other already.

    \b
    Example: vaulttool intro "Alice Martin" "Jo Park"
    """
    from vaulttool.cli.pages import write_page
    from vaulttool.usecases.find_person import find_person
    from vaulttool.usecases.introduce import introduce

    opened_vault = opened(vault, today, no_index)
    pair = [find_person(opened_vault.read, name) for name in (one, other)]
    write_page(opened_vault, introduce(opened_vault, pair[0], pair[1]), "intro", dry_run, as_json)
