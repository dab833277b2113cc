"""The talks with one contact, oldest first: cut at a day without a look at each."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import overload

from vaulttool.evidence.interaction import Interaction

Talks = Sequence[Interaction]
_DAY = attrgetter("date")


class ClosedTalks(Talks):
    """Talks whose days are known, and that are opened when more than these is asked for."""

    __slots__ = ("_made", "_open", "days")

    def __init__(self, days: Sequence[int], open_all: Callable[[], list[Interaction]]) -> None:
        """Take the days as ordinals, oldest first; `open_all` gives a talk for each, perhaps more behind."""
        self.days = days
        self._open = open_all
        self._made: list[Interaction] | None = None

    def _list(self) -> list[Interaction]:
        if self._made is None:
            self._made = self._open()[: len(self.days)]
        return self._made

    @overload
    def __getitem__(self, place: int) -> Interaction: ...
    @overload
    def __getitem__(self, place: slice) -> list[Interaction]: ...
    def __getitem__(self, place: int | slice) -> Interaction | list[Interaction]:
        return self._list()[place]

    def __iter__(self) -> Iterator[Interaction]:
        return iter(self._list())

    def __reversed__(self) -> Iterator[Interaction]:
        return reversed(self._list())

    def __len__(self) -> int:
        return len(self.days)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._list() == list(other)

    __hash__ = None  # type: ignore[assignment]

    def until(self, day: dt.date) -> "ClosedTalks":
        """Give those not after a day."""
        count = bisect_right(self.days, day.toordinal())
        return self if count == len(self.days) else ClosedTalks(self.days[:count], self._list)


def until(talks: Talks, day: dt.date) -> Talks:
    """Give the talks not after a day."""
    if isinstance(talks, ClosedTalks):
        return talks.until(day)
    if not talks or talks[-1].date <= day:
        return talks
    return talks[: bisect_right(talks, day, key=_DAY)]


def since(talks: Talks, day: dt.date) -> Talks:
    """Give the talks not before a day."""
    if isinstance(talks, ClosedTalks):
        first = bisect_left(talks.days, day.toordinal())
        return talks[first:] if first < len(talks) else ()
    return talks[bisect_left(talks, day, key=_DAY) :]


def last_day(talks: Talks) -> dt.date | None:
    """Give the day of the last talk; None for none."""
    if isinstance(talks, ClosedTalks):
        return dt.date.fromordinal(talks.days[-1]) if talks.days else None
    return talks[-1].date if talks else None


def ordinals(talks: Talks) -> Sequence[int]:
    """Give the days of all talks as ordinals."""
    return talks.days if isinstance(talks, ClosedTalks) else [talk.date.toordinal() for talk in talks]
