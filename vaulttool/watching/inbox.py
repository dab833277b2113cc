"""What the watching threads tell the daemon: names of paths, each once."""

import os
import threading
from queue import Empty, SimpleQueue


class Inbox:
    """A set of paths that any thread adds to, and that one thread waits for.

    `ring` may be called by a signal handler: it takes no lock (the queue's `put` is reentrant).
    """

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._lock = threading.Lock()
        self._bell: SimpleQueue[None] = SimpleQueue()

    def put(self, path: str | bytes) -> None:
        """Add a path as the system spells it."""
        with self._lock:
            was_empty = not self._paths
            self._paths.add(os.fsdecode(path))
        if was_empty:
            self.ring()

    def ring(self) -> None:
        """Wake whoever waits, with or without a path."""
        self._bell.put(None)

    def take(self, timeout: float) -> set[str]:
        """Wait for a path or a ring, at most so many seconds; give all paths, and forget them."""
        try:
            self._bell.get(timeout=max(0.0, timeout))
            while True:
                self._bell.get_nowait()
        except Empty:
            pass
        with self._lock:
            taken, self._paths = self._paths, set()
        return taken
