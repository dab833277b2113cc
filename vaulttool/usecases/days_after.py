"""The days of contacts as they are after changes that are not written yet."""

from collections.abc import Iterator
from contextlib import contextmanager

from vaulttool.notes.edit import content_hash
from vaulttool.notes.problem import Problem
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.update import update
from vaulttool.vault.facts import read_facts
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.read_as_if import read_as_if
from vaulttool.vault.reader import Source
from vaulttool.vault.vault_read import VaultRead, network_on


@contextmanager
def read_after(vault: OpenVault, changes: Changes) -> Iterator[VaultRead]:
    """Give what the notes will say when the changes are written; it holds within the context only."""
    changed: dict[str, NoteFacts | None] = {}
    for edit in changes.edits():
        if edit.new is None:
            changed[edit.path] = None
        elif edit.path.casefold().endswith(".md"):
            changed[edit.path] = read_facts(edit.new, edit.path, content_hash(edit.new), vault.reading)
    with read_as_if(vault, changed) as read:
        yield read


def put_days(vault: OpenVault, changes: Changes, people: frozenset[str]) -> tuple[Problem, ...]:
    """Bring `last_contact` of some people up to date with what the changed notes will prove."""

    def source_of(path: str) -> Source:
        source = changes.read_source(path)
        now = changes.read(path)
        return source if now is None else source._replace(content=now, hash=content_hash(now))

    with read_after(vault, changes) as read:
        outcome = update(
            read,
            network_on(read, vault.today),
            LinkWriter.by(read.links, vault.links.style),
            source_of,
            vault.ever_seen,
            only=people,
        ).outcome
    for edit in outcome.edits:
        changes.put(edit.path, edit.new, edit.why)
    return outcome.problems
