"""Adopt a vault that is there, or begin one in an empty folder."""

from dataclasses import replace
from pathlib import Path

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.detect import detect
from vaulttool.vault.detection import Detection
from vaulttool.vault.find_vault import find_settings_note
from vaulttool.vault.first_notes import FOLDERS, first_notes
from vaulttool.vault.page_folders import with_page_folders
from vaulttool.vault.settings import SETTINGS_NOTE, Settings
from vaulttool.vault.settings_note import render_settings_note
from vaulttool.vault.settings_table import SETTINGS
from vaulttool.vault.walk import walk


def init(root: Path, language: str | None = None) -> Outcome:
    """Show what a vault already does, and give the edit that writes it down in `vaulttool.md`.

    An empty folder gets a first person and a template besides. `language` is "en" or "fr"; None takes the
    language of the notes. Raises VaultError where there is a settings note already.
    """
    walked = walk(root)
    there = find_settings_note(root, walked.files)
    if there is not None:
        mend = f"Change its properties to change them; to begin anew, delete {there} and run init again."
        raise VaultError(Problem(there, None, "This vault has its settings already", mend, "settings-there"))
    if not walked.files:
        return _begin(root, language or "en")
    found = detect(root, walked.files)
    spoken = language or found.settings().language
    paths = [file.path for file in walked.files]
    spoken = spoken if spoken in ("en", "fr") else "en"
    settings = found.settings(with_page_folders(Settings(language=spoken), spoken, paths))
    if language:
        settings = replace(settings, language=language)
    note = render_settings_note(settings, found, spoken)
    edit = Edit(SETTINGS_NOTE, None, note.encode(), "settings of this vault, as its notes show them")
    return Outcome(
        edits=(edit,),
        problems=walked.problems,
        show=(f"{len(walked.files)} notes in {root}", "", *_shown(found)),
        data=tuple({"setting": one.setting, "value": one.value, "why": one.why} for one in found.findings),
    )


def _begin(root: Path, language: str) -> Outcome:
    """Give a vault that one can use at once; what a program's settings say of days and templates holds."""
    folders = FOLDERS[language]
    standard = replace(
        with_page_folders(Settings(language=language), language),
        people_folders=(folders["people"],),
        daily_folder=folders["daily"],
        templates_folders=(folders["templates"],),
    )
    found = detect(root, ())
    settings = found.settings(standard)
    notes = {
        SETTINGS_NOTE: render_settings_note(settings, found, language),
        **first_notes(language, settings.people_folders[0], settings.templates_folders[0]),
    }
    edits = tuple(Edit(path, None, text.encode(), "a new vault") for path, text in notes.items())
    show = ("No notes here yet: a vault begins.", "", *(f"  {path}" for path in notes))
    return Outcome(edits=edits, show=show, data=tuple({"path": path} for path in notes))


def _shown(found: Detection) -> list[str]:
    lines: list[str] = []
    for setting in SETTINGS:
        finding = found.find(setting.name)
        if finding is not None:
            value = _value(finding.value) or ("the vault itself" if "folder" in setting.name else "none")
            lines += [f"  {setting.name}: {value}", f"      {finding.why}"]
    return lines or ["  Nothing that says where people or days are: the defaults stand."]


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{ours} is {own}" for ours, own in value.items())
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return str(value)
