"""The day that holds for each contact: proved by notes, or typed by hand where that is newer."""

from collections.abc import Mapping
from dataclasses import replace

from vaulttool.network.last_contact import Decision
from vaulttool.network.network import Network
from vaulttool.usecases.update import decision_of, proofs_of
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.resolution import LinkResolver


def decisions(vault: OpenVault) -> Mapping[str, Decision]:
    """Give by contact path what `update` would keep in its note, and why."""
    read, network = vault.read, vault.network
    proofs = proofs_of(read)
    gone = LinkResolver(path for path in vault.ever_seen if path not in read.paths)
    return {
        path: decision_of(contact, read, network, vault.links, proofs, gone, False)
        for path, contact in read.contacts.items()
    }


def held_network(vault: OpenVault) -> Network:
    """Give the network with the days that hold, so that a day typed by hand counts like a proved one."""
    days = {path: decision.last_contact for path, decision in decisions(vault).items()}
    return replace(vault.network, last_contact=days)
