"""Settings from the settings note, the environment and flags, in this order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.notes.front_matter import FrontMatter, fold_name
from vaulttool.notes.problem import Problem
from vaulttool.vault.settings import (
    ENVIRONMENT_PREFIX,
    SETTINGS_NOTE,
    SETTINGS_TYPE,
    Settings,
    SettingsRead,
)
from vaulttool.vault.settings_checks import WrongValue, any_text
from vaulttool.vault.settings_table import BY_NAME, PROPERTY_PREFIX, Setting

__all__ = ["SETTINGS_NOTE", "SettingsRead", "is_settings_note", "read_settings"]

_RULE = "wrong-setting"
_FOLDED = {fold_name(name): name for name in BY_NAME}


def read_settings(
    note: FrontMatter | None = None,
    path: str = SETTINGS_NOTE,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, str] | None = None,
    base: Settings | None = None,
) -> SettingsRead:
    """Read all settings. `base` holds what nobody says: the defaults, or what was detected."""
    reading = _Reading(base or Settings())
    if note is not None:
        reading.read_note(note, path)
    for said, source in ((environment or {}, ENVIRONMENT_PREFIX), (flags or {}, "--")):
        for name, text in sorted(said.items()):
            if source == ENVIRONMENT_PREFIX and not name.startswith(ENVIRONMENT_PREFIX):
                continue
            ours = _FOLDED.get(fold_name(name.removeprefix(ENVIRONMENT_PREFIX) if source != "--" else name))
            if ours is not None:
                shown = name if source != "--" else f"--{name.replace('_', '-')}"
                reading.take(BY_NAME[ours], _split(BY_NAME[ours], text), shown, "", None)
    return SettingsRead(
        replace(reading.base, **reading.values), tuple(reading.problems), frozenset(reading.values)
    )


def is_settings_note(front_matter: FrontMatter) -> bool:
    """Say whether a note calls itself the settings."""
    found = front_matter.find("type")
    return found is not None and str(found.value).strip().casefold() == SETTINGS_TYPE


def _split(setting: Setting, text: str) -> Any:
    """Cut a list as environment and flags have it: by ";" or lines."""
    if setting.shape == "text":
        return text
    return [item.strip() for item in text.replace("\n", ";").split(";") if item.strip()]


class _Reading:
    def __init__(self, base: Settings) -> None:
        self.base = base
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def read_note(self, note: FrontMatter, path: str) -> None:
        if note.problem is not None:
            self.problems.append(note.problem)
        names: dict[str, str] = {}
        for found in note.properties:
            folded = fold_name(found.name)
            if folded in _FOLDED and _FOLDED[folded] != "properties":
                self.take(BY_NAME[_FOLDED[folded]], found.value, found.name, path, found.line)
            elif folded.startswith(fold_name(PROPERTY_PREFIX)):
                self.take_name(names, found.name, found.value, path, found.line)
            else:
                self.name_slip(found.name, path, found.line)
        if names:
            self.values["properties"] = {**self.base.properties, **names}

    def take(self, setting: Setting, value: Any, shown: str, path: str, line: int | None) -> None:
        """Keep a value, or say what is wrong with it. An empty one says nothing."""
        if value is None or value == "":
            return
        try:
            self.values[setting.name] = _read(setting, value)
        except WrongValue as wrong:
            what = f"{shown} is {_quoted(value)}: {wrong}"
            self.problems.append(Problem(path, line, what, self.mend(setting), _RULE))

    def take_name(self, names: dict[str, str], name: str, value: Any, path: str, line: int) -> None:
        """Keep one of the vault's own names of properties."""
        wanted = fold_name(name)[len(fold_name(PROPERTY_PREFIX)) :]
        ours = next((known for known in PROPERTY_NAMES if fold_name(known) == wanted), None)
        if ours is None:
            mend = f"Known are {', '.join(PROPERTY_NAMES)}."
            self.problems.append(Problem(path, line, f"{name} means no property of ours", mend, _RULE))
        elif isinstance(value, str) and value.strip():
            names[ours] = value.strip()
        elif value is not None:
            what = f"{name} is {_quoted(value)}: it must be the name of a property"
            self.problems.append(Problem(path, line, what, f"Write it as {name}: Last Chat.", _RULE))

    def mend(self, setting: Setting) -> str:
        """Say what holds meanwhile."""
        return f"{_quoted(getattr(self.base, setting.name))} is used meanwhile."

    def name_slip(self, name: str, path: str, line: int) -> None:
        """Say which setting a misspelt name may mean; other properties are the person's own."""
        import difflib

        near = difflib.get_close_matches(fold_name(name), _FOLDED, n=1, cutoff=0.85)
        if near:
            what, mend = f"{name} is no setting", f"Write {_FOLDED[near[0]]}, if you meant that."
            self.problems.append(Problem(path, line, what, mend, _RULE))


def _read(setting: Setting, value: Any) -> Any:
    """Turn what a note or a flag says into the setting's value. Raises WrongValue."""
    if setting.shape == "text":
        text = setting.check(_one_text(value))
        default = setting.default
        return type(default)(text) if isinstance(default, int | float) else text
    if setting.shape == "list":
        checked = (setting.check(text) for item in _items(value) for text in _list_texts(item))
        return tuple(dict.fromkeys(text for text in checked if text))
    return {left: setting.check(right) for left, right in _pairs(value)}


def _one_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return value[0]
    if not isinstance(value, str):
        raise WrongValue("it must be one text")
    return value


def _items(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _list_texts(item: Any) -> Iterable[str]:
    """Give the texts of an item: of a link, written as [[Ana]] without quotes, its target."""
    if isinstance(item, list):
        for inner in item:
            yield from (text.partition("|")[0] for text in _list_texts(inner))
    elif isinstance(item, str):
        bare = item.strip()
        yield bare[2:-2].partition("|")[0] if bare.startswith("[[") and bare.endswith("]]") else bare
    elif item is not None:
        raise WrongValue("it must be a list of texts")


def _pairs(value: Any) -> Iterable[tuple[str, str]]:
    for item in _items(value):
        if isinstance(item, dict):
            for left, right in item.items():
                yield str(left).strip(), _one_text(right)
        elif isinstance(item, str) and ":" in item:
            left, _, right = item.rpartition(":")
            yield any_text(left), right.strip()
        elif item is not None:
            raise WrongValue('each item must have two sides, as in "left: right"')


def _quoted(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_quoted(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "[" + ", ".join(f'"{left}: {right}"' for left, right in value.items()) + "]"
    return f'"{value}"'
