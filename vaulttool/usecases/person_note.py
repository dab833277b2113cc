"""Set what a person's note says of them, under the names that the vault itself uses."""

from collections.abc import Mapping

from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import raw_texts
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.parse import read_properties
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.notes.property_edit import set_list_property, set_properties, yaml_text
from vaulttool.usecases.changes import Changes
from vaulttool.vault.open_vault import OpenVault


def set_in_note(vault: OpenVault, changes: Changes, path: str, values: Mapping[str, str], why: str) -> None:
    """Set properties (our name → text) of a contact's note. Raises VaultError where that is not safe."""
    named = {_name(vault, path, ours): yaml_text(value) for ours, value in values.items()}
    changes.put(path, set_properties(_content(changes, path), path, named), why)


def add_link(vault: OpenVault, changes: Changes, path: str, name: str, to: str, why: str) -> None:
    """Add a link to a list property of a contact's note; one that is there is not added again."""
    content = _content(changes, path)
    found = read_properties(content, path).find(name)
    old = list(raw_texts(found.value)) if found else []
    link = vault.links.wikilink(to)
    if link not in old:
        changes.put(path, set_list_property(content, path, name, [*old, link]), why)


def status_word(vault: OpenVault, ours: str) -> str:
    """Give the vault's own word for a status, ours where it has none."""
    return next((own for own, meant in vault.settings.status_words.items() if meant == ours), ours)


def text_in_note(vault: OpenVault, changes: Changes, path: str, ours: str) -> str:
    """Give a property of a contact's note as it is after earlier changes; "" where it has none."""
    found = read_properties(_content(changes, path), path).find(_name(vault, path, ours))
    return next(iter(raw_texts(found.value)), "") if found else ""


def _name(vault: OpenVault, path: str, ours: str) -> str:
    """The name that the settings give, else the one that the note has, else ours."""
    if ours in vault.settings.properties:
        return vault.settings.property_name(ours)
    there = vault.read.contacts[path].properties
    return next((name for name in PROPERTY_NAMES.get(ours, ()) if fold_name(name) in there), ours)


def _content(changes: Changes, path: str) -> bytes:
    content = changes.read(path)
    if content is None:
        raise VaultError(Problem(path, None, "the note is not there any more", "", "absent"))
    return content
