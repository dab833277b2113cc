"""`vaulttool list`."""

import datetime as dt
import shutil
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from vaulttool.network.people_filter import PeopleFilter


@click.command()
@vault_option
@today_option
@json_option
@no_index_option
@click.option(
    "--columns", default="", metavar="NAMES", help='Properties to show, as "name,city,silent,favourite_tea".'
)
@filter_options
def command(
    vault: str | None,
    today: dt.date | None,
    as_json: bool,
    no_index: bool,
    columns: str,
    who: "PeopleFilter",
) -> None:
    """List people, with the day of the last contact and when a word is due

    It only reads. With --json: path, name, last_contact (null: never), due, circle, status, company, city,
    field, tags. --columns has any property of your notes instead; with --json it is added, as a list.
    With --company, whom an import read there and who has no note stands below.

    \b
    Example: vaulttool list --circle close --where "city = Lyon and last_contact < 2026-06-01"
    """
    from vaulttool.cli.printing import show, show_json, show_problems
    from vaulttool.network.people_selection import select
    from vaulttool.usecases.held_days import held_network
    from vaulttool.usecases.list_people import list_people
    from vaulttool.usecases.read_at_company import read_at_company

    opened_vault = opened(vault, today, no_index)
    who = check_filter(who, opened_vault)
    show_problems(opened_vault.problems)
    network = held_network(opened_vault)
    rules = opened_vault.settings.cadence_rules()
    named = tuple(filter(None, (name.strip() for name in columns.split(","))))
    people = select(network, who, rules)
    outcome = list_people(people, network, rules, shutil.get_terminal_size().columns, named)
    if as_json:
        show_json(outcome.data)
        return
    show(outcome.show)
    if others := read_at_company(opened_vault, who.company) if who.company else ():
        show(("", "In your imports, without a note:", *others))
