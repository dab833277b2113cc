"""Memory that a look at everything took, and that is not needed any more."""

import gc
import sys


def give_back() -> None:
    """Give free memory back to the system, where it must be told (glibc keeps it else)."""
    gc.collect()
    if sys.platform != "linux":
        return
    try:
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)
    except (ImportError, MemoryError, OSError, AttributeError):  # another libc, or one that is locked down
        return
