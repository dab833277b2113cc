"""Where the user lives, by where their people are."""

import datetime as dt

from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network
from vaulttool.network.rhythm import FACE_TO_FACE
from vaulttool.network.talks import since


def usual_city(network: Network) -> str:
    """Give the city of most people whom the user saw face to face in the last year; "" if unknown."""
    year_ago = network.today - dt.timedelta(days=365)
    counted: dict[str, int] = {}
    shown: dict[str, str] = {}
    for path, contact in network.contacts.items():
        if not contact.city:
            continue
        meals = sum(i.kind in FACE_TO_FACE for i in since(network.interactions.get(path, ()), year_ago))
        if meals:
            key = fold_text(contact.city)
            shown.setdefault(key, contact.city)
            counted[key] = counted.get(key, 0) + meals
    return shown[min(counted, key=lambda key: (-counted[key], key))] if counted else ""
