"""Files of other programs in the vault: they come with it, so they may be anything."""

from pathlib import Path
from typing import Any

_MOST_BYTES = 1_000_000


def program_text(file: Path) -> str:
    """Read a configuration file; "" where there is none, or where it is a pipe, a device or too large."""
    try:
        # A look before: to open a pipe waits for its other end, and some devices never end.
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            return ""
        return file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ""


def program_json(text: str) -> object:
    """Give what JSON says; None where it says nothing, is none, or is nested too deep."""
    if not text:
        return None
    import json  # most vaults have none of these files

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def program_object(text: str) -> dict[str, Any]:
    """Give the object that JSON says; {} where it says anything else, or nothing."""
    said = program_json(text)
    return said if isinstance(said, dict) else {}
