"""What folders outside of the vault looked like when everything in them had been taken in.

Kept in the cache folder: where it is lost, they are read once more, which changes nothing.
"""

import contextlib
import json
import os
from pathlib import Path

from vaulttool.vault.places import open_private, usable_cache_folder

_FILE = "imports.json"


def print_of(place: Path) -> str:
    """Give what a file, or everything below a folder, looks like from outside: number, sizes, newest time."""
    count = size = newest = 0
    for file in _files(place):
        with contextlib.suppress(OSError):
            found = file.stat()
            count, size, newest = count + 1, size + found.st_size, max(newest, found.st_mtime_ns)
    return f"{count} {size} {newest}"


def seen_prints(root: Path) -> dict[str, str]:
    """Give by place what it looked like; nothing where nothing is kept, or it cannot be read."""
    folder = usable_cache_folder(root)
    try:
        said = json.loads((folder / _FILE).read_text(encoding="utf-8")) if folder else {}
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in said.items()} if isinstance(said, dict) else {}


def keep_prints(root: Path, prints: dict[str, str]) -> None:
    """Keep what places look like; where that cannot be written, they are read again."""
    folder = usable_cache_folder(root)
    if folder is None:
        return
    with contextlib.suppress(OSError):
        descriptor = open_private(folder / _FILE, os.O_WRONLY | os.O_TRUNC)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(prints, file)


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    return [Path(folder, name) for folder, _, names in os.walk(place) for name in names]
