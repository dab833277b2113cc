"""Two files change names in one step, where the system can do that."""

import errno
import functools
import os
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")

_AT_FDCWD = -100
_SYS_RENAMEAT2 = {"x86_64": 316, "aarch64": 276, "riscv64": 276}
_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}

_SWAP = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""

_HELD_BY_ANOTHER = {5, 32, 33}
"""Windows: access denied, sharing violation, lock violation (FAULTS A14)."""
_PAUSES = (0.01, 0.03, 0.1, 0.3, 0.6, 1.0)
"""Seconds; two in all."""


class CannotExchange(OSError):
    """The system or this file system has no exchange."""


def exchange(first: str, second: str) -> None:
    """Give each of two files of one folder the name of the other, so that neither name is ever missing.

    Raises CannotExchange where there is no such call, and OSError where it fails (nothing has moved then).
    On Windows (untested there) the second file takes over the attributes, and three steps stand for one.
    """
    if sys.platform == "win32":
        while_held(lambda: _replace_file(first, second))
    else:
        _rename_with(first, second, _SWAP)


def rename_if_free(old: str, new: str) -> None:
    """Rename a file. Raises FileExistsError where there is a file of the new name, which stays as it is."""
    if os.name == "nt":
        while_held(lambda: os.rename(old, new))
        return
    try:
        _rename_with(old, new, 4 if sys.platform == "darwin" else 1)  # RENAME_EXCL, RENAME_NOREPLACE
        return
    except CannotExchange:
        pass
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:  # no hard links either: reserve the name, then replace what we made
        open(new, "xb").close()
        os.replace(old, new)
    else:
        os.unlink(old)


def while_held(action: Callable[[], _T], sleep: Callable[[float], None] = time.sleep) -> _T:
    """Do `action`, again for about two seconds while another program of Windows holds the file.

    On POSIX no error bears a Windows code, so nothing is tried twice.
    """
    for pause in _PAUSES:
        try:
            return action()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_ANOTHER:
                raise
        sleep(pause)
    return action()


def _rename_with(old: str, new: str, flag: int) -> None:
    call = _system_call()
    if call is None:
        raise CannotExchange(errno.ENOSYS, os.strerror(errno.ENOSYS))
    code = call(os.fsencode(old), os.fsencode(new), flag)
    if code in _UNSUPPORTED:
        raise CannotExchange(code, os.strerror(code))
    if code:
        raise OSError(code, os.strerror(code), old, None, new)


@functools.cache
def _system_call() -> Callable[[bytes, bytes, int], int] | None:
    """Give a function (old, new, flags) to errno, 0 for success; None where the system has none."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    path, number, flags = ctypes.c_char_p, ctypes.c_int, ctypes.c_uint
    call: Any
    ahead: tuple[Any, ...]
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        call, ahead = libc.renamex_np, ()
        call.argtypes = (path, path, flags)
    elif sys.platform == "linux" and hasattr(libc, "renameat2"):
        call, ahead = libc.renameat2, (_AT_FDCWD,)
        call.argtypes = (number, path, number, path, flags)
    elif sys.platform == "linux" and os.uname().machine in _SYS_RENAMEAT2:  # a libc without it
        call, ahead = libc.syscall, (_SYS_RENAMEAT2[os.uname().machine], _AT_FDCWD)
        call.argtypes = (ctypes.c_long, number, path, number, path, flags)
    else:
        return None

    def rename(old: bytes, new: bytes, flag: int) -> int:
        between = (_AT_FDCWD,) if sys.platform == "linux" else ()
        return ctypes.get_errno() if call(*ahead, old, *between, new, flag) else 0

    return rename


def _replace_file(first: str, second: str) -> None:
    """Exchange by ReplaceFileW, which leaves the second file under a third name."""
    import ctypes

    backup = first + ".bak"
    windows: Any = ctypes
    kernel = windows.WinDLL("kernel32", use_last_error=True)
    if not kernel.ReplaceFileW(second, first, backup, 0, None, None):
        raise windows.WinError(windows.get_last_error())
    while_held(lambda: os.rename(backup, first))
