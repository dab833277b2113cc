"""The template that the vault's own programs use for a daily note."""

from pathlib import Path
from typing import Any

from vaulttool.vault.find_vault import config_folder
from vaulttool.vault.program_files import program_object, program_text


def daily_template(root: Path) -> str | None:
    """Give the path, in the vault, of the template for daily notes; None where no program names one.

    Periodic notes win over the core plugin where their daily notes are switched on.
    """
    config = config_folder(root)
    if config is None:
        return None
    periodic = program_object(program_text(config / "plugins" / "periodic-notes" / "data.json"))
    for said in (_periodic_day(periodic), program_object(program_text(config / "daily-notes.json"))):
        path = said.get("templatePath") or said.get("template")
        if isinstance(path, str) and path.strip(" /"):
            path = path.strip().strip("/")
            return path if path[-3:].casefold() == ".md" else f"{path}.md"
    return None


def _periodic_day(said: dict[str, Any]) -> dict[str, Any]:
    sets = said.get("calendarSets")
    if isinstance(sets, list):
        active = [
            one for one in sets if isinstance(one, dict) and one.get("id") == said.get("activeCalendarSet")
        ]
        day = active[0].get("day") if active else None
    else:
        day = said.get("daily")
    return day if isinstance(day, dict) and day.get("enabled") else {}
