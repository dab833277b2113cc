"""Who wrote last and waits for a word."""

from collections.abc import Iterable

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.circle import circle_rank
from vaulttool.network.contact import Contact
from vaulttool.network.network import Network

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
        (circle_rank(contact.circle), last.date, contact.path, last)
        for contact in among
        if (last := next(reversed(network.interactions.get(contact.path, ())), None))
        and last.direction == "them"
        and last.kind in WRITTEN
        and OWED_AFTER_DAYS <= (network.today - last.date).days <= OWED_FOR_DAYS
        and len({talk.date for talk in network.interactions[contact.path]}) > 1
    ]
    return tuple(last for *_, last in sorted(waiting, key=lambda one: one[:3]))
