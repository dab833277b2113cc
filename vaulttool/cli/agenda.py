"""`vaulttool agenda`."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import (
    Day,
    check_filter,
    dry_run_option,
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
@dry_run_option
@json_option
@no_index_option
@filter_options
@click.option("--with", "names", multiple=True, metavar="NAME", help="Prepare a meeting with this person.")
@click.option(
    "--on",
    "day",
    type=Day(),
    help="Its day (default: the next in your calendar, or today).",
)
def command(
    vault: str | None,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    no_index: bool,
    names: tuple[str, ...],
    day: dt.date | None,
    who: "PeopleFilter",
) -> None:
    """Write the week's agenda: a lunch, a few words to write, promises, what comes

    With --with NAME it writes the note for one meeting instead: who they are, the last talk, what is open.
    With a filter it is about those people only, on a page of its own.

    \b
    Example: vaulttool agenda --with "Ana Ruiz" --on 2026-11-24
    """
    from vaulttool.cli.pages import write_page
    from vaulttool.usecases.find_person import find_person
    from vaulttool.usecases.pages_of_week import agenda, briefing

    if day is not None and not names:
        raise click.UsageError("--on needs --with NAME.")
    if names and not who.is_empty:
        raise click.UsageError("--with NAME names the people; a filter does, too: say one of the two.")
    opened_vault = opened(vault, today, no_index)
    if names:
        paths = tuple(find_person(opened_vault.read, name).path for name in names)
        outcome = briefing(opened_vault, paths, day)
    else:
        outcome = agenda(opened_vault, check_filter(who, opened_vault))
    write_page(opened_vault, outcome, "agenda", dry_run, as_json)
