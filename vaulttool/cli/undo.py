"""`vaulttool undo`."""

import datetime as dt

import click

from vaulttool.cli.options import dry_run_option, json_option, opened, today_option, vault_option


@click.command()
@click.argument("what", metavar="[RUN|NOTE]", required=False, default="")
@click.option("--list", "listed", is_flag=True, help="Show what vaulttool did, newest first; change nothing.")
@vault_option
@today_option
@json_option
@dry_run_option
def command(
    what: str, listed: bool, vault: str | None, today: dt.date | None, as_json: bool, dry_run: bool
) -> None:
    """Take back what vaulttool wrote, byte for byte

    Without an argument: the last run that still stands; again: the one before. RUN is an id of --list (its
    beginning is enough), NOTE a path: then only that note. A note that was edited since stays as it is, and
    is named. To take back an undo, name its run.

    \b
    Examples: vaulttool undo --dry-run
              vaulttool undo "People/Alice Martin.md"
    """
    from vaulttool.cli.printing import show, show_json, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.list_runs import list_runs, run_or_path
    from vaulttool.usecases.undo_last import undo_last

    opened_vault = opened(vault, today)
    entries = opened_vault.journal.entries()
    if listed:
        outcome = list_runs(entries)
        show_json(outcome.data) if as_json else show(outcome.show)
        return
    run, path = run_or_path(entries, what) if what else ("", "")
    outcome, undone = undo_last(opened_vault.root, opened_vault.journal, run, path)
    show_problems(outcome.problems)
    is_shown = as_json and dry_run
    failed = 0 if is_shown else write_or_show(opened_vault, outcome.edits, "undo", dry_run, undoes=undone)
    if as_json:
        show_json({"note": edit.path, "run": undone, "why": edit.why} for edit in outcome.edits)
    elif not dry_run or not outcome.edits:
        show(outcome.show)
    if failed or outcome.problems:
        raise click.exceptions.Exit(1)
