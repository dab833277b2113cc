"""`vaulttool triage`: carry out what was ticked in the notes of the inbox folder."""

import datetime as dt
from dataclasses import replace

import click

from vaulttool.cli.import_ import region_option
from vaulttool.cli.options import dry_run_option, opened, today_option, vault_option


@click.command()
@vault_option
@today_option
@dry_run_option
@region_option
@click.option(
    "--more", "with_more", is_flag=True, help="Bring the next people; the unticked are not asked again."
)
def command(vault: str | None, today: dt.date | None, dry_run: bool, region: str, with_more: bool) -> None:
    """Carry out what you ticked after an import or a question

    A ticked person gets a note in the people folder, "who is this?" one with status unknown; nobody else.
    What is ticked in Inbox/Questions.md is done too.

    \b
    Example: vaulttool triage --dry-run
    """
    from vaulttool.cli.answering import carry_out, file_lines
    from vaulttool.cli.printing import show, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.apply_triage import apply_triage
    from vaulttool.usecases.import_people import more_of_note
    from vaulttool.usecases.vault_place import bytes_of, import_place, new_notes

    opened_vault = opened(vault, today)
    failed, made = (0, 0) if with_more else carry_out(opened_vault, "triage", dry_run)
    if made and not dry_run:
        failed += file_lines(opened(vault, today), "triage", dry_run)
        opened_vault = opened(vault, today)
    place, read, notes = import_place(opened_vault, region), bytes_of(opened_vault), new_notes(opened_vault)
    for note in place.notes:
        contacts = opened_vault.read.contacts
        if with_more:
            found = more_of_note(note, contacts, read, place)
        else:
            found = apply_triage(note, contacts, read, place, notes)
        notes = replace(notes, taken=(*notes.taken, *(edit.path for edit in found.edits)))
        show_problems(found.problems)
        failed += write_or_show(opened_vault, found.edits, "triage", dry_run) + len(found.problems)
        made += len(found.edits)
        if not dry_run:
            show(found.show)
    if not made:
        click.echo(
            "Nothing is ticked that was not carried out." if not with_more else "There is nobody more."
        )
    if failed:
        raise click.exceptions.Exit(1)
