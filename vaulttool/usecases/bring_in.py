"""Bring what was read into an opened vault."""

from collections.abc import Sequence

from vaulttool.exchange.records import ImportedInteraction, ImportedPerson
from vaulttool.notes.edit import Edit
from vaulttool.usecases.fill_contacts import fill_contacts
from vaulttool.usecases.import_people import gather, import_people
from vaulttool.usecases.import_talks import import_talks
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.vault_place import bytes_of, import_place, new_notes
from vaulttool.usecases.yes_if import notes_by_rule
from vaulttool.vault.open_vault import OpenVault


def bring_in(
    vault: OpenVault,
    people: Sequence[ImportedPerson],
    talks: Sequence[ImportedInteraction],
    region: str = "",
    rule: str = "",
) -> Outcome:
    """Find the edits of an import: triage notes and their tables, what contacts lack, the log.

    `rule` (see `yes_if`) makes notes at once. Raises ValueError where it cannot be read.
    """
    place, read = import_place(vault, region), bytes_of(vault)
    found = gather(people, talks, vault.read.contacts, read, place)
    ruled: tuple[Edit, ...] = ()
    made: dict[int, str] = {}
    if rule:
        ruled, made = notes_by_rule(rule, found.everyone, place, new_notes(vault))
    offered = import_people(found, read, place, made)
    filled = fill_contacts(found.everyone, found.contacts, read, vault.settings.property_name)
    logged = import_talks(found, read, place, made)
    edits = (*ruled, *offered.edits, *filled.edits, *logged.edits)
    problems = (*offered.problems, *filled.problems)
    return Outcome(edits, problems, tuple(f"{edit.path}: {edit.why}" for edit in edits))
