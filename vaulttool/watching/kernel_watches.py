"""Which folders the system watches for this process, as the kernel itself tells (Linux)."""

import os
import re

_WATCH = re.compile(rb"^inotify wd:[0-9a-f]+ ino:([0-9a-f]+)", re.MULTILINE)


def watched_inodes() -> frozenset[int] | None:
    """Give the inodes of all folders that this process watches; None where the system does not tell.

    A watch goes without a word when its disk is unmounted (FAULTS B4), and is not made where the system
    allows no more (FAULTS B3): only the kernel knows. Devices are left out, for some file systems show others
    here than in `stat`.
    """
    found: set[int] = set()
    try:
        for descriptor in os.listdir("/proc/self/fd"):
            if _is_inotify(descriptor):
                with open(f"/proc/self/fdinfo/{descriptor}", "rb") as told:
                    found.update(int(inode, 16) for inode in _WATCH.findall(told.read()))
    except OSError:
        return None
    return frozenset(found)


def _is_inotify(descriptor: str) -> bool:
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}") in ("anon_inode:inotify", "inotify")
    except OSError:  # closed since, as that of the listing itself
        return False
