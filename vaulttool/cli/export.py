"""`vaulttool export`: let the network leave."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import check_filter, filter_options, opened, today_option, vault_option

if TYPE_CHECKING:
    from vaulttool.network.people_filter import PeopleFilter


@click.command()
@click.argument("form", type=click.Choice(["vcard", "vdir", "csv", "json", "ics", "agenda"]))
@click.argument("target", type=click.Path(path_type=Path), required=False)
@click.option(
    "--vcard-version",
    type=click.Choice(["3.0", "4.0"]),
    default="3.0",
    show_default=True,
    help="Version of the cards; every program reads 3.0.",
)
@click.option("--excel", is_flag=True, help="Begin the CSV with the mark that Excel needs.")
@click.option("--replace", is_flag=True, help="Also write over cards that were changed in the folder.")
@vault_option
@today_option
@filter_options
def command(
    form: str,
    target: Path | None,
    vcard_version: str,
    excel: bool,
    replace: bool,
    vault: str | None,
    today: dt.date | None,
    who: "PeopleFilter",
) -> None:
    """Write contacts for other programs: cards, a table, birthdays, the agenda

    TARGET is a file (standard output without one), for vdir a folder with one card a contact, as khard and
    vdirsyncer read it; ics has birthdays and other yearly days, agenda the week's plan, both as a calendar.
    Private and archived people are left out; with a filter the others, too (from a vdir their cards go).

    \b
    Examples: vaulttool export vdir ~/contacts
              vaulttool export csv --circle close
    """
    from vaulttool.usecases.export_agenda import export_agenda
    from vaulttool.usecases.export_contacts import export_file, write_file, write_vdir
    from vaulttool.usecases.people_of import people_of

    opened_vault = opened(vault, today)
    asked = check_filter(who, opened_vault)
    contacts = people_of(opened_vault, asked)
    if form == "vdir":
        if target is None:
            raise click.UsageError("vdir needs a folder.")
        changes = write_vdir(target, contacts, vcard_version, replace)  # type: ignore[arg-type]
        click.echo(f"{len(changes.write)} cards written, {len(changes.remove)} removed.")
        if changes.changed_there:
            _tell(target, changes.changed_there)
        return
    if form == "agenda":
        content = export_agenda(opened_vault, asked)
    else:
        content = export_file(contacts, form, vcard_version, excel)  # type: ignore[arg-type]
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_file(target, content)


def _tell(folder: Path, changed: tuple[str, ...]) -> None:
    from vaulttool.cli.printing import safe

    shown = ", ".join(changed[:5]) + (f" and {len(changed) - 5} more" if len(changed) > 5 else "")
    click.echo(
        safe(
            f"Changed there, and left alone: {shown}. `vaulttool import {folder}` shows what changed,"
            " `--replace` writes over it."
        ),
        err=True,
    )
    raise click.exceptions.Exit(1)
