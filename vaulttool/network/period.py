"""A week, a month or a year as one looks back on it, beside the one before."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.contact import Contact
from vaulttool.network.network import Network
from vaulttool.network.property_value import date_of
from vaulttool.network.returns import Return, returns
from vaulttool.network.rhythm import touches, week_start
from vaulttool.network.warmth import may_be_asked_for, warmth_of

Unit = Literal["week", "month", "year"]

_FORMS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    ("week", re.compile(r"(\d{4})-?[Ww](\d{1,2})")),
    ("month", re.compile(r"(\d{4})-(\d{1,2})")),
    ("year", re.compile(r"(\d{4})")),
)
_NOTES_BEGIN = dt.timedelta(days=90)
"""For so long after the first note everyone seems new."""
_NEAR = ("inner", "close", "active")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days with a name."""

    unit: Unit
    first: dt.date
    end: dt.date
    """The last day that belongs to it."""

    @property
    def name(self) -> str:
        """As a note is called: "2026-W48", "2026-11", "2026"."""
        if self.unit == "week":
            return week_name(self.first)
        return f"{self.first.year:04}" + (f"-{self.first.month:02}" if self.unit == "month" else "")

    def before(self) -> "Period":
        """Give the one before."""
        day = self.first - dt.timedelta(days=1)
        if self.unit == "week":
            return Period("week", day - dt.timedelta(days=6), day)
        return Period(self.unit, day.replace(day=1, month=1 if self.unit == "year" else day.month), day)


@dataclass(frozen=True, slots=True)
class Account:
    """What a period held, up to its last day or to today."""

    touches: tuple[Interaction, ...]
    """One a person and day, by day."""
    lunches: tuple[Interaction, ...]
    """One a lunch, however many were there."""
    gave: int
    received: int
    months: int
    """In so many months there was a touch."""
    weeks: int
    """So many weeks, the running one included, are over."""

    @property
    def lunch_weeks(self) -> int:
        """In how many weeks there was a lunch."""
        return len({week_start(lunch.date) for lunch in self.lunches})

    @property
    def people(self) -> int:
        """How many people one was in touch with."""
        return len({touch.contact for touch in self.touches})

    @property
    def own_moves(self) -> int:
        """How many touches the notes say one began oneself."""
        return sum(touch.direction == "me" for touch in self.touches)


def week_name(day: dt.date) -> str:
    """Give the name of the ISO week of a day: "2026-W48"."""
    iso = day.isocalendar()
    return f"{iso.year}-W{iso.week:02}"


def parse_period(text: str, unit: Unit) -> Period:
    """Read "2026-W48", "2026-11" or "2026". Raises ValueError where it is none of that unit."""
    found = dict(_FORMS)[unit].fullmatch(text.strip())
    if found is None:
        raise ValueError(f"it is no {unit}")
    year = int(found[1])
    if not 1900 <= year <= 9998:
        raise ValueError(f"{year} is too far away")
    if unit == "week":
        first = dt.date.fromisocalendar(year, int(found[2]), 1)
        return Period(unit, first, first + dt.timedelta(days=6))
    if unit == "year":
        return Period(unit, dt.date(year, 1, 1), dt.date(year, 12, 31))
    first = dt.date(year, int(found[2]), 1)
    return Period(unit, first, first.replace(day=calendar.monthrange(year, first.month)[1]))


def account(network: Network, period: Period, last: dt.date | None = None) -> Account:
    """Give what a period held, from its first day to `last` (None: to its end, or to today)."""
    until = min(period.end, network.today if last is None else last)
    found = touches(network, period.first, until)
    lunches = {(touch.date, touch.note): touch for touch in reversed(found) if touch.kind == "lunch"}
    inside = [i for own in network.interactions.values() for i in own if period.first <= i.date <= until]
    return Account(
        found,
        tuple(lunches[key] for key in sorted(lunches)),
        len({(i.note, i.line, i.gave) for i in inside if i.gave}),
        len({(i.note, i.line, i.received) for i in inside if i.received}),
        len({(touch.date.year, touch.date.month) for touch in found}),
        (week_start(until) - week_start(period.first)).days // 7 + 1,
    )


def same_stretch(network: Network, period: Period) -> dt.date:
    """Give the day up to which the period before is to be compared: as far in as today is in this one."""
    before = period.before()
    if network.today >= period.end:
        return before.end
    return min(before.end, before.first + (network.today - period.first))


def is_told(found: Account, period: Period, last: dt.date) -> bool:
    """Whether the notes hold enough of a period to compare with: talks in half of its months up to `last`."""
    months = (last.year - period.first.year) * 12 + last.month - period.first.month + 1
    return found.months * 2 >= months


def new_people(network: Network, period: Period) -> tuple[Interaction, ...]:
    """Give the first talks ever that fall into a period, with people of whom one may still think.

    Nobody is new whose note says that they were met before, nor in the first weeks of the notes themselves.
    """
    firsts = [own[0] for own in network.interactions.values() if own]
    begun = min((talk.date for talk in firsts), default=network.today) + _NOTES_BEGIN
    found = (
        talk
        for talk in firsts
        if max(period.first, begun) <= talk.date <= period.end
        and _is_live(network, talk.contact)
        and not _met_before(network.contacts[talk.contact], period.first)
    )
    return tuple(sorted(found, key=lambda talk: (talk.date, talk.contact)))


def came_back(network: Network, period: Period) -> tuple[Return, ...]:
    """Give those who came back after a long silence within a period, by day."""
    found = [back for back in returns(network, period.first) if back.word.date <= period.end]
    live = [back for back in found if _is_live(network, back.contact)]
    return tuple(sorted(live, key=lambda back: (back.word.date, back.contact)))


def gone_cold(network: Network, period: Period) -> tuple[str, ...]:
    """Give the people of the nearer circles whose tie grew cold within a period and is so still, by day."""
    found = [
        (warmth.cold_on, path)
        for path, contact in network.contacts.items()
        if contact.circle in _NEAR and may_be_asked_for(contact, network.today)
        if (warmth := warmth_of(contact, network)) and period.first <= warmth.cold_on <= network.today
    ]
    return tuple(path for _, path in sorted(found))


def not_seen(network: Network, period: Period) -> tuple[str, ...]:
    """Give the people of the two nearest circles with whom a period held no word, the nearest first."""
    seen = {touch.contact for touch in touches(network, period.first, period.end)}
    return tuple(
        path
        for circle in ("inner", "close")
        for path, contact in network.contacts.items()
        if contact.circle == circle and path not in seen and may_be_asked_for(contact, network.today)
    )


def _met_before(contact: Contact, day: dt.date) -> bool:
    met = date_of(contact.met)
    year = re.match(r"\d{4}(?!\d)", contact.met)
    return met < day if met else bool(year and int(year.group()) < day.year)


def _is_live(network: Network, path: str) -> bool:
    contact = network.contacts.get(path)
    return contact is not None and contact.circle != "daily" and may_be_asked_for(contact, network.today)
