"""docs/vaulttool.1, made from the commands themselves. Run this file to write it anew."""

import inspect
from importlib import import_module
from pathlib import Path

import click
from vaulttool.cli.main import COMMANDS

PAGE = Path(__file__).parents[1] / "docs" / "vaulttool.1"

HEAD = """\
.TH VAULTTOOL 1 "" "vaulttool" "User Commands"
.SH NAME
vaulttool \\- look after the people you know, from the Markdown notes you already keep
.SH SYNOPSIS
.B vaulttool
.I COMMAND
[\\fIOPTIONS\\fR]
.SH DESCRIPTION
Your contacts are notes: one Markdown file a person. vaulttool reads the notes that you write anyway, knows
from them when you last met whom, keeps last_contact true, and writes reviews and agendas back into the vault.
Every command finds the vault from the current folder upwards, or takes \\fB--vault\\fR \\fIFOLDER\\fR.
.SH COMMANDS
"""

TAIL = """\
.SH EXIT STATUS
0: done, or nothing to do. 1: something is left for you to look at. 2: wrong use. 130: stopped.
.SH ENVIRONMENT
.TP
.B VAULTTOOL_VAULT
The vault's folder, where \\fB--vault\\fR names none.
.TP
.B VAULTTOOL_STATE, VAULTTOOL_CACHE
Where the journal and the index lie.
.TP
.B NO_COLOR
No colours.
.SH FILES
.TP
.I vaulttool.md
The settings, a note in the vault.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_command(name, module) for name, module, _ in COMMANDS) + TAIL


def _command(name: str, module: str) -> str:
    command = import_module(module).command
    context = click.Context(command, info_name=f"vaulttool {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f".SS {_safe(f'{name} {usage}')}"]
    for part in inspect.cleandoc(command.help or "").split("\n\n"):
        is_example = part.startswith("\b")
        text = part.removeprefix("\b").strip("\n")
        lines += [".PP", *([".nf"] if is_example else []), _safe(text), *([".fi"] if is_example else [])]
    for param in command.params:
        record = param.get_help_record(context)
        if record is not None:
            lines += [".TP", f".B {_safe(record[0])}", _safe(record[1])]
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    lines = text.replace("\\", "\\\\").replace("-", "\\-").split("\n")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
