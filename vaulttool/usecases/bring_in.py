"""Bring what was read into an opened vault."""

from collections.abc import Mapping, Sequence

from vaulttool.exchange.records import ImportedInteraction, ImportedPerson
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.notes.problem import Problem
from vaulttool.notes.property_edit import set_list_property
from vaulttool.usecases.everybody import ReadBytes
from vaulttool.usecases.fill_contacts import fill_contacts
from vaulttool.usecases.import_people import gather, import_people
from vaulttool.usecases.import_talks import import_talks
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.vault_place import bytes_of, import_place, new_notes
from vaulttool.usecases.yes_if import notes_by_rule
from vaulttool.vault.find_vault import find_settings_note
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.settings import SETTINGS_NOTE, SETTINGS_TYPE


def bring_in(
    vault: OpenVault,
    people: Sequence[ImportedPerson],
    talks: Sequence[ImportedInteraction],
    region: str = "",
    rule: str = "",
    columns: Mapping[str, str] | None = None,
) -> Outcome:
    """Find the edits of an import: triage notes and their tables, what contacts lack, the log.

    `rule` (see `yes_if`) makes notes at once. Raises ValueError where it cannot be read. `columns` is
    what the person said that columns of tables hold: it stands in the settings note afterwards.
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
    told = _remembered_columns(vault, columns or {}, read)
    edits = (*told, *ruled, *offered.edits, *filled.edits, *logged.edits)
    problems = (*offered.problems, *filled.problems)
    return Outcome(edits, problems, tuple(f"{edit.path}: {edit.why}" for edit in edits))


def _remembered_columns(vault: OpenVault, columns: Mapping[str, str], read: ReadBytes) -> tuple[Edit, ...]:
    """Give the edit that writes what is new into the settings note; it is made where there is none."""
    known = vault.settings.import_columns
    path = find_settings_note(vault.root, vault.walked.files)
    source = read(path) if path else None
    if not columns or {**known, **columns} == dict(known):
        return ()
    pairs = [f"{column}: {prop}" for column, prop in {**known, **columns}.items()]
    expected = None if source is None else content_hash(source)
    there = source or f"---\ntype: {SETTINGS_TYPE}\n---\n".encode()
    new = set_list_property(there, path or SETTINGS_NOTE, "import_columns", pairs)
    if isinstance(new, Problem) or new == source:
        return ()
    return (Edit(path or SETTINGS_NOTE, expected, new, "what columns of tables hold"),)
