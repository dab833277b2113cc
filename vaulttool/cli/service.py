"""`vaulttool service`."""

import click

from vaulttool.cli.options import dry_run_option, today_option, vault_option

ACTIONS = ("install", "start", "stop", "status", "uninstall")


@click.command()
@click.argument("action", type=click.Choice(ACTIONS))
@vault_option
@today_option
@dry_run_option
@click.pass_context
def command(ctx: click.Context, action: str, vault: str | None, today: object, dry_run: bool) -> None:
    """Have the system run `watch` for a vault, from every login on

    Its kind is that of the system: systemd (a user's unit), launchd (an agent), or Windows' task scheduler.
    It is begun anew when it fails, half a minute later and at most twenty times an hour. What it does stands
    in a log in the state folder; `vaulttool status` tells how it is. With --dry-run: shows the file and the
    commands.

    \b
    Example: vaulttool service install --vault ~/Notes
    """
    import os
    from pathlib import Path

    from vaulttool.cli.printing import show
    from vaulttool.vault.find_vault import find_vault
    from vaulttool.vault.places import state_folder
    from vaulttool.watching.service.control import act, manager_here, shown, state_of
    from vaulttool.watching.service.plan import plan_of

    root = find_vault(Path.cwd(), vault, dict(os.environ))
    plan, manager = plan_of(root, state_folder(root)), manager_here()
    if dry_run:
        show(shown(plan, manager, action))
    elif action == "status":
        runs, lines = state_of(plan, manager)
        show(lines)
        ctx.exit(0 if runs else 1)
    else:
        show(act(plan, manager, action))
