"""`vaulttool import`: read what other programs export, and show what was understood."""

import datetime as dt
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import json_option, today_option, vault_option
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson, LeftOut, Record, as_json

if TYPE_CHECKING:
    from vaulttool.usecases.read_import import How

KINDS = (
    "vcard", "calendar", "mbox", "mail", "monica", "monica-sql", "friends", "org", "ldif", "csv",
    "linkedin-messages", "linkedin-invitations",
)  # fmt: skip
SOURCES = ("linkedin", "google", "outlook", "yahoo", "thunderbird", "xing", "viadeo", "plaxo")
"""Names that only say where a CSV comes from; its columns are read by their headers all the same."""
_SHOWN = 20


def _own_region() -> str:
    """Give the country of the system's language: "fr_FR.UTF-8" is FR."""
    found = re.match(r"[a-z]{2,3}_([A-Z]{2})", os.environ.get("LC_ALL") or os.environ.get("LANG") or "")
    return found[1] if found else ""


region_option = click.option(
    "--region",
    default=_own_region,
    metavar="COUNTRY",
    help='Country of phone numbers without one, as "FR" (default: by LANG).',
)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as", "kind", type=click.Choice([*KINDS, *SOURCES]), help="What the files are (default: by content)."
)
@click.option("--me", "me", multiple=True, metavar="ADDRESS", help="Your own address; may be repeated.")
@click.option("--map", "columns", multiple=True, metavar="COLUMN=PROPERTY", help="What a CSV column holds.")
@click.option(
    "--day-first/--month-first", default=None, help="How 12/05/1980 is meant (default: by the column)."
)
@region_option
@click.option(
    "--yes-if", "rule", default="", metavar="RULE", help='Who gets a note at once: "mails both ways >= 3".'
)
@click.option("--dry-run", is_flag=True, help="Show what was understood; write nothing.")
@json_option
@vault_option
@today_option
def command(
    files: tuple[Path, ...],
    kind: str | None,
    me: tuple[str, ...],
    columns: tuple[str, ...],
    day_first: bool | None,
    region: str,
    rule: str,
    dry_run: bool,
    as_json: bool,
    vault: str | None,
    today: dt.date | None,
) -> None:
    """Bring in people, messages and meetings from other programs

    FILES are vCards, CSV tables (Google, Outlook, Yahoo, LinkedIn, or any other with --map), LinkedIn's
    archive, mail (mbox, Maildir, .eml), calendars (.ics), Monica, friends.md, org-contacts, LDIF; ZIP
    archives and folders are opened. Nobody becomes a contact by it: tick people in the note that it writes.

    \b
    Example: vaulttool import --dry-run --json contacts.vcf
    """
    from vaulttool.usecases.read_import import How

    _check(rule)
    chosen = _mapping(columns)
    how = How(
        today=today or dt.date.today(),
        kind=kind if kind in KINDS else None,  # type: ignore[arg-type]
        source=kind if kind in SOURCES else "",
        me=frozenset(address.casefold() for address in me),
        mapping=chosen if dry_run else {**_remembered(vault, today), **chosen},
        day_first=day_first,
    )
    if not dry_run:
        asked = _asked(files, how)
        chosen |= asked
        how = replace(how, mapping={**how.mapping, **asked})
    people, talks = _read_all(files, how, dry_run, as_json)
    if not dry_run:
        _write(people, talks, vault, today, region, rule, chosen)


def _read_all(
    files: tuple[Path, ...], how: "How", dry_run: bool, as_json_lines: bool
) -> tuple[list[ImportedPerson], list[ImportedInteraction]]:
    """Read the files and tell of them; people and talks are kept only where they will be written."""
    from vaulttool.cli.progress import counting
    from vaulttool.usecases.read_import import read_import

    counted: Counter[str] = Counter()
    people: list[ImportedPerson] = []
    talks: list[ImportedInteraction] = []
    for record in counting(read_import(files, how)):
        counted[type(record).__name__] += 1
        if dry_run or isinstance(record, LeftOut):
            _show(record, counted, as_json_lines)
        elif isinstance(record, ImportedPerson):
            people.append(record)
        else:
            talks.append(record)
    if not as_json_lines:
        _sum(counted)
    if not counted["ImportedPerson"] and not counted["ImportedInteraction"]:
        raise click.exceptions.Exit(1)
    return people, talks


