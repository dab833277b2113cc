"""Memory that a look at everything took, and that is not needed any more."""

import gc
import sys


def give_back() -> None:
    """Give free memory back to the system, where it must be told (glibc keeps it else)."""
    gc.collect()
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
