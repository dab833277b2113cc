"""`vaulttool watch`."""

import datetime as dt

import click

from vaulttool.cli.options import today_option, vault_option, yes_option


@click.command()
@vault_option
@today_option
@yes_option
@click.option("--quiet", is_flag=True, help="Tell problems only.")
def command(vault: str | None, today: dt.date | None, yes: bool, quiet: bool) -> None:
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

    from vaulttool.watching.begin import begin
    from vaulttool.watching.world import World

    environment = dict(os.environ)
    daemon = begin(
        Path.cwd(),
        vault,
        lambda line, is_problem: _say(line) if is_problem or not quiet else None,
        lambda count: yes or _may_begin(count),
        World(environment=environment) if today is None else World(lambda: today, environment=environment),
    )

    def end(number: int, _: object) -> None:
        daemon.stop()
        signal.signal(number, signal.default_int_handler)  # whoever asks twice does not want to wait

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    daemon.run()


def _say(line: str) -> None:
    from vaulttool.cli.printing import safe

    click.echo(f"{dt.datetime.now():%H:%M:%S} {safe(line)}", err=True)


def _may_begin(count: int) -> bool:
    """Ask a person who is there; a service was started on purpose."""
    import sys

    _say(
        f"last_contact will be written into {count} notes for the first time; `vaulttool undo` takes it back"
    )
    return not (sys.stdin.isatty() and sys.stderr.isatty()) or click.confirm("Go on?", err=True)
