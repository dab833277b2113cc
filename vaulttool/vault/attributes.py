"""What a note has besides its bytes, taken over by the file that takes its place (FAULTS A12)."""

import contextlib
import errno
import os
import stat
import sys

_NO_ATTRIBUTES = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def copy_attributes(note: str, fresh: int) -> tuple[str, ...]:
    """Give the open file `fresh` mode, owner and extended attributes (ACLs among them) of `note`.

    Gives the names of those that the system refused. Birth time cannot be set on Linux; the modification
    time is never put back, since sync programs and the index would not see the change (A13).
    """
    if sys.platform == "win32":
        return ()  # ReplaceFileW takes them over by itself
    found = os.stat(note, follow_symlinks=False)
    lost = _copy_owner(found, fresh)
    lost += _copy_extended_macos(note, fresh) if sys.platform == "darwin" else _copy_extended(note, fresh)
    # Last: a change of owner takes bits of the mode away. FAT has one mode for all files, and refuses others.
    if os.fstat(fresh).st_mode != found.st_mode:
        os.fchmod(fresh, stat.S_IMODE(found.st_mode))
    return tuple(lost)


def _copy_owner(found: os.stat_result, fresh: int) -> list[str]:
    lost: list[str] = []
    if sys.platform == "win32":
        return lost
    ours = os.fstat(fresh)
    if ours.st_gid != found.st_gid:
        try:
            os.fchown(fresh, -1, found.st_gid)
        except OSError:
            lost.append("group")
    if ours.st_uid != found.st_uid:
        try:
            os.fchown(fresh, found.st_uid, -1)
        except OSError:
            lost.append("owner")
    return lost


if sys.platform == "linux":

    def _copy_extended(note: str, fresh: int) -> list[str]:
        lost = []
        try:
            names = os.listxattr(note, follow_symlinks=False)
        except OSError as error:
            if error.errno in _NO_ATTRIBUTES:
                return []
            raise
        for name in names:
            try:
                os.setxattr(fresh, name, os.getxattr(note, name, follow_symlinks=False))
            except OSError:
                # Security labels are set by the system itself.
                if not name.startswith("security."):
                    lost.append(name)
        return lost
else:  # pragma: no cover: another system, which copies by other ways or has none

    def _copy_extended(note: str, fresh: int) -> list[str]:
        return []


def _copy_extended_macos(note: str, fresh: int) -> list[str]:
    """Copy by fcopyfile(3), untested on the real thing."""
    import ctypes

    copyfile_acl_and_xattr = 0x1 | 0x4
    descriptor = os.open(note, os.O_RDONLY)
    try:
        with contextlib.suppress(AttributeError):
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.fcopyfile(descriptor, fresh, None, copyfile_acl_and_xattr) == 0:
                return []
        return ["extended attributes"]
    finally:
        os.close(descriptor)
