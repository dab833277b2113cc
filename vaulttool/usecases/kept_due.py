"""`due`, the day of the next word as a plain property, where the settings ask for it.

Obsidian's Bases can compute the day from a circle, not from every cadence (`P3M`, `every 6 weeks`) nor from a
tag or folder of the settings. For these people the day stands in the note.
"""

import datetime as dt

from vaulttool.network.circle import CadenceRules, belongs
from vaulttool.network.contact import Contact
from vaulttool.network.property_value import raw_texts
from vaulttool.notes.front_matter import fold_name
from vaulttool.usecases.kept_properties import DUE, keeps_due, kept_twice
from vaulttool.vault.vault_read import VaultRead


def due_to_write(
    contact: Contact, last: dt.date | None, read: VaultRead, rules: CadenceRules
) -> dict[str, str | None]:
    """Give what `due` should be: a day, or None to take it out; nothing where it stands as it should.

    `last` is the day of the last contact that holds.
    """
    if not keeps_due(read.settings):
        return {}
    day = due_of(contact, last, rules)
    wanted = day.isoformat() if day else None
    texts = raw_texts(contact.properties.get(fold_name(read.settings.property_name(DUE))))
    stands = texts[0] if texts else None
    return {} if wanted == stands and not kept_twice(contact, read) else {DUE: wanted}


def due_of(contact: Contact, last: dt.date | None, rules: CadenceRules) -> dt.date | None:
    """Give the day that a cadence of the note's own, or of its group, asks for; None for all others."""
    if last is None or not contact.asks_for_acts or contact.circle == "daily":
        return None
    if contact.cadence is not None:
        return contact.cadence.after(last)
    group = next((cadence for name, cadence in rules.groups.items() if belongs(contact, name)), None)
    return group.after(last) if group else None
