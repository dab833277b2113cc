"""All that is known on one day: contacts, and what the notes prove about them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vaulttool.evidence.interaction import Appointment, Interaction, Promise
from vaulttool.network.contact import Contact
from vaulttool.network.loans import Loan


@dataclass(frozen=True, slots=True)
class Network:
    """Contacts with their interactions, appointments and open promises, as of `today`."""

    today: dt.date
    contacts: Mapping[str, Contact]
    """By path, in order of path; without conflict copies."""
    interactions: Mapping[str, Sequence[Interaction]]
    """By contact path, oldest first, none after today. A contact without any has no key."""
    last_contact: Mapping[str, dt.date | None]
    """The derived day of each contact; None: never."""
    last_met: Mapping[str, dt.date | None] = field(default_factory=dict)
    """The day of the last face-to-face talk, where the vault keeps it; see `seen.last_met`."""
    appointments: Sequence[Appointment] = ()
    """After today, soonest first."""
    promises: Sequence[Promise] = ()
    """Open, oldest first."""
    loans: Sequence[Loan] = ()
    """Not yet come back, oldest first."""
