import datetime as dt
import gc
import sys
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from vaulttool.cli.failing import told
from vaulttool.cli.main import vaulttool
from vaulttool.vault.open_vault import open_vault

TODAY = "2026-11-24"
ALICE = "---\naliases: [Alice, Al]\ncircle: close\ncity: Lyon\nemail: alice@orbis.example\n---\n"


def _runner(environment):
    try:
        return CliRunner(env=environment, mix_stderr=False)  # click 8.1 would mix them
    except TypeError:
        return CliRunner(env=environment)


@pytest.fixture
def vault(vault):
    """The vault with a second way to run commands: in the process of the tests, ten times faster."""

    def run_quickly(*arguments, input="", code=0):
        words = ["vaulttool", *arguments, "--vault", str(vault.root), "--today", TODAY]
        runner = _runner(vault.environment())
        with runner.isolation(input=input) as (out, err, *_), patch.object(sys, "argv", words):
            found = told(vaulttool)
            gc.enable()  # a command switches it off, for it ends soon
            said = out.getvalue().decode(), err.getvalue().decode()
        assert found == code, said
        return SimpleNamespace(code=found, out=said[0], err=said[1])

    vault.run_quickly = run_quickly
    return vault


@pytest.fixture
def opened(vault, tmp_path, monkeypatch):
    """Open the vault of the test as it is at that moment, with its own state and cache."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def now():
        return open_vault(vault.root, dt.date.fromisoformat(TODAY), str(vault.root), {}, use_index=False)

    return now


@pytest.fixture
def people(vault):
    """Three people, two of them called Bruno, and a lunch."""
    vault.write("People/Alice Martin.md", ALICE)
    vault.write("People/Bruno Stein.md", "---\ncircle: wide\n---\n")
    vault.write("People/Bruno Keller.md", "---\nlast_contact: 2026-10-05\n---\n")
    vault.write("Daily/2026-11-02.md", "Lunch with [[Alice Martin]] in Lyon\n")
    return vault
