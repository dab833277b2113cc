"""Who lives under one roof: one wish, one lunch, one address."""

from collections.abc import Mapping

from vaulttool.network.contact import Contact
from vaulttool.network.folding import fold_text


def households(contacts: Mapping[str, Contact]) -> Mapping[str, str]:
    """Give a key for the household of every contact; two with the same key live together.

    `household` may link a note of the household, or another contact, who then belongs to it too.
    Whoever names none is a household of one.
    """
    keys = {path: path for path in contacts}
    if not any(contact.household for contact in contacts.values()):
        return keys
    by_name = {fold_text(contact.name): path for path, contact in contacts.items()}
    for path, contact in contacts.items():
        if contact.household:
            target = contact.household
            partner = target if target in contacts else by_name.get(fold_text(target.rpartition("/")[2]))
            _join(keys, path, partner or f"household {fold_text(target)}")
    return {path: _root(keys, path) for path in contacts}


def _join(keys: dict[str, str], one: str, other: str) -> None:
    roots = sorted((_root(keys, one), _root(keys, other)))
    keys[roots[1]] = roots[0]


def _root(keys: dict[str, str], key: str) -> str:
    while keys.setdefault(key, key) != key:
        key = keys[key]
    return key
