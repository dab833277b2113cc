"""The language files, loaded once and passed in wherever rules need words."""

import tomllib
from functools import cache
from importlib.resources import files

from vaulttool.evidence.language import compile_language
from vaulttool.evidence.languages_in_use import Languages


@cache
def load_languages(preferred: str = "en") -> Languages:
    """Load every language file of the package, the preferred one first.

    It decides where a line tells nothing.
    """
    folder = files("vaulttool.evidence") / "languages"
    tables = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name
    )
    compiled = (compile_language(tomllib.loads(entry.read_text("utf-8"))) for entry in tables)
    return Languages(tuple(compiled)).preferring(preferred)
