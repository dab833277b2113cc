"""What was given and what was received, per person and in all."""

import datetime as dt
from dataclasses import dataclass

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.network import Network
from vaulttool.network.talks import columns_of, good_turns
from vaulttool.network.talks import since as talks_since


@dataclass(frozen=True, slots=True)
class Balance:
    """The good done between the user and one contact, or all of them (`contact` is "")."""

    contact: str
    gave: tuple[Interaction, ...]
    """Oldest first, one per line that says `gave::`."""
    received: tuple[Interaction, ...]

    @property
    def owed(self) -> int:
        """How many more good turns came than went; negative where the user gave more."""
        return len(self.received) - len(self.gave)


def balance_of(network: Network, path: str, since: dt.date | None = None) -> Balance:
    """Give what went and came between the user and one contact, from `since` on."""
    good = good_turns(network.interactions.get(path, ()))
    own = [i for i in good if since is None or i.date >= since]
    return Balance(path, tuple(i for i in own if i.gave), tuple(i for i in own if i.received))


def balances(network: Network, since: dt.date | None = None) -> tuple[Balance, ...]:
    """Give the balance of everyone with whom something was given or received, most owed first."""
    some = (path for path, own in network.interactions.items() if columns_of(own).good)
    found = (balance_of(network, path, since) for path in some if path in network.contacts)
    kept = (balance for balance in found if balance.gave or balance.received)
    return tuple(sorted(kept, key=lambda balance: (-balance.owed, balance.contact)))


def total_balance(network: Network, since: dt.date | None = None) -> Balance:
    """Give all that went and came; what one line gave to three people at once counts once."""
    gave: dict[tuple[str, int | None, str], Interaction] = {}
    received: dict[tuple[str, int | None, str], Interaction] = {}
    for balance in balances(network, since):
        gave |= {(i.note, i.line, i.gave): i for i in balance.gave}
        received |= {(i.note, i.line, i.received): i for i in balance.received}
    return Balance("", tuple(gave.values()), tuple(received.values()))


def only_asks(network: Network, since: dt.date) -> tuple[int, int]:
    """Count the user's own first moves since a day, and those of them that brought the user something.

    Where the second comes near the first, the user writes only when something is needed.
    """
    moves = {
        (i.note, i.line, i.date): i
        for interactions in network.interactions.values()
        for i in talks_since(interactions, since)
        if i.direction == "me"
    }
    return len(moves), sum(bool(i.received and not i.gave) for i in moves.values())
