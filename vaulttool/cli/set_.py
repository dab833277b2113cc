"""`vaulttool set`."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import (
    check_filter,
    dry_run_option,
    filter_options,
    json_option,
    no_index_option,
    opened,
    today_option,
    vault_option,
    yes_option,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaulttool.network.people_filter import PeopleFilter
    from vaulttool.notes.edit import Edit
    from vaulttool.usecases.outcome import Outcome
    from vaulttool.usecases.set_for_people import Assignment
    from vaulttool.vault.open_vault import OpenVault


@click.command("set")
@click.argument("assignments", metavar="PROPERTY=VALUE...", nargs=-1, required=True)
@vault_option
@today_option
@dry_run_option
@json_option
@yes_option
@no_index_option
@click.option("--everyone", is_flag=True, help="All people, where no filter says whom.")
@filter_options
def command(
    assignments: tuple[str, ...],
    vault: str | None,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    yes: bool,
    no_index: bool,
    everyone: bool,
    who: "PeopleFilter",
) -> None:
    """Set a property of many people at once, after showing the change and asking

    PROPERTY is any of your own, under the name that each note has for it; PROPERTY= removes it,
    PROPERTY+=ITEM and PROPERTY-=ITEM add to a list and take from it. `vaulttool undo` takes all of it back.

    \b
    Examples: vaulttool set circle=close --where "company = Orbis and city = Lyon"
              vaulttool set tags+=lyon-2027 --city Lyon
    """
    from vaulttool.cli.printing import show_json, show_problems
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.people_of import people_of
    from vaulttool.usecases.set_for_people import set_for_people

    if who.is_empty != everyone:
        raise click.UsageError("Say for whom: by a filter, as --city Lyon, or by --everyone.")
    opened_vault = opened(vault, today, no_index)
    wanted = _checked(assignments, opened_vault)
    people = people_of(opened_vault, check_filter(who, opened_vault))
    outcome = set_for_people(opened_vault, people, wanted)
    show_problems(outcome.problems)
    if as_json and dry_run:
        show_json(outcome.data)
    elif outcome.edits:
        write_or_show(opened_vault, outcome.edits, "set", dry_run=True)
    if not dry_run and not yes and outcome.edits:
        click.confirm(f"Change {_notes(outcome)}?", abort=True, err=True)

    def again() -> "Sequence[Edit]":
        return set_for_people(opened_vault, people, wanted).edits

    failed = 0
    if not dry_run:
        failed = write_or_show(opened_vault, outcome.edits, "set", False, anew=again)
        show_json(outcome.data) if as_json else click.echo(_done(outcome, len(people)))
    if failed or outcome.problems:
        raise click.exceptions.Exit(1)


def _checked(assignments: tuple[str, ...], vault: "OpenVault") -> "tuple[Assignment, ...]":
    from vaulttool.usecases.set_for_people import check_assignment, parse_assignment

    try:
        parsed = tuple(map(parse_assignment, assignments))
        for one in parsed:
            check_assignment(one, vault)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error
    return parsed


def _notes(outcome: "Outcome") -> str:
    count = len(outcome.edits)
    return "1 note" if count == 1 else f"{count} notes"


def _done(outcome: "Outcome", people: int) -> str:
    if not people:
        return "Nobody matches."
    if not outcome.edits:
        return "Nothing to change."
    return f"{_notes(outcome)} changed; `vaulttool undo` takes it back."
