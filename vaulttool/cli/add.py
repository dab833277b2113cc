"""`vaulttool add`."""

import datetime as dt
import re

import click

from vaulttool.cli.options import (
    dry_run_option,
    json_option,
    mail_on_input,
    opened,
    today_option,
    vault_option,
)

_BIRTHDAY = re.compile(r"(?:\d{4}-|--)?\d\d-\d\d")


@click.command()
@click.argument("name", required=False)
@click.option("--circle", default="", help="Circle: inner, close, active, wide, daily.")
@click.option("--cadence", default="", help='How often: "3 months".')
@click.option("--company", default="", help="Company.")
@click.option("--role", default="", help="What they do there.")
@click.option("--field", default="", help="Field of work.")
@click.option("--city", default="", help="City.")
@click.option("--email", multiple=True, help="Mail address; may be repeated.")
@click.option("--phone", multiple=True, help="Phone number; may be repeated.")
@click.option("--birthday", default="", help="Birthday: 1980-05-12, or --birthday=--05-12.")
@click.option("--met", default="", help="When you met.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be repeated.")
@vault_option
@today_option
@json_option
@dry_run_option
def command(
    name: str | None,
    vault: str | None,
    today: dt.date | None,
    as_json: bool,
    dry_run: bool,
    **said: str | tuple[str, ...],
) -> None:
    """Add a person: a note in the people folder, from your own template if there is one

    Nothing is written where the person, or another note of that name, is there already. Without NAME a mail
    is read from standard input: the note is for the one whom it is from, or to whom you wrote it.

    \b
    Examples: vaulttool add "Alice Martin" --circle close --company Orbis --city Lyon
              vaulttool add < mail.eml
    """
    from functools import partial

    from vaulttool.cli.printing import show, show_json
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.add_person import add_person
    from vaulttool.vault.reader import read_source

    _check(said)
    mail = mail_on_input("NAME") if name is None else None
    opened_vault = opened(vault, today)
    if mail is not None:
        from vaulttool.usecases.mail_on_input import person_of_mail, read_mail

        person = person_of_mail(opened_vault, read_mail(mail))
        name, said = person.name, {**said, "email": (*said["email"], person.email)}
    outcome = add_person(
        name or "",
        {
            key: tuple(filter(None, (value,) if isinstance(value, str) else value))
            for key, value in said.items()
        },
        opened_vault.read,
        partial(read_source, opened_vault.root),
        dt.datetime.combine(opened_vault.today, dt.datetime.now().time()),
        opened_vault.language,
    )
    is_shown = as_json and dry_run
    failed = 0 if is_shown else write_or_show(opened_vault, outcome.edits, "add", dry_run)
    if failed:
        raise click.exceptions.Exit(1)
    if as_json:
        show_json(outcome.data)
    elif not dry_run:
        show(outcome.show)


def _check(said: dict[str, str | tuple[str, ...]]) -> None:
    """Refuse a circle, cadence or birthday that would mean nothing, or something else."""
    from vaulttool.network.cadence import parse_cadence
    from vaulttool.network.circle import read_circle
    from vaulttool.network.property_value import yearly_day

    circle, cadence, birthday = (str(said[name]) for name in ("circle", "cadence", "birthday"))
    if circle and not read_circle(circle):
        raise click.BadParameter(
            f'"{circle}" is none of inner, close, active, wide, daily', param_hint="--circle"
        )
    try:
        parse_cadence(cadence)
    except ValueError as error:
        raise click.BadParameter(
            f'"{cadence}" is no cadence; write "3 months"', param_hint="--cadence"
        ) from error
    # What else a note may say, such as 12/05/1980, means another day elsewhere.
    if birthday and not (_BIRTHDAY.fullmatch(birthday) and yearly_day(birthday)):
        raise click.BadParameter(
            f'"{birthday}" is no day; write 1980-05-12, or --birthday=--05-12 without the year',
            param_hint="--birthday",
        )
