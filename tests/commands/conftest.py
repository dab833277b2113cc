import datetime as dt

import pytest
from vaulttool.vault.open_vault import open_vault

TODAY = "2026-11-24"
ALICE = "---\naliases: [Alice, Al]\ncircle: close\ncity: Lyon\nemail: alice@orbis.example\n---\n"


@pytest.fixture
def vault(vault):
    """The vault with a short name for running a command."""
    vault.run_quickly = vault.run
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
