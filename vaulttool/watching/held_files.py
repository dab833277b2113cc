"""The files of a vault's notes, as of the last look at each."""

from collections import Counter
from collections.abc import Iterable, Iterator

from vaulttool.vault.walk import FileStat


class HeldFiles:
    """Knows each note's file by its name on disk, which may spell accents in another Unicode form.

    Of its state a number is kept: of a hundred thousand files, that takes a third of the memory.
    """

    def __init__(self, files: Iterable[FileStat]) -> None:
        self._states: dict[str, int] = {}
        """By name on disk."""
        self._paths: dict[str, str] = {}
        """Path by name on disk, of notes whose name is spelled otherwise there."""
        self._names: dict[str, str] = {}
        """The other way."""
        self._folders: Counter[str] = Counter()
        """How many notes lie below each folder, by its name on disk."""
        for file in files:
            self.put(file)

    def __len__(self) -> int:
        return len(self._states)

    def __iter__(self) -> Iterator[str]:
        """Give the names on disk."""
        return iter(self._states)

    def __contains__(self, path: object) -> bool:
        """Say whether there is a note at a path."""
        return isinstance(path, str) and self.name_of(path) in self._states

    def has(self, name: str) -> bool:
        """Say whether there is a note of that name on disk."""
        return name in self._states

    def is_as_held(self, file: FileStat) -> bool:
        """Say whether a file is as it was when it was last looked at."""
        return self._states.get(file.on_disk) == _state(file)

    def path_of(self, name: str) -> str:
        """Give the path of a note by its name on disk."""
        return self._paths.get(name, name)

    def name_of(self, path: str) -> str:
        """Give the name on disk of a note."""
        return self._names.get(path, path)

    def put(self, file: FileStat) -> None:
        """Take in a file that was looked at."""
        name = file.on_disk
        if name not in self._states:
            name = _copy(name)
            self._folders.update(_folders(name))
            if name != file.path:
                self._names[file.path], self._paths[name] = name, file.path
        self._states[name] = _state(file)

    def drop(self, name: str) -> bool:
        """Forget a file that is not here any more; say whether it was."""
        if self._states.pop(name, None) is None:
            return False
        self._names.pop(self._paths.pop(name, ""), None)
        self._folders.subtract(_folders(name))
        return True

    def are_below(self, folder: str) -> bool:
        """Say whether there are notes in a folder, at any depth."""
        return self._folders[folder] > 0

    def differing(self, found: Iterable[FileStat]) -> list[str]:
        """Give the names on disk of the notes that are new, changed or gone, now that `found` are here."""
        changed: list[str] = []
        here: set[str] = set()
        for file in found:
            here.add(file.on_disk)
            if not self.is_as_held(file):
                changed.append(file.on_disk)
        return changed + [name for name in self._states if name not in here]


def _copy(text: str) -> str:
    """Give the same text in another place: the first one lies among all that a look at everything made."""
    return (text + " ")[:-1]


def _state(file: FileStat) -> int:
    """Give a number that tells states apart: two of them share it once in 10^18 times."""
    return hash((file.size, file.mtime_ns, file.ctime_ns, file.inode, file.is_evicted))


def _folders(name: str) -> Iterator[str]:
    folder = name.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
