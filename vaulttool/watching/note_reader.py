"""Reading a note that was saved, perhaps in the middle of a save."""

from dataclasses import dataclass
from pathlib import Path

from vaulttool.notes.edit import content_hash
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.note_facts import NoteFacts, Reading
from vaulttool.vault.read_notes import Before, facts_of_file
from vaulttool.vault.reader import read_source
from vaulttool.vault.walk import FileStat
from vaulttool.watching.half_saved import is_half_saved

EMPTY = content_hash(b"")
"""Hash of a note without a byte."""


@dataclass(frozen=True, slots=True)
class NoteReader:
    """Reads the notes of one vault."""

    root: Path
    reading: Reading
    before: Before | None

    def is_whole_enough(self, file: FileStat, held: NoteFacts | None, is_patient: bool) -> bool:
        """Say whether a note may be read as it is: not where an editor may be in the middle of a save."""
        if is_patient or held is None or held.hash in ("", EMPTY):
            return True
        try:
            content = read_source(self.root, file.on_disk).content
        except Unreadable as error:
            return error.problem.rule != "moving"
        return not is_half_saved(content)

    def read(self, file: FileStat, held: NoteFacts | None) -> NoteFacts | None:
        """Read a note; None where it cannot be read just now: what it said still holds."""
        fresh = facts_of_file(self.root, file, self.reading, self.before, held)
        return fresh if fresh.hash or held is None or not held.hash else None
