"""First run: a folder in, the settings note out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.notes.front_matter import read_front_matter
from vaulttool.notes.problem import VaultError
from vaulttool.usecases.init import init
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.detect import detect
from vaulttool.vault.detection import Detection, Finding
from vaulttool.vault.read_settings import SettingsRead, read_settings
from vaulttool.vault.settings import Settings
from vaulttool.vault.settings_note import render_settings_note
from vaulttool.vault.settings_table import SETTINGS
from vaulttool.vault.walk import walk

if TYPE_CHECKING:
    from tests.conftest import Vault


def written(outcome: Outcome, vault: Vault) -> SettingsRead:
    """Carry out the edits, and read the settings back."""
    for edit in outcome.edits:
        assert edit.expected is None
        assert edit.new is not None
        assert not vault.exists(edit.path)
        vault.write(edit.path, edit.new)
    return read_settings(read_front_matter(vault.read("vaulttool.md"), "vaulttool.md"))


def french(vault: Vault) -> None:
    for day in ("14", "15", "16"):
        vault.write(
            f"Quotidien/{day}-11-2026.md", "- Déjeuner avec [[Ana Ruiz]] dans le jardin, pour la suite.\n"
        )
    vault.write("Annuaire/Ana Ruiz.md", "---\ntype: personne\ndate_last_contacted: 2026-11-02\n---\n")
    vault.write("Modèles/Jour.md", "# {{date}}\n")


def test_an_existing_vault_gets_one_note_and_nothing_else_changes(vault: Vault) -> None:
    french(vault)
    before = vault.snapshot()
    outcome = init(vault.root)
    assert [edit.path for edit in outcome.edits] == ["vaulttool.md"]
    assert vault.snapshot() == before
    shown = "\n".join(outcome.show)
    assert "people_folders: Annuaire" in shown
    assert "Quotidien holds 3 notes named like 14-11-2026.md" in shown
    assert {row["setting"] for row in outcome.data} >= {"people_folders", "daily_folder", "templates_folders"}


def test_the_note_holds_what_was_found(vault: Vault) -> None:
    french(vault)
    found = detect(vault.root, walk(vault.root).files).settings()
    read = written(init(vault.root), vault)
    assert read.problems == ()
    settings = read.settings
    assert settings.language == "fr"
    assert settings.people_folders == found.people_folders == ("Annuaire",)
    assert (settings.daily_folder, settings.daily_format) == ("Quotidien", "DD-MM-YYYY")
    assert settings.templates_folders == ("Modèles",)
    assert settings.properties == {"last_contact": "date_last_contacted"}
    assert settings.reviews_folder == "Bilans"


def test_the_note_explains_every_setting_in_its_language(vault: Vault) -> None:
    french(vault)
    written(init(vault.root), vault)
    note = vault.read("vaulttool.md")
    assert all(
        f"- **{setting.name}**\u00a0: " in note for setting in SETTINGS if setting.name != "properties"
    )
    assert "Vu\u00a0: Quotidien a 3 notes du nom de 14-11-2026.md et semblables" in note
    assert " of " not in note


def test_a_second_init_says_where_the_settings_are(vault: Vault) -> None:
    french(vault)
    written(init(vault.root), vault)
    before = vault.snapshot()
    with pytest.raises(VaultError, match=r"vaulttool\.md: This vault has its settings already") as stopped:
        init(vault.root)
    assert "Change its properties" in str(stopped.value)
    assert vault.snapshot() == before


def test_settings_that_were_moved_are_found(vault: Vault) -> None:
    vault.write("Meta/vaulttool.md", "---\ntype: vaulttool-settings\n---\n")
    with pytest.raises(VaultError, match=r"Meta/vaulttool\.md"):
        init(vault.root)


@pytest.mark.parametrize(
    ("language", "person", "folder"),
    [(None, "People/Robin Example.md", "People"), ("fr", "Contacts/Camille Exemple.md", "Contacts")],
)
def test_an_empty_folder_becomes_a_usable_vault(
    vault: Vault, language: str | None, person: str, folder: str
) -> None:
    read = written(init(vault.root, language), vault)
    assert read.problems == ()
    assert read.settings.language == (language or "en")
    assert vault.exists(person)
    # What was written is what detection would find: the note only says it aloud.
    found = detect(vault.root, walk(vault.root).files).settings()
    assert found.people_folders == read.settings.people_folders == (folder,)
    assert found.templates_folders == read.settings.templates_folders


def test_a_vault_that_obsidian_has_just_made_keeps_its_choices(vault: Vault) -> None:
    vault.write(".obsidian/daily-notes.json", '{"folder": "Days", "format": "YYYYMMDD"}')
    vault.write(".obsidian/templates.json", '{"folder": "Forms"}')
    settings = written(init(vault.root), vault).settings
    assert (settings.daily_folder, settings.daily_format) == ("Days", "YYYYMMDD")
    assert settings.templates_folders == ("Forms",)
    assert vault.exists("Forms/Person.md")


def test_a_vault_without_people_gets_a_folder_for_them(vault: Vault) -> None:
    vault.write("Welcome.md", "This is your new vault.\n")
    settings = written(init(vault.root), vault).settings
    assert settings.people_folders == ("People",)


def test_a_setting_that_was_changed_reads_back() -> None:
    settings = Settings(
        me=("Zoé", "true"),
        cadence_by_group={"#family: close": "1 month"},
        status_words={"dormant": "resting"},
        settle_seconds=0.5,
        daily_format="[Diary: ]YYYY-MM-DD",
        private_folders=("*/Private",),
    )
    note = render_settings_note(settings)
    assert read_settings(read_front_matter(note, "vaulttool.md")).settings == settings


def test_what_was_seen_cannot_break_the_note() -> None:
    found = Detection((Finding("people_folders", ("People",), "1 note in <!-- %% [[x]] *y* `z` looks so"),))
    note = render_settings_note(Settings(), found)
    assert r"\<!-- \%\% \[\[x\]\] \*y\* \`z\` looks so" in note


PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12).map(str.strip)


@given(st.lists(PLAIN.filter(lambda text: bool(text) and not text.startswith("[[")), max_size=3, unique=True))
def test_any_words_read_back_from_the_note(words: list[str]) -> None:
    note = render_settings_note(Settings(me=tuple(words), contact_types=tuple(words)))
    read = read_settings(read_front_matter(note, "vaulttool.md"))
    assert read.settings.me == tuple(words)
