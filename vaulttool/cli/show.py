"""`vaulttool show`."""

import datetime as dt

import click

from vaulttool.cli.name_completion import complete_name
from vaulttool.cli.options import json_option, no_index_option, opened, today_option, vault_option


@click.command()
@click.argument("name", shell_complete=complete_name)
@vault_option
@today_option
@json_option
@no_index_option
def command(name: str, vault: str | None, today: dt.date | None, as_json: bool, no_index: bool) -> None:
    """Show one person: who, ties, last contacts, open promises, days to come

    NAME is a name, an alias, a first name that only one person has, or the path of a note. It only reads.

    \b
    Example: vaulttool show "Alice Martin"
    """
    from vaulttool.cli.printing import show, show_json
    from vaulttool.usecases.find_person import find_person
    from vaulttool.usecases.held_days import held_network
    from vaulttool.usecases.show_person import show_person

    opened_vault = opened(vault, today, no_index)
    contact = find_person(opened_vault.read, name)
    network = held_network(opened_vault, (contact.path,))
    outcome = show_person(
        contact, network, opened_vault.settings.cadence_rules(), opened_vault.settings.inverses()
    )
    show_json(outcome.data) if as_json else show(outcome.show)
