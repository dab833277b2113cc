"""The folders of generated pages, in the language of a vault that does not name them itself."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from vaulttool.notes.paths import lies_in
from vaulttool.vault.first_notes import FOLDERS
from vaulttool.vault.settings import Settings

_PAGES = tuple(name for name in FOLDERS["en"] if name.endswith("_folder"))


def with_page_folders(settings: Settings, language: str, paths: Iterable[str] = ()) -> Settings:
    """Give generated pages the folders that fit a language, English where it is none of ours.

    A vault whose notes (`paths`) lie in the folder of another language keeps that one.
    """
    wanted = FOLDERS.get(language, FOLDERS["en"])
    folders = {path.rpartition("/")[0] for path in paths}
    chosen: dict[str, Any] = {name: _kept(name, wanted[name], folders) for name in _PAGES}
    return replace(settings, **chosen)


def _kept(setting: str, wanted: str, folders: set[str]) -> str:
    names = (wanted, *(names[setting] for names in FOLDERS.values()))
    there = (name for name in names if any(lies_in(f"{folder}/", (name,)) for folder in folders))
    return next(there, wanted)
