"""`vaulttool draft`."""

import datetime as dt
import sys
from typing import Literal

import click

from vaulttool.cli.name_completion import complete_name
from vaulttool.cli.options import json_option, no_index_option, opened, today_option, vault_option


@click.command()
@click.argument("name", shell_complete=complete_name)
@vault_option
@today_option
@json_option
@no_index_option
@click.option(
    "--as",
    "form",
    type=click.Choice(("md", "mailto", "eml")),
    default="md",
    show_default=True,
    help="Markdown to read, a link or a message that a mail program opens.",
)
@click.option("--about", default="", metavar="TEXT", help="What you write for, in your own words.")
def command(
    name: str,
    vault: str | None,
    today: dt.date | None,
    as_json: bool,
    no_index: bool,
    form: Literal["md", "mailto", "eml"],
    about: str,
) -> None:
    """Draft a personal mail with something real in it: the last talk, a promise, what they look for

    It prints the draft and never sends it. What your notes say about the person stands beside the Markdown
    form, for you alone, and in no other.

    \b
    Example: vaulttool draft "Alice Martin" --as eml > alice.eml
    """
    from vaulttool.cli.printing import show, show_json
    from vaulttool.usecases.draft import draft
    from vaulttool.usecases.find_person import find_person

    opened_vault = opened(vault, today, no_index)
    contact = find_person(opened_vault.read, name)
    drafted = draft(opened_vault, contact, form, about)
    if as_json:
        data = {"path": contact.path, "to": drafted.address, "subject": drafted.subject, "body": drafted.body}
        show_json([data])
    elif form == "eml":
        sys.stdout.buffer.write(drafted.content)
    else:
        show(drafted.content.decode().rstrip("\n").split("\n"))
