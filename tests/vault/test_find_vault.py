"""Finding the vault from the current folder, a flag or a variable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from vaulttool.notes.problem import VaultError
from vaulttool.vault.find_vault import find_settings_note, find_vault
from vaulttool.vault.walk import walk

if TYPE_CHECKING:
    from tests.conftest import Vault


MARKS = [
    "vaulttool.md",
    ".obsidian/app.json",
    ".obsidian-work/app.json",
    "logseq/config.edn",
    ".foam/x",
    "dendron.yml",
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_vault_is_found_from_below_by_the_mark_of_its_program(vault: Vault, mark: str) -> None:
    vault.write(mark, "{}")
    vault.write("People/Close/Ana.md")
    assert find_vault(vault.root / "People" / "Close") == vault.root.resolve()


def test_the_nearest_vault_wins_over_a_repository_inside_it(vault: Vault) -> None:
    vault.write(".obsidian/app.json", "{}")
    vault.write("Project/.git/config")
    assert find_vault(vault.root / "Project") == vault.root.resolve()


def test_a_repository_is_the_last_guess(vault: Vault) -> None:
    vault.write(".git/config")
    vault.write("People/Ana.md")
    assert find_vault(vault.root / "People") == vault.root.resolve()


def test_a_named_vault_comes_first(vault: Vault, tmp_path: Path) -> None:
    vault.write(".obsidian/app.json", "{}")
    other, third = tmp_path / "other", tmp_path / "third"
    other.mkdir()
    third.mkdir()
    environment = {"VAULTTOOL_VAULT": str(other)}
    assert find_vault(vault.root, None, environment) == other.resolve()
    assert find_vault(vault.root, str(third), environment) == third.resolve()


def test_no_vault_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="--vault"):
        find_vault(tmp_path)
    with pytest.raises(VaultError, match=r"VAULTTOOL_VAULT names .*, which is no folder"):
        find_vault(tmp_path, None, {"VAULTTOOL_VAULT": str(tmp_path / "gone")})


def test_the_settings_note_may_move_and_be_renamed(vault: Vault) -> None:
    text = "---\ntype: vaulttool-settings\n---\n"
    vault.write("Ana.md", "---\ntype: person\n---\nabout vaulttool-settings\n")
    assert find_settings_note(vault.root, walk(vault.root).files) is None
    vault.write("Meta/My network.md", text)
    assert find_settings_note(vault.root, walk(vault.root).files) == "Meta/My network.md"
    vault.write("Meta/Vaulttool.md", text)
    assert find_settings_note(vault.root, walk(vault.root).files) == "Meta/Vaulttool.md"
    vault.write("vaulttool.md", text)
    assert find_settings_note(vault.root, walk(vault.root).files) == "vaulttool.md"
