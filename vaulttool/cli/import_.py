"""`vaulttool import`: read what other programs export, and show what was understood."""

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path

import click

from vaulttool.exchange.records import ImportedInteraction, ImportedPerson, LeftOut, Record

KINDS = (
    "vcard", "calendar", "mbox", "mail", "monica", "monica-sql", "friends", "org", "ldif", "csv",
    "linkedin-messages", "linkedin-invitations",
)  # fmt: skip
SOURCES = ("linkedin", "google", "outlook", "yahoo", "thunderbird", "xing", "viadeo", "plaxo")
"""Names that only say where a CSV comes from; its columns are read by their headers all the same."""
_SHOWN = 20


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
@click.option("--dry-run", is_flag=True, help="Show what was understood; write nothing.")
@click.option("--json", "as_lines", is_flag=True, help="With --dry-run: one JSON object a line.")
@click.option("--vault", type=click.Path(path_type=Path), help="The vault (default: from here upwards).")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this as today.")
def command(
    files: tuple[Path, ...],
    kind: str | None,
    me: tuple[str, ...],
    columns: tuple[str, ...],
    day_first: bool | None,
    dry_run: bool,
    as_lines: bool,
    vault: Path | None,
    today: dt.datetime | None,
) -> None:
    """Bring in people, messages and meetings from other programs

    FILES are vCards, CSV tables (Google, Outlook, Yahoo, LinkedIn, or any other with --map), LinkedIn's
    archive, mail (mbox, Maildir, .eml), calendars (.ics), Monica, friends.md, org-contacts, LDIF; ZIP
    archives and
    folders are opened.

    \b
    Example: vaulttool import --dry-run --json contacts.vcf
    """
    from vaulttool.notes.problem import VaultError
    from vaulttool.usecases.read_import import How, read_import

    how = How(
        today=today.date() if today else dt.date.today(),
        kind=kind if kind in KINDS else None,  # type: ignore[arg-type]
        source=kind if kind in SOURCES else "",
        me=frozenset(address.casefold() for address in me),
        mapping=_mapping(columns),
        day_first=day_first,
    )
    if not dry_run:
        raise click.UsageError("Only --dry-run so far: it shows what would be understood.")
    counted: Counter[str] = Counter()
    try:
        for record in read_import(files, how):
            counted[type(record).__name__] += 1
            _show(record, counted, as_lines)
    except VaultError as error:
        raise click.ClickException(str(error)) from error
    if not as_lines:
        _sum(counted)
    if not counted["ImportedPerson"] and not counted["ImportedInteraction"]:
        raise click.exceptions.Exit(1)


def _mapping(columns: tuple[str, ...]) -> dict[str, str]:
    pairs = [column.partition("=") for column in columns]
    if wrong := next((column for column, sign, prop in pairs if not (sign and prop)), None):
        raise click.BadParameter(f'"{wrong}" is not COLUMN=PROPERTY', param_hint="--map")
    return {column.strip(): prop.strip().lower() for column, _, prop in pairs}


def _show(record: Record, counted: Counter[str], as_lines: bool) -> None:
    from vaulttool.exchange.records import as_json

    if as_lines:
        click.echo(json.dumps(as_json(record), ensure_ascii=bool(_has_surrogate(record))))
        return
    if counted[type(record).__name__] > _SHOWN:
        return
    if isinstance(record, ImportedPerson):
        about = [record.company, *record.emails[:1], record.birthday]
        click.echo(_safe(" · ".join(part for part in (record.name or "(no name)", *about) if part)))
    elif isinstance(record, ImportedInteraction):
        people = ", ".join(party.label for party in record.people)
        click.echo(_safe(f"{record.date} {record.kind} {record.direction or ''} {people}"))
    else:
        click.echo(_safe(f"left out: {record.record}: {record.problem}"), err=True)


def _has_surrogate(record: Record) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in repr(record))


def _safe(text: str) -> str:
    """Show control signs as escapes: names come from strangers."""
    return re.sub(
        r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
        lambda m: repr(m[0])[1:-1],
        text,
    )


def _sum(counted: Counter[str]) -> None:
    people, talks, left = (counted[kind.__name__] for kind in (ImportedPerson, ImportedInteraction, LeftOut))
    click.echo(f"{people} people, {talks} messages and meetings; {left} records left out.")
    if max(people, talks, left) > _SHOWN:
        click.echo(f"The first {_SHOWN} of each are shown; --json shows all.")
