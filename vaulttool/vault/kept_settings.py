"""Settings kept between runs: reading their note costs as much as starting Python, looking ten times more."""

import hashlib
import marshal
import os
import pickle
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from vaulttool.vault.index_version import program_version
from vaulttool.vault.kept_file import read_kept, write_kept
from vaulttool.vault.settings import ENVIRONMENT_PREFIX, SETTINGS_NOTE, SettingsRead
from vaulttool.vault.walk import FileStat

# What reads settings from notes is imported where there is something to read.
if TYPE_CHECKING:
    from vaulttool.vault.vault_settings import Seen

_SCHEMA = 2
_RESTED_NS = 2_000_000_000
"""Kept is what was read of notes that had rested so long that no other change can hide behind it."""


def kept_settings(root: Path, environment: Mapping[str, str], folder: Path) -> SettingsRead | None:
    """Give the settings that are kept and hold; None where they must be read."""
    key = _key_of_note(root, environment)
    kept = _read(folder / "settings", key) if key else None
    return kept if isinstance(kept, SettingsRead) else None


def settings_once(
    root: Path, files: Sequence[FileStat], environment: Mapping[str, str] | None, folder: Path
) -> SettingsRead:
    """Give what `vault_settings` gives, from the cache folder where nothing has changed since."""
    kept = kept_settings(root, environment or {}, folder)
    if kept is not None:
        return kept
    file, key = folder / "settings", _key_of_note(root, environment or {})
    from vaulttool.vault.vault_settings import says_where, vault_settings

    now = time.time_ns()
    read = vault_settings(root, files, environment, look=partial(look_once, folder=folder))
    if key and says_where(read) and _has_rested((root / SETTINGS_NOTE).lstat(), now):
        _write(file, key, read)
    return read


def look_once(root: Path, files: Sequence[FileStat], folder: Path) -> "Seen":
    """Give what `look_for_settings` gives, from `folder` where nothing has changed since."""
    from vaulttool.vault.vault_settings import Seen, look_for_settings

    file, key = folder / "look", _key_of_all(root, files)
    kept = _read(file, key)
    if isinstance(kept, Seen):
        return kept
    now = time.time_ns()
    seen = look_for_settings(root, files)
    if all(now - max(one.mtime_ns, one.ctime_ns) > _RESTED_NS for one in files):
        _write(file, key, seen)
    return seen


def _key_of_note(root: Path, environment: Mapping[str, str]) -> bytes:
    """Give a name for all that settings depend on where their note says everything; none without a note."""
    try:
        found = (root / SETTINGS_NOTE).lstat()
    except OSError:
        return b""
    if not S_ISREG(found.st_mode):
        return b""
    said = sorted(pair for pair in environment.items() if pair[0].startswith(ENVIRONMENT_PREFIX))
    stat = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    return bytes.fromhex(program_version(_SCHEMA, repr((stat, said))))


def _has_rested(found: os.stat_result, now: int) -> bool:
    return now - max(found.st_mtime_ns, found.st_ctime_ns) > _RESTED_NS


def _key_of_all(root: Path, files: Sequence[FileStat]) -> bytes:
    from vaulttool.vault.program_settings import program_settings

    digest = hashlib.blake2b(digest_size=16)
    digest.update(program_version(_SCHEMA, repr(program_settings(root))).encode())
    digest.update(marshal.dumps([file[:5] for file in files], 2))
    return digest.digest()


def _read(file: Path, key: bytes) -> Any:
    body = read_kept(file, key)
    return None if body is None else pickle.loads(body)


def _write(file: Path, key: bytes, value: object) -> None:
    write_kept(file, key, pickle.dumps(value, protocol=5))
