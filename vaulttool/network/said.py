"""What the properties of a note say, by our names for them, and the settings that this depends on."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import raw_texts, text_of, words_of
from vaulttool.notes.front_matter import FrontMatter, fold_name


@dataclass(frozen=True, slots=True)
class ContactRules:
    """What the settings say of contact notes. Words are compared folded."""

    people_folders: tuple[str, ...] = ("People", "Contacts")
    """Folders in the vault, those below included; `*/People` means a folder of that name anywhere."""
    left_out_folders: tuple[str, ...] = ()
    """Templates, generated pages: nothing in them is a contact."""
    types: tuple[str, ...] = ("person", "people", "contact", "personne", "relationship", "crm-contact")
    tags: tuple[str, ...] = (
        "person",
        "people",
        "contact",
        "contacts",
        "personne",
        "type/person",
        "crm/person",
    )
    categories: tuple[str, ...] = ("People", "Person", "Contacts", "Personnes")
    properties: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Our name of a property to the vault's own: {"last_contact": "last-contact"}."""
    statuses: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """The vault's own word to one of active, resting, archived, unknown: {"dormant": "resting"}."""
    me: tuple[str, ...] = ()
    """Names or paths of the user's own note."""
    private_folders: tuple[str, ...] = ()
    archive_folders: tuple[str, ...] = ()
    """Whoever lies there, and whose `status` says nothing else, is archived."""


@dataclass(frozen=True, slots=True)
class Said:
    """The properties of a note, by our names for them."""

    values: Mapping[str, object]
    rules: ContactRules

    def of(self, name: str) -> list[object]:
        """Give the values of a property, under the vault's own name first."""
        values = self.values
        keys, of_any = _keys_of(name, self.rules.properties.get(name))
        return [] if of_any.isdisjoint(values) else [values[key] for key in keys if key in values]

    def text(self, name: str) -> str:
        """Give the first value that says anything, as one text."""
        return next((text for value in self.of(name) if (text := text_of(value))), "")

    def words(self, name: str) -> tuple[str, ...]:
        """Give the items of all values."""
        values = self.of(name)
        return tuple(dict.fromkeys(word for value in values for word in words_of(value))) if values else ()

    def raw(self, name: str) -> str:
        """Give the first text as written."""
        return next((text for value in self.of(name) for text in raw_texts(value)), "")


@lru_cache(maxsize=1024)
def _keys_of(name: str, own: str | None) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the folded names of a property, the vault's own one first, and the same as a set."""
    names = (own, *PROPERTY_NAMES[name]) if own else PROPERTY_NAMES[name]
    keys = tuple(dict.fromkeys(map(fold_name, names)))
    return keys, frozenset(keys)


def values_of(front_matter: FrontMatter) -> dict[str, object]:
    """Give the values of properties by their folded names."""
    values: dict[str, object] = {}
    for prop in front_matter.properties:
        if "[" not in prop.name:
            values.setdefault(fold_name(prop.name), prop.value)
            continue
        # vCard plugins write "EMAIL[HOME]", "EMAIL[WORK]": one property of several values.
        bare, bracket, _ = prop.name.partition("[")
        key = fold_name(bare or prop.name)
        if key not in values:
            values[key] = prop.value
        elif bracket:
            values[key] = [values[key], prop.value]
    return values
