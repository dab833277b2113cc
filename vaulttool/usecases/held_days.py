"""The day that holds for each contact: proved by notes, or typed by hand where that is newer."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace

from vaulttool.network.last_contact import LAST_CONTACT, LAST_MET, Decision, KeptDay
from vaulttool.network.network import Network
from vaulttool.usecases.kept_properties import days_kept
from vaulttool.usecases.update import decision_of
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.resolution import LinkResolver


def decisions(
    vault: OpenVault, only: Collection[str] | None = None, day: KeptDay = LAST_CONTACT
) -> Mapping[str, Decision]:
    """Give by contact path what `update` would keep in its note, and why: of all contacts, or of `only`."""
    read, network = vault.read, vault.network
    gone = LinkResolver(path for path in vault.ever_seen if path not in read.paths)
    return {
        path: decision_of(contact, read, network, vault.links, gone, False, day)
        for path, contact in read.contacts.items()
        if only is None or path in only
    }


def held_network(vault: OpenVault, only: Collection[str] | None = None) -> Network:
    """Give the network with the days that hold, so that a day typed by hand counts like a proved one.

    With `only`, the other contacts keep the day that notes prove: they are not looked at.
    """
    held = {path: decision.last_contact for path, decision in decisions(vault, only).items()}
    met: dict[str, dt.date | None] = {}
    if LAST_MET in days_kept(vault.settings):
        met = {path: one.last_contact for path, one in decisions(vault, only, LAST_MET).items()}
    return replace(vault.network, last_contact={**vault.network.last_contact, **held}, last_met=met)
