"""`vaulttool watch`."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import today_option, vault_option, yes_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from vaulttool.watching.world import World


@click.command()
@vault_option
@today_option
@yes_option
@click.option("--quiet", is_flag=True, help="Tell problems only.")
@click.option("--log", is_flag=True, help="Tell it to the log in the state folder, as a service does.")
def command(vault: str | None, today: dt.date | None, yes: bool, quiet: bool, log: bool) -> None:
    """Keep every last_contact true while you edit

    Watches the vault: a meeting note that you save is in the notes of its people a moment later. A note that
    you are typing in is left alone until it rests. What you answer in a review or an agenda is carried out
    when you save it. Ends with Ctrl-C.

    \b
    Example: vaulttool watch --vault ~/Notes
    """
    import os
    import signal
    from pathlib import Path

    from vaulttool.notes.problem import VaultError
    from vaulttool.watching.begin import begin
    from vaulttool.watching.world import World

    environment = dict(os.environ)
    world = World(environment=environment) if today is None else World(lambda: today, environment=environment)
    say = _into_log(vault, world) if log else _to_terminal
    try:
        daemon = begin(
            Path.cwd(),
            vault,
            lambda line, is_problem: say(line) if is_problem or not quiet else None,
            lambda count: yes or _may_begin(count, say),
            world,
        )

        def end(number: int, _: object) -> None:
            daemon.stop()
            signal.signal(number, signal.default_int_handler)  # whoever asks twice does not want to wait

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, end)
        daemon.run()
    except VaultError as error:
        if log:
            say(str(error))
        raise


def _into_log(vault: str | None, world: "World") -> "Callable[[str], None]":
    from pathlib import Path

    from vaulttool.vault.find_vault import find_vault
    from vaulttool.vault.places import state_folder
    from vaulttool.watching.log_file import LogFile

    file = LogFile(state_folder(find_vault(Path.cwd(), vault, world.environment)), world)
    return lambda line: file.say(_one_line(line))


def _to_terminal(line: str) -> None:
    click.echo(f"{dt.datetime.now():%H:%M:%S} {_one_line(line)}", err=True)


def _one_line(line: str) -> str:
    """Show a line break in a name as an escape too: each line is about one thing."""
    from vaulttool.cli.printing import safe

    return safe(line).replace("\n", "\\x0a")


def _may_begin(count: int, say: "Callable[[str], None]") -> bool:
    """Ask a person who is there; a service was started on purpose."""
    import sys

    say(f"last_contact will be written into {count} notes for the first time; `vaulttool undo` takes it back")
    return not (sys.stdin.isatty() and sys.stderr.isatty()) or click.confirm("Go on?", err=True)
