"""Options that several commands have, each named once."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from vaulttool.network.people_filter import PeopleFilter
    from vaulttool.vault.open_vault import OpenVault

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day as 2026-11-24."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the day, or say that it is none."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is no day; write it as 2026-11-24', param, ctx)


vault_option = click.option("--vault", metavar="FOLDER", help="The vault (default: from here upwards).")
today_option = click.option("--today", type=Day(), help="Take this day as today, as 2026-11-24.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Show the changes as a diff, write nothing.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask.")
no_index_option = click.option("--no-index", is_flag=True, help="Read every note anew.")


def filter_options(command: Command) -> Command:
    """Add the filter for people, --where and its short forms; the command gets one value, `who`."""

    @wraps(command)
    def with_filter(**said: Any) -> Any:
        from vaulttool.network.people_filter import PeopleFilter

        who = PeopleFilter(**{name: said.pop(name) for name in _FILTER})
        return command(**said, who=who)

    for option in reversed(_FILTER.values()):
        with_filter = option(with_filter)
    return cast("Command", with_filter)


_FILTER = {
    "where": click.option(
        "--where", default="", metavar="FILTER", help='As "city = Lyon and last_contact < 2026-06-01".'
    ),
    "circle": click.option("--circle", default="", help="Circle: inner, close, active, wide, daily."),
    "tag": click.option("--tag", default="", help="Tag."),
    "city": click.option("--city", default="", help="City."),
    "company": click.option("--company", default="", help="Company: the words of its name."),
    "ever": click.option("--ever", is_flag=True, help="With --company: now or at any time before."),
    "field": click.option("--field", default="", help="Field of work."),
    "status": click.option("--status", default="", help="Status: active, resting, archived, unknown."),
    "overdue": click.option("--overdue", is_flag=True, help="Only those whose day has passed."),
}


def check_filter(who: "PeopleFilter", vault: "OpenVault") -> "PeopleFilter":
    """Give the filter in our words; refuse what cannot be read, and words that nobody knows."""
    if who.ever and not who.company:
        raise click.UsageError("--ever needs --company.")
    if who.is_empty:
        return who
    from vaulttool.network.people_selection import checked_filter

    try:
        return checked_filter(who, vault.read.contacts.values(), vault.settings.status_words)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def opened(vault: str | None, today: dt.date | None, no_index: bool = False) -> "OpenVault":
    """Open the vault for a command, with a progress bar where reading takes its time."""
    import gc
    import os
    from pathlib import Path

    from vaulttool.cli.progress import reading_bar
    from vaulttool.vault.open_vault import open_vault

    # A command ends before its garbage weighs anything; looking for it costs a fifth of the time.
    gc.disable()
    return open_vault(
        Path.cwd(),
        today or dt.date.today(),
        vault,
        dict(os.environ),
        use_index=not no_index,
        progress=reading_bar,
    )


def mail_on_input(wanted: str) -> bytes:
    """Read a mail from standard input; nothing is read where a person sits there. Raises UsageError."""
    import sys

    source = b"" if sys.stdin.isatty() else sys.stdin.buffer.read()
    if not source.strip():
        raise click.UsageError(f"Missing argument '{wanted}', or a mail on standard input.")
    return source
