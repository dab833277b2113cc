"""The part of a network that a page may show."""

import dataclasses
from collections.abc import Collection, Sequence

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.network import Network
from vaulttool.network.talks import ClosedTalks


def without_private(network: Network, but: Collection[str] = ()) -> Network:
    """Give the network without private people, for whatever others may see: pages that do not lie in a
    private folder, the map, exports, what is served; `but` is whom the user named.

    An appointment or a promise with a private person is left out whole, since its text may name them; of a
    talk with others in which they took part, the day stays and the words go.
    """
    hidden = {path for path, contact in network.contacts.items() if contact.private and path not in but}
    if not hidden:
        return network
    lines = {(i.note, i.line) for path in hidden for i in network.interactions.get(path, ())}
    shown = _only(network, network.contacts.keys() - hidden)
    return dataclasses.replace(
        shown,
        interactions={path: _untold(own, lines) for path, own in shown.interactions.items()},
        appointments=tuple(a for a in network.appointments if hidden.isdisjoint(a.contacts)),
        promises=tuple(p for p in network.promises if hidden.isdisjoint(p.contacts)),
    )


def _untold(talks: Sequence[Interaction], lines: Collection[tuple[str, int | None]]) -> Sequence[Interaction]:
    def told(talk: Interaction) -> Interaction:
        return talk._replace(text="") if (talk.note, talk.line) in lines else talk

    return talks.told_as(told) if isinstance(talks, ClosedTalks) else tuple(map(told, talks))


def only_people(network: Network, paths: Collection[str]) -> Network:
    """Give the network of some people; an appointment or a promise with one of them stays."""
    wanted = frozenset(paths)
    return dataclasses.replace(
        _only(network, wanted),
        appointments=tuple(a for a in network.appointments if not wanted.isdisjoint(a.contacts)),
        promises=tuple(p for p in network.promises if not wanted.isdisjoint(p.contacts)),
    )


def _only(network: Network, paths: Collection[str]) -> Network:
    return dataclasses.replace(
        network,
        contacts={path: contact for path, contact in network.contacts.items() if path in paths},
        interactions={path: own for path, own in network.interactions.items() if path in paths},
        last_contact={path: day for path, day in network.last_contact.items() if path in paths},
        loans=tuple(loan for loan in network.loans if loan.contact in paths),
    )
