"""When everything must be looked at, events or not."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

IN_TURN = "its time has come"
JUMP = 5.0
"""Seconds that the wall clock may differ from the monotonic one: more is a sleep, or a clock that was set."""


@dataclass(slots=True)
class Clockwork:
    """The reasons that time alone gives for a look at everything.

    `clock` is monotonic and stands still while the machine sleeps, `wall` is the time of day in seconds,
    `today` the day of the person.
    """

    clock: Callable[[], float]
    wall: Callable[[], float]
    today: Callable[[], dt.date]
    _looked: float = 0.0
    _lag: float = 0.0
    _day: dt.date = dt.date.min

    def looked(self) -> None:
        """Say that everything was looked at just now."""
        self._looked = self.clock()
        self._lag = self.wall() - self._looked
        self._day = self.today()

    def reason(self, every: float) -> str:
        """Give why a look is due, which time alone asks for each `every` seconds; "" where none is."""
        if self.today() != self._day:
            return "a new day"
        if abs(self.wall() - self.clock() - self._lag) > JUMP:
            return "the clock jumped, or the machine slept"
        return IN_TURN if self.clock() - self._looked >= every else ""
