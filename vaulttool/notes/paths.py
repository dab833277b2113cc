"""Paths of notes, relative to the vault with "/": the name in one, and whether it lies in a folder."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def without_ending(path: str) -> str:
    """Give a path without its ".md", in whatever letter case that is written."""
    return path[:-3] if path.endswith(".md") or path[-3:].casefold() == ".md" else path


def name_of(path: str) -> str:
    """Give the name of the note at a path, as links have it: no folder, no ".md"."""
    return without_ending(path.rpartition("/")[2])


def fold_file_name(name: str) -> str:
    """Give the form in which macOS and Windows compare names of files: NFC, letter case folded."""
    # Folding may take a text out of NFC again.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def in_folder(folder: str, name: str) -> str:
    """Give the path of a note in a folder of the settings; "" and "/" are the vault itself."""
    folder = folder.strip("/")
    return f"{folder}/{name}" if folder else name


def lies_in(path: str, folders: Iterable[str]) -> bool:
    """Say whether a note lies in one of the folders or below.

    `*/NAME` is a folder of that name anywhere; "/", "." and "" are the vault itself.
    """
    return _lies_in(path.rpartition("/")[0], tuple(folders))


@lru_cache(maxsize=4096)
def _lies_in(place: str, folders: tuple[str, ...]) -> bool:
    inside = f"/{place}/".casefold()
    for folder in folders:
        wanted = folder.strip("/").casefold()
        if wanted.startswith("*/"):
            if wanted[1:] + "/" in inside:
                return True
        elif inside.startswith(f"/{wanted}/") or wanted in ("", "."):
            return True
    return False
