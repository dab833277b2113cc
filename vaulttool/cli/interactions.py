"""`vaulttool interactions`."""

import datetime as dt

import click

from vaulttool.cli.options import json_option, no_index_option, opened, today_option, vault_option


@click.command()
@vault_option
@today_option
@json_option
@no_index_option
def command(vault: str | None, today: dt.date | None, as_json: bool, no_index: bool) -> None:
    """Print every interaction that the notes prove, up to today

    It only reads. With --json: contact, note, line (from 1; null for a file name or property), date, kind,
    direction, rule.

    \b
    Example: vaulttool interactions --json | jq 'select(.kind == "lunch")'
    """
    from vaulttool.cli.printing import show, show_json
    from vaulttool.usecases.interactions import interactions

    outcome = interactions(opened(vault, today, no_index).network)
    show_json(outcome.data) if as_json else show(outcome.show)
