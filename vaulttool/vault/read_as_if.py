"""What a vault would say if some of its notes were others: found before anything is written."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from vaulttool.vault.index import Index
from vaulttool.vault.known_meaning import KnownMeaning
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.opened_when_asked import OneOrAll
from vaulttool.vault.vault_read import VaultRead

Changed = Mapping[str, NoteFacts | None]
"""By path what is known of notes then; None: the note is gone."""


@contextmanager
def read_as_if(vault: OpenVault, changed: Changed) -> Iterator[VaultRead]:
    """Give what the notes would say; it holds within the context only.

    The index is asked, in a change that is taken back; where that cannot be done, all notes are resolved.
    """
    now = vault.read
    if vault.index is not None:
        with _through_index(vault, vault.index, changed) as found:
            if found is not None:
                yield found
                return
    from vaulttool.vault.read_vault import resolve

    yield resolve(vault.settings, vault.walked, _all(now.facts, changed))


@contextmanager
def _through_index(vault: OpenVault, index: Index, changed: Changed) -> Iterator[VaultRead | None]:
    from vaulttool.vault.bring_in import AnotherUser, BringIn

    now = vault.read
    known = KnownMeaning.held(index.file, vault.settings, vault.today)
    if known is None:
        yield None
        return
    new = {path: facts for path, facts in changed.items() if facts is not None}
    failures = index.file.failures
    change = BringIn(known, index.facts_of(changed), new, index.facts_of)
    with index.as_if(change, AnotherUser) as is_done:
        found = None
        if is_done:
            then = KnownMeaning.held(index.file, vault.settings, vault.today) or known
            facts = OneOrAll(lambda path: _one(now, changed, path), lambda: _all(now.facts, changed))
            found = then.read(vault.walked, now.unread - changed.keys(), lambda: facts)
        if found is not None:
            found.all_paths = lambda: now.paths.difference(changed).union(new)
        yield found if index.file.failures == failures else None


def _one(now: VaultRead, changed: Changed, path: str) -> NoteFacts:
    facts = changed[path] if path in changed else now.facts[path]
    if facts is None:
        raise KeyError(path)
    return facts


def _all(now: Mapping[str, NoteFacts], changed: Changed) -> dict[str, NoteFacts]:
    return {path: facts for path, facts in {**now, **changed}.items() if facts is not None}
