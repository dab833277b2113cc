"""Draw the network: one page to look at, and a canvas to arrange."""

from functools import partial
from typing import Literal

from vaulttool.network.network_map import NetworkMap, network_map
from vaulttool.network.people_filter import PeopleFilter
from vaulttool.network.visible import only_people
from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.map_canvas import WrongCanvas, map_canvas
from vaulttool.pages.map_page import NoteLinks, map_page
from vaulttool.usecases.file_name import file_name
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.pages_of_week import EVERYONE
from vaulttool.usecases.people_of import people_of
from vaulttool.usecases.source_if_there import source_if_there
from vaulttool.vault.find_vault import config_folder
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

_NAMES = {"en": "Map", "fr": "Carte"}

HTML = ".html"

OpenWith = Literal["auto", "obsidian", "file"]


def map_network(
    vault: OpenVault, open_with: OpenWith = "auto", who: PeopleFilter = EVERYONE, without: str = ""
) -> Outcome:
    """Give the edits of `Map.html` and `Map.canvas` in the vault's root (`Carte` in a French vault).

    `open_with` says how a click opens a note; "auto" asks Obsidian where the vault is one of its vaults. A
    map of some people only is a page of its own, named after the filter. `without` is the path of somebody
    who is left out. Raises VaultError where the canvas of before cannot be read.
    """
    people = [contact.path for contact in people_of(vault, who) if contact.path != without]
    chart = network_map(only_people(vault.network, people), vault.settings.cadence_rules())
    page, canvas = map_paths(vault)
    edits: tuple[Edit | None, ...]
    if who.is_empty:
        edits = (_edit(vault, page, page_of(vault, chart, open_with)), _canvas(vault, canvas, chart))
    else:
        name = f"{file_name(f'{page.removesuffix(HTML)} {who.words}')}{HTML}"
        edits = (_edit(vault, name, page_of(vault, chart, open_with)),)
    changed = tuple(edit for edit in edits if edit is not None)
    show = (
        f"{len(chart.people)} people, {len(chart.ties)} ties",
        *(f"  {vault.root / edit.path}" for edit in changed),
    )
    data = ({"people": len(chart.people), "ties": len(chart.ties), "paths": [one.path for one in changed]},)
    return Outcome(changed, (), show, data)


def map_paths(vault: OpenVault) -> tuple[str, str]:
    """Give where the page and the canvas lie."""
    name = _NAMES[vault.language]
    return f"{name}.html", f"{name}.canvas"


def page_of(vault: OpenVault, chart: NetworkMap, open_with: OpenWith) -> str:
    """Give the page's text."""
    return map_page(chart, vault.language, note_links(vault, open_with))


def note_links(vault: OpenVault, open_with: OpenWith = "auto") -> NoteLinks:
    """Give how a page outside of the vault's editor opens its notes."""
    is_obsidian = open_with == "obsidian" or (open_with == "auto" and config_folder(vault.root) is not None)
    return NoteLinks("obsidian" if is_obsidian else "file", vault.root.name)


def _canvas(vault: OpenVault, path: str, chart: NetworkMap) -> Edit | None:
    before, expected = _read(vault, path)
    try:
        text = map_canvas(chart, vault.language, before.decode())
    except (WrongCanvas, UnicodeDecodeError) as error:
        mend = "Mend it in Obsidian, or move it away; it is left alone."
        raise VaultError(Problem(path, None, f"this is no canvas: {error}", mend, "canvas")) from error
    return None if text.encode() == before else Edit(path, expected, text.encode(), "the map to arrange")


def _edit(vault: OpenVault, path: str, text: str) -> Edit | None:
    before, expected = _read(vault, path)
    return None if text.encode() == before else Edit(path, expected, text.encode(), "the map to look at")


def _read(vault: OpenVault, path: str) -> tuple[bytes, str | None]:
    source = source_if_there(partial(read_source, vault.root), path)
    return (b"", None) if source is None else (source.content, source.hash)
