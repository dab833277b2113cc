"""`vaulttool show`."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from vaulttool.cli.name_completion import complete_name
from vaulttool.cli.options import json_option, no_index_option, opened, today_option, vault_option

if TYPE_CHECKING:
    from vaulttool.usecases.outcome import Outcome

SOON = 60
"""Seconds below which the last look is not worth a word."""


@click.command()
@click.argument("name", shell_complete=complete_name)
@vault_option
@today_option
@json_option
@no_index_option
def command(name: str, vault: str | None, today: dt.date | None, as_json: bool, no_index: bool) -> None:
    """Show one person: who, ties, last contacts, open promises, days to come

    NAME is a name, an alias, a first name that only one person has, or the path of a note. It only reads.
    The notes that are shown are looked at; what others say is as of the last look at all notes, and how long
    that is ago is told. --no-index reads all of them.

    \b
    Example: vaulttool show "Alice Martin"
    """
    from vaulttool.cli.printing import show, show_json

    outcome = None if no_index else _at_once(vault, today, name, as_json)
    if outcome is None:
        outcome = _after_a_look(vault, today, name, no_index)
    show_json(outcome.data) if as_json else show(outcome.show)


def _at_once(vault: str | None, today: dt.date | None, name: str, as_json: bool) -> "Outcome | None":
    """Show what is known; None where all notes must be looked at."""
    import gc
    import os
    from pathlib import Path

    from vaulttool.usecases.show_at_once import show_at_once

    gc.disable()
    shown = show_at_once(Path.cwd(), name, today or dt.date.today(), vault, dict(os.environ), as_json)
    if shown is None:
        return None
    age = (dt.datetime.now() - shown.looked_at).total_seconds()
    if age >= SOON:
        said = f"Notes that are not shown are as they were {_ago(age)}; `vaulttool update` looks at all."
        click.echo(said, err=True)
    return shown.outcome


def _ago(seconds: float) -> str:
    for length, word in ((86_400, "day"), (3_600, "hour")):
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {word}{'s' if count > 1 else ''} ago"
    count = int(seconds // 60)
    return f"{count} minute{'s' if count > 1 else ''} ago"


def _after_a_look(vault: str | None, today: dt.date | None, name: str, no_index: bool) -> "Outcome":
    from vaulttool.usecases.find_person import find_person
    from vaulttool.usecases.held_days import held_network
    from vaulttool.usecases.show_person import show_person

    opened_vault = opened(vault, today, no_index)
    contact = find_person(opened_vault.read, name)
    network = held_network(opened_vault, (contact.path,))
    settings = opened_vault.settings
    return show_person(contact, network, settings.cadence_rules(), settings.inverses())
