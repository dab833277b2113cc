"""The question of the new year, spread over all weeks: could you wish them a happy one?"""

import datetime as dt
import hashlib
import math

from vaulttool.network.contact import Contact
from vaulttool.network.network import Network
from vaulttool.network.property_value import date_of
from vaulttool.network.warmth import may_be_asked_for

DOZEN = 12
TURNS = ((48, 4), (144, 12))
"""Up to so many people the year has 4 or 12 turns instead of 52, so that hardly a review asks nothing."""
FRESH_DAYS = 60
"""Whom one has just met one could wish anything: that is no question."""


def to_look_at(network: Network, most: int = DOZEN) -> tuple[Contact, ...]:
    """Give the contacts whose turn it is this week, once a year each; those silent for longest first.

    The order of turns is that of a hash of the path: mixed, and the same on every device. People seen in the
    last two months need no question, nor do those one lives with. Never more than `most`: in a vault of more
    than `52 * most` people a round takes several years.
    """
    asked = [
        contact
        for contact in network.contacts.values()
        if may_be_asked_for(contact, network.today) and contact.circle != "daily"
    ]
    asked.sort(key=lambda contact: (_hash(contact.path), contact.path))
    turns, now = _turn(len(asked), most, network.today)
    its_turn = [contact for rank, contact in enumerate(asked) if rank * turns // len(asked) == now]
    waiting = [c for c in its_turn if not _is_fresh(network, c) and not _is_answered(network, c)]
    never = dt.date.min
    waiting.sort(key=lambda contact: (network.last_contact.get(contact.path) or never, contact.path))
    return tuple(waiting[:most])


def _hash(path: str) -> bytes:
    return hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _turn(people: int, most: int, today: dt.date) -> tuple[int, int]:
    """Give the number of turns in a round, and which of them it is today, from 0."""
    turns = next((turns for room, turns in TURNS if people <= room), 52)
    if turns < 52:
        return turns, (today.month - 1) * turns // 12
    years = max(1, math.ceil(people / (52 * most)))
    iso = today.isocalendar()
    return 52 * years, iso.year % years * 52 + min(iso.week, 52) - 1


def _is_answered(network: Network, contact: Contact) -> bool:
    """`reviewed: 2026-11-24` in the note is the answer that keeps somebody; it holds until the next turn."""
    day = date_of(contact.properties.get("reviewed"))
    return day is not None and (network.today - day).days < 300


def _is_fresh(network: Network, contact: Contact) -> bool:
    last = network.last_contact.get(contact.path)
    return last is not None and (network.today - last).days <= FRESH_DAYS
