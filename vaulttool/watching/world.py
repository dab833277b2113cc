"""The clocks and the environment, as the daemon sees them."""

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class World:
    """What the daemon asks of the machine; tests put their own clocks in its place."""

    today: Callable[[], dt.date] = dt.date.today
    clock: Callable[[], float] = time.monotonic
    """Seconds; stands still while the machine sleeps."""
    wall: Callable[[], float] = time.time
    environment: Mapping[str, str] = field(default_factory=dict)

    def now(self) -> dt.datetime:
        """Give the time of day, for the journal."""
        return dt.datetime.fromtimestamp(self.wall(), dt.UTC)
