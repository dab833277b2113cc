"""docs/settings.md, made from the table of settings. Run this file to write it anew."""

from collections.abc import Mapping
from pathlib import Path

from vaulttool.vault.settings_table import GROUPS, PROPERTY_PREFIX, SETTINGS, Setting

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"

HEAD = f"""\
# Settings

Settings are a note in your vault: `vaulttool.md`, or any note with `type: vaulttool-settings`.
`vaulttool init` writes it, with what it found out about your vault; edit it like any note. All is
optional: what you leave out is detected, or has the value that stands here. `VAULTTOOL_NAME` in the
environment (the name in capitals) overrides the note for one machine. A French vault without settings
note has French folders for pages (`Bilans`, `Rencontres`), unless it has the English ones already.

A list is a YAML list. A setting of pairs is a list of `left: right` texts. `properties` has one line
for each property that has another name in your vault: `{PROPERTY_PREFIX}last_contact: Last Chat`.

This page is made from the table in `vaulttool/vault/settings_table.py`.
"""

TABLE_HEAD = ["| name | form | default | meaning |", "| --- | --- | --- | --- |"]


def page() -> str:
    """The whole page."""
    groups = [
        _group(title, [setting for setting in SETTINGS if setting.group == key])
        for key, (title, _) in GROUPS.items()
    ]
    return "\n".join([HEAD, *groups])


def _group(title: str, settings: list[Setting]) -> str:
    rows = [f"| `{one.name}` | {one.shape} | {_default(one.default)} | {_cell(one.en)} |" for one in settings]
    return "\n".join([f"## {title}", "", *TABLE_HEAD, *rows, ""])


def _default(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value) or "none"
    if isinstance(value, Mapping):
        return ", ".join(f"`{left}: {right}`" for left, right in value.items()) or "none"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`" if value != "" else "empty"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
