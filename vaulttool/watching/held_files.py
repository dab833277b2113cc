"""The files of a vault's notes, as of the last look at each."""

from collections import Counter
from collections.abc import Iterable, Iterator

from vaulttool.vault.walk import FileStat


class HeldFiles:
    """Knows each note's file by its name on disk, which may spell accents in another Unicode form."""

    def __init__(self, files: Iterable[FileStat]) -> None:
        self._by_name: dict[str, FileStat] = {}
        self._respelled: dict[str, str] = {}
        """Name on disk by path, of notes whose name is spelled otherwise there."""
        self._folders: Counter[str] = Counter()
        """How many notes lie below each folder, by its name on disk."""
        for file in files:
            self.put(file)

    def __len__(self) -> int:
        return len(self._by_name)

    def __iter__(self) -> Iterator[FileStat]:
        return iter(self._by_name.values())

    def get(self, name: str) -> FileStat | None:
        """Give a file by its name on disk."""
        return self._by_name.get(name)

    def __contains__(self, path: object) -> bool:
        """Say whether there is a note at a path."""
        return isinstance(path, str) and self.name_of(path) in self._by_name

    def path_of(self, name: str) -> str:
        """Give the path of a note by its name on disk."""
        file = self._by_name.get(name)
        return file.path if file is not None else name

    def name_of(self, path: str) -> str:
        """Give the name on disk of a note."""
        return self._respelled.get(path, path)

    def put(self, file: FileStat) -> None:
        """Take in a file that was looked at."""
        if file.on_disk not in self._by_name:
            self._folders.update(_folders(file.on_disk))
            if file.on_disk != file.path:
                self._respelled[file.path] = file.on_disk
        self._by_name[file.on_disk] = file

    def drop(self, name: str) -> FileStat | None:
        """Forget a file that is not here any more, and give it."""
        file = self._by_name.pop(name, None)
        if file is not None:
            self._respelled.pop(file.path, None)
            self._folders.subtract(_folders(name))
        return file

    def are_below(self, folder: str) -> bool:
        """Say whether there are notes in a folder, at any depth."""
        return self._folders[folder] > 0

    def differing(self, found: Iterable[FileStat]) -> list[str]:
        """Give the names on disk of the notes that are new, changed or gone, now that `found` are here."""
        here = {file.on_disk: file for file in found}
        changed = [name for name, file in here.items() if self._by_name.get(name) != file]
        return changed + [name for name in self._by_name if name not in here]


def _folders(name: str) -> Iterator[str]:
    folder = name.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
