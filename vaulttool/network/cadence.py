"""How often two people want to be in touch."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rhythm of contact: months and days, as in "every 3 months" or "every 2 weeks"."""

    months: int = 0
    days: int = 0
    never: bool = False
    """True for `none`: this person is never due."""

    def after(self, day: dt.date) -> dt.date | None:
        """Give the day on which the next contact is due after one on `day`; None if never."""
        raise NotImplementedError
