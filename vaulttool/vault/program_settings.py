"""What the settings of other programs say of days and templates: Obsidian, Logseq, Foam, Dendron."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaulttool.notes.foreign_day_formats import moment_for_dendron, moment_from_dateformat, moment_from_java
from vaulttool.vault.find_vault import config_folder
from vaulttool.vault.program_files import program_object, program_text
from vaulttool.vault.settings_checks import WrongValue, day_format, vault_path


@dataclass(frozen=True, slots=True)
class ProgramSettings:
    """The answers of one file; None and empty where it says nothing, or nothing that may hold."""

    source: str
    """Path of the file in the vault."""
    daily_folder: str | None = None
    daily_format: str | None = None
    weekly_folder: str | None = None
    weekly_format: str | None = None
    numbering: str | None = None
    templates: tuple[str, ...] = ()
    """Folders."""


def program_settings(root: Path) -> tuple[ProgramSettings, ...]:
    """Read the configuration files of a vault's programs, the one that wins first."""
    return tuple(found for found in (*_obsidian(root), *_logseq(root), *_foam(root), *_dendron(root)))


def _obsidian(root: Path) -> Iterator[ProgramSettings]:
    config = config_folder(root)
    if config is None:
        return
    periodic = config / "plugins" / "periodic-notes" / "data.json"
    yield from _periodic(_json(periodic), _shown(root, periodic))
    daily = config / "daily-notes.json"
    said = _json(daily)
    if said:
        yield ProgramSettings(
            _shown(root, daily),
            _folder(said.get("folder")) or "",
            _format(said.get("format"), "day") or "YYYY-MM-DD",
            templates=_parent(said.get("template")),
        )
    calendar = config / "plugins" / "calendar" / "data.json"
    said = _json(calendar)
    if said.get("weeklyNoteFormat") or said.get("weeklyNoteFolder"):
        weekly = _format(said.get("weeklyNoteFormat"), "week") or "gggg-[W]ww"
        yield ProgramSettings(
            _shown(root, calendar),
            weekly_folder=_folder(said.get("weeklyNoteFolder")) or "",
            weekly_format=weekly,
            numbering=_numbering(said),
            templates=_parent(said.get("weeklyNoteTemplate")),
        )
    templates = config / "templates.json"
    yield ProgramSettings(_shown(root, templates), templates=_listed(_json(templates).get("folder")))
    templater = config / "plugins" / "templater-obsidian" / "data.json"
    said = _json(templater)
    yield ProgramSettings(_shown(root, templater), templates=_listed(said.get("templates_folder")))


def _periodic(said: dict[str, Any], source: str) -> Iterator[ProgramSettings]:
    """Read periodic notes, version 0.0.17 and the 1.0 beta with its sets."""
    if isinstance(said.get("calendarSets"), list):
        sets = [one for one in said["calendarSets"] if isinstance(one, dict)]
        active = next((one for one in sets if one.get("id") == said.get("activeCalendarSet")), None)
        active = active or (sets[0] if sets else {})
        daily, weekly = active.get("day"), active.get("week")
    else:
        daily, weekly = said.get("daily"), said.get("weekly")
    daily = daily if isinstance(daily, dict) and daily.get("enabled") else None
    weekly = weekly if isinstance(weekly, dict) and weekly.get("enabled") else None
    if daily is None and weekly is None:
        return
    templates = (*_periodic_template(daily), *_periodic_template(weekly))
    yield ProgramSettings(
        source,
        None if daily is None else _folder(daily.get("folder")) or "",
        None if daily is None else _format(daily.get("format"), "day") or "YYYY-MM-DD",
        None if weekly is None else _folder(weekly.get("folder")) or "",
        None if weekly is None else _format(weekly.get("format"), "week") or "gggg-[W]ww",
        _numbering(said),
        templates,
    )


def _periodic_template(said: dict[str, Any] | None) -> tuple[str, ...]:
    return () if said is None else _parent(said.get("templatePath") or said.get("template"))


