"""The days of contacts as they are after changes that are not written yet."""

from vaulttool.notes.edit import content_hash
from vaulttool.notes.problem import Problem
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.update import update
from vaulttool.vault.facts import read_facts
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.read_vault import VaultRead, network_on, resolve
from vaulttool.vault.reader import Source


def read_after(vault: OpenVault, changes: Changes) -> VaultRead:
    """Give what the notes will say when the changes are written."""
    facts = dict(vault.read.facts)
    for edit in changes.edits():
        if edit.new is None:
            facts.pop(edit.path, None)
        elif edit.path.casefold().endswith(".md"):
            facts[edit.path] = read_facts(edit.new, edit.path, content_hash(edit.new), vault.reading)
    return resolve(vault.settings, vault.walked, facts)


def put_days(vault: OpenVault, changes: Changes, people: frozenset[str]) -> tuple[Problem, ...]:
    """Bring `last_contact` of some people up to date with what the changed notes will prove."""
    read = read_after(vault, changes)

    def source_of(path: str) -> Source:
        source = changes.read_source(path)
        now = changes.read(path)
        return source if now is None else source._replace(content=now, hash=content_hash(now))

    outcome = update(
        read,
        network_on(read, vault.today),
        LinkWriter.over(read.paths, vault.links.style),
        source_of,
        vault.ever_seen,
        only=people,
    ).outcome
    for edit in outcome.edits:
        changes.put(edit.path, edit.new, edit.why)
    return outcome.problems
