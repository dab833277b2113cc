"""What was ticked in the note of questions, carried out for the commands that do so."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaulttool.vault.open_vault import OpenVault


def carry_out(vault: "OpenVault", command: str, dry_run: bool, is_quiet: bool = False) -> tuple[int, int]:
    """Write what the ticked questions ask for; gives how much failed, and how many were carried out."""
    from vaulttool.cli.printing import show, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.answer_questions import answer_questions
    from vaulttool.usecases.apply import records

    outcome = answer_questions(vault)
    show_problems(outcome.problems)
    edits, last = records(outcome)
    failed = write_or_show(vault, edits, command, dry_run, last=last) if outcome.edits else 0
    if not dry_run and not is_quiet and not failed:
        show(outcome.show)
    return failed + len(outcome.problems), len(outcome.data)


def file_lines(vault: "OpenVault", command: str, dry_run: bool) -> int:
    """File what stands in the inbox note; gives how much failed."""
    if all(file.path != vault.settings.inbox_note for file in vault.walked.files):
        return 0
    from vaulttool.cli.printing import show, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.apply import records
    from vaulttool.usecases.file_inbox import file_inbox

    outcome = file_inbox(vault, dt.date.today())
    show_problems(outcome.problems)
    edits, last = records(outcome)
    failed = write_or_show(vault, edits, command, dry_run, last=last) if outcome.edits else 0
    if not dry_run and not failed:
        show(outcome.show)
    return failed + len(outcome.problems)
