"""Tells whoever looks at a page that the vault has changed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from vaulttool.watching.watches import Watches

SETTLE = 0.4
"""Seconds without an event before a change is told: an editor saves in several steps."""
HEARTBEAT = 15.0
"""Seconds after which a silent stream says that it still lives."""


class Changes:
    """The events of a vault for any number of listeners in one event loop."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._listeners: set[asyncio.Queue[None]] = set()
        self._telling: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watches = Watches(root, self._event, self._event)

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Watch meanwhile. Where the system gives no watch, pages are as new as when they were loaded."""
        self._loop = asyncio.get_running_loop()
        is_watching = False
        with contextlib.suppress(OSError):
            await asyncio.to_thread(self._watches.start)
            is_watching = True
        try:
            yield
        finally:
            if is_watching:
                await asyncio.to_thread(self._watches.stop)

    async def stream(self) -> AsyncIterator[str]:
        """Give server-sent events: `changed` when the vault has, a comment now and then."""
        heard: asyncio.Queue[None] = asyncio.Queue(1)
        self._listeners.add(heard)
        try:
            yield ": listening\n\n"
            while True:
                try:
                    await asyncio.wait_for(heard.get(), HEARTBEAT)
                    yield "event: changed\ndata: \n\n"
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._listeners.discard(heard)

    def _event(self, _path: str | bytes) -> None:
        """Be told of a path, from another thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
                self._loop.call_soon_threadsafe(self._settle)

    def _settle(self) -> None:
        assert self._loop is not None
        if self._telling is not None:
            self._telling.cancel()
        self._telling = self._loop.call_later(SETTLE, self._tell)

    def _tell(self) -> None:
        for listener in self._listeners:
            with contextlib.suppress(asyncio.QueueFull):
                listener.put_nowait(None)
