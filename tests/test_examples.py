"""The examples of README and docs: the tutorial is walked, every other command line can be read."""

import contextlib
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from vaulttool.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs/how-to").glob("*.md")),
]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(vaulttool [a-z][^`\n…]*)`")
MODULES = {name: module for name, module, _ in COMMANDS}


def lines() -> list[object]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        shown = [
            line.strip().removeprefix("$ ")
            for kind, block in FENCE.findall(text)
            if kind in ("", "sh", "console", "bash")
            for line in block.splitlines()
            if line.startswith("$ ") or "$ " not in block
        ]
        said = [line for line in shown if line.startswith("vaulttool ")] + INLINE.findall(text)
        found += [pytest.param(line, id=f"{page.stem}: {line[:60]}") for line in dict.fromkeys(said)]
    return found


@pytest.mark.parametrize("line", lines())
def test_a_documented_command_line_can_be_read(line: str) -> None:
    """Only values are not looked at: the files and people that an example names are nowhere."""
    words = shlex.split(line, comments=True)
    words = words[: next((at for at, word in enumerate(words) if word in ("|", ">", "<", "&&")), None)]
    name, rest = words[1], words[2:]
    if name.startswith("-"):
        return
    command: click.Command = import_module(MODULES[name]).command
    if isinstance(command, click.Group):
        command = command.commands[rest[0]] if rest and rest[0] in command.commands else command
    with contextlib.suppress(click.BadParameter, click.BadOptionUsage, click.exceptions.Exit):
        command.make_context(name, rest, resilient_parsing="--help" in rest)


def test_there_are_examples() -> None:
    assert len(lines()) > 80


def test_the_tutorial_can_be_walked(tmp_path: Path, vault) -> None:
    shutil.copytree(ROOT / "sample-vault", tmp_path / "my-vault")
    blocks = FENCE.findall((ROOT / "docs/tutorial.md").read_text(encoding="utf-8"))
    commands = [
        line for kind, block in blocks if kind == "sh" for line in block.splitlines() if "/vaulttool" in line
    ]
    said = []
    for line in commands:
        words = [sys.executable, "-m", "vaulttool", *shlex.split(line)[1:]]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, env=vault.environment())
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        said.append(done.stdout)
    assert len(commands) >= 9
    assert "Ivo Marelec" in said[0]
    assert "+last_contact:" in said[2]
    assert (tmp_path / "my-vault/Agenda/2026-W48.md").exists()
