"""`vaulttool map`."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import (
    check_filter,
    dry_run_option,
    filter_options,
    json_option,
    opened,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from vaulttool.network.people_filter import PeopleFilter


@click.command()
@click.option(
    "--open-with",
    type=click.Choice(["auto", "obsidian", "file"]),
    default="auto",
    show_default=True,
    help="How a click on a person opens the note.",
)
@vault_option
@today_option
@dry_run_option
@json_option
@filter_options
def command(
    open_with: str,
    vault: str | None,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    who: "PeopleFilter",
) -> None:
    """Draw the people you know: a page to look at, a canvas to arrange

    Writes Map.html, one file that opens in any browser and asks no network, and Map.canvas for Obsidian. What
    you move on the canvas stays where it is. Private, archived and dead people are left out. With a filter it
    writes a page of those people only, "Map Lyon.html", and no canvas.

    \b
    Examples: vaulttool map
              vaulttool map --city Lyon
    """
    from vaulttool.cli.printing import show, show_json
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.map_network import map_network

    opened_vault = opened(vault, today)
    outcome = map_network(opened_vault, open_with, check_filter(who, opened_vault))  # type: ignore[arg-type]
    if as_json:
        show_json(outcome.data)
    elif dry_run:
        show((*outcome.show[:1], *(f"{edit.path}: {edit.why}" for edit in outcome.edits)))
    if dry_run:
        return
    if write_or_show(opened_vault, outcome.edits, "map", dry_run):
        raise click.exceptions.Exit(1)
    if not as_json:
        show(outcome.show)
