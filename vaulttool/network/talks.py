"""The talks with one contact, oldest first: what all pages ask of them, without a look at each.

A page asks of everybody whom the user knows on which days they met and how, and of a few what was said. Talks
that lie in an index tell the first without being opened; of others it is read from each.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, overload

from vaulttool.evidence.interaction import Direction, Interaction

Talks = Sequence[Interaction]
_DAY = attrgetter("date")


class Columns(NamedTuple):
    """What is told of talks without a look at each; one value a talk, oldest first."""

    days: Sequence[int]
    """As ordinals."""
    kinds: Sequence[str]
    directions: Sequence[Direction | None]
    good: Sequence[int]
    """The places of those that say what was given or received."""


class ClosedTalks(Talks):
    """Talks that are opened when more than their columns is asked for."""

    __slots__ = ("_made", "_open", "columns")

    def __init__(self, columns: Columns, open_all: Callable[[], list[Interaction]]) -> None:
        """`open_all` gives a talk for each value of a column, perhaps more behind."""
        self.columns = columns
        self._open = open_all
        self._made: list[Interaction] | None = None

    def _list(self) -> list[Interaction]:
        if self._made is None:
            self._made = self._open()[: len(self)]
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
        return len(self.columns.days)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._list() == list(other)

    __hash__ = None  # type: ignore[assignment]

    def first(self, count: int) -> "ClosedTalks":
        """Give so many of them, from the oldest on."""
        if count == len(self):
            return self
        days, kinds, directions, good = self.columns
        places = tuple(place for place in good if place < count)
        columns = Columns(days[:count], kinds[:count], directions[:count], places)
        return ClosedTalks(columns, self._list)

    def told_as(self, tell: Callable[[Interaction], Interaction]) -> "ClosedTalks":
        """Give the same talks with other words."""
        return ClosedTalks(self.columns, lambda: [tell(talk) for talk in self._list()])


def columns_of(talks: Talks) -> Columns:
    """Give what is told of talks without a look at each."""
    if isinstance(talks, ClosedTalks):
        return talks.columns
    return Columns(
        tuple(talk.date.toordinal() for talk in talks),
        tuple(talk.kind for talk in talks),
        tuple(talk.direction for talk in talks),
        tuple(place for place, talk in enumerate(talks) if talk.gave or talk.received),
    )


def with_columns(talks: list[Interaction]) -> ClosedTalks:
    """Give talks that were opened already, so that their columns are made once."""
    return ClosedTalks(columns_of(talks), lambda: talks)


def until(talks: Talks, day: dt.date) -> Talks:
    """Give the talks not after a day."""
    if isinstance(talks, ClosedTalks):
        return talks.first(bisect_right(talks.columns.days, day.toordinal()))
    if not talks or talks[-1].date <= day:
        return talks
    return talks[: bisect_right(talks, day, key=_DAY)]


def since(talks: Talks, day: dt.date) -> Talks:
    """Give the talks not before a day."""
    if isinstance(talks, ClosedTalks):
        first = bisect_left(talks.columns.days, day.toordinal())
        return talks[first:] if first < len(talks) else ()
    return talks[bisect_left(talks, day, key=_DAY) :]


def last_day(talks: Talks) -> dt.date | None:
    """Give the day of the last talk; None for none."""
    if isinstance(talks, ClosedTalks):
        return dt.date.fromordinal(talks.columns.days[-1]) if talks else None
    return talks[-1].date if talks else None


def good_turns(talks: Talks) -> list[Interaction]:
    """Give the talks that say what was given or received."""
    if isinstance(talks, ClosedTalks):
        return [talks[place] for place in talks.columns.good]
    return [talk for talk in talks if talk.gave or talk.received]
