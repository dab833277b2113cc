"""`vaulttool names`."""

import datetime as dt

import click

from vaulttool.cli.options import dry_run_option, json_option, opened, today_option, vault_option


@click.command()
@vault_option
@today_option
@json_option
@dry_run_option
def command(vault: str | None, today: dt.date | None, as_json: bool, dry_run: bool) -> None:
    """Ask about names without a link

    Finds names of your contacts in dated notes that no link carries, and links to people who have no note,
    and asks about each in Inbox/Questions.md. What you ticked there is carried out first.

    \b
    Example: vaulttool names --dry-run
    """
    from vaulttool.cli.answering import carry_out
    from vaulttool.cli.printing import show, show_json, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.ask_names import name_questions
    from vaulttool.usecases.questions import ask

    opened_vault = opened(vault, today)
    failed, done = carry_out(opened_vault, "names", dry_run, is_quiet=as_json)
    if done and not dry_run:
        opened_vault = opened(vault, today)
    questions = name_questions(opened_vault)
    outcome = ask(opened_vault, "names", questions)
    show_problems(outcome.problems)
    is_shown = as_json and dry_run
    failed += len(outcome.problems)
    failed += 0 if is_shown else write_or_show(opened_vault, outcome.edits, "names", dry_run)
    if as_json:
        show_json(outcome.data)
    elif not dry_run:
        show(
            outcome.show or (f"{len(questions)} questions wait; none is new.",)
            if questions
            else ("No name asks for a link.",)
        )
    if failed:
        raise click.exceptions.Exit(1)
