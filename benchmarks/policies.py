"""The policies that are compared: vaulttool's planner, and what other tools do."""

import datetime as dt
import random

from simulated_life import HOME, Policy, Proposal
from vaulttool.network.circle import effective_cadence
from vaulttool.network.network import Network
from vaulttool.network.plan import Budget
from vaulttool.network.planner import plan_week
from vaulttool.network.warmth import may_be_asked_for


def planner(
    network: Network, dice: random.Random, touches: int, lunch: bool, passed: frozenset[str]
) -> Proposal:
    """Ask `vaulttool agenda`."""
    plan = plan_week(
        network, budget=Budget(touches=touches, lunches=int(lunch)), city=HOME, passed_over=passed
    )
    table = (plan.lunch, *plan.alternatives) if plan.lunch else ()
    return Proposal(tuple(c.contact for c in table), tuple(c.contact for c in plan.touches))


def fixed_reminder(
    network: Network, dice: random.Random, touches: int, lunch: bool, passed: frozenset[str]
) -> Proposal:
    """Serve a reminder per contact, the oldest first: the last talk and the contact's own cadence.

    Each talk sets it anew, and where nothing is due the next to come are served: the best that it can be.
    """

    def due(path: str) -> dt.date:
        cadence, _ = effective_cadence(network.contacts[path])
        return cadence.after(network.last_contact[path] or dt.date.min) or dt.date.max

    return _in_order(
        network, sorted(_open(network, passed), key=lambda path: (due(path), path)), touches, lunch
    )


def longest_silent(
    network: Network, dice: random.Random, touches: int, lunch: bool, passed: frozenset[str]
) -> Proposal:
    """Write to those who have waited longest."""
    waiting = sorted(
        _open(network, passed), key=lambda path: (network.last_contact[path] or dt.date.min, path)
    )
    return _in_order(network, waiting, touches, lunch)


def at_random(
    network: Network, dice: random.Random, touches: int, lunch: bool, passed: frozenset[str]
) -> Proposal:
    """Write to anybody."""
    people = _open(network, passed)
    return _in_order(network, dice.sample(people, len(people)), touches, lunch)


POLICIES: dict[str, Policy] = {
    "vaulttool": planner,
    "fixed reminder": fixed_reminder,
    "longest silent": longest_silent,
    "random": at_random,
}


def _open(network: Network, passed: frozenset[str]) -> list[str]:
    return [
        path
        for path, contact in network.contacts.items()
        if path not in passed and may_be_asked_for(contact, network.today)
    ]


def _in_order(network: Network, people: list[str], touches: int, lunch: bool) -> Proposal:
    """Lunch with the first three of the town, as many as the planner names; the others get a mail."""
    table = [path for path in people if network.contacts[path].city == HOME][:3] if lunch else []
    return Proposal(tuple(table), tuple([path for path in people if path not in table][:touches]))
