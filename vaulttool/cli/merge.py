"""`vaulttool merge`."""

import datetime as dt

import click

from vaulttool.cli.name_completion import complete_name
from vaulttool.cli.options import (
    dry_run_option,
    json_option,
    no_index_option,
    opened,
    today_option,
    vault_option,
)


@click.command()
@click.argument("keep", shell_complete=complete_name)
@click.argument("other", shell_complete=complete_name)
@vault_option
@today_option
@dry_run_option
@json_option
@no_index_option
def command(
    keep: str,
    other: str,
    vault: str | None,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    no_index: bool,
) -> None:
    """Join two notes that are about one person: OTHER goes into KEEP

    KEEP gains what it lacks, every name of OTHER as an alias, and its text; what the two say differently
    stands below. Every link to OTHER opens KEEP afterwards. Nothing is done where they may be two people.

    \b
    Example: vaulttool merge "Robert Lee" "Bob Lee" --dry-run
    """
    from vaulttool.cli.printing import show, show_json, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.find_person import find_person
    from vaulttool.usecases.merge_notes import cut, merge_notes

    opened_vault = opened(vault, today, no_index)
    read = opened_vault.read
    outcome = merge_notes(opened_vault, find_person(read, keep), find_person(read, other))
    show_problems(outcome.problems)
    rest, gone = cut(outcome)
    failed = write_or_show(opened_vault, rest.edits, "merge", dry_run, last=gone.edits)
    if as_json:
        show_json(outcome.data)
    elif not dry_run and not failed:
        show(outcome.show)
    if failed:
        click.echo("Not all of it could be written; run `vaulttool merge` again.", err=True)
        raise click.exceptions.Exit(1)
