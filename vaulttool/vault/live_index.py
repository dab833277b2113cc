"""The index as a process uses it that stays: what notes mean is brought up to date note by note.

Nothing of the notes is held in memory; of what is wanted of them, the index is asked.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from vaulttool.vault.bring_in import AnotherUser, BringIn
from vaulttool.vault.index import Index
from vaulttool.vault.index_file import Moved
from vaulttool.vault.known_meaning import KnownMeaning
from vaulttool.vault.meaning_rows import notes_aiming_at
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.read_through_index import ReadingThrough
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import VaultRead
from vaulttool.vault.walk import FileStat, WalkResult

_ATTEMPTS = 3
_Answer = TypeVar("_Answer")


class ReadAnew(Exception):
    """What the index knows is no more what the notes say: all of them are to be looked at."""


class LiveIndex:
    """What the notes of a vault say, as of the last look at each."""

    def __init__(self, index: Index, settings: Settings, today: dt.date) -> None:
        self._index = index
        self._settings = settings
        self._today = today
        self._failures = index.file.failures
        index.reading_begins()

    @classmethod
    def of(cls, vault: OpenVault) -> "LiveIndex":
        """Give the index through which a vault was read; one without a name where that did not serve."""
        read, index = vault.read, vault.index
        if index is not None and index.file.is_usable and not index.file.failures and _knows(index, vault):
            return cls(index, vault.settings, vault.today)
        own = Index(None, vault.settings).__enter__()
        ReadingThrough(
            own,
            vault.root,
            vault.settings,
            vault.walked,
            lambda: vault.reading,
            vault.today,
            fresh=dict(read.facts),
        ).read()
        return cls(own, vault.settings, vault.today)

    def close(self) -> None:
        """Close it."""
        self._index.__exit__()

    def reading_begins(self) -> None:
        """Take in that notes are read from now on: what changes in the same moment is not believed."""
        self._index.reading_begins()

    def looked(self) -> None:
        """Note down that all notes were looked at just now."""
        self._index.looked()

    def facts_of(self, paths: Collection[str]) -> dict[str, NoteFacts]:
        """Give what is known of some notes by themselves. Raises ReadAnew."""
        return self._sound(self._index.facts_of(paths))

    def bring_in(
        self, files: Sequence[FileStat], facts: Mapping[str, NoteFacts], gone: Sequence[str]
    ) -> frozenset[str] | None:
        """Take in notes that were read, and those that are gone. Raises ReadAnew.

        Gives the contacts of whom something else may be told now; None: of anybody.
        """
        has_moved = self._index.has_moved()
        for _ in range(_ATTEMPTS):
            change = BringIn(self._known(), self.facts_of((*facts, *gone)), facts, self._index.facts_of)
            try:
                if not self._index.change(files, gone, facts, change):
                    raise ReadAnew
            except Moved:
                has_moved = True
            except AnotherUser:
                raise ReadAnew from None
            else:
                return self._sound(None if has_moved else change.people)
        raise ReadAnew

    def has_moved(self) -> bool:
        """Say whether another process has brought in notes: something else may be told of anybody."""
        return self._index.has_moved()

    def let_go(self, paths: Collection[str]) -> None:
        """Forget that these notes were ever here, of which none is here now."""
        self._index.let_go(paths)

    def people(self) -> list[str]:
        """Give the paths of all contacts. Raises ReadAnew."""
        return self._sound(self._known().people())

    def people_count(self) -> int:
        """Give how many contacts there are. Raises ReadAnew."""
        found = self._sound(self._index.file.column("SELECT count(*) FROM person"))
        return int(found[0]) - (self._known().frame.me is not None)

    def people_aiming_at(self, names: Iterable[str]) -> set[str]:
        """Give the contacts whose own notes say something by one of these folded names. Raises ReadAnew."""
        aiming = notes_aiming_at(self._index.file.rows, names)
        return self._sound(aiming.intersection(self.people()) if aiming else aiming)

    def read_people(self, paths: Iterable[str], unread: frozenset[str]) -> VaultRead:
        """Give what is known of some people by themselves. Raises ReadAnew."""
        return self._whole(self._known().read_people(paths, unread))

    def read(
        self,
        walked: WalkResult,
        unread: frozenset[str],
        all_facts: Callable[[], Mapping[str, NoteFacts]],
    ) -> VaultRead:
        """Give everything that is known. Raises ReadAnew."""
        return self._whole(self._known().read(walked, unread, all_facts))

    def _known(self) -> KnownMeaning:
        found = KnownMeaning.held(self._index.file, self._settings, self._today)
        if found is None:
            raise ReadAnew
        return found

    def _whole(self, read: VaultRead | None) -> VaultRead:
        if read is None:
            raise ReadAnew
        return self._sound(read)

    def _sound(self, answer: _Answer) -> _Answer:
        if self._index.file.failures != self._failures:
            raise ReadAnew
        return answer


def _knows(index: Index, vault: OpenVault) -> bool:
    is_held = KnownMeaning.held(index.file, vault.settings, vault.today) is not None
    return is_held and index.paths() == {file.path for file in vault.walked.files}
