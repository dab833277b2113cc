"""The people whom a filter names, with the days that hold."""

from vaulttool.network.contact import Contact
from vaulttool.network.people_filter import PeopleFilter
from vaulttool.usecases.held_days import held_network
from vaulttool.vault.open_vault import OpenVault


def people_of(vault: OpenVault, who: PeopleFilter) -> tuple[Contact, ...]:
    """Give the contacts whom a filter lets through, in order of path."""
    if who.is_empty:
        return tuple(vault.read.contacts.values())
    from vaulttool.network.people_selection import select

    return select(held_network(vault), who, vault.settings.cadence_rules())
