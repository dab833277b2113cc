"""The language files, loaded once and passed in wherever rules need words."""

import marshal
from importlib.resources import files
from pathlib import Path
from typing import Any

from vaulttool.evidence.language import compile_language
from vaulttool.evidence.languages_in_use import Languages
from vaulttool.vault.index_version import program_version
from vaulttool.vault.kept_file import read_kept, write_kept

_SCHEMA = 1


_loaded: dict[str, Languages] = {}
"""By the preferred one. They are the same wherever they were read from."""


def load_languages(preferred: str = "en", folder: Path | None = None) -> Languages:
    """Load every language file of the package, the preferred one first.

    It decides where a line tells nothing. In `folder`, the cache folder, is kept what the files hold: to read
    it there is quicker by far than to read TOML.
    """
    if preferred not in _loaded:
        tables = _tables() if folder is None else _kept_tables(folder / "words")
        _loaded[preferred] = Languages(tuple(map(compile_language, tables))).preferring(preferred)
    return _loaded[preferred]


def _tables() -> list[dict[str, Any]]:
    import tomllib

    folder = files("vaulttool.evidence") / "languages"
    entries = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name
    )
    return [tomllib.loads(entry.read_text("utf-8")) for entry in entries]


def _kept_tables(file: Path) -> list[dict[str, Any]]:
    name = bytes.fromhex(program_version(_SCHEMA, packages=("evidence",)))
    body = read_kept(file, name)
    if body is None:
        tables = _tables()
        write_kept(file, name, marshal.dumps(tables))
        return tables
    kept: list[dict[str, Any]] = marshal.loads(body)
    return kept
