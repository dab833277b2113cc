"""The canvases of a vault: JSON files beside the notes that name notes by path."""

import os
from pathlib import Path


def canvases(root: Path) -> tuple[str, ...]:
    """Give the paths of all `.canvas` files, hidden folders and linked ones left out, in order."""
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        home = Path(folder).relative_to(root).as_posix()
        found += [
            name if home == "." else f"{home}/{name}"
            for name in files
            if name.casefold().endswith(".canvas") and not name.startswith(".")
        ]
    return tuple(sorted(found))
