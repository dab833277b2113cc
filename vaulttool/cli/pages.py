"""What the commands that write a page have in common."""

from typing import TYPE_CHECKING

import click

from vaulttool.cli.printing import show, show_json, show_pieces, show_problems
from vaulttool.cli.writing import write_or_show

if TYPE_CHECKING:
    from vaulttool.usecases.outcome import Outcome
    from vaulttool.vault.open_vault import OpenVault


def write_page(vault: "OpenVault", outcome: "Outcome", command: str, dry_run: bool, as_json: bool) -> None:
    """Write the page, print its short form (or JSON), and tell what stood in the way (exit code 1)."""
    failed = 0 if as_json and dry_run else write_or_show(vault, outcome.edits, command, dry_run)
    if as_json:
        show_json(outcome.data)
    elif not dry_run:
        _show_short_forms(outcome)
    show_problems((*vault.problems, *outcome.problems))
    if failed or outcome.problems:
        raise click.exceptions.Exit(1)


def _show_short_forms(outcome: "Outcome") -> None:
    import shutil

    from vaulttool.pages.terminal import WIDTH, terminal_pieces

    show(outcome.show)
    width = max(20, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))
    for page in outcome.data:
        show_pieces(terminal_pieces(page["text"], page["path"], width=width))
