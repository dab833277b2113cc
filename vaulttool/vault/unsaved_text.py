"""Whether an editor holds unsaved text of a note: told by the lock file that it keeps meanwhile."""

import os
import re
import sys
import time
from collections.abc import Iterator, Mapping

STALE = 600.0
"""Seconds after which a lock counts no more whose process cannot be asked for."""

_SWAP_HEAD = 1024
"""Bytes in which Vim's block 0 (`struct block0` in its memline.c) says what we need."""
_PID, _HOST, _DIRTY = slice(24, 28), slice(68, 108), 1007
_MODIFIED = 0x55
_EMACS = re.compile(r"(?:.*@)?(?P<host>[^@]*)\.(?P<pid>\d+)(?::\d+)?")


def unsaved_in(place: str, environment: Mapping[str, str] | None = None) -> str:
    """Give the editor that holds unsaved text of the note in this file, such as "Vim"; "" where none does.

    A lock that a crash left does not count: its process is gone, or nothing tells and it is older than ten
    minutes.
    """
    folder, name = os.path.split(place)
    for editor, lock in _locks(folder, name, os.environ if environment is None else environment):
        try:
            found = os.lstat(lock)
        except OSError:
            continue
        try:
            holds = _vim(lock) if editor in ("Vim", "Neovim") else _emacs(lock) if editor == "Emacs" else None
        except OSError:
            holds = None
        if holds or (holds is None and time.time() - found.st_mtime < STALE):
            return editor
    return ""


def _locks(folder: str, name: str, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for end in ("swp", "swo", "swn"):
        yield "Vim", os.path.join(folder, f".{name}.{end}")
    state = environment.get("XDG_STATE_HOME") or os.path.join(environment.get("HOME", ""), ".local", "state")
    whole = os.path.join(folder, name).replace("/", "%")
    yield "Neovim", os.path.join(state, "nvim", "swap", f"{whole}.swp")
    yield "Emacs", os.path.join(folder, f".#{name}")
    yield "Kate", os.path.join(folder, f".{name}.kate-swp")
    yield "LibreOffice", os.path.join(folder, f".~lock.{name}#")


def _vim(lock: str) -> bool | None:
    """Say whether a swap file is of a living process with unsaved text, nano's too; None: unclear."""
    with open(lock, "rb") as file:
        head = file.read(_SWAP_HEAD)
    if len(head) <= _DIRTY or head[:2] != b"b0":
        return None
    if head[_DIRTY] != _MODIFIED:
        return False
    host = head[_HOST].partition(b"\0")[0].decode("utf-8", "replace")
    return _is_alive(host, int.from_bytes(head[_PID], "little"))


def _emacs(lock: str) -> bool | None:
    """Say whether the link `user@host.pid:boot`, kept for unsaved text only, names a living process."""
    found = _EMACS.fullmatch(os.readlink(lock))
    return None if found is None else _is_alive(found["host"], int(found["pid"]))


def _is_alive(host: str, pid: int) -> bool | None:
    """Say whether a process lives; None where it is another machine's, or nobody can tell."""
    import socket  # seldom needed, and slow to import

    if host != socket.gethostname()[: len(host) or None] or pid <= 0 or sys.platform == "win32":
        return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
