"""The heads of a few hundred notes, spread over all folders: enough to know a vault by."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vaulttool.notes.front_matter import FrontMatter, read_front_matter, split_front_matter
from vaulttool.vault.walk import FileStat

MOST_NOTES = 400
_HEAD = 6_000


@dataclass(frozen=True, slots=True)
class SampledNote:
    """The first part of one note."""

    path: str
    front_matter: FrontMatter
    body: str

    @property
    def stem(self) -> str:
        """The file name without ".md"."""
        return self.path.rpartition("/")[2][:-3]

    @property
    def folder(self) -> str:
        """Its folder, "" for the root."""
        return self.path.rpartition("/")[0]


def by_folder(files: Sequence[FileStat]) -> dict[str, list[FileStat]]:
    """Group notes by the folder that holds them, in order of path."""
    folders: defaultdict[str, list[FileStat]] = defaultdict(list)
    for file in files:
        folders[file.path.rpartition("/")[0]].append(file)
    return dict(sorted(folders.items()))


def sample_notes(root: Path, files: Sequence[FileStat], most: int = MOST_NOTES) -> tuple[SampledNote, ...]:
    """Read the heads of at most `most` notes: the same ones for the same vault, some from each folder."""
    folders = by_folder([file for file in files if not file.is_evicted])
    taken: list[FileStat] = []
    # A round takes one more note of each folder, so that a folder of thousands leaves room for the others.
    spread = {folder: _spread(notes) for folder, notes in folders.items()}
    for turn in range(max((len(notes) for notes in spread.values()), default=0)):
        taken += [notes[turn] for notes in spread.values() if turn < len(notes)]
        if len(taken) >= most:
            break
    sampled = (_read(root, file) for file in sorted(taken[:most]))
    return tuple(note for note in sampled if note is not None)


def _spread(notes: list[FileStat]) -> list[FileStat]:
    """Put first what lies far apart: the newest names are not like the oldest."""
    step = max(1, len(notes) // 8)
    return [note for start in range(step) for note in notes[start::step]]


def _read(root: Path, file: FileStat) -> SampledNote | None:
    try:
        with (root / file.on_disk).open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        return None
    text = head.decode("utf-8", "replace").replace("\r\n", "\n")
    return SampledNote(file.path, read_front_matter(text, file.path), split_front_matter(text)[1])
