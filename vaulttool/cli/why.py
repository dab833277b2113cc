"""`vaulttool why`."""

import datetime as dt

import click

from vaulttool.cli.name_completion import complete_name
from vaulttool.cli.options import json_option, no_index_option, opened, today_option, vault_option


@click.command()
@click.argument("name", shell_complete=complete_name)
@click.argument("note", required=False, default="")
@vault_option
@today_option
@json_option
@no_index_option
def command(
    name: str, note: str, vault: str | None, today: dt.date | None, as_json: bool, no_index: bool
) -> None:
    """Show the lines that prove a last contact, or why a note does not

    With NAME alone: every line that says you were in touch, newest first, with file and line. With NOTE (its
    path or name): each place of that note that names the person, whether it counts, why, and what you could
    write to make it count. It only reads.

    \b
    Examples: vaulttool why "Alice Martin"
              vaulttool why Alice 2026-11-02
    """
    from functools import partial

    from vaulttool.cli.printing import show, show_json, show_problems
    from vaulttool.usecases.find_note import find_note
    from vaulttool.usecases.find_person import find_person
    from vaulttool.usecases.held_days import decisions
    from vaulttool.usecases.why import why
    from vaulttool.usecases.why_note import why_note
    from vaulttool.vault.reader import read_source

    opened_vault = opened(vault, today, no_index)
    read = opened_vault.read
    contact = find_person(read, name)
    if note:
        path, content = find_note(read, note, partial(read_source, opened_vault.root))
        link = opened_vault.links.link(contact.path, source=path)
        outcome = why_note(contact, path, content, read, opened_vault.today, link)
    else:
        outcome = why(contact, opened_vault.network, decisions(opened_vault, (contact.path,))[contact.path])
    show_problems(outcome.problems)
    show_json(outcome.data) if as_json else show(outcome.show)
