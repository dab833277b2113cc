"""Who came back after a long silence, and the good one knows of them."""

import datetime as dt
from dataclasses import dataclass

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.network import Network
from vaulttool.network.talks import last_day

LONG_SILENCE_DAYS = 300
"""Between two people who never had a rhythm, a silence is long from about ten months on."""


@dataclass(frozen=True, slots=True)
class Return:
    """The first word of a contact after a long silence."""

    contact: str
    word: Interaction
    before: dt.date
    """The last day before the silence."""
    good: tuple[Interaction, ...]
    """What the notes know of good turns and times before the silence: received first, newest first."""

    @property
    def silence_days(self) -> int:
        """The length of the silence."""
        return (self.word.date - self.before).days


def returns(network: Network, since: dt.date) -> tuple[Return, ...]:
    """Give those who came back from `since` on, the longest silence first.

    Where the note says that the user made the first move, nobody came back.
    """
    found = []
    for path, interactions in network.interactions.items():
        contact = network.contacts.get(path)
        if contact is None or not contact.asks_for_acts:
            continue
        last = last_day(interactions)
        if last is not None and last >= since and (came := _came_back(path, list(interactions), since)):
            found.append(came)
    return tuple(sorted(found, key=lambda back: (-back.silence_days, back.contact)))


def _came_back(path: str, own: list[Interaction], since: dt.date) -> Return | None:
    for index in range(1, len(own)):
        word, before = own[index], own[index - 1]
        long_enough = (word.date - before.date).days >= LONG_SILENCE_DAYS
        if word.date >= since and long_enough and word.direction != "me":
            earlier = own[:index][::-1]
            good = [i for i in earlier if i.received] + [i for i in earlier if not i.received and i.text]
            return Return(path, word, before.date, tuple(good[:2]))
    return None
