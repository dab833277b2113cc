"""The settings that hold: said, else seen, else the default."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from vaulttool.usecases.init import init
from vaulttool.vault.kept_settings import settings_once
from vaulttool.vault.settings import SETTINGS_NOTE, SettingsRead
from vaulttool.vault.vault_settings import vault_settings
from vaulttool.vault.walk import walk

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.conftest import Vault


def held(vault: Vault, **environment: str) -> SettingsRead:
    return vault_settings(vault.root, walk(vault.root).files, environment)


def lived_in(vault: Vault) -> None:
    vault.write("Rolodex/Ana Ruiz.md", "---\ntype: contact\n---\n")
    for day in ("14", "15", "16"):
        vault.write(f"Days/{day}-11-2026.md")


def test_without_a_note_what_is_seen_holds(vault: Vault) -> None:
    lived_in(vault)
    settings = held(vault).settings
    assert (settings.people_folders, settings.daily_folder) == (("Rolodex",), "Days")
    assert settings.daily_format == "DD-MM-YYYY"


def test_what_is_said_comes_before_what_is_seen(vault: Vault) -> None:
    lived_in(vault)
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\ndaily_folder: Journal\n---\n")
    settings = held(vault, VAULTTOOL_PEOPLE_FOLDERS="Friends").settings
    assert (settings.people_folders, settings.daily_folder) == (("Friends",), "Journal")
    assert settings.daily_format == "DD-MM-YYYY"


def test_a_note_with_windows_line_ends_and_mark_is_read(vault: Vault) -> None:
    vault.write("vaulttool.md", b"\xef\xbb\xbf---\r\ntype: x\r\nweekly_touches: 2\r\n---\r\n")
    assert held(vault).settings.weekly_touches == 2


def test_a_broken_note_is_a_problem_and_the_rest_is_read(vault: Vault) -> None:
    lived_in(vault)
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\nweekly_touches: 2\nme: [[A]], [[B]]\n---\n")
    read = held(vault)
    assert read.settings.weekly_touches == 2
    assert [problem.path for problem in read.problems] == ["vaulttool.md"]
    vault.write("vaulttool.md", b"---\nme: Ren\xe9\n---\n")
    assert [problem.rule for problem in held(vault).problems] == ["not-utf-8"]
    assert held(vault).settings.people_folders == ("Rolodex",)


FRENCH = "Nous parlons avec elle de la vie dans le quartier, et des enfants.\n"


def folders_of_pages(vault: Vault, **environment: str) -> tuple[str, str, str]:
    settings = held(vault, **environment).settings
    return settings.reviews_folder, settings.meetings_folder, settings.inbox_folder


def test_a_french_vault_has_the_same_folders_before_init_as_after(vault: Vault) -> None:
    vault.write("Carnet/Ana Ruiz.md", f"---\ntype: personne\n---\n{FRENCH}")
    before = held(vault).settings
    assert folders_of_pages(vault) == ("Bilans", "Rencontres", "À trier")
    for edit in init(vault.root).edits:
        vault.write(edit.path, edit.new)
    # Only the inbox waits for the vault to be adopted: lines leave it.
    assert held(vault).settings == replace(before, inbox_note="Inbox.md")


def test_a_vault_keeps_the_folder_that_it_has(vault: Vault) -> None:
    vault.write("Carnet/Ana Ruiz.md", f"---\ntype: personne\n---\n{FRENCH}")
    vault.write("Reviews/2026-W40.md")
    assert folders_of_pages(vault) == ("Reviews", "Rencontres", "À trier")
    assert folders_of_pages(vault, VAULTTOOL_LANGUAGE="en") == ("Reviews", "Meetings", "Inbox")
    note = next(edit for edit in init(vault.root).edits if edit.path == "vaulttool.md")
    assert b"reviews_folder: Reviews\n" in note.new and b"meetings_folder: Rencontres\n" in note.new
    vault.remove("Reviews/2026-W40.md")
    vault.write("Bilans/2026-W40.md")
    assert folders_of_pages(vault, VAULTTOOL_LANGUAGE="en") == ("Bilans", "Meetings", "Inbox")


def test_settings_that_are_kept_give_way_to_what_is_said_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / SETTINGS_NOTE
    said = "---\ntype: vaulttool-settings\npeople_folders: [{}]\ndaily_format: YYYY-MM-DD\n{}---\n"
    note.write_text(said.format("People", "templates_folders: []\n"), encoding="utf-8")
    now = time.time_ns()
    monkeypatch.setattr("vaulttool.vault.kept_settings.time.time_ns", lambda: now + 10**10)

    def people(environment: dict[str, str]) -> tuple[str, ...]:
        files = walk(tmp_path).files
        read = settings_once(tmp_path, files, environment, tmp_path)
        assert read == vault_settings(tmp_path, files, environment)
        return read.settings.people_folders

    assert people({}) == people({}) == ("People",)
    assert people({"VAULTTOOL_PEOPLE_FOLDERS": "Us"}) == ("Us",)
    assert (tmp_path / "settings").exists()
    note.write_text(said.format("Friend", "templates_folders: []\n"), encoding="utf-8")
    assert people({}) == people({}) == ("Friend",)
    (tmp_path / "settings").write_bytes(b"no settings")
    assert people({}) == ("Friend",)
    note.write_text(said.format("Nobody", ""), encoding="utf-8")
    assert people({}) == people({}) == ("Nobody",)
