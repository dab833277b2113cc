"""The page of new year's wishes."""

from collections.abc import Callable, Sequence

from vaulttool.exchange.csv_write import write_addresses
from vaulttool.network.contact import Contact
from vaulttool.network.people_filter import PeopleFilter
from vaulttool.network.people_selection import select
from vaulttool.network.visible import without_private
from vaulttool.network.wishes import wishes as wishes_of
from vaulttool.network.wishes import year_of_wishes
from vaulttool.notes.managed_block import read_items
from vaulttool.notes.paths import in_folder
from vaulttool.pages.wishes import NAME, wishes_page
from vaulttool.usecases.held_days import held_network
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.pages_of_week import shown_on
from vaulttool.usecases.written_page import page_outcome, voice_of
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source


def wishes(vault: OpenVault, year: int | None, who: PeopleFilter) -> Outcome:
    """Give the page of wishes for a year (None: the one that people wish now), for those whom a filter names.

    Private people stand in it only where it lies in a private folder.
    """
    year = year_of_wishes(vault.today) if year is None else year
    path = in_folder(vault.settings.wishes_folder, f"{year}.md")
    network = shown_on(vault, held_network(vault), path)
    people = select(network, who, vault.settings.cadence_rules())
    page = wishes_page(
        wishes_of(network, year, people),
        year,
        network,
        voice_of(vault),
        _ticked(vault, path),
    )
    return page_outcome(vault, path, page, "wishes")


def addresses(vault: OpenVault, year: int | None, who: PeopleFilter) -> tuple[bytes, int]:
    """Give the table of addresses for cards, one line a household, and how many lines have none.

    Private people are left out.
    """
    year = year_of_wishes(vault.today) if year is None else year
    network = without_private(held_network(vault))
    people = select(network, who, vault.settings.cadence_rules())
    join = voice_of(vault).language.join
    lines = [_address_line(wish.contacts, join) for wish in wishes_of(network, year, people)]
    return write_addresses(lines), sum(not line[1] for line in lines)


def _address_line(people: Sequence[Contact], join: Callable[[list[str]], str]) -> tuple[str, str, str]:
    """One line for all who live together; the address is that of the first who has one."""
    home = next((one for one in people if one.address), people[0])
    return join([one.name for one in people]), home.address, home.city


def _ticked(vault: OpenVault, path: str) -> frozenset[str]:
    try:
        source = read_source(vault.root, path).content
    except Unreadable:
        return frozenset()
    return frozenset(item.id for item in read_items(source, NAME) if item.box in ("x", "X"))
