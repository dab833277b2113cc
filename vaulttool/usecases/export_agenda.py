"""The agenda of the week, for the calendar of a phone."""

from vaulttool.exchange.agenda_write import write_agenda
from vaulttool.network.people_filter import PeopleFilter
from vaulttool.usecases.pages_of_week import planned
from vaulttool.vault.open_vault import OpenVault


def export_agenda(vault: OpenVault, who: PeopleFilter) -> bytes:
    """Give the plan of the week of the vault's day as a calendar file."""
    network, plan = planned(vault, who)
    return write_agenda(plan, network.contacts, vault.language)
