"""`vaulttool serve`."""

import datetime as dt

import click

from vaulttool.cli.options import opened, today_option, vault_option


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="A port (default: any that is free).")
@vault_option
@today_option
def command(port: int, vault: str | None, today: dt.date | None) -> None:
    """Show this week and the map in a browser on this machine

    Prints an address that works once, for your own browser only. The page follows while you edit; what you
    answer on it is what a tick in the note would do, and `vaulttool undo` takes it back. Ctrl-C ends it.

    \b
    Example: vaulttool serve
    """
    import socket

    try:
        import uvicorn

        from vaulttool.serving.app import Served, make_app
    except ImportError as error:
        raise click.ClickException('This needs more: pip install "vaulttool[serve]"') from error
    from vaulttool.serving.door import Door

    root = opened(vault, today).root
    served = Served(root, lambda: opened(str(root), today), lambda: dt.datetime.now(dt.UTC))
    with socket.create_server(("127.0.0.1", port)) as listening:
        number = int(listening.getsockname()[1])
        door = Door(make_app(served), number)
        click.echo(f"http://127.0.0.1:{number}/?token={door.token}")
        config = uvicorn.Config(door, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
        uvicorn.Server(config).run(sockets=[listening])
