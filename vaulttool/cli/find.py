"""`vaulttool find`."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from vaulttool.cli.name_completion import complete_name
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
@click.argument("words", nargs=-1)
@click.option("--who-knows", metavar="NAME", shell_complete=complete_name, help="Through whom to reach NAME.")
@vault_option
@today_option
@json_option
@no_index_option
@filter_options
def command(
    words: tuple[str, ...],
    who_knows: str | None,
    vault: str | None,
    today: dt.date | None,
    as_json: bool,
    no_index: bool,
    who: "PeopleFilter",
) -> None:
    """Find people and notes by words, or through whom to reach somebody

    WORDS are looked for in what is written about people: their notes, its properties, lines that name them.
    Small words do not count, accents and plurals neither; "owes me nothing" is understood. The closest come
    first, each with the line that matches; then other notes.

    With --who-knows, the people whom you have met and whose notes tie them to NAME, or to somebody who is: by
    any property that links a contact, a household, an introduction. NAME may have no note of their own. The
    shortest way comes first. A filter says who, or through whom. It only reads.

    \b
    Examples: vaulttool find someone in Lyon who knows telecoms
              vaulttool find --who-knows "Jo Park" --circle close
    """
    from vaulttool.cli.printing import show, show_json
    from vaulttool.usecases.find_ways import find_ways
    from vaulttool.usecases.find_words import find_words
    from vaulttool.usecases.held_days import held_network
    from vaulttool.usecases.people_of import people_of

    if bool(words) == bool(who_knows):
        raise click.UsageError("Say what to find: some words, or --who-knows NAME.")
    opened_vault = opened(vault, today, no_index)
    who = check_filter(who, opened_vault)
    among = None if who.is_empty else {contact.path for contact in people_of(opened_vault, who)}
    network = held_network(opened_vault)
    outcome = (
        find_ways(opened_vault, network, who_knows, among)
        if who_knows
        else find_words(opened_vault, network, " ".join(words), among)
    )
    show_json(outcome.data) if as_json else show(outcome.show)
