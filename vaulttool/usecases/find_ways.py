"""Through whom one could reach somebody."""

from collections.abc import Collection
from typing import Any

from vaulttool.network.network import Network
from vaulttool.network.who_knows import Step, Way, named_without_note, who_knows
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.problem import VaultError
from vaulttool.usecases.find_person import find_person
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.open_vault import OpenVault

_KNOWS = {fold_name(name) for name in ("knows", "connaît")}
_INTRODUCED = {fold_name(name) for name in ("introduced_by", "présenté_par", "présentée_par")}


def find_ways(vault: OpenVault, network: Network, name: str, among: Collection[str] | None = None) -> Outcome:
    """Show the ways to a person, or to somebody without a note whom notes of others link.

    `among` are the paths of those through whom one would ask; None: everyone. Raises VaultError where NAME
    means nobody or several.
    """
    inverses = vault.settings.inverses()
    try:
        contact = find_person(vault.read, name)
    except VaultError as error:
        if error.problem.rule != "unknown-name" or not named_without_note(network.contacts, name):
            raise
        target, shown, no_note, head = "", name, name, [f"{name} (no note)"]
    else:
        target, shown, no_note = contact.path, contact.name, ""
        last = network.last_contact.get(contact.path)
        head = [f"{shown}{f': you know them yourself, last contact {last}' if last else ''}"]
    found = who_knows(network, target, inverses, no_note)
    ways = [way for way in found if among is None or way.through in among]
    if not ways:
        return Outcome(show=(*head, "  No note says who else knows them."))
    lines = [_line(way, network, shown) for way in ways]
    return Outcome(
        show=(*head, *(f"  {line}" for line in lines)), data=tuple(_data(w, network) for w in ways)
    )


def _line(way: Way, network: Network, shown: str) -> str:
    parts, who = [], way.through
    for step in way.steps:
        other = network.contacts[step.path].name if step.path else shown
        parts.append(f"{network.contacts[who].name} {_how(step, other)}")
        who = step.path
    return f"{', '.join(parts)}; last contact {network.last_contact.get(way.through)}"


def _how(step: Step, other: str) -> str:
    if step.how == "household":
        return f"lives with {other}"
    if step.how == "introduction":
        return f"was introduced to {other} by you"
    if step.how == "named":
        return f"names {other} ({step.word})"
    if fold_name(step.word) in _INTRODUCED:
        return f"introduced {other} to you"
    if fold_name(step.word) in _KNOWS:
        return f"knows {other}"
    return f"is {step.word.replace('_', ' ')} of {other}"


def _data(way: Way, network: Network) -> dict[str, Any]:
    last = network.last_contact.get(way.through)
    return {
        "through": way.through,
        "last_contact": last.isoformat() if last else None,
        "steps": [{"to": step.path, "how": step.how, "word": step.word} for step in way.steps],
    }
