"""How much of a week's budget is spent: the touches of its agenda that were made and recorded."""

from vaulttool.notes.block_items import Item
from vaulttool.notes.links import find_links
from vaulttool.notes.managed_block import read_items
from vaulttool.pages.item_id import is_id_of
from vaulttool.pages.record_line import read_record
from vaulttool.usecases.item_meaning import page_of
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

_MADE = ("logged", "ticked", "introduced")


def touches_made(vault: OpenVault, agenda: str) -> int:
    """Count them in the agenda at a path: so many less are proposed when it is made anew. A lunch is none."""
    page = page_of(agenda, "agenda")
    try:
        content = read_source(vault.root, agenda).content
    except Unreadable:
        return 0
    made = [item for item in read_items(content, "agenda") if any(map(_is_made, item.words))]
    return sum(page is not None and not _is_lunch(vault, agenda, page, item) for item in made)


def _is_made(line: str) -> bool:
    return read_record(line) in _MADE


def _is_lunch(vault: OpenVault, agenda: str, page: str, item: Item) -> bool:
    people = [vault.read.people.resolve(link.kind, link.target, agenda) for link in find_links(item.text)]
    return any(isinstance(path, str) and is_id_of(item.id, page, "lunch", path) for path in people)
