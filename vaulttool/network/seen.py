"""Seen face to face, or only in touch: what a talk says of it."""

import datetime as dt
import re

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.network import Network
from vaulttool.network.rhythm import FACE_TO_FACE

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
    return next((talk.date for talk in reversed(own) if is_seen(talk)), None)


def unseen_since(network: Network, path: str, least_days: int) -> dt.date | None:
    """Give the last meeting where the two only wrote and called for at least some days after it.

    None where one of the talks since may have been a meeting: what no note says is not said.
    """
    met = last_met(network, path)
    own = network.interactions.get(path, ())
    if met is None or not own or (own[-1].date - met).days < least_days:
        return None
    return met if all(talk.kind in FROM_AFAR for talk in own if talk.date > met) else None
