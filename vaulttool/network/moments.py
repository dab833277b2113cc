"""The best moments of a year, as the person's own words tell them."""

import datetime as dt
from collections import Counter

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.circle import circle_rank
from vaulttool.network.folding import words_in
from vaulttool.network.network import Network
from vaulttool.network.rhythm import FACE_TO_FACE
from vaulttool.network.wishes import is_told

DOZEN = 12
_A_MONTH = 2
"""At most so many of one month, so that the whole year is in it."""
_LEAST_WORDS = 8
_RICH = 24


def best_moments(network: Network, first: dt.date, last: dt.date) -> tuple[Interaction, ...]:
    """Give up to a dozen talks from `first` to `last`, both included, by day: one a person, two a month.

    Those weigh more that were face to face, with near people, held a good turn, and are told at some length.
    Nobody who has died, is archived or at rest: their days are in the notes, to be found, not to be shown.
    """
    told = {
        (talk.note, talk.line): talk
        for path, own in network.interactions.items()
        if path in network.contacts and network.contacts[path].asks_for_acts
        for talk in own
        if first <= talk.date <= last and is_told(talk) and len(words_in(talk.text)) >= _LEAST_WORDS
    }
    chosen: list[Interaction] = []
    months: Counter[int] = Counter()
    people: set[str] = set()
    for talk in sorted(told.values(), key=lambda talk: (-_weight(network, talk), talk.date, talk.contact)):
        if len(chosen) < DOZEN and talk.contact not in people and months[talk.date.month] < _A_MONTH:
            chosen.append(talk)
            people.add(talk.contact)
            months[talk.date.month] += 1
    return tuple(sorted(chosen, key=lambda talk: (talk.date, talk.contact)))


def _weight(network: Network, talk: Interaction) -> float:
    near = max(0, 3 - circle_rank(network.contacts[talk.contact].circle))
    return (
        2.0 * bool(talk.received or talk.gave)
        + 2.0 * (talk.kind in FACE_TO_FACE)
        + 0.5 * near
        + min(len(words_in(talk.text)), _RICH) / 8
    )
