"""`vaulttool map`."""

import datetime as dt

import click

from vaulttool.cli.options import dry_run_option, json_option, opened, today_option, vault_option


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
def command(open_with: str, vault: str | None, today: dt.date | None, dry_run: bool, as_json: bool) -> None:
    """Draw the people you know: a page to look at, a canvas to arrange

    Writes Map.html, one file that opens in any browser and asks no network, and Map.canvas for Obsidian. What
    you move on the canvas stays where it is. Private, archived and dead people are left out.

    \b
    Example: vaulttool map
    """
    from vaulttool.cli.printing import show, show_json
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.map_network import map_network

    opened_vault = opened(vault, today)
    outcome = map_network(opened_vault, open_with)  # type: ignore[arg-type]
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