def _numbering(said: dict[str, Any]) -> str | None:
    start, locale = said.get("weekStart"), said.get("localeOverride")
    if start == "monday" or (isinstance(locale, str) and re.match(r"fr|de|en-gb", locale)):
        return "iso"
    return "en-us" if start == "sunday" else None


_EDN = re.compile(r"^[^;\n]*?(:[\w./-]+)\s+\"([^\"\n]*)\"", re.MULTILINE)


def _logseq(root: Path) -> Iterator[ProgramSettings]:
    config = root / "logseq" / "config.edn"
    if not config.is_file():
        return
    said = dict(_EDN.findall(program_text(config)))
    pattern = moment_from_java(said.get(":journal/file-name-format", "yyyy_MM_dd"))
    yield ProgramSettings(
        "logseq/config.edn",
        _folder(said.get(":journals-directory")) or "journals",
        _format(pattern, "day") or "YYYY_MM_DD",
    )


def _foam(root: Path) -> Iterator[ProgramSettings]:
    template = program_text(root / ".foam" / "templates" / "daily-note.md")
    path = re.search(r"filepath:\s*[\"']?([^\"'\n]+)", template)
    if path:
        folder, _, name = path[1].strip().lstrip("/").removesuffix(".md").rpartition("/")
        pattern = re.sub(
            r"\$\{FOAM_DATE_(YEAR|MONTH|DATE)\}|\$FOAM_DATE_(YEAR|MONTH|DATE)", _foam_token, name
        )
        yield ProgramSettings(
            ".foam/templates/daily-note.md", _folder(folder) or "", _format(pattern, "day") or "YYYY-MM-DD"
        )
        return
    settings = root / ".vscode" / "settings.json"
    said = _json(settings)
    if any(str(key).startswith("foam.openDailyNote.") for key in said):
        mask = said.get("foam.openDailyNote.filenameFormat")
        pattern = moment_from_dateformat(mask) if isinstance(mask, str) else "YYYY-MM-DD"
        folder = _folder(said.get("foam.openDailyNote.directory")) or ""
        yield ProgramSettings(_shown(root, settings), folder, _format(pattern, "day") or "YYYY-MM-DD")
    elif (root / ".foam").is_dir() and (root / "journals").is_dir():
        yield ProgramSettings(".foam", "journals", "YYYY-MM-DD")


def _foam_token(found: re.Match[str]) -> str:
    return {"YEAR": "YYYY", "MONTH": "MM", "DATE": "DD"}[found[1] or found[2]]


def _dendron(root: Path) -> Iterator[ProgramSettings]:
    if not (root / "dendron.yml").is_file():
        return
    text = program_text(root / "dendron.yml")
    said = dict(re.findall(r"^\s*(dailyDomain|name|dateFormat):\s*[\"']?([^\s\"'#]+)", text, re.MULTILINE))
    pattern = moment_for_dendron(
        said.get("dailyDomain", "daily"), said.get("name", "journal"), said.get("dateFormat", "y.MM.dd")
    )
    folder = "vault" if (root / "vault").is_dir() else ""
    yield ProgramSettings("dendron.yml", folder, _format(pattern, "day"))


def _json(file: Path) -> dict[str, Any]:
    text = program_text(file)
    if file.parent.name == ".vscode":
        # VS Code allows comments and a comma before a bracket.
        text = re.sub(r",(\s*[}\]])", r"\1", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    return program_object(text)


def _folder(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return vault_path(value.strip().lstrip("/"))
    except WrongValue:
        return None


def _listed(value: object) -> tuple[str, ...]:
    folder = _folder(value)
    return (folder,) if folder else ()


def _parent(value: object) -> tuple[str, ...]:
    """Give the folder of a template; one in the root says nothing of folders."""
    return _listed(value.rpartition("/")[0]) if isinstance(value, str) else ()


def _format(value: object, kind: Any) -> str | None:
    if not isinstance(value, str) or not value:
        return None
    try:
        return day_format(kind)(value)
    except WrongValue:
        return None


def _shown(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix()
