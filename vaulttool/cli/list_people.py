"""`vaulttool list`."""

import datetime as dt
import shutil
from typing import Any

import click

from vaulttool.cli.options import (
    check_filter,
    filter_options,
    json_option,
    no_index_option,
    opened,
    today_option,
    vault_option,
)


@click.command()
@vault_option
@today_option
@json_option
@no_index_option
@filter_options
def command(
    vault: str | None, today: dt.date | None, as_json: bool, no_index: bool, where: str, **short: Any
) -> None:
    """List people, with the day of the last contact and when a word is due

    It only reads. With --json: path, name, last_contact (null: never), due, circle, status, company, city,
    field, tags.

    \b
    Example: vaulttool list --circle close --where "city = Lyon and last_contact < 2026-06-01"
    """
    from vaulttool.cli.printing import show, show_json, show_problems
    from vaulttool.network.filter import select
    from vaulttool.usecases.held_days import held_network
    from vaulttool.usecases.list_people import list_people

    opened_vault = opened(vault, today, no_index)
    check_filter(where, short, opened_vault.read.contacts.values())
    show_problems(opened_vault.problems)
    network = held_network(opened_vault)
    rules = opened_vault.settings.cadence_rules()
    people = select(network, where, rules=rules, **short)
    outcome = list_people(people, network, rules, shutil.get_terminal_size().columns)
    show_json(outcome.data) if as_json else show(outcome.show)
