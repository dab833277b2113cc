"""`vaulttool mcp`."""

import datetime as dt

import click

from vaulttool.cli.options import opened, today_option, vault_option


@click.command()
@vault_option
@today_option
def command(vault: str | None, today: dt.date | None) -> None:
    """Let an assistant ask your notes, over standard input and output

    For programs that speak the Model Context Protocol: they start this command themselves. An assistant can
    find, show, draft and log; what it proposes waits for your tick. It sends and opens nothing, and private
    people do not exist for it.

    \b
    Example: vaulttool mcp --vault ~/notes
    """
    try:
        from vaulttool.serving.assistants import Asked, make_server
    except ImportError as error:
        raise click.ClickException('This needs more: pip install "vaulttool[mcp]"') from error

    root = opened(vault, today).root
    asked = Asked(root, lambda: opened(str(root), today), lambda: dt.datetime.now(dt.UTC))
    make_server(asked).run("stdio")
