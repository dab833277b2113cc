"""`vaulttool check`."""

import datetime as dt

import click

from vaulttool.cli.options import (
    dry_run_option,
    json_option,
    no_index_option,
    opened,
    today_option,
    vault_option,
)


@click.command()
@click.option(
    "--fix", "mends", is_flag=True, help="Mend what is safe: bare aliases, doubled kept properties."
)
@vault_option
@today_option
@json_option
@dry_run_option
@no_index_option
def command(
    mends: bool, vault: str | None, today: dt.date | None, as_json: bool, dry_run: bool, no_index: bool
) -> None:
    """Say what is wrong in the vault, where, and how to mend it

    Ends with exit code 1 where something is wrong; hints alone do not count. With --fix: [[Alias]] becomes
    [[Name|Alias]], and kept properties that a sync program doubled become one; `undo` takes it back.

    \b
    Example: vaulttool check --fix --dry-run
    """
    from functools import partial

    from vaulttool.cli.printing import show, show_json, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.check import check, is_sound
    from vaulttool.usecases.fix import fix
    from vaulttool.vault.reader import read_source

    opened_vault = opened(vault, today, no_index)
    failed = 0
    if mends:
        mended = fix(opened_vault, partial(read_source, opened_vault.root))
        show_problems(mended.problems)
        is_shown = as_json and dry_run
        failed = 0 if is_shown else write_or_show(opened_vault, mended.edits, "check --fix", dry_run)
        if not as_json and not dry_run:
            show(mended.show or ["Nothing that could be mended safely."])
            click.echo()
        if mended.edits and not dry_run:
            opened_vault = opened(vault, today, no_index)
    outcome = check(opened_vault, dt.datetime.now(dt.UTC))
    show_json(outcome.data) if as_json else show(outcome.show)
    if failed or not is_sound(outcome.problems):
        raise click.exceptions.Exit(1)
