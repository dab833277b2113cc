"""Many people of one company who come at once: something moves there."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaulttool.network.contact import Contact
from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network
from vaulttool.network.outsider import Outsider
from vaulttool.network.property_value import date_of
from vaulttool.network.talks import Columns, columns_of

WINDOW_DAYS = 21
PAST_DAYS = 730
YEARS_PER_FALSE_ALARM = 4.0
"""A burst is told only if chance alone would make one, in any company, less than once in this time."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Somebody of a company came on a day: wrote first, asked to connect (`asked`), or came back."""

    who: str
    """Path of a contact, or the name of somebody without a note."""
    date: dt.date
    has_note: bool = True


@dataclass(frozen=True, slots=True)
class Movement:
    """A burst of signals from one company."""

    company: str
    people: tuple[str, ...]
    """Contacts who came within the window, sorted by day."""
    days: int
    """The window, ending today."""
    past_per_year: float
    """Signals a year in the time before."""
    once_in_years: float
    """How seldom chance alone makes such a burst, in any of the companies: the false-alarm rate."""
    others: tuple[str, ...] = ()
    """Names of those without a note who came within the window, sorted by day."""


def movements(network: Network, outsiders: Sequence[Outsider] = ()) -> tuple[Movement, ...]:
    """Give the companies from which, against their own past, far more people came than chance explains.

    Signals are counted as a Poisson process: its rate is what the company showed in `PAST_DAYS` before the
    window, half a signal added so that a silent company has a rate too. At least three people make a burst.
    """
    by_company, names = _signals(network, outsiders)
    several = (signals for signals in by_company.values() if len({(s.who, s.has_note) for s in signals}) >= 2)
    watched = max(1, sum(1 for _ in several))
    found = [
        movement
        for company, signals in by_company.items()
        if (movement := _burst(names[company], signals, network.today, watched))
    ]
    return tuple(sorted(found, key=lambda movement: (-movement.once_in_years, movement.company)))


def poisson_tail(least: int, mean: float) -> float:
    """Give the chance of `least` events or more where `mean` are expected."""
    below = (
        sum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(least))
        if mean > 0
        else 1.0
    )
    return max(0.0, 1.0 - below) if below < 0.999 else _upper_sum(least, mean)


def _upper_sum(least: int, mean: float) -> float:
    """Sum the tail itself where 1 minus the rest would lose all its digits."""
    if mean <= 0:
        return 0.0 if least > 0 else 1.0
    return sum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(least, least + 60))


def _signals(
    network: Network, outsiders: Sequence[Outsider]
) -> tuple[Mapping[str, Sequence[Signal]], Mapping[str, str]]:
    """Give the signals of each company, and how its name is written."""
    by_company: dict[str, list[Signal]] = {}
    names: dict[str, str] = {}
    for path, contact in network.contacts.items():
        if contact.company and contact.circle != "daily" and not contact.is_dead:
            own = network.interactions.get(path, ())
            key = fold_text(contact.company)
            names.setdefault(key, contact.company)
            by_company.setdefault(key, []).extend(_signals_of(contact, columns_of(own)))
    for one in outsiders:
        if one.company and one.days:
            key = fold_text(one.company)
            names.setdefault(key, one.company)
            by_company.setdefault(key, []).extend(Signal(one.name, day, has_note=False) for day in one.days)
    return by_company, names


def _signals_of(contact: Contact, own: Columns) -> list[Signal]:
    days = {day for day, said_by in zip(own.days, own.directions, strict=True) if said_by == "them"}
    if asked := date_of(contact.properties.get("asked")):
        days.add(asked.toordinal())
    if own.days and own.directions[0] != "me":
        days.add(own.days[0])
    gaps = zip(own.days, own.days[1:], own.directions[1:], strict=False)
    days.update(day for before, day, said_by in gaps if day - before >= 300 and said_by is None)
    return [Signal(contact.path, dt.date.fromordinal(day)) for day in sorted(days)]


def _burst(company: str, signals: Sequence[Signal], today: dt.date, watched: int) -> Movement | None:
    start = today - dt.timedelta(days=WINDOW_DAYS - 1)
    recent: dict[tuple[str, bool], dt.date] = {}
    for signal in signals:
        if start <= signal.date <= today:
            recent.setdefault((signal.who, signal.has_note), signal.date)
    if len(recent) < 3:
        return None
    # A pen pal who writes every week is one signal a window, in the past as in the present.
    past = {
        (signal.who, signal.has_note, (start - signal.date).days // WINDOW_DAYS)
        for signal in signals
        if 0 < (start - signal.date).days <= PAST_DAYS
    }
    mean = (len(past) + 0.5) / PAST_DAYS * WINDOW_DAYS
    chance = poisson_tail(len(recent), mean)
    once_in = WINDOW_DAYS / 365.25 / max(chance * watched, 1e-9)
    if once_in < YEARS_PER_FALSE_ALARM:
        return None
    order = sorted(recent, key=lambda who: (recent[who], who))
    people, others = (tuple(who for who, has_note in order if has_note is noted) for noted in (True, False))
    return Movement(company, people, WINDOW_DAYS, len(past) / PAST_DAYS * 365.25, once_in, others)
