"""Where the user lives, by where their people are."""

import datetime as dt

from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network
from vaulttool.network.rhythm import FACE_TO_FACE


def usual_city(network: Network) -> str:
    """Give the city of most people whom the user saw face to face in the last year; "" if unknown."""
    since = network.today - dt.timedelta(days=365)
    counted: dict[str, int] = {}
    shown: dict[str, str] = {}
    for path, contact in network.contacts.items():
        meals = sum(i.kind in FACE_TO_FACE and i.date >= since for i in network.interactions.get(path, ()))
        if contact.city and meals:
            key = fold_text(contact.city)
            shown.setdefault(key, contact.city)
            counted[key] = counted.get(key, 0) + meals
    return shown[min(counted, key=lambda key: (-counted[key], key))] if counted else ""
