"""`vaulttool wishes`."""

import datetime as dt
import sys
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


@click.command()
@click.argument("year", type=click.IntRange(1900, 9998), required=False)
@vault_option
@today_option
@dry_run_option
@json_option
@no_index_option
@click.option("--addresses", is_flag=True, help="Print a CSV of addresses instead, a line a household.")
@filter_options
def command(
    year: int | None,
    vault: str | None,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    no_index: bool,
    addresses: bool,
    who: "PeopleFilter",
) -> None:
    """Write the page of new year's wishes: a line for everyone, from one real thing of the year

    YEAR is the one to wish (default: this year in January, else the next). A household gets one line. What
    you tick and write stays; through January the page counts how many are done. --addresses is for cards and
    labels: names, `address` and `city` of the same people, and nothing is written.

    \b
    Examples: vaulttool wishes 2027 --circle close
              vaulttool wishes --addresses > labels.csv
    """
    from vaulttool.cli.pages import write_page
    from vaulttool.network.wishes import year_of_wishes
    from vaulttool.usecases.wishes import addresses as table_of_addresses
    from vaulttool.usecases.wishes import wishes

    opened_vault = opened(vault, today, no_index)
    who = check_filter(who, opened_vault)
    last = year_of_wishes(opened_vault.today)
    if year is not None and year > last:
        raise click.UsageError(
            f"{year} is too far away: nothing of the year before it stands in your notes yet."
        )
    if addresses:
        content, without = table_of_addresses(opened_vault, year, who)
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        if without:
            click.echo(f"{without} of the lines have no address: it is the property `address`.", err=True)
        return
    write_page(opened_vault, wishes(opened_vault, year, who), "wishes", dry_run, as_json)
