"""The clocks and the environment, as the daemon sees them."""

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _today() -> dt.date:
    """Give the day of the person, also after they travelled to another time zone."""
    if hasattr(time, "tzset"):
        time.tzset()
    return dt.date.today()


@dataclass(frozen=True, slots=True)
class World:
    """What the daemon asks of the machine; tests put their own clocks in its place."""

    today: Callable[[], dt.date] = _today
    clock: Callable[[], float] = time.monotonic
    """Seconds; stands still while the machine sleeps."""
    wall: Callable[[], float] = time.time
    environment: Mapping[str, str] = field(default_factory=dict)

    def now(self) -> dt.datetime:
        """Give the time of day, for the journal."""
        return dt.datetime.fromtimestamp(self.wall(), dt.UTC)

    def since(self) -> str:
        """Give the time of day, for a person: ISO 8601 with its zone."""
        return self.now().astimezone().isoformat(timespec="seconds")
