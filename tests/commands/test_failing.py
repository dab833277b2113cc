"""What a person reads when a command fails."""

import sys
import tempfile

import click
import pytest
from vaulttool.cli.failing import told
from vaulttool.notes.problem import Problem, VaultError


def fails_with(error, monkeypatch):
    @click.command()
    def command():
        raise error

    monkeypatch.setattr(sys, "argv", ["vaulttool"])
    return told(command)


@pytest.mark.parametrize(
    "error", [RuntimeError("\x1b[2J"), VaultError(Problem("a\x1b[2J.md", 4, "it moves"))]
)
def test_e4_no_name_in_a_message_steers_the_terminal(error, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert fails_with(error, monkeypatch) == 1
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert r"\x1b[2J" in said


def test_a_fault_of_ours_is_written_down_and_shows_no_traceback(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert fails_with(ZeroDivisionError("oops"), monkeypatch) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    (log,) = tmp_path.glob("vaulttool-*.log")
    assert str(log) in said
    assert "ZeroDivisionError: oops" in log.read_text("utf-8")
