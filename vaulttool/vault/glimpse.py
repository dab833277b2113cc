"""One person as the index knows them: only the notes that are shown are looked at, not the whole vault."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vaulttool.network.contact import Contact
from vaulttool.vault.find_vault import find_vault
from vaulttool.vault.index import Index
from vaulttool.vault.index_file import IndexFile
from vaulttool.vault.kept_settings import kept_settings
from vaulttool.vault.known_meaning import KnownMeaning
from vaulttool.vault.places import usable_cache_folder
from vaulttool.vault.resolution import fold_path, fold_person
from vaulttool.vault.vault_read import VaultRead
from vaulttool.vault.walk import file_at


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A person, and as much of the vault as is said of them."""

    contact: Contact
    read: VaultRead
    """Of the person and those whom they are tied to; nobody else is in it."""
    seen_go: frozenset[str]
    index: Index
    looked_at: dt.datetime
    """When all notes were last looked at, in local time."""
    root: Path

    def is_true(self, notes: Iterable[str]) -> bool:
        """Say whether notes are as they were when they were read."""
        files = [file_at(self.root, path, path) for path in set(notes)]
        return None not in files and self.index.are_true([file for file in files if file is not None])


def glimpse(
    start: Path, said: str, today: dt.date, named: str | None, environment: Mapping[str, str]
) -> Glimpse | None:
    """Give the one person whom a path, a name, an alias or a word of a name means exactly.

    None where that takes a look at all notes: nothing is kept, or several may be meant, or none.
    """
    root = find_vault(start, named, environment)
    folder = usable_cache_folder(root)
    settings = kept_settings(root, environment, folder) if folder is not None else None
    if folder is None or settings is None or settings.problems:
        return None
    index = Index(folder, settings.settings).__enter__()
    looked_at = index.looked_at()
    known = KnownMeaning.held(index.file, settings.settings, today)
    if known is None or looked_at is None:
        return None
    failures = index.file.failures
    with index.as_it_is() as is_the_same:
        path = _meant(index.file, said, known.frame.me)
        found = known.read_of(path) if path is not None and is_the_same else None
        gone = index.seen_go()
    if path is None or found is None or index.file.failures != failures:
        return None
    return Glimpse(found.contacts[path], found, gone, index, dt.datetime.fromtimestamp(looked_at), root)


def _meant(file: IndexFile, said: str, me: str | None) -> str | None:
    """Give the contact whom `find_person` would find without trying accents."""
    said = said.strip().removeprefix("[[").removesuffix("]]").partition("|")[0]
    folded = fold_path(said).removesuffix(".md").removeprefix("./")
    by_path = "SELECT n.path FROM note_name n JOIN person p ON p.path=n.path WHERE name=? AND folded=?"
    for path in file.column(by_path, (folded.rpartition("/")[2], folded)):
        return str(path) if path != me else None
    name = fold_person(said)
    called = [path for path in file.column("SELECT path FROM called WHERE name=?", (name,)) if path != me]
    if called:
        return str(called[0]) if len(called) == 1 else None
    words = file.rows("SELECT path, is_first FROM word WHERE word=?", (name,))
    best = [path for path, is_first in words if is_first] or [path for path, _ in words]
    return str(best[0]) if len(best) == 1 else None
