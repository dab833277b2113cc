"""The facts of all notes, held in memory and read anew one by one."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from functools import partial
from pathlib import Path

from vaulttool.network.network import Network
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.usecases.update import Update, update
from vaulttool.vault.facts import NoteFacts, read_facts
from vaulttool.vault.find_vault import find_settings_note
from vaulttool.vault.index import Index
from vaulttool.vault.link_writing import LinkWriter, read_link_style
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.places import usable_cache_folder
from vaulttool.vault.read_vault import VaultRead, facts_of_file, network_on, resolve
from vaulttool.vault.reader import read_source
from vaulttool.vault.settings import SETTINGS_NOTE
from vaulttool.vault.vault_settings import vault_settings
from vaulttool.vault.walk import FileStat, WalkResult, file_at, is_note_path, walk, walk_folder
from vaulttool.watching.changed_facts import ChangedFacts
from vaulttool.watching.half_saved import is_half_saved
from vaulttool.watching.moves import Moves
from vaulttool.watching.pending import Rested, Stamp
from vaulttool.watching.taken import Taken

_EMPTY = content_hash(b"")


class HeldNotes:
    """All notes of a vault, as of the last look at each."""

    def __init__(self, vault: OpenVault, clock: Callable[[], float]) -> None:
        """Read what the index does not know; `clock` is monotonic, in seconds."""
        self.root = vault.root
        self.settings = vault.settings
        self._reading = vault.reading
        self._before = vault.before
        self._clock = clock
        self._walked = vault.walked
        self._facts: dict[str, NoteFacts] = dict(vault.read.facts)
        self._files = {file.on_disk: file for file in vault.walked.files}
        self._settings_note = find_settings_note(vault.root, vault.walked.files)
        self._ever_seen = set(vault.ever_seen) | set(self._facts)
        self._unsaved: set[str] = set()
        self._let_go: set[str] = set()
        self._is_gone_from_index = False
        # An empty note of a person may be in the middle of a save: it is written only after a rest.
        self._foreign = {
            path: clock() for path, one in self._facts.items() if one.contact and one.hash == _EMPTY
        }
        self._maimed: set[str] = set()
        self._moves = Moves()
        self._changed = ChangedFacts(vault.settings, partial(read_source, self.root))
        self._read: VaultRead | None = vault.read
        self._network: Network | None = None
        self._links = vault.links
        self._named = vault.read.paths

    @property
    def note_count(self) -> int:
        """How many notes are known."""
        return len(self._facts)

    @property
    def contact_count(self) -> int:
        """How many people are known."""
        return sum(facts.contact is not None for facts in self._facts.values())

    @property
    def known(self) -> frozenset[str]:
        """Paths of all notes that are held to be here."""
        return frozenset(self._facts)

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def path_of(self, name: str) -> str:
        """Give the path of a note by its name on disk."""
        file = self._files.get(name)
        return file.path if file is not None else name

    def name_on_disk(self, path: str) -> str:
        """Give the name on disk of a note, which may spell accents in another Unicode form."""
        if path in self._files:
            return path
        return next((name for name, file in self._files.items() if file.path == path), path)

    def hash_of(self, path: str) -> str | None:
        """Give the hash of a note's bytes as they were when it was read; None where it is not known."""
        facts = self._facts.get(path)
        return facts.hash if facts is not None else None

    def place_of(self, path: str) -> Path:
        """Give the file of a note on disk."""
        return self.root / self.name_on_disk(path)

    def not_here(self) -> list[str]:
        """Give the names on disk of the notes that are held and whose file is not there."""
        return [name for name in self._files if self.look(name) is None]

    def below(self, folder: str) -> list[str]:
        """Give the names on disk of the notes in a folder that events told of."""
        return [name for name in self._files if name.startswith(folder + "/")]

    def differences(self, walked: WalkResult) -> list[str]:
        """Give the names on disk of the notes that a look at all folders found new, changed or gone."""
        self._walked = walked
        found = {file.on_disk: file for file in walked.files}
        changed = [name for name, file in found.items() if self._files.get(name) != file]
        return changed + [name for name in self._files if name not in found]

    def has_other_settings(self, walked: WalkResult, environment: Mapping[str, str]) -> bool:
        """Say whether the settings are others by now; what nobody chose is seen in the files."""
        return vault_settings(self.root, walked.files, environment).settings != self.settings

    def look(self, name: str) -> Stamp | None:
        """Give the state of a note's file, by its name on disk; None where there is none."""
        file = file_at(self.root, name, name)
        return Stamp(file.size, file.mtime_ns, file.ctime_ns, file.inode) if file else None

    def take(self, rested: Iterable[Rested]) -> Taken:
        """Read anew the notes that have rested."""
        changed: list[str] = []
        doubtful: list[tuple[str, float]] = []
        gone: dict[str, str] = {}
        seen: dict[str, Mapping[str, FileStat]] = {}
        for one in rested:
            held = self._files.get(one.path)
            if one.is_gone:
                if held is not None and held.path in self._facts:
                    gone[held.path] = self._facts[held.path].hash
                changed += self._lose(one.path)
                continue
            if held is None:  # Only a look at its folder tells whether this is a note or a conflict copy.
                folder = one.path.rpartition("/")[0]
                if folder not in seen:
                    walked = walk_folder(self.root, folder, self.settings)
                    seen[folder] = {file.on_disk: file for file in walked.files}
                file = seen[folder].get(one.path)
            else:
                file = file_at(self.root, held.path, one.path)
            if file is None or file == held:
                continue
            if self._is_whole_enough(file, one.is_patient):
                changed += self._refresh(file)
            else:
                doubtful.append((one.path, one.since))
        new_settings = any(
            path == self._settings_note or path.rpartition("/")[2] == SETTINGS_NOTE for path in changed
        )
        return Taken(tuple(changed), tuple(doubtful), self._moves.of(gone, self._facts), new_settings)

    def take_for_never_seen(self, names: Iterable[str]) -> set[str]:
        """Forget notes that are not here since the folder is another one; gives their paths."""
        files = [self._files.pop(name) for name in names if name in self._files]
        for file in files:
            self._facts.pop(file.path, None)
            self._read = None
        gone = {file.path for file in files}
        self.never_saw(gone)
        return gone

    def never_saw(self, paths: Set[str]) -> None:
        """Take notes that are not here for such as this device never knew: it did not see them go."""
        self._ever_seen -= paths - self.known

    def let_go(self, paths: Set[str]) -> None:
        """Forget that notes were ever here whose absence has had its effect; the index does so too."""
        self._let_go |= paths
        self.never_saw(paths)

    def wrote(self, edit: Edit) -> None:
        """Take in a write of our own, so that its event changes nothing."""
        path = self.path_of(edit.path)
        if not is_note_path(path):
            return
        if edit.new is None:
            self._lose(self.name_on_disk(path))
            return
        self._facts[path] = read_facts(edit.new, path, content_hash(edit.new), self._reading)
        self._ever_seen.add(path)
        self._unsaved.add(path)
        self._read = None

    def quiet_since(self, path: str) -> float:
        """Give when somebody else last changed a note while we watched; minus infinity: never."""
        return self._foreign.get(path, float("-inf"))

    def is_maimed(self, path: str) -> bool:
        """Say whether a note had front matter and lost it: none is put on top of what is left (FAULTS A4)."""
        return path in self._maimed

    def update(self, today: dt.date) -> Update:
        """Find the edits that make every `last_contact` true."""
        read, network = self._resolved(), self._network_on(today)
        read_bytes = partial(read_source, self.root)
        found = update(read, network, self._links, read_bytes, frozenset(self._ever_seen))
        return self._changed.with_history(found, self._facts, today)

    def opened(self, today: dt.date) -> OpenVault:
        """Give the vault as it is held, for what asks for more than days. Raises VaultError."""
        walked, read = walk(self.root, self.settings), self._resolved()
        known = replace(walked, files=tuple(file for file in walked.files if file.path in read.facts))
        vault = OpenVault(self.root, self.settings, (), known, today)
        vault.read, vault.network, vault.links = read, self._network_on(today), self._links
        vault.reading, vault.ever_seen = self._reading, frozenset(self._ever_seen)
        return vault

    def save(self) -> None:
        """Keep in the index what was read since the last time; where there is no index, nothing is lost."""
        if not self._unsaved and not self._let_go and not self._is_gone_from_index:
            return
        folder = usable_cache_folder(self.root)
        if folder is not None:
            files = [file for file in self._files.values() if file.path in self._unsaved]
            with Index(folder, self.settings) as index:
                index.keep(files, self._facts, {})
                index.let_go(self._let_go - self._facts.keys())
        self._unsaved.clear()
        self._let_go.clear()
        self._is_gone_from_index = False

    def _resolved(self) -> VaultRead:
        if self._read is None:
            self._read = resolve(self.settings, self._walked, self._facts)
            self._network = None
            if self._read.paths != self._named:
                self._named = self._read.paths
                self._links = LinkWriter.over(self._named, self._links.style)
        return self._read

    def _network_on(self, today: dt.date) -> Network:
        read = self._resolved()
        if self._network is None or self._network.today != today:
            self._network = network_on(read, today)
        return self._network

    def read_link_style(self) -> None:
        """Look again how links are written here: that stands in a folder that is not watched."""
        style = read_link_style(self.root)
        if style != self._links.style:
            self._links = replace(self._links, style=style)

    def _lose(self, name: str) -> list[str]:
        file = self._files.pop(name, None)
        if file is None:
            return []
        self._facts.pop(file.path, None)
        self._foreign.pop(file.path, None)
        self._maimed.discard(file.path)
        self._is_gone_from_index = True
        self._read = None
        return [file.path]

    def _is_whole_enough(self, file: FileStat, is_patient: bool) -> bool:
        """Say whether a note may be read as it is: not where an editor may be in the middle of a save."""
        held = self._facts.get(file.path)
        if is_patient or held is None or held.hash in ("", _EMPTY):
            return True
        try:
            content = read_source(self.root, file.on_disk).content
        except Unreadable as error:
            return error.problem.rule != "moving"
        return not is_half_saved(content)

    def _refresh(self, file: FileStat) -> list[str]:
        held = self._facts.get(file.path)
        fresh = facts_of_file(self.root, file, self._reading, self._before)
        if not fresh.hash and held is not None and held.hash:
            return []  # Not readable just now: what it said still holds.
        self._files[file.on_disk] = file
        self._unsaved.add(file.path)
        if held is not None and held.hash == fresh.hash:
            return []
        self._facts[file.path] = fresh
        self._ever_seen.add(file.path)
        self._let_go.discard(file.path)
        self._read = None
        if held is None:
            self._moves.appeared(file.path, fresh.hash)
        if fresh.contact is not None:
            self._foreign[file.path] = self._clock()
            self._mark_maimed(held, fresh)
            self._changed.saw(held.contact if held is not None else None, fresh.contact)
        return [file.path]

    def _mark_maimed(self, held: NoteFacts | None, fresh: NoteFacts) -> None:
        assert fresh.contact is not None
        if fresh.contact.properties:
            self._maimed.discard(fresh.path)
        elif held is not None and held.contact is not None and held.contact.properties:
            self._maimed.add(fresh.path)
