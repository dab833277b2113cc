"""Names of notes and contacts as the index knows them: asked for one by one, not read as a whole."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from vaulttool.network.contact import Contact
from vaulttool.vault.index_file import IndexFile
from vaulttool.vault.resolution import HeldNoteNames, HeldPeopleNames, folded_path_and_name

_IS_CONTACT = "SELECT 1 FROM person WHERE path=?"


class KnownNoteNames:
    """The names of all notes; `paths` are asked for where the index turns out to be damaged."""

    def __init__(self, file: IndexFile, paths: Callable[[], Iterable[str]]) -> None:
        self._file = file
        self._failures = file.failures
        self._paths = paths
        self._held: HeldNoteNames | None = None
        self._named: dict[str, list[tuple[str, str]]] = {}

    def named(self, name: str) -> Sequence[tuple[str, str]]:
        """Give folded path and path of each note of that name, by path."""
        found = self._named.get(name)
        if found is None:
            query = "SELECT folded, path FROM note_name WHERE name=? ORDER BY path"
            found = [(row[0], row[1]) for row in self._file.rows(query, (name,))]
            if self._is_damaged():
                return self._all_held().named(name)
            self._named[name] = found
        return found

    def at(self, folded: str) -> str | None:
        """Give the path of the note at a folded path."""
        return next((path for one, path in self.named(folded.rpartition("/")[2]) if one == folded), None)

    def stamped(self, stamp: str) -> Sequence[str]:
        """Give the paths of the notes whose names begin with that number."""
        found = self._file.column("SELECT path FROM stamp WHERE stamp=? ORDER BY path", (stamp,))
        return self._all_held().stamped(stamp) if self._is_damaged() else found

    def _is_damaged(self) -> bool:
        return self._file.failures != self._failures

    def _all_held(self) -> HeldNoteNames:
        if self._held is None:
            self._held = HeldNoteNames(self._paths())
        return self._held


class KnownPeopleNames:
    """The names of all contacts but `me`; they are asked for where the index turns out to be damaged."""

    def __init__(
        self, file: IndexFile, me: str | None, contacts: Callable[[], Mapping[str, Contact]]
    ) -> None:
        self._file = file
        self._failures = file.failures
        self._me = me
        self._contacts = contacts
        self._known: dict[str, bool] = {}

    def is_contact(self, path: str) -> bool:
        """Say whether the note at a path is a contact's."""
        found = self._known.get(path)
        if found is None:
            found = path != self._me and bool(self._file.rows(_IS_CONTACT, (path,)))
            if self._is_damaged():
                return path in self._contacts()
            self._known[path] = found
        return found

    def called(self, name: str) -> Collection[str]:
        """Give the paths of the contacts who bear a folded name."""
        found = self._file.column("SELECT path FROM called WHERE name=?", (name,))
        if self._is_damaged():
            return HeldPeopleNames(self._contacts()).called(name)
        return [path for path in found if path != self._me]

    def _is_damaged(self) -> bool:
        return self._file.failures != self._failures


def note_name_row(path: str) -> tuple[str, str, str]:
    """Give the row by which a note's name is known."""
    folded, name = folded_path_and_name(path)
    return name, path, folded
