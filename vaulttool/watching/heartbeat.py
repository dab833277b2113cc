"""A sign of life for the system's manager, which begins the daemon anew where none comes (sd_notify(3))."""

import contextlib
import os
import socket
import time
from collections.abc import Callable, Mapping

EVERY = 10.0
"""Seconds between two signs at least."""


class Heartbeat:
    """Tells systemd that we go on: between two notes, and between two turns of the daemon.

    A note whose reading never ends lets the signs stop. systemd then ends the process and begins it anew, and
    the crash guard knows which note it was (FAULTS E10).
    """

    def __init__(
        self, environment: Mapping[str, str] = os.environ, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the environment, in which systemd says where it listens; elsewhere nothing is told."""
        listens = environment.get("NOTIFY_SOCKET", "")
        self._place = f"\0{listens[1:]}" if listens.startswith("@") else listens
        self._clock = clock
        self._told_at = float("-inf")

    def beat(self) -> None:
        """Give a sign, if the last was long ago."""
        now = self._clock()
        if not self._place or now - self._told_at < EVERY:
            return
        self._told_at = now
        with (
            contextlib.suppress(OSError),
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as notify,
        ):
            notify.connect(self._place)
            notify.send(b"WATCHDOG=1")
