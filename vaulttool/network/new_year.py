"""The question of the new year, spread over all weeks: could you wish them a happy one?"""

import datetime as dt
import hashlib

from vaulttool.network.contact import Contact
from vaulttool.network.network import Network
from vaulttool.network.warmth import may_be_asked_for

DOZEN = 12
SMALL_VAULT = 150
"""Below it the year has twelve turns of a month instead of 52 of a week, so that no review asks nothing."""
FRESH_DAYS = 60
"""Whom one has just met one could wish anything: that is no question."""


def turn_of(path: str, turns: int) -> int:
    """Give the turn of the year, from 0, in which a contact is looked at: the same on every device."""
    return int.from_bytes(hashlib.blake2b(path.encode(), digest_size=8).digest(), "big") % turns


def to_look_at(network: Network, most: int = DOZEN) -> tuple[Contact, ...]:
    """Give the contacts whose turn it is this week, once a year each; those silent for longest first.

    People seen in the last two months need no question, nor do those one lives with. Never more than
    `most`: in a vault of more than `52 * most` people the rest waits for its next turn.
    """
    asked = [
        contact
        for contact in network.contacts.values()
        if may_be_asked_for(contact, network.today) and contact.circle != "daily"
    ]
    turns, now = _turn(len(asked), network.today)
    its_turn = [contact for contact in asked if turn_of(contact.path, turns) == now]
    waiting = [contact for contact in its_turn if not _is_fresh(network, contact)]
    never = dt.date.min
    waiting.sort(key=lambda contact: (network.last_contact.get(contact.path) or never, contact.path))
    return tuple(waiting[:most])


def _turn(people: int, today: dt.date) -> tuple[int, int]:
    if people < SMALL_VAULT:
        return 12, today.month - 1
    return 52, min(today.isocalendar().week, 52) - 1


def _is_fresh(network: Network, contact: Contact) -> bool:
    last = network.last_contact.get(contact.path)
    return last is not None and (network.today - last).days <= FRESH_DAYS
