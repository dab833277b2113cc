"""Seen face to face, or only in touch: what a talk says of it."""

import datetime as dt
import re

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.network import Network
from vaulttool.network.rhythm import FACE_TO_FACE
from vaulttool.network.talks import columns_of

FROM_AFAR = frozenset(("call", "video", "email", "message", "letter", "card"))
"""Kinds of talk in which nobody sees the other at a table; a screen does not take the place of one."""

_SEEN = re.compile(
    r"\b(?:saw|seen|met|visit(?:ed|s)?|walk(?:ed|s)?|stroll(?:ed)?|hiked?|ran into|bumped into|in person"
    r"|face to face|dropped (?:in|by|round|over)|stopped by|popped (?:in|by|over)|stayed (?:with|over|at)"
    r"|(?:came|went|was|were) (?:over|round|by|to see)|hugged|shook hands|sat (?:next to|with|together)"
    r"|swam|run with|cooked|danced|vue?s?|visites?|promenades?|balade|randonnée|croisée?s?|rencontrée?s?"
    r"|retrouvée?s?|passée?s? (?:me voir|à la maison|chez)|venue?s? (?:me voir|à la maison|dîner|chez)"
    r"|de vive voix|en personne)\b",
    re.IGNORECASE,
)


def is_seen(talk: Interaction) -> bool:
    """Whether the two saw each other: by its kind, else where a line of no kind says so ("a walk with")."""
    if talk.kind in FACE_TO_FACE:
        return True
    return talk.kind not in FROM_AFAR and talk.line is not None and bool(_SEEN.search(talk.text))


def last_met(network: Network, path: str) -> dt.date | None:
    """Give the day on which the user last saw somebody face to face; None where no note tells of it."""
    if path in network.last_met:
        return network.last_met[path]
    own = network.interactions.get(path, ())
    days, kinds, *_ = columns_of(own)
    for place in reversed(range(len(days))):
        # What was said is looked at only where the kind leaves it open.
        kind = kinds[place]
        if kind in FACE_TO_FACE or (kind not in FROM_AFAR and is_seen(own[place])):
            return dt.date.fromordinal(days[place])
    return None


def unseen_since(network: Network, path: str, least_days: int) -> dt.date | None:
    """Give the last meeting where the two only wrote and called for at least some days after it.

    None where one of the talks since may have been a meeting: what no note says is not said.
    """
    own = network.interactions.get(path, ())
    days, kinds, *_ = columns_of(own)
    # Whoever was seen last of all is nobody of whom to look further back.
    if not days or (kinds[-1] in FACE_TO_FACE and path not in network.last_met):
        return None
    met = last_met(network, path)
    if met is None or days[-1] - met.toordinal() < least_days:
        return None
    after = (kind for day, kind in zip(days, kinds, strict=True) if day > met.toordinal())
    return met if all(kind in FROM_AFAR for kind in after) else None
