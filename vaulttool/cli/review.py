"""`vaulttool review`."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import (
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
    from vaulttool.network.period import Period, Unit


@click.command()
@vault_option
@today_option
@dry_run_option
@json_option
@no_index_option
@filter_options
@click.option("--week", metavar="WEEK", help="That week, as 2026-W48, as of its end.")
@click.option("--month", metavar="MONTH", help="A month, as 2026-11, beside the one before.")
@click.option("--year", metavar="YEAR", help="A year, as 2026, with its best moments.")
def command(
    vault: str | None,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    no_index: bool,
    week: str | None,
    month: str | None,
    year: str | None,
    who: "PeopleFilter",
) -> None:
    """Write the week's review into the vault, or that of a month or a year, and print its short form

    The page says who grows cold, who came back, what moves, what you give and take; what you tick and write
    in it stays when it is written anew. With a filter it is about those people only, on a page of its own.

    \b
    Examples: vaulttool review --month 2026-11
              vaulttool review --city Lyon
    """
    from vaulttool.cli.pages import write_page
    from vaulttool.usecases.pages_of_week import review

    period = _period({"week": week, "month": month, "year": year})
    if period is None:
        opened_vault = opened(vault, today, no_index)
        write_page(
            opened_vault, review(opened_vault, check_filter(who, opened_vault)), "review", dry_run, as_json
        )
        return
    from vaulttool.usecases.review_of_period import review_of_period

    now = today or dt.date.today()
    if period.first > now:
        raise click.UsageError(f"{period.name} has not begun.")
    opened_vault = opened(vault, min(now, period.end), no_index)
    outcome = review_of_period(opened_vault, period, check_filter(who, opened_vault))
    write_page(opened_vault, outcome, "review", dry_run, as_json)


def _period(said: "dict[Unit, str | None]") -> "Period | None":
    """Read the one period that was named."""
    from vaulttool.network.period import parse_period

    named = {unit: text for unit, text in said.items() if text is not None}
    if len(named) > 1:
        raise click.UsageError("Say one of --week, --month and --year.")
    example = {"week": "2026-W48", "month": "2026-11", "year": "2026"}
    for unit, text in named.items():
        try:
            return parse_period(text, unit)
        except ValueError as error:
            what = f'"{text}" is no {unit}; write it as {example[unit]}'
            raise click.BadParameter(what, param_hint=f"--{unit}") from error
    return None
