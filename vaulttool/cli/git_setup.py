"""`vaulttool git-setup`."""

import click

from vaulttool.cli.options import dry_run_option, opened, vault_option, yes_option


@click.command()
@vault_option
@dry_run_option
@yes_option
@click.option("--undo", "takes_back", is_flag=True, help="Have git merge notes by line again.")
def command(vault: str | None, dry_run: bool, yes: bool, takes_back: bool) -> None:
    """Have git merge notes by property

    Where two devices changed one note, git then merges its front matter property by property; what both
    changed in different ways it leaves to you, as ever. Writes one line into .gitattributes, which comes to
    all devices with the vault, and a command into this repository's configuration, which does not: run it
    once on each computer. Phones run no such command.

    \b
    Example: vaulttool git-setup --dry-run
    """
    from vaulttool.cli.printing import safe
    from vaulttool.cli.writing import write_or_show
    from vaulttool.usecases.git_setup import SECTION, git_setup
    from vaulttool.vault.git import configure, forget_section

    opened_vault = opened(vault, None)
    setup = git_setup(opened_vault.root, opened_vault.settings, takes_back)
    is_removed = takes_back and setup.has_section
    if not setup.edits and not setup.values and not is_removed:
        click.echo("Nothing to do: git merges notes by " + ("line." if takes_back else "property already."))
        return
    for name, value in setup.values.items():
        click.echo(safe(f"git config {SECTION}.{name} = {value}"))
    if is_removed:
        click.echo(f"git config --remove-section {SECTION}")
    if dry_run or not yes:
        write_or_show(opened_vault, setup.edits, "git-setup", True)
    if dry_run:
        return
    if not yes and not click.confirm("Write this?", default=True, err=True):
        raise click.exceptions.Exit(1)
    if write_or_show(opened_vault, setup.edits, "git-setup", False):
        raise click.exceptions.Exit(1)
    if is_removed:
        forget_section(setup.top, SECTION)
    configure(setup.top, SECTION, setup.values)
    if not takes_back:
        click.echo("Done. Run it on each computer; `vaulttool git-setup --undo` takes it back.")
