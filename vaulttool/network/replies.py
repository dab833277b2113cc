"""Who wrote last and waits for a word."""

import datetime as dt
from collections.abc import Iterable

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.circle import circle_rank
from vaulttool.network.contact import Contact
from vaulttool.network.network import Network
from vaulttool.network.talks import Columns, columns_of

WRITTEN = ("email", "message", "letter", "card")
OWED_AFTER_DAYS = 3
"""Earlier a reply is under way, or needs no reminder."""
OWED_FOR_DAYS = 60
"""Later a word is a new one, and no reply any more."""


def replies_owed(network: Network, among: Iterable[Contact]) -> tuple[Interaction, ...]:
    """Give the last words that wait for a reply, of the nearest people first, then the oldest.

    A stranger's first word is no debt: there must have been a talk on another day.
    """
    waiting = [
        (circle_rank(contact.circle), own[-1].date, contact.path, own[-1])
        for contact in among
        if (own := network.interactions.get(contact.path, ())) and _is_owed(columns_of(own), network.today)
    ]
    return tuple(last for *_, last in sorted(waiting, key=lambda one: one[:3]))


def _is_owed(talks: Columns, today: dt.date) -> bool:
    days = talks.days
    return (
        talks.directions[-1] == "them"
        and talks.kinds[-1] in WRITTEN
        and OWED_AFTER_DAYS <= today.toordinal() - days[-1] <= OWED_FOR_DAYS
        and len(set(days)) > 1
    )
