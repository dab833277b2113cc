"""Every interaction that the notes prove."""

from vaulttool.network.network import Network
from vaulttool.usecases.outcome import Outcome


def interactions(network: Network) -> Outcome:
    """Give all interactions up to the network's day, newest first, as text and as data."""
    found = [one for interactions in network.interactions.values() for one in interactions]
    found.sort(key=lambda one: (one.date, one.contact, one.note), reverse=True)
    show = tuple(
        f"{one.date}  {network.contacts[one.contact].name}  {one.kind}  {one.note}"
        + (f":{one.line}" if one.line else "")
        for one in found
    )
    data = tuple(
        {
            "contact": one.contact,
            "note": one.note,
            "line": one.line,
            "date": one.date.isoformat(),
            "kind": one.kind,
            "direction": one.direction,
            "rule": one.rule,
        }
        for one in found
    )
    return Outcome(show=show, data=data)
