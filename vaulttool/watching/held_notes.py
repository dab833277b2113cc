"""The notes of a vault under watch, as of the last look at each, and read anew one by one."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import replace
from functools import partial
from pathlib import Path

from vaulttool.notes.edit import Edit, content_hash
from vaulttool.usecases.standing_update import StandingUpdate
from vaulttool.usecases.update import Update
from vaulttool.vault.aims import names_of_note
from vaulttool.vault.facts import NoteFacts, read_facts
from vaulttool.vault.find_vault import find_settings_note
from vaulttool.vault.link_writing import LinkWriter, read_link_style
from vaulttool.vault.live_index import LiveIndex
from vaulttool.vault.note_file_names import is_note_path
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.read_vault import network_on
from vaulttool.vault.reader import read_source
from vaulttool.vault.settings import SETTINGS_NOTE
from vaulttool.vault.vault_settings import vault_settings
from vaulttool.vault.walk import FileStat, WalkResult, file_at, walk, walk_folder
from vaulttool.watching.changed_facts import ChangedFacts
from vaulttool.watching.gaps import Gaps
from vaulttool.watching.held_files import HeldFiles
from vaulttool.watching.moves import Moves
from vaulttool.watching.note_reader import EMPTY, NoteReader
from vaulttool.watching.pending import Rested, Stamp
from vaulttool.watching.taken import Taken


class HeldNotes:
    """All notes of a vault: their files are held, what they say is asked of the index."""

    def __init__(self, vault: OpenVault, clock: Callable[[], float]) -> None:
        """Read what the index does not know; `clock` is monotonic, in seconds."""
        self.root = vault.root
        self.settings = vault.settings
        self._reader = NoteReader(vault.root, vault.reading, vault.before)
        self._clock = clock
        self._live = LiveIndex.of(vault)
        self._standing = StandingUpdate(self._live, vault.settings, partial(read_source, self.root))
        self._files = HeldFiles(vault.walked.files)
        self._settings_note = find_settings_note(vault.root, vault.walked.files)
        self._gaps = Gaps(vault)
        self._written: dict[str, NoteFacts] = {}
        """Of notes that we wrote, and that are to be brought in."""
        self._removed: set[str] = set()
        """Notes that we removed, whose absence is to be brought in."""
        self.contact_count = len(vault.read.contacts)
        # An empty note of a person may be in the middle of a save: it is written only after a rest.
        empty = self._live.facts_of([file.path for file in vault.walked.files if not file.size])
        self._foreign = {path: clock() for path, one in empty.items() if one.contact and one.hash == EMPTY}
        self._maimed: set[str] = set()
        self._moves = Moves()
        self._changed = ChangedFacts(vault.settings, partial(read_source, self.root))
        self._style = read_link_style(vault.root)

    def close(self) -> None:
        """Let go of the index."""
        self.settle()
        self._live.close()

    @property
    def note_count(self) -> int:
        """How many notes are known."""
        return len(self._files)

    @property
    def known(self) -> frozenset[str]:
        """Paths of all notes that are held to be here."""
        return frozenset(map(self._files.path_of, self._files))

    def path_of(self, name: str) -> str:
        """Give the path of a note by its name on disk."""
        return self._files.path_of(name)

    def name_on_disk(self, path: str) -> str:
        """Give the name on disk of a note, which may spell accents in another Unicode form."""
        return self._files.name_of(path)

    def hashes_of(self, paths: Collection[str]) -> Mapping[str, str]:
        """Give the hashes of notes' bytes as they were when they were read. Raises ReadAnew."""
        held = self._live.facts_of([path for path in paths if path not in self._written])
        found = {**held, **self._written}
        return {path: found[path].hash for path in paths if path in found}

    def place_of(self, path: str) -> Path:
        """Give the file of a note on disk."""
        return self.root / self.name_on_disk(path)

    def not_here(self) -> list[str]:
        """Give the names on disk of the notes that are held and whose file is not there."""
        return [name for name in self._files if self.look(name) is None]

    def are_below(self, folder: str) -> bool:
        """Say whether there are notes in a folder that events told of."""
        return self._files.are_below(folder)

    def missing(self, names: Iterable[str]) -> int:
        """Give how many of these notes, by their names on disk, are held to be here."""
        return sum(map(self._files.has, set(names)))

    def differences(self, walked: WalkResult) -> list[str]:
        """Give the names on disk of the notes that a look at all folders found new, changed or gone."""
        self._gaps.of_walk = walked.problems
        self._live.looked()
        self._standing.try_again()
        return self._files.differing(walked.files)

    def has_other_settings(self, walked: WalkResult, environment: Mapping[str, str]) -> bool:
        """Say whether the settings are others by now; what nobody chose is seen in the files."""
        return vault_settings(self.root, walked.files, environment).settings != self.settings

    def look(self, name: str) -> Stamp | None:
        """Give the state of a note's file, by its name on disk; None where there is none."""
        file = file_at(self.root, name, name)
        return Stamp(file.size, file.mtime_ns, file.ctime_ns, file.inode) if file else None

    def take(self, rested: Iterable[Rested]) -> Taken:
        """Read anew the notes that have rested. Raises ReadAnew."""
        self.settle()
        has_moved = self._live.has_moved()
        self._live.reading_begins()
        places = self._places(rested)
        held = self._live.facts_of([path for _, path, _ in places])
        doubtful: list[tuple[str, float]] = []
        fresh: dict[FileStat, NoteFacts] = {}
        gone: dict[str, str] = {}
        for one, path, file in places:
            before = held.get(path)
            if file is None:
                self._lose(one.path)
                gone[path] = before.hash if before is not None else ""
            elif not self._reader.is_whole_enough(file, before, one.is_patient):
                doubtful.append((one.path, one.since))
            elif (read := self._reader.read(file, before)) is not None:
                fresh[file] = read
        changed = [*gone]
        for file, read in fresh.items():
            before = held.get(file.path)
            self._files.put(file)
            if before is None or before.hash != read.hash or has_moved:
                self._take_in(before, read)
                changed.append(file.path)
        new_settings = any(
            path == self._settings_note or path.rpartition("/")[2] == SETTINGS_NOTE for path in changed
        )
        if not new_settings:  # Else all is read anew, and what the index knows tells what was lost.
            self._bring_in(fresh, gone, has_moved)
        return Taken(tuple(changed), tuple(doubtful), self._moves.of(gone, self._files), new_settings)

    def take_for_never_seen(self, names: Iterable[str]) -> set[str]:
        """Forget notes that are not here since the folder is another one; gives their paths."""
        gone = {self._lose(name) for name in names}
        self._bring_in({}, gone)
        self.let_go(gone)
        return gone

    def never_saw(self, paths: Set[str]) -> None:
        """Take notes that are not here for such as this device never knew: it did not see them go."""
        self._touch_whoever_aims_at(self._gaps.never_saw(paths))

    def let_go(self, paths: Set[str]) -> None:
        """Forget that notes were ever here whose absence has had its effect; the index does so too."""
        self._live.let_go({path for path in paths if path not in self._files})
        self.never_saw(paths)

    def wrote(self, edit: Edit) -> None:
        """Take in a write of our own, so that its event changes nothing."""
        path = self.path_of(edit.path)
        if not is_note_path(path):
            return
        if edit.new is None:
            self._lose(self.name_on_disk(path))
            self._written.pop(path, None)
            self._removed.add(path)
        else:
            self._written[path] = read_facts(edit.new, path, content_hash(edit.new), self._reader.reading)

    def settle(self) -> None:
        """Bring in what we wrote; how those files are now is told by their events. Raises ReadAnew."""
        if self._written or self._removed:
            written = {
                FileStat(path, -1, 0, 0, 0, self.name_on_disk(path)): one
                for path, one in self._written.items()
            }
            removed, self._written, self._removed = self._removed, {}, set()
            self._bring_in(written, removed)

    def quiet_since(self, path: str) -> float:
        """Give when somebody else last changed a note while we watched; minus infinity: never."""
        return self._foreign.get(path, float("-inf"))

    def is_maimed(self, path: str) -> bool:
        """Say whether a note had front matter and lost it: none is put on top of what is left (FAULTS A4)."""
        return path in self._maimed

    def update(self, today: dt.date) -> Update:
        """Find the edits that make every `last_contact` true. Raises ReadAnew."""
        self.settle()
        if self._live.has_moved():
            self._standing.touch(None)
        gaps = self._gaps
        found = self._standing.update(today, self._style, gaps.links, gaps.unread, gaps.problems())
        self.contact_count = self._live.people_count()
        return self._changed.with_history(found, self._live.facts_of(self._changed.paths), today)

    def opened(self, today: dt.date) -> OpenVault:
        """Give the vault as it is held, for what asks for more than days. Raises VaultError and ReadAnew."""
        self.settle()
        walked = walk(self.root, self.settings)
        known = replace(walked, files=tuple(file for file in walked.files if file.path in self._files))
        vault = OpenVault(self.root, self.settings, (), known, today)
        vault.read = self._live.read(
            known,
            self._gaps.unread,
            lambda: self._live.facts_of([file.path for file in known.files]),
        )
        vault.network = network_on(vault.read, today)
        vault.links = LinkWriter.by(vault.read.links, self._style)
        vault.reading, vault.ever_seen = self._reader.reading, self._gaps.gone
        return vault

    def read_link_style(self) -> None:
        """Look again how links are written here: that stands in a folder that is not watched."""
        style = read_link_style(self.root)
        if style != self._style:
            self._style = style
            self._standing.touch(None)

    def _places(self, rested: Iterable[Rested]) -> list[tuple[Rested, str, FileStat | None]]:
        """Give the notes that are not as they were, with path and file; without a file they are gone."""
        places: list[tuple[Rested, str, FileStat | None]] = []
        seen: dict[str, Mapping[str, FileStat]] = {}
        for one in rested:
            if self._files.has(one.path):
                path = self._files.path_of(one.path)
                file = None if one.is_gone else file_at(self.root, path, one.path)
                if one.is_gone or (file is not None and not self._files.is_as_held(file)):
                    places.append((one, path, file))
            elif not one.is_gone:  # Only a look at its folder tells whether it is a note or a conflict copy.
                folder = one.path.rpartition("/")[0]
                if folder not in seen:
                    walked = walk_folder(self.root, folder, self.settings)
                    seen[folder] = {file.on_disk: file for file in walked.files}
                file = seen[folder].get(one.path)
                places += [(one, file.path, file)] if file is not None else []
        return places

    def _take_in(self, held: NoteFacts | None, fresh: NoteFacts) -> None:
        """Hold what a note says that is new, or does not say what it said."""
        if held is None:
            self._moves.appeared(fresh.path, fresh.hash)
        if fresh.contact is not None:
            self._foreign[fresh.path] = self._clock()
            self._mark_maimed(held, fresh)
            self._changed.saw(held.contact if held is not None else None, fresh.contact)

    def _lose(self, name: str) -> str:
        """Forget a note that is not here any more; gives its path."""
        path = self._files.path_of(name)
        self._foreign.pop(path, None)
        self._maimed.discard(path)
        if self._files.drop(name):
            self._gaps.went(path)
        return path

    def _bring_in(
        self, fresh: Mapping[FileStat, NoteFacts], gone: Collection[str], has_moved: bool = False
    ) -> None:
        people: frozenset[str] | None = frozenset()
        if fresh or gone:
            facts = {file.path: one for file, one in fresh.items()}
            people = self._live.bring_in(list(fresh), facts, list(gone))
            self._touch_whoever_aims_at(self._gaps.took_in(facts, gone))
        self._standing.touch(None if has_moved else people)

    def _touch_whoever_aims_at(self, paths: Collection[str]) -> None:
        names = {name for path in paths for name in names_of_note(path)}
        self._standing.touch(self._live.people_aiming_at(names) if names else ())

    def _mark_maimed(self, held: NoteFacts | None, fresh: NoteFacts) -> None:
        assert fresh.contact is not None
        if fresh.contact.properties:
            self._maimed.discard(fresh.path)
        elif held is not None and held.contact is not None and held.contact.properties:
            self._maimed.add(fresh.path)
