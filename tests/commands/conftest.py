import datetime as dt

import pytest
from vaulttool.vault.open_vault import open_vault

ALICE = "---\naliases: [Alice, Al]\ncircle: close\ncity: Lyon\nemail: alice@orbis.example\n---\n"
TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 9, 5)


@pytest.fixture
def opened(vault, tmp_path, monkeypatch):
    """Open the vault of the test as it is at that moment, with its own state and cache."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def now(today=TODAY):
        return open_vault(vault.root, today, str(vault.root), {}, use_index=False)

    return now


@pytest.fixture
def people(vault):
    """Three people, two of them called Bruno, and a lunch."""
    vault.write("People/Alice Martin.md", ALICE)
    vault.write("People/Bruno Stein.md", "---\ncircle: wide\n---\n")
    vault.write("People/Bruno Keller.md", "---\nlast_contact: 2026-10-05\n---\n")
    vault.write("Daily/2026-11-02.md", "Lunch with [[Alice Martin]] in Lyon\n")
    return vault
