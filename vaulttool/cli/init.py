"""`vaulttool init`."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import dry_run_option, today_option, vault_option, yes_option

if TYPE_CHECKING:
    from vaulttool.usecases.outcome import Outcome


@click.command()
@click.argument("path", required=False, default="")
@click.option("--language", type=click.Choice(["en", "fr"]), default=None,
              help="Language of what vaulttool writes (default: that of your notes).")  # fmt: skip
@click.option("--obsidian", is_flag=True,
              help="Add types, templates and tables of people for Obsidian; asks first.")  # fmt: skip
@vault_option
@today_option
@dry_run_option
@yes_option
def command(
    path: str,
    language: str | None,
    obsidian: bool,
    vault: str | None,
    today: dt.date | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Adopt a folder of notes, or begin a new one

    Looks where people, daily notes and templates are and which properties you use, shows what it found and
    why, and writes it down in vaulttool.md; no other note is changed. An empty folder gets a first person and
    a template besides. Everything works without it too, on what is found each time.

    --obsidian adds what Obsidian lacks of property types, templates, People.base and Meetings.base, also in a
    vault that was adopted before; what is there stays as it is.

    \b
    Example: vaulttool init ~/notes --dry-run
    """
    from vaulttool.usecases.init import init
    from vaulttool.vault.find_vault import find_settings_note
    from vaulttool.vault.walk import walk

    root = _root(path or vault, dry_run)
    day = today or dt.date.today()
    is_adopted = obsidian and find_settings_note(root, walk(root).files) is not None
    if not is_adopted:
        _write(root, init(root, language), day, dry_run, yes)
    if obsidian:
        _set_up_obsidian(root, day, dry_run, yes)
    elif not dry_run:
        click.echo("\nNext: `vaulttool update --dry-run` shows what it would write into your contact notes.")


def _write(root: Path, outcome: "Outcome", today: dt.date, dry_run: bool, yes: bool) -> None:
    from vaulttool.cli.printing import show, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.vault.open_vault import open_vault

    show_problems(outcome.problems)
    show(outcome.show)
    if outcome.edits and not dry_run and not yes:
        names = ", ".join(edit.path for edit in outcome.edits)
        if not click.confirm(f"\nWrite {names}?", default=True):
            raise click.exceptions.Exit(1)
    failed = write_or_show(open_vault(root, today, str(root)), outcome.edits, "init", dry_run)
    if failed:
        raise click.exceptions.Exit(1)


def _set_up_obsidian(root: Path, today: dt.date, dry_run: bool, yes: bool) -> None:
    """Show what would come into Obsidian's own folder as a diff, and ask before anything is touched."""
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.set_up_obsidian import set_up_obsidian
    from vaulttool.vault.open_vault import open_vault

    vault = open_vault(root, today, str(root))
    outcome = set_up_obsidian(vault)
    if not outcome.edits:
        click.echo("Obsidian has all of it already.")
    elif not dry_run and not yes:
        write_or_show(vault, outcome.edits, "init", dry_run=True)
    _write(root, outcome, today, dry_run, yes)


def _root(named: str | None, dry_run: bool) -> Path:
    """Give the folder: the one named, made if need be; else the vault that this folder lies in, or itself."""
    import os

    from vaulttool.notes.problem import VaultError
    from vaulttool.vault.find_vault import find_vault

    if named:
        root = Path(named).expanduser()
        if not root.exists() and not dry_run:
            try:
                root.mkdir(parents=True)
            except OSError as error:
                raise click.ClickException(f"The folder {root} cannot be made ({error.strerror}).") from error
        return root.resolve()
    try:
        return find_vault(Path.cwd(), None, dict(os.environ))
    except VaultError:
        if Path.cwd() in (Path.home(), Path(Path.cwd().anchor)):
            raise click.UsageError("Name the folder of your notes: vaulttool init FOLDER.") from None
        return Path.cwd()
