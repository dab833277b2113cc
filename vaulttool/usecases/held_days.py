"""The day that holds for each contact: proved by notes, or typed by hand where that is newer."""

from collections.abc import Collection, Mapping

from vaulttool.network.last_contact import LAST_CONTACT, Decision, KeptDay
from vaulttool.network.network import Network
from vaulttool.usecases.decision import decision_of, with_held_days
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.resolution import LinkResolver


def decisions(
    vault: OpenVault, only: Collection[str] | None = None, day: KeptDay = LAST_CONTACT
) -> Mapping[str, Decision]:
    """Give by contact path what `update` would keep in its note, and why: of all contacts, or of `only`."""
    read, network = vault.read, vault.network
    gone = LinkResolver(vault.gone)
    return {
        path: decision_of(contact, read, network, vault.links, gone, False, day)
        for path, contact in read.contacts.items()
        if only is None or path in only
    }


def held_network(vault: OpenVault, only: Collection[str] | None = None) -> Network:
    """Give the network with the days that hold; see `with_held_days`."""
    return with_held_days(vault.network, vault.read, vault.links, LinkResolver(vault.gone), only)
