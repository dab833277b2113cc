"""The settings note: flat properties, and a body that explains each of them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from vaulttool.notes.yaml_text import yaml_text
from vaulttool.vault.detection import NOTHING_FOUND, Detection
from vaulttool.vault.settings import SETTINGS_TYPE, Settings
from vaulttool.vault.settings_table import GROUPS, PROPERTY_PREFIX, SETTINGS, Setting

# The others are rarely touched: the note's body tells their defaults.
_ALWAYS = frozenset(
    (
        "language", "me", "people_folders", "daily_folder", "daily_format", "weekly_folder", "weekly_format",
        "templates_folders", "archive_folder", "reviews_folder", "agenda_folder", "meetings_folder",
        "inbox_folder", "weekly_touches", "weekly_lunches", "cadence_inner", "cadence_close",
        "cadence_active", "cadence_wide",
    )
)  # fmt: skip

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "# Settings of vaulttool",
        "intro": (
            "vaulttool reads the properties of this note. Change a value and save: it holds from the next "
            "run on. Delete a property, and what your notes show holds, else its default. A value that "
            "cannot be is told by `vaulttool check`, and is passed over meanwhile. The note may be moved "
            "and renamed, as long as its `type` stays. Variables (`VAULTTOOL_DAILY_FOLDER=…`) and flags "
            "come before this note."
        ),
        "default": "Default: ",
        "seen": "Seen: ",
        "sign": ": ",
        "none": "none",
    },
    "fr": {
        "title": "# Réglages de vaulttool",
        "intro": (
            "vaulttool lit les propriétés de cette note. Changez une valeur et enregistrez\u00a0: elle "
            "vaut dès le passage suivant. Supprimez une propriété, et ce que montrent vos notes vaut à sa "
            "place, sinon sa valeur par défaut. Une valeur impossible est signalée par `vaulttool check`, "
            "et ignorée en attendant. La note peut être déplacée et renommée, pourvu que son `type` reste. "
            "Les variables (`VAULTTOOL_DAILY_FOLDER=…`) et les options passent avant cette note."
        ),
        "default": "Par défaut\u00a0: ",
        "seen": "Vu\u00a0: ",
        "sign": "\u00a0: ",
        "none": "rien",
    },
}


def render_settings_note(settings: Settings, found: Detection = NOTHING_FOUND, language: str = "en") -> str:
    """Write the settings note: what was found or chosen as properties, all settings explained in the body."""
    words = _WORDS.get(language, _WORDS["en"])
    lines = ["---", f"type: {SETTINGS_TYPE}"]
    for setting in SETTINGS:
        value = getattr(settings, setting.name)
        if setting.name in _ALWAYS or value != setting.default:
            lines += _properties(setting, value)
    intro = _with_apostrophes(words["intro"]) if language == "fr" else words["intro"]
    lines += ["---", words["title"], "", intro, ""]
    for group, titles in GROUPS.items():
        lines += [f"## {_with_apostrophes(titles[language == 'fr'])}", ""]
        lines += [
            _explained(setting, found, language, words) for setting in SETTINGS if setting.group == group
        ]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _properties(setting: Setting, value: Any) -> Iterator[str]:
    """Write one setting as Obsidian writes properties."""
    if setting.shape == "prefixed":
        yield from (f"{PROPERTY_PREFIX}{name}: {yaml_text(own)}" for name, own in value.items())
    elif setting.shape == "pairs":
        yield f"{setting.name}:"
        yield from (f"  - {yaml_text(f'{left}: {right}')}" for left, right in value.items())
    elif setting.shape == "list":
        yield f"{setting.name}:" if value else f"{setting.name}: []"
        yield from (f"  - {yaml_text(item)}" for item in value)
    else:
        written = _text(setting, value)
        # Numbers stand bare; what only looks like one is quoted.
        yield f"{setting.name}: {written if not isinstance(value, str) else yaml_text(written)}".rstrip()


def _text(setting: Setting, value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if value == "" and setting.name in ("daily_folder", "weekly_folder"):
        return "/"
    return str(value)


def _explained(setting: Setting, found: Detection, language: str, words: Mapping[str, str]) -> str:
    name = f"{PROPERTY_PREFIX}…" if setting.shape == "prefixed" else setting.name
    default = setting.default
    shown = ", ".join(map(str, default)) if isinstance(default, tuple | Mapping) else _text(setting, default)
    meaning = _french(setting.fr) if language == "fr" else setting.en
    line = (
        f"- **{name}**{words['sign']}{meaning} {words['default']}{f'`{shown}`' if shown else words['none']}."
    )
    finding = found.find(setting.name)
    why = "" if finding is None else finding.fr if language == "fr" else finding.why
    told = f"{line} *{words['seen']}{_plain(why)}.*" if why else line
    return _with_apostrophes(told) if language == "fr" else told


def _french(text: str) -> str:
    """Put no-break spaces where French typography has them; not inside of code."""
    pieces = text.split("`")
    for index in range(0, len(pieces), 2):
        for sign in ":;?!»":
            pieces[index] = pieces[index].replace(f" {sign}", f"\u00a0{sign}")
        pieces[index] = pieces[index].replace("« ", "«\u00a0")
    return "`".join(pieces)


def _with_apostrophes(text: str) -> str:
    """Put typographic apostrophes between letters; not inside of code."""
    pieces = text.split("`")
    pieces[::2] = [re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])", "’", piece) for piece in pieces[::2]]
    return "`".join(pieces)


def _plain(text: str) -> str:
    """Keep names of files from being links, emphasis or markers in the note."""
    for sign in "*_[]<>%`":
        text = text.replace(sign, "\\" + sign)
    return text
