"""Reading a vault with its index: only what has changed is read, and what it means is brought in."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttool.vault.index import Index
from vaulttool.vault.index_file import Moved
from vaulttool.vault.known_meaning import KnownMeaning
from vaulttool.vault.opened_when_asked import OneOrAll
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import Bearings, VaultRead
from vaulttool.vault.walk import FileStat, WalkResult

# What reads notes and finds whom they mean is imported when a note has changed.
if TYPE_CHECKING:
    from vaulttool.vault.meaning import Meaning, Meetings
    from vaulttool.vault.note_facts import NoteFacts, Reading
    from vaulttool.vault.read_notes import Before, Progress

SLOW = 2_000
"""Notes to read anew from which on a progress bar is worth its line."""
_ATTEMPTS = 3


@dataclass
class ReadingThrough:
    """One reading of a vault. `index` is open, and stays so while the answer is used."""

    index: Index
    root: Path
    settings: Settings
    walked: WalkResult
    reading: "Callable[[], Reading]"
    today: dt.date
    progress: "Progress | None" = None
    before: "Before | None" = None
    fresh: "dict[str, NoteFacts]" = field(default_factory=dict)
    """Of the notes that were read anew."""

    def read(self) -> VaultRead:
        """Give what the notes say, as `read_vault` does."""
        for _ in range(_ATTEMPTS):
            self._read_anew(self.index.stale(self.walked.files))
            try:
                found = self._by_what_is_known() or self._resolved_anew()
                self.index.looked(self.walked.files)
                return found
            except Moved:  # Another process has written: look what the index knows now.
                continue
        from vaulttool.vault.read_vault import resolve

        return resolve(self.settings, self.walked, self._all_facts())

    def _read_anew(self, files: Sequence[FileStat]) -> None:
        files = [file for file in files if file.path not in self.fresh]
        if files:
            from vaulttool.vault.kept_patterns import keep_patterns
            from vaulttool.vault.read_notes import read_notes

            shown = self.progress if len(files) > SLOW else None
            folder = self.index.folder
            reading = self.reading()
            patterns = keep_patterns(folder.parent) if folder is not None else None
            found = read_notes(self.root, files, reading, shown, self.before)
            self.fresh |= {one.path: one for one in found}
            if patterns is not None:
                patterns.save()

    def _by_what_is_known(self) -> VaultRead | None:
        """Bring in what has changed; None where that is not enough, or cannot be done."""
        known = KnownMeaning.held(self.index.file, self.settings, self.today)
        if known is None:
            return None
        gone = self.index.gone(self.walked.files)
        if self.fresh or gone:
            from vaulttool.vault.bring_in import AnotherUser, BringIn

            before = self.index.facts_of((*self.fresh, *gone))
            change = BringIn(known, before, self.fresh, self.index.facts_of)
            files = [file for file in self.walked.files if file.path in self.fresh]
            try:
                if not self.index.change(files, gone, self.fresh, change):
                    return None
            except AnotherUser:
                return None
            known = KnownMeaning.held(self.index.file, self.settings, self.today) or known
        unread = frozenset(path for path, one in self.fresh.items() if not one.hash)
        failures = self.index.file.failures
        with self.index.as_it_is() as is_the_same:
            if not is_the_same:
                raise Moved
            found = known.read(self.walked, unread, lambda: OneOrAll(self._facts_of, self._all_facts))
        if self.index.file.failures != failures:
            return None
        if found is None:
            self.index.file.begin_anew()
        return found

    def _resolved_anew(self) -> VaultRead:
        """Resolve all notes, and keep what came of it."""
        from vaulttool.vault.bring_in import HORIZON, keep_all
        from vaulttool.vault.read_vault import resolve

        facts = self._all_facts()
        kept: list[tuple[Bearings, Mapping[str, Meaning], Meetings]] = []
        ahead_from = self.today - HORIZON
        found = resolve(self.settings, self.walked, facts, ahead_from, lambda *all: kept.append(all))
        known = {path: one for path, one in facts.items() if path not in self.fresh}
        self.index.keep(self.walked.files, facts, known, keep_all(facts, *kept[0], found))
        return found

    def _facts_of(self, note: str) -> "NoteFacts":
        """Give the facts of one note; raises KeyError where there is none."""
        found = self.fresh.get(note) or self.index.facts_of((note,)).get(note)
        return found if found is not None else self._all_facts()[note]

    def _all_facts(self) -> "dict[str, NoteFacts]":
        """Give the facts of all notes; those that the index has lost are read again, and are fresh too."""
        known = self.index.still_true(self.walked.files)
        self._read_anew([file for file in self.walked.files if file.path not in known])
        return {file.path: self.fresh.get(file.path) or known[file.path] for file in self.walked.files}
