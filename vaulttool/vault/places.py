"""Where vaulttool keeps what belongs to one machine: the state and cache folders of a vault."""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from vaulttool.notes.problem import Problem, VaultError


def vault_id(root: Path) -> str:
    """Give the name of a vault's folders: 16 hex digits from its resolved path."""
    return hashlib.blake2b(os.fsencode(root.resolve()), digest_size=8).hexdigest()


def state_folder(
    root: Path, environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Path:
    """Give the folder of journal, lock and log of the vault in `root`, made if need be (mode 0700).

    `VAULTTOOL_STATE` or `XDG_STATE_HOME` choose where it lies, else the habit of the platform. Raises
    VaultError where it cannot be made.
    """
    return _made(_state_base(environment, platform) / vault_id(root))


def cache_folder(
    root: Path, environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Path:
    """Give the folder of the index of the vault in `root`, made if need be (mode 0700).

    `VAULTTOOL_CACHE` or `XDG_CACHE_HOME` choose where it lies. Raises VaultError where it cannot be made.
    """
    return _made(_cache_base(environment, platform) / vault_id(root))


def usable_cache_folder(root: Path) -> Path | None:
    """Give `cache_folder`; None where it cannot be made: the cache saves time, and nothing else."""
    try:
        return cache_folder(root)
    except VaultError:
        return None


def make_private_folder(folder: Path) -> None:
    """Make `folder` and its parents; its mode is 0700 whatever the umask."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32":
        folder.chmod(0o700)


def open_private(file: Path, flags: int) -> int:
    """Open `file`, made if need be; its mode is 0600 whatever the umask. Gives a descriptor."""
    descriptor = os.open(file, flags | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    if sys.platform != "win32":
        os.fchmod(descriptor, 0o600)
    return descriptor


def _made(folder: Path) -> Path:
    try:
        if not folder.parent.is_dir():  # one that is there is not ours to close
            make_private_folder(folder.parent)
        make_private_folder(folder)
    except OSError as error:
        raise VaultError(
            Problem(
                "",
                None,
                f"the folder {folder} cannot be made: {error.strerror}",
                "Make it writable, or name another one in VAULTTOOL_STATE and VAULTTOOL_CACHE.",
                "no-state-folder",
            )
        ) from error
    return folder


def _state_base(environment: Mapping[str, str], platform: str) -> Path:
    own = _absolute(environment.get("VAULTTOOL_STATE"))
    if own:
        return own
    xdg = _absolute(environment.get("XDG_STATE_HOME"))
    if xdg:
        return xdg / "vaulttool"
    if platform == "win32":
        return _local_app_data(environment) / "vaulttool" / "state"
    if platform == "darwin":
        return _home(environment) / "Library" / "Application Support" / "vaulttool"
    return _home(environment) / ".local" / "state" / "vaulttool"


def _cache_base(environment: Mapping[str, str], platform: str) -> Path:
    own = _absolute(environment.get("VAULTTOOL_CACHE"))
    if own:
        return own
    xdg = _absolute(environment.get("XDG_CACHE_HOME"))
    if xdg:
        return xdg / "vaulttool"
    if platform == "win32":
        return _local_app_data(environment) / "vaulttool" / "cache"
    if platform == "darwin":
        return _home(environment) / "Library" / "Caches" / "vaulttool"
    return _home(environment) / ".cache" / "vaulttool"


def _absolute(text: str | None) -> Path | None:
    # The XDG Base Directory Specification: a relative path in these variables is to be ignored.
    return Path(text) if text and Path(text).is_absolute() else None


def _local_app_data(environment: Mapping[str, str]) -> Path:
    return _absolute(environment.get("LOCALAPPDATA")) or _home(environment) / "AppData" / "Local"


def _home(environment: Mapping[str, str]) -> Path:
    try:
        return _absolute(environment.get("HOME")) or Path.home()
    except RuntimeError as error:
        raise VaultError(
            Problem(
                "",
                None,
                "your home folder is not known",
                "Set HOME, or VAULTTOOL_STATE and VAULTTOOL_CACHE.",
                "no-state-folder",
            )
        ) from error
