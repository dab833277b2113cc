"""docs/commands.md says what the table of commands says, and nothing that is not so."""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest
import vaulttool
from vaulttool.cli.failing import told
from vaulttool.cli.main import COMMANDS
from vaulttool.vault.settings_table import SETTINGS

import man_page

PAGE = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")
PACKAGE = Path(vaulttool.__file__).parent
ROWS = {
    cells[0].strip("`"): cells[1:]
    for line in PAGE.splitlines()
    if line.startswith("| `") and len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 5
}


def test_the_page_has_each_command_in_the_order_of_the_table() -> None:
    assert [(name, cells[0]) for name, cells in ROWS.items()] == [(one, said) for one, _, said in COMMANDS]


def test_the_manual_page_is_up_to_date() -> None:
    assert man_page.PAGE.read_text(encoding="utf-8") == man_page.page(), "run `python tests/man_page.py`"


@pytest.mark.parametrize(("name", "module"), [(name, module) for name, module, _ in COMMANDS])
def test_the_page_knows_which_options_a_command_has(name: str, module: str) -> None:
    has = {option for param in import_module(module).command.params for option in param.opts}
    assert [cell == "yes" for cell in ROWS[name][1:3]] == ["--dry-run" in has, "--json" in has]
    assert ROWS[name][3]


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (None, 0),
        (click.exceptions.Exit(1), 1),
        (click.UsageError("no"), 2),
        (click.BadParameter("no"), 2),
        (click.Abort(), 130),
    ],
)
def test_each_way_to_end_has_a_code_of_the_page(raised: Exception | None, code: int, monkeypatch) -> None:
    monkeypatch.setattr("sys.argv", ["vaulttool"])

    @click.command()
    def command() -> None:
        if raised is not None:
            raise raised

    assert told(command) == code
    assert re.search(rf"^\| {code} \|", PAGE, re.MULTILINE)


def test_each_variable_of_the_page_is_one_that_the_program_reads() -> None:
    places = "".join((PACKAGE / "vault" / name).read_text() for name in ("find_vault.py", "places.py"))
    settings = {f"VAULTTOOL_{setting.name.upper()}" for setting in SETTINGS}
    named = set(re.findall(r"VAULTTOOL_[A-Z_]+[A-Z]", PAGE))
    assert len(named) > 3
    assert {name for name in named if f'"{name}"' not in places} <= settings


@pytest.mark.parametrize(("value", "has_colour"), [("1", False), ("", True)])
def test_no_color_is_obeyed(value: str, has_colour: bool, monkeypatch, capsys) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    monkeypatch.setattr("sys.argv", ["vaulttool"])
    seen = []

    @click.command()
    def command() -> None:
        seen.append(click.get_current_context().color is not False)

    assert told(command) == 0
    assert seen == [has_colour]
