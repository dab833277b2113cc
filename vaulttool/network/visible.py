"""The part of a network that a page may show."""

import dataclasses

from vaulttool.network.network import Network


def without_private(network: Network) -> Network:
    """Give the network without private people, for every page that does not lie in the private folder.

    An appointment or a promise with a private person is left out whole, since its text may name them.
    """
    hidden = {path for path, contact in network.contacts.items() if contact.private}
    if not hidden:
        return network
    return dataclasses.replace(
        network,
        contacts={path: c for path, c in network.contacts.items() if path not in hidden},
        interactions={path: own for path, own in network.interactions.items() if path not in hidden},
        last_contact={path: day for path, day in network.last_contact.items() if path not in hidden},
        appointments=tuple(a for a in network.appointments if hidden.isdisjoint(a.contacts)),
        promises=tuple(p for p in network.promises if hidden.isdisjoint(p.contacts)),
    )
