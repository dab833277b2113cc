"""How warm a tie is: when the next word is due, and when it would be cold."""

import datetime as dt
import itertools
from collections.abc import Container, Sequence
from dataclasses import dataclass

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.cadence import Cadence
from vaulttool.network.circle import DEFAULT_RULES, CadenceRules, effective_cadence
from vaulttool.network.contact import Contact
from vaulttool.network.network import Network
from vaulttool.network.talks import columns_of

COLD = 2.0
"""A tie counts as cold when the silence has lasted this many times the cadence."""
_LAST = 13
"""The days between which a rhythm is looked for."""
GAPS_FOR_A_RHYTHM = 3
"""With fewer gaps between talks one cannot speak of a habit."""


@dataclass(frozen=True, slots=True)
class Warmth:
    """The state of one tie on one day."""

    contact: str
    last: dt.date
    silence_days: int
    cadence: Cadence
    why: str
    """Where the cadence comes from: "circle: close"."""
    due: dt.date
    cold_on: dt.date
    usual_days: int | None
    """The usual time between two talks of the last ones, in days; None where there are too few to tell."""

    @property
    def ratio(self) -> float:
        """The silence as a multiple of the cadence: above 1 is overdue, from `COLD` on cold."""
        return self.silence_days / max(1.0, self.cadence.mean_days)

    @property
    def is_overdue(self) -> bool:
        """Whether the day on which a word was due is past."""
        return self.ratio > 0 and self.last + dt.timedelta(days=self.silence_days) > self.due


def warmth_of(contact: Contact, network: Network, rules: CadenceRules = DEFAULT_RULES) -> Warmth | None:
    """Give the state of a tie; None for people never met and for those who are never due."""
    last = network.last_contact.get(contact.path)
    cadence, why = effective_cadence(contact, rules)
    if last is None or last > network.today:
        return None
    due = cadence.after(last)
    if due is None:
        return None
    return Warmth(
        contact=contact.path,
        last=last,
        silence_days=(network.today - last).days,
        cadence=cadence,
        why=why,
        due=due,
        cold_on=last + dt.timedelta(days=min(90_000, round(cadence.mean_days * COLD))),
        usual_days=usual_gap(network.interactions.get(contact.path, ())),
    )


def due_day(contact: Contact, network: Network, rules: CadenceRules) -> dt.date | None:
    """Give the day on which a word is due; None for those who ask for none, or were never met."""
    warmth = warmth_of(contact, network, rules) if contact.asks_for_acts else None
    return warmth.due if warmth is not None else None


def overdue(
    network: Network, rules: CadenceRules = DEFAULT_RULES, circles: Container[str] | None = None
) -> tuple[Warmth, ...]:
    """Give the ties (of some circles) whose next word is overdue, the longest by their own measure first.

    Only people about whom a page may propose something: not the dead, archived, resting, snoozed or unknown.
    """
    due = [
        warmth
        for contact in network.contacts.values()
        if circles is None or contact.circle in circles
        if may_be_asked_for(contact, network.today) and (warmth := warmth_of(contact, network, rules))
        if warmth.is_overdue
    ]
    return tuple(sorted(due, key=lambda warmth: (-warmth.ratio, warmth.contact)))


def may_be_asked_for(contact: Contact, today: dt.date) -> bool:
    """Whether a page may propose an act towards a contact today: known, alive, active and not snoozed."""
    snoozed = contact.snooze_until is not None and contact.snooze_until > today
    return contact.asks_for_acts and contact.status != "unknown" and not snoozed


def usual_gap(interactions: Sequence[Interaction]) -> int | None:
    """Give the median number of days between the last dozen talks; None where there are too few."""
    days = columns_of(interactions).days
    last = days[-_LAST:]
    if len(set(last)) < len(last):  # several talks of a day are one
        last = sorted(set(days))[-_LAST:]
    gaps = sorted(later - earlier for earlier, later in itertools.pairwise(last))
    middle = len(gaps) // 2
    # Their median; `statistics` takes longer to import than all of this to run.
    return round((gaps[middle] + gaps[~middle]) / 2) if len(gaps) >= GAPS_FOR_A_RHYTHM else None


def half_cold_on(network: Network, rules: CadenceRules = DEFAULT_RULES) -> dt.date | None:
    """Give the day on which half of the near ties would be cold if the user stopped today.

    None where fewer than four ties could tell, or where the day is already past.
    """
    ends = sorted(
        warmth.cold_on
        for contact in network.contacts.values()
        if contact.circle in ("inner", "close") and contact.asks_for_acts
        if (warmth := warmth_of(contact, network, rules))
    )
    if len(ends) < 4:
        return None
    day = ends[(len(ends) - 1) // 2]
    return day if day > network.today else None
