"""Birthdays and other yearly days to come."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vaulttool.network.contact import Contact, YearlyDay
from vaulttool.network.network import Network
from vaulttool.network.warmth import may_be_asked_for

_FEBRUARY_29 = (2, 29)


@dataclass(frozen=True, slots=True)
class DayToCome:
    """A yearly day of one contact, on its next date."""

    contact: str
    date: dt.date
    label: str
    """"birthday", or the note's own word."""
    turns: int | None
    """The years that it makes, None where the note has no year."""


def days_to_come(network: Network, first: dt.date, last: dt.date) -> tuple[DayToCome, ...]:
    """Give the yearly days from `first` to `last`, both included, soonest first.

    A 29 February falls on the 28th in other years. The dead, archived, resting and unknown have none.
    """
    near = {_FEBRUARY_29}
    near.update((day.month, day.day) for day in _days_between(first, last))
    found = [
        coming
        for contact in network.contacts.values()
        if contact.days and may_be_asked_for(contact, first)
        for yearly in contact.days
        if (yearly.month, yearly.day) in near
        if (coming := _next(contact, yearly, first)) and coming.date <= last
    ]
    return tuple(sorted(found, key=lambda day: (day.date, day.contact, day.label)))


def _days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Give all days, or those of a year: by then each comes once."""
    return (first + dt.timedelta(days=number) for number in range(min((last - first).days, 366) + 1))


def _next(contact: Contact, yearly: YearlyDay, first: dt.date) -> DayToCome | None:
    for year in (first.year, first.year + 1):
        date = _on(year, yearly)
        if date is not None and date >= first:
            turns = year - yearly.year if yearly.year and year > yearly.year else None
            return DayToCome(contact.path, date, yearly.label, turns)
    return None


def _on(year: int, yearly: YearlyDay) -> dt.date | None:
    try:
        return dt.date(year, yearly.month, yearly.day)
    except ValueError:
        return dt.date(year, 2, 28) if (yearly.month, yearly.day) == _FEBRUARY_29 else None
