"""The command `vaulttool`: a table of commands, each imported only when it is asked for."""

import os
import sys
from importlib import import_module

import click

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("init", "vaulttool.cli.init", "Adopt a folder of notes, or begin a new one"),
    ("update", "vaulttool.cli.update", "Bring every last_contact up to date"),
    ("watch", "vaulttool.cli.watch", "Keep every last_contact true while you edit"),
    ("service", "vaulttool.cli.service", "Have the system run the daemon"),
    ("status", "vaulttool.cli.status", "Say whether a daemon watches the vault, and how it does"),
    ("review", "vaulttool.cli.review", "Write the review of a week, a month or a year"),
    ("agenda", "vaulttool.cli.agenda", "Write the week's agenda, or the note for a meeting"),
    ("wishes", "vaulttool.cli.wishes", "Write the page of new year's wishes"),
    ("draft", "vaulttool.cli.draft", "Draft a personal mail; it is never sent"),
    ("intro", "vaulttool.cli.intro", "Prepare an introduction of two people who can help each other"),
    ("ask", "vaulttool.cli.ask", "Note who asks to connect, through whom and why"),
    ("apply", "vaulttool.cli.apply", "Carry out what you answered in reviews and agendas"),
    ("map", "vaulttool.cli.map_", "Draw the people you know: a page to look at, a canvas to arrange"),
    ("serve", "vaulttool.cli.serve", "Show this week and the map in a browser on this machine"),
    ("mcp", "vaulttool.cli.mcp", "Let an assistant ask your notes, over standard input and output"),
    ("list", "vaulttool.cli.list_people", "List people"),
    ("find", "vaulttool.cli.find", "Find people and notes by words, or through whom to reach somebody"),
    ("show", "vaulttool.cli.show", "Show one person"),
    ("lookup", "vaulttool.cli.lookup", "Print mail addresses, as mutt and aerc ask for them"),
    ("why", "vaulttool.cli.why", "Show the lines that prove a last contact, or why a note does not"),
    ("add", "vaulttool.cli.add", "Add a person"),
    ("set", "vaulttool.cli.set_", "Set a property of many people at once"),
    ("log", "vaulttool.cli.log", "Add a line to today's note"),
    ("interactions", "vaulttool.cli.interactions", "Print every interaction that the notes prove"),
    ("import", "vaulttool.cli.import_", "Read people and messages of other programs"),
    ("names", "vaulttool.cli.names", "Ask about names without a link"),
    ("triage", "vaulttool.cli.triage", "Carry out what you ticked after an import or a question"),
    ("merge", "vaulttool.cli.merge", "Join two notes that are about one person"),
    ("export", "vaulttool.cli.export", "Write contacts for other programs"),
    ("check", "vaulttool.cli.check", "Say what is wrong in the vault, and how to mend it"),
    ("forget", "vaulttool.cli.forget", "Remove a person for good, where they ask for it"),
    ("undo", "vaulttool.cli.undo", "Take back what vaulttool wrote"),
    ("git-setup", "vaulttool.cli.git_setup", "Have git merge notes by property"),
    ("git-merge", "vaulttool.cli.git_merge", "Merge one note; git calls this after git-setup"),
    ("completion", "vaulttool.cli.completion", "Print the completion script of a shell"),
)
"""Name, module with a `command`, summary. Help is made from this table alone."""


class CommandTable(click.Group):
    """A group that imports a command when it runs, not for the help of the group."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the table's order."""
        return [name for name, _, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None where there is none of that name."""
        module = next((module for name, module, _ in COMMANDS if name == cmd_name), None)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, _, summary in COMMANDS])


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from vaulttool import __version__

        click.echo(f"vaulttool {__version__}")
        ctx.exit()


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
@click.pass_context
def vaulttool(ctx: click.Context) -> None:
    """Look after the people you know, from the Markdown notes you already keep

    Every command finds the vault from the current folder upwards, or takes --vault FOLDER.
    It ends with exit code 0: done, 1: something is left for you to look at, 2: wrong use.

    \b
    Example: vaulttool update --dry-run
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False  # https://no-color.org; click leaves out colours only where no terminal reads


def main() -> None:
    """Run the command line; what goes wrong is told in a sentence, with exit code 1 (data) or 2 (use)."""
    from vaulttool.cli.failing import outlive_readers, told

    outlive_readers()
    sys.exit(told(vaulttool))
