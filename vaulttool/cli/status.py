"""`vaulttool status`."""

import click

from vaulttool.cli.options import json_option, today_option, vault_option


@click.command()
@vault_option
@today_option
@json_option
@click.pass_context
def command(ctx: click.Context, vault: str | None, today: object, as_json: bool) -> None:
    """Say whether a daemon watches the vault, and how it does

    Since when, its last event, full look and write, how many notes and people it knows, the notes that it
    leaves alone and why, and what keeps it from writing. Exit code 1: nothing watches, or writing is held
    back. With --json: running, pid, since, version, last_event, last_look, last_write, notes, people, brake,
    problems, refused, refused_count, ended.

    \b
    Example: vaulttool status --vault ~/Notes
    """
    import datetime as dt
    import os
    from pathlib import Path

    from vaulttool.cli.printing import show, show_json
    from vaulttool.vault.find_vault import find_vault
    from vaulttool.watching.status import read_status, status_in_json, status_in_words

    status = read_status(find_vault(Path.cwd(), vault, dict(os.environ)))
    if as_json:
        show_json([status_in_json(status)])
    else:
        show(status_in_words(status, dt.datetime.now().astimezone()))
    ctx.exit(0 if status.is_well else 1)
