"""A vault at rest: nothing is to be written in it."""

import datetime as dt
from dataclasses import dataclass

from vaulttool.notes.problem import Problem


@dataclass(frozen=True, slots=True)
class Rest:
    """What `update` said when it last had nothing to write."""

    today: dt.date
    problems: tuple[Problem, ...]
    unread: tuple[Problem, ...]
    """Of notes that are missing from what is known."""
    left_out: tuple[str, ...] = ()
    """Notes of people that could not be written."""
