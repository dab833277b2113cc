"""A device with a vault in memory: the daemon's own code decides there; only disk and clock are made up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from vaulttool.evidence.finding import OWN
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.usecases.keep_true import Pass
from vaulttool.usecases.update import Update, update
from vaulttool.vault.conflict_copies import ConflictCopy, conflict_copies, texts_are_alike
from vaulttool.vault.facts import NoteFacts, read_facts
from vaulttool.vault.link_writing import LinkStyle, LinkWriter
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.read_vault import VaultRead, network_on, resolve
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import FileStat, WalkResult
from vaulttool.watching.brakes import ManyBack
from vaulttool.watching.choice import Choice
from vaulttool.watching.passes import Passes
from vaulttool.watching.telling import Telling

SETTINGS = Settings(me=("Me",))
NOWHERE = Path("/nowhere")
_READING = OpenVault(NOWHERE, SETTINGS, (), WalkResult(()), dt.date.min, False).reading


@lru_cache(maxsize=1 << 15)
def facts_of(path: str, content: bytes, is_older: bool) -> NoteFacts:
    """Read a note; an older version knows nothing of logs in people's own notes."""
    facts = read_facts(content, path, content_hash(content), _READING)
    if is_older:
        facts = facts._replace(findings=tuple(one for one in facts.findings if one.target != OWN))
    return facts


@dataclass
class Journal:
    """What the daemon asks the journal for, and what `undo` needs."""

    entries: list[tuple[Edit, bytes, bool]] = field(default_factory=list)
    """Edit, the bytes before, and whether `undo` made it."""


class Device:
    """One machine: its part of the vault, its day, its memory."""

    def __init__(self, name: str, days_ahead: int, leaves_out: str, is_older: bool, observe: Observe) -> None:
        self.name = name
        self.days_ahead = days_ahead
        self.leaves_out = leaves_out
        """A folder that sync does not bring here; "" for none."""
        self.is_older = is_older
        self.files: dict[str, bytes] = {}
        self.ever_seen: set[str] = set()
        self.saw_deleted: set[str] = set()
        """What was deleted here, by hand or by sync: the truth, which no daemon knows."""
        self.journal = Journal()
        self.writes = 0
        self._observe = observe
        self._read: tuple[dict[str, bytes], VaultRead] | None = None
        self._asked: tuple[object, ...] = ()
        self._answer: Update
        self._time = 0.0
        self.start()

    def has(self, path: str) -> bool:
        """Say whether sync brings a path here."""
        return not self.leaves_out or not path.startswith(f"{self.leaves_out}/")

    def start(self) -> None:
        """Start the daemon anew: it knows what the index knows, and no more."""
        guard = SimpleNamespace(many_back=ManyBack(), obstacle=lambda: None, brake=None)
        guard.refusal = lambda found, now: guard.many_back.problem(found, now)
        keeper = SimpleNamespace(write=self._write, was_taken_back=self._was_taken_back)
        told = Telling(lambda line, is_problem: None)
        self._passes = Passes(keeper, guard, told, lambda count: True, lambda: self._time)  # type: ignore[arg-type]
        self._passes.without_unsaved = lambda opened, edits: list(edits)  # type: ignore[method-assign]

    def lose_state(self) -> None:
        """Lose index and journal."""
        self.ever_seen.clear()
        self.journal = Journal()
        self.start()

    def run(self, today: dt.date) -> None:
        """Let the daemon look at everything, and write what it may."""
        self._time += 100.0
        held = SimpleNamespace(
            update=self.update,
            quiet_since=lambda path: float("-inf"),
            hashes_of=lambda paths: {path: content_hash(self.files[path]) for path in paths},
            is_maimed=lambda path: False,
            wrote=lambda edit: None,
            let_go=self.ever_seen.difference_update,
        )
        opened: Any = SimpleNamespace(
            held=held, choice=Choice(0.0, 0.0), evidence_since=0.0, moving=frozenset, pending=None
        )
        self._passes.write(opened, today + dt.timedelta(days=self.days_ahead))

    def in_quarrel(self) -> set[str]:
        """Give the notes that the daemon leaves alone, and tells so, for what it writes is changed back."""
        return {problem.path for problem in self._passes.refused() if problem.rule == "changed-back"}

    def update(self, today: dt.date) -> Update:
        """Decide, by the code that `update` and `watch` decide by."""
        self.ever_seen.update(self.read().facts)
        asked = (today, frozenset(self.ever_seen), self.files)
        if asked != self._asked:
            read = self.read()
            links = LinkWriter.over(read.paths, LinkStyle())
            self._answer = update(read, network_on(read, today), links, self._source, asked[1])
            self._asked = (*asked[:2], self.files.copy())
        return self._answer

    def read(self) -> VaultRead:
        """Give what the notes say that are here."""
        if self._read is None or self._read[0] != self.files:
            self._read = (self.files.copy(), self._read_anew())
        return self._read[1]

    def _read_anew(self) -> VaultRead:
        copies = self.copies()
        left_out = {copy.path for copy in copies}
        notes = sorted(path for path in self.files if path not in left_out)
        walked = tuple(FileStat(path, len(self.files[path]), 0, 0, 0, path) for path in notes)
        facts = {path: facts_of(path, self.files[path], self.is_older) for path in notes}
        return resolve(SETTINGS, WalkResult(walked, tuple(copies)), facts)

    def copies(self) -> list[ConflictCopy]:
        """Give the conflict copies among the notes."""
        by_folder: defaultdict[str, list[str]] = defaultdict(list)
        for path in self.files:
            by_folder[path.rpartition("/")[0]].append(path)
        found = (copy for paths in by_folder.values() for copy in conflict_copies(paths))
        return [
            copy
            for copy in found
            if copy.sure
            or texts_are_alike(*(self.files[path].decode() for path in (copy.path, copy.original)))
        ]

    def undo(self) -> bool:
        """Take back the last write, unless the note was changed since; say whether it was."""
        for edit, old, is_undo in reversed(self.journal.entries):
            if is_undo:
                break
            if self.files.get(edit.path) == edit.new:
                self.files[edit.path] = old
                back = Edit(edit.path, content_hash(edit.new or b""), old, edit.why)
                self.journal.entries.append((back, edit.new or b"", True))
                return True
        return False

    def _source(self, path: str) -> Any:
        content = self.files[path]
        return SimpleNamespace(path=path, content=content, hash=content_hash(content))

    def _write(self, edits: Sequence[Edit], last: Sequence[Edit] = ()) -> Pass:
        for edit in (*edits, *last):
            old = self.files[edit.path]
            assert edit.new is not None and edit.expected == content_hash(old)
            self._observe(self, edit, old)
            self.files[edit.path] = edit.new
            self.journal.entries.append((edit, old, False))
            self.writes += 1
        return Pass(written=(*edits, *last))

    def _was_taken_back(self, edit: Edit) -> bool:
        of_note = [entry for entry in self.journal.entries if entry[0].path == edit.path]
        if not of_note or not of_note[-1][2] or content_hash(of_note[-1][0].new or b"") != edit.expected:
            return False
        return of_note[-1][0].why == edit.why


Observe = Callable[[Device, Edit, bytes], None]
"""Told each write before it is made: the device, the edit, the bytes that it replaces."""
