"""Notes as text in, what the program says of people out: read and resolved as for a vault, without a disk."""

import datetime as dt
from collections.abc import Mapping

from vaulttool.evidence.finding import Finding
from vaulttool.network.contact import Contact
from vaulttool.vault.facts import Reading, read_facts
from vaulttool.vault.languages import load_languages
from vaulttool.vault.read_vault import VaultRead, network_on, resolve
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import WalkResult

TODAY = dt.date(2026, 11, 24)
PEOPLE = {"A": "Ana Ruiz", "B": "Bo Lindqvist", "C": "Chloé Marchand", "D": "Dov Adler"}
"""By the letter that stands for each in the text fixtures."""


def read_notes(notes: Mapping[str, str | bytes], settings: Settings | None = None) -> VaultRead:
    """Read notes (path → content) together with an empty contact note for each of `PEOPLE`."""
    settings = settings or Settings()
    reading = Reading(
        settings, settings.contact_rules(), load_languages("fr" if settings.language == "fr" else "en")
    )
    contents = {f"People/{name}.md": "" for name in PEOPLE.values()} | dict(notes)
    facts = {
        path: read_facts(text if isinstance(text, bytes) else text.encode(), path, "", reading)
        for path, text in contents.items()
    }
    return resolve(settings, WalkResult(()), facts)


def findings_of(read: VaultRead, path: str) -> dict[str, list[Finding]]:
    """What the note says of each contact, by name."""
    found: dict[str, list[Finding]] = {}
    for one in read.judged_in(path):
        found.setdefault(name_of(read, one.contact), []).append(one.finding)
    return found


def days_of(read: VaultRead, today: dt.date = TODAY) -> set[tuple[str, str]]:
    """Every interaction up to `today`, as the contact's name and the day."""
    return {
        (name_of(read, contact), one.date.isoformat())
        for contact, interactions in network_on(read, today).interactions.items()
        for one in interactions
    }


def name_of(read: VaultRead, path: str) -> str:
    contact: Contact = read.contacts[path]
    return contact.name


def with_links(text: str) -> str:
    """Put links in place of {A}, {B}, and plain names in place of {a}, {b}."""
    for letter, name in PEOPLE.items():
        text = text.replace(f"{{{letter}}}", f"[[{name}]]").replace(f"{{{letter.lower()}}}", name)
    return text
