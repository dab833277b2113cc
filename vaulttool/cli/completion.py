"""`vaulttool completion`."""

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a shell: commands, options, names of people

    \b
    bash: put into ~/.bashrc   eval "$(vaulttool completion bash)"
    zsh:  put into ~/.zshrc    eval "$(vaulttool completion zsh)"
    fish: vaulttool completion fish > ~/.config/fish/completions/vaulttool.fish

    \b
    Example: vaulttool completion bash
    """
    from click.shell_completion import get_completion_class

    from vaulttool.cli.main import vaulttool

    found = get_completion_class(shell)
    if found is None:
        raise click.ClickException(f"There is no completion for {shell}.")
    completion = found(vaulttool, {}, "vaulttool", "_VAULTTOOL_COMPLETE")
    click.echo(completion.source_template % completion.source_vars())
