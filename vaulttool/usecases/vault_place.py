"""Where imports lie in an opened vault, and how its files are read for them."""

from collections.abc import Callable

from vaulttool.usecases.add_person import people_folder
from vaulttool.usecases.apply_triage import NewNotes
from vaulttool.usecases.everybody import ReadBytes
from vaulttool.usecases.import_people import Place
from vaulttool.usecases.triage_notes import triage_notes
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source


def import_place(vault: OpenVault, region: str = "") -> Place:
    """Give the folder, language and links of this vault; `region`: country of numbers without one ("FR")."""
    links: Callable[[str], str] = vault.links.wikilink
    settings = vault.settings
    return Place(
        settings.inbox_folder,
        vault.language,
        region,
        links,
        tuple(triage_notes(vault)),
        vault.today,
        settings.history_heading,
    )


def new_notes(vault: OpenVault) -> NewNotes:
    """Give where notes of new people go here, and their words."""
    words = vault.settings.status_words
    unknown = next((word for word, meaning in sorted(words.items()) if meaning == "unknown"), "unknown")
    read = vault.read
    return NewNotes(people_folder(read), tuple(read.paths), vault.settings.property_name, unknown)


def bytes_of(vault: OpenVault) -> ReadBytes:
    """Give how a file of the vault is read: None where there is none. Raises Unreadable."""

    def read(path: str) -> bytes | None:
        return read_source(vault.root, path).content if (vault.root / path).exists() else None

    return read
