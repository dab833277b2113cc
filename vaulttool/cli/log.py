"""`vaulttool log`."""

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from vaulttool.cli.name_completion import complete_name
from vaulttool.cli.options import (
    dry_run_option,
    json_option,
    mail_on_input,
    opened,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from vaulttool.usecases.outcome import Outcome
    from vaulttool.vault.open_vault import OpenVault


@click.command("log", context_settings={"ignore_unknown_options": True})
@click.argument("line", required=False)
@click.option("--with", "names", multiple=True, metavar="NAME", shell_complete=complete_name,
              help="Who was there; may be repeated.")  # fmt: skip
@vault_option
@today_option
@json_option
@dry_run_option
def command(
    line: str | None,
    names: tuple[str, ...],
    vault: str | None,
    today: dt.date | None,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Add a line to today's note, and bring the days of those it names up to date

    Names and aliases that only one person has are linked. Says so where the line will not count. The note is
    made from your daily template if it is not there. With - the line is read from standard input.
    Without LINE a mail is: its headers say who it is from or to, and its day.

    \b
    Examples: vaulttool log "Lunch with Alice Martin"
              vaulttool log "Long call about the move" --with Alice
              vaulttool log < mail.eml
    """
    from vaulttool.cli.printing import show, show_json, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.find_person import find_person
    from vaulttool.usecases.log_line import log_line

    mail = mail_on_input("LINE") if line is None else None
    said = sys.stdin.buffer.read().decode("utf-8", "replace") if line == "-" else line or ""
    clock = dt.datetime.now().time()

    def logged() -> "tuple[OpenVault, Outcome]":
        opened_vault = opened(vault, today)
        if mail is not None:
            from vaulttool.usecases.mail_on_input import log_mail, read_mail

            return opened_vault, log_mail(opened_vault, read_mail(mail))
        with_them = [find_person(opened_vault.read, name) for name in names]
        now = dt.datetime.combine(opened_vault.today, clock)
        return opened_vault, log_line(opened_vault, said, with_them, now)

    opened_vault, outcome = logged()
    show_problems(outcome.problems)
    if as_json and dry_run:
        show_json(outcome.data)
        return
    failed = write_or_show(opened_vault, outcome.edits, "log", dry_run, anew=lambda: logged()[1].edits)
    if as_json:
        show_json(outcome.data)
    elif not dry_run or any("not count" in one for one in outcome.show):
        show(outcome.show)
    if failed:
        raise click.exceptions.Exit(1)
