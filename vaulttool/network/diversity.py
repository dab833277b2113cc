"""How alike the people are whom one sees: by field, company and city."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from vaulttool.network.contact import Contact
from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network
from vaulttool.network.warmth import may_be_asked_for

Aspect = Literal["field", "company", "city"]
WORLDS: tuple[Aspect, ...] = ("field", "company")
"""What makes somebody's world another one, wherever they live."""
_MOST_MISSING = 3


@dataclass(frozen=True, slots=True)
class Spread:
    """How the people seen in a time are spread over one property."""

    aspect: Aspect
    seen: int
    """People seen whose note names the property."""
    top: str
    """The commonest value, as written."""
    top_count: int
    missing: tuple[str, ...]
    """Contacts of other values, in the vault and not seen in that time, those seen last first."""

    @property
    def is_narrow(self) -> bool:
        """Whether so many are alike that it is worth a word: six in ten of at least eight."""
        return self.seen >= 8 and self.top_count >= 0.6 * self.seen


def spread(network: Network, aspect: Aspect, since: dt.date) -> Spread | None:
    """Give the spread of the people seen from `since` on; None where no note names the property."""
    last = network.last_contact
    named = [c for c in network.contacts.values() if _value(c, aspect) and c.circle != "daily"]
    seen = [c for c in named if (day := last.get(c.path)) and day >= since]
    if not seen:
        return None
    counted = Counter(value_of(c, aspect) for c in seen)
    top, top_count = min(counted.items(), key=lambda item: (-item[1], item[0]))
    others = [
        c
        for c in named
        if value_of(c, aspect) not in counted and may_be_asked_for(c, network.today) and last.get(c.path)
    ]
    others.sort(key=lambda c: (-(last[c.path] or dt.date.min).toordinal(), c.path))
    shown = next(_value(c, aspect) for c in seen if value_of(c, aspect) == top)
    return Spread(aspect, len(seen), shown, top_count, tuple(c.path for c in others[:_MOST_MISSING]))


def value_of(contact: Contact, aspect: Aspect) -> str:
    """Give what a contact's note says of an aspect, folded for comparison; "" for nothing."""
    return fold_text(_value(contact, aspect))


def _value(contact: Contact, aspect: Aspect) -> str:
    return contact.field if aspect == "field" else contact.company if aspect == "company" else contact.city
