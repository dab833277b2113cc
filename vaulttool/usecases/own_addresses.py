"""The user's own mail addresses, as settings and their own note say."""

from vaulttool.network.property_value import texts_of
from vaulttool.notes.parse import read_properties
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source


def own_addresses(vault: OpenVault) -> frozenset[str]:
    """Give the addresses in `me`, and those of the notes that `me` names or that was taken for the user's."""
    found = {name.casefold() for name in vault.settings.me if "@" in name}
    notes = [vault.read.links.resolve(name, "") for name in vault.settings.me if "@" not in name]
    for path in {*(one for one in notes if isinstance(one, str)), *filter(None, (vault.read.me,))}:
        try:
            front_matter = read_properties(read_source(vault.root, path).content, path)
        except (Unreadable, UnicodeDecodeError):
            continue
        for name in dict.fromkeys((vault.settings.property_name("email"), "email", "emails", "mail")):
            said = front_matter.find(name)
            if said is not None:
                found |= {text.casefold() for text in texts_of(said.value) if "@" in text}
    return frozenset(found)
