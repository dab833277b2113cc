"""Meetings to come from elsewhere, beside those that notes plan."""

from collections.abc import Sequence
from dataclasses import replace

from vaulttool.evidence.interaction import Appointment
from vaulttool.network.network import Network


def with_appointments(network: Network, more: Sequence[Appointment]) -> Network:
    """Give the network with more appointments; those that a note plans already are left out."""
    if not more:
        return network
    planned = {(one.date, path) for one in network.appointments for path in one.contacts}
    new = [one for one in more if not any((one.date, path) in planned for path in one.contacts)]
    together = sorted(
        (*network.appointments, *new), key=lambda one: (one.date, one.time, one.note, one.line or 0)
    )
    return replace(network, appointments=tuple(together))