def _write(
    people: list[ImportedPerson],
    talks: list[ImportedInteraction],
    vault: str | None,
    today: dt.date | None,
    region: str,
    rule: str,
    columns: dict[str, str],
) -> None:
    """Write the triage notes, what known people lack, and the log."""
    from vaulttool.cli.options import opened
    from vaulttool.cli.printing import show, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.bring_in import bring_in

    opened_vault = opened(vault, today)
    outcome = bring_in(opened_vault, people, talks, region, rule, columns)
    show_problems(outcome.problems)
    failed = write_or_show(opened_vault, outcome.edits, "import", dry_run=False)
    show(outcome.show if outcome.edits else ("Nothing is new.",))
    if failed or outcome.problems:
        raise click.exceptions.Exit(1)


def _remembered(vault: str | None, today: dt.date | None) -> dict[str, str]:
    """Give what the settings say of columns; a dry run needs no vault, and so does not know it."""
    from vaulttool.cli.options import opened

    return dict(opened(vault, today).settings.import_columns)


def _asked(files: tuple[Path, ...], how: "How") -> dict[str, str]:
    """Ask what the columns of tables hold that nobody knows; nothing where nobody answers."""
    from vaulttool.cli.printing import safe
    from vaulttool.usecases.read_import import unknown_tables
    from vaulttool.vault.settings_checks import COLUMNS

    answers: dict[str, str] = {}
    for table in unknown_tables(files, how):
        click.echo(f"What do these columns hold? {', '.join(COLUMNS)}.", err=True)
        for column, example in zip(table.columns, table.example, strict=True):
            if column and column not in answers:
                said = safe(f'"{column}"' + (f' (as "{example}")' if example else ""))
                try:
                    answers[column] = click.prompt(
                        said, type=click.Choice(COLUMNS), default="nothing", show_choices=False, err=True
                    )
                except click.Abort:
                    return {}
    return answers


def _check(rule: str) -> None:
    from vaulttool.network.filter import parse_filter

    try:
        parse_filter(rule)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--yes-if") from error


def _mapping(columns: tuple[str, ...]) -> dict[str, str]:
    pairs = [column.partition("=") for column in columns]
    if wrong := next((column for column, sign, prop in pairs if not (sign and prop)), None):
        raise click.BadParameter(f'"{wrong}" is not COLUMN=PROPERTY', param_hint="--map")
    from vaulttool.vault.settings_checks import COLUMNS

    if other := next((prop for _, _, prop in pairs if prop.strip().lower() not in COLUMNS), None):
        raise click.BadParameter(f'"{other}" is none of {", ".join(COLUMNS)}', param_hint="--map")
    return {column.strip(): prop.strip().lower() for column, _, prop in pairs}


def _show(record: Record, counted: Counter[str], as_json_lines: bool) -> None:
    from vaulttool.cli.printing import safe, show_json

    if as_json_lines:
        show_json((as_json(record),))
    elif counted[type(record).__name__] > _SHOWN:
        return
    elif isinstance(record, ImportedPerson):
        about = [record.company, *record.emails[:1], record.birthday]
        click.echo(safe(" · ".join(part for part in (record.name or "(no name)", *about) if part)))
    elif isinstance(record, ImportedInteraction):
        people = ", ".join(party.label for party in record.people)
        click.echo(safe(f"{record.date} {record.kind} {record.direction or ''} {people}"))
    else:
        click.echo(safe(f"left out: {record.record}: {record.problem}"), err=True)


def _sum(counted: Counter[str]) -> None:
    people, talks, left = (counted[kind.__name__] for kind in (ImportedPerson, ImportedInteraction, LeftOut))
    click.echo(f"{people} people, {talks} messages and meetings; {left} records left out.")
    if max(people, talks, left) > _SHOWN:
        click.echo(f"The first {_SHOWN} of each are shown; --json shows all.")
