"""Which file a link means, as Obsidian finds it, and which contact a name means."""

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from vaulttool.network.contact import Contact
from vaulttool.notes.links import LinkKind
from vaulttool.notes.paths import name_of

_ID = re.compile(r"^(\d{8}T\d{6}|\d{12}(?:\d\d)?)(?!\d)")
_POSSESSIVE = re.compile(r"['’]s$")
_SLASHES = re.compile(r"[\\/]+")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A link or name that may mean several notes: it means nobody, and `check` says so."""

    paths: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def fold_path(text: str) -> str:
    """Give the form in which paths and names are compared: NFC, letter case, no-break spaces, slashes."""
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u202f", " ")
    return _SLASHES.sub("/", text).strip().casefold()


def fold_person(name: str) -> str:
    """Give the form in which people's names are compared."""
    return " ".join(fold_path(name).replace("’", "'").replace("_", " ").removeprefix("@").split())


class NoteNames(Protocol):
    """The notes that bear a name; names and paths are folded, without ".md"."""

    def named(self, name: str) -> Sequence[tuple[str, str]]:
        """Give folded path and path of each note of that name, by path."""

    def at(self, folded: str) -> str | None:
        """Give the path of the note at a folded path."""

    def stamped(self, stamp: str) -> Sequence[str]:
        """Give the paths of the notes whose names begin with that number."""


class PeopleNames(Protocol):
    """The contacts that bear a name."""

    def is_contact(self, path: str) -> bool:
        """Say whether the note at a path is a contact's."""

    def called(self, name: str) -> Collection[str]:
        """Give the paths of the contacts who bear a folded name."""


def folded_path_and_name(path: str) -> tuple[str, str]:
    """Give path and name of a note in the form in which links are compared."""
    folded = fold_path(path).removesuffix(".md")
    return folded, folded.rpartition("/")[2]


def stamp_of(name: str) -> str | None:
    """Give the number with which a folded name begins, as Denote and Zettlr make them."""
    stamp = _ID.match(name.upper()) if name[:8].isdigit() else None
    return stamp[1] if stamp else None


class HeldNoteNames:
    """Names of notes, held in memory."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_path: dict[str, str] = {}
        self._by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._by_stamp: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            folded, name = folded_path_and_name(path)
            self._by_path.setdefault(folded, path)
            self._by_name[name].append((folded, path))
            stamp = stamp_of(name)
            if stamp:
                self._by_stamp[stamp].append(path)

    def named(self, name: str) -> Sequence[tuple[str, str]]:
        """Give folded path and path of each note of that name."""
        return self._by_name.get(name, ())

    def at(self, folded: str) -> str | None:
        """Give the path of the note at a folded path."""
        return self._by_path.get(folded)

    def stamped(self, stamp: str) -> Sequence[str]:
        """Give the paths of the notes whose names begin with that number."""
        return self._by_stamp.get(stamp, ())


class HeldPeopleNames:
    """Names of contacts, held in memory."""

    def __init__(self, contacts: Mapping[str, Contact]) -> None:
        self._contacts = contacts
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for path, contact in contacts.items():
            for name in names_of_contact(contact):
                self._by_name[name].add(path)

    def is_contact(self, path: str) -> bool:
        """Say whether the note at a path is a contact's."""
        return path in self._contacts

    def called(self, name: str) -> Collection[str]:
        """Give the paths of the contacts who bear a folded name."""
        return self._by_name.get(name, ())


def names_of_contact(contact: Contact) -> set[str]:
    """Give all folded names by which links and words may mean a contact."""
    return {fold_person(name) for name in (name_of(contact.path), *contact.names)}


def words_of_name(contact: Contact) -> list[str]:
    """Give the folded words of a contact's name, the first name first."""
    return fold_person(contact.name).split()


class LinkResolver:
    """Finds the note that a link opens."""

    def __init__(self, paths: Iterable[str] = (), names: NoteNames | None = None) -> None:
        """Take the paths of all notes, or what knows their names."""
        self._names: NoteNames = names or HeldNoteNames(paths)

    def count(self, name: str) -> int:
        """Give how many notes bear a folded name."""
        return len(self._names.named(name))

    def has_name(self, target: str) -> bool:
        """Say whether any note bears the name, whatever its folder."""
        return bool(self._names.named(folded_path_and_name(target)[1]))

    def means_the_same_everywhere(self, target: str) -> bool:
        """Say whether a link means the same in every note: a bare name that no two notes have."""
        wanted = fold_path(target).removesuffix(".md")
        return "/" not in wanted and len(self._names.named(wanted)) <= 1

    def resolve(self, target: str, source: str) -> str | Ambiguous | None:
        """Give the path of the note that a link in the note `source` opens; None where none does."""
        wanted = fold_path(target).removesuffix(".md")
        # Nearly every link is the name of one note, whatever its folder and that of the link.
        same = self._names.named(wanted)
        if len(same) == 1:
            return same[0][1]
        folder = fold_path(source).rpartition("/")[0]
        if wanted.startswith(("./", "../")):
            relative = posixpath.normpath(posixpath.join(folder, wanted))
            found = self._names.at(relative.removeprefix("./"))
            return found or self.resolve(wanted.lstrip("./"), source)
        wanted = wanted.lstrip("/")
        there = self._names.at(wanted)
        if there is not None and ("/" in wanted or len(self._names.named(wanted)) == 1):
            return there
        return self._among_equal_names(wanted, folder)

    def _among_equal_names(self, wanted: str, folder: str) -> str | Ambiguous | None:
        there = self._names.at(wanted) or (self._names.at(posixpath.join(folder, wanted)) if folder else None)
        if there is not None:
            return there
        same = [
            (folded, path)
            for folded, path in self._names.named(wanted.rpartition("/")[2])
            if folded == wanted or folded.endswith(f"/{wanted}")
        ]
        if not same:
            return self._by_stamp(wanted)
        shortest = min(len(folded) for folded, _ in same)
        best = [path for folded, path in same if len(folded) == shortest]
        return best[0] if len(best) == 1 else Ambiguous(tuple(sorted(best)))

    def _by_stamp(self, wanted: str) -> str | Ambiguous | None:
        """Denote and Zettlr link by the number with which a file name begins."""
        stamp = wanted.removeprefix("denote:").upper()
        found = self._names.stamped(stamp) if _ID.fullmatch(stamp) else ()
        return None if not found else found[0] if len(found) == 1 else Ambiguous(tuple(sorted(found)))


class PersonResolver:
    """Finds the contact that a link, a mention or a plain name means."""

    def __init__(
        self, contacts: Mapping[str, Contact], links: LinkResolver, names: PeopleNames | None = None
    ) -> None:
        """Take all contacts by path, or what knows their names."""
        self._names: PeopleNames = names or HeldPeopleNames(contacts)
        self._links = links
        self._same_everywhere: dict[tuple[LinkKind, str], str | Ambiguous | None] = {}

    def is_contact(self, path: str) -> bool:
        """Say whether the note at a path is a contact's."""
        return self._names.is_contact(path)

    def resolve(self, kind: LinkKind, target: str, source: str) -> str | Ambiguous | None:
        """Give the path of the contact; None where the words mean a note of another kind, or nothing."""
        key = kind, target
        if key in self._same_everywhere:
            return self._same_everywhere[key]
        found = self._resolve(kind, target, source)
        if kind in ("at", "plain", "name") or self._links.means_the_same_everywhere(target):
            self._same_everywhere[key] = found
        return found

    def _resolve(self, kind: LinkKind, target: str, source: str) -> str | Ambiguous | None:
        if kind in ("wikilink", "markdown"):
            found = self._links.resolve(target, source)
            if isinstance(found, str):
                return found if self._names.is_contact(found) else None
            if found is not None:
                people = [path for path in found.paths if self._names.is_contact(path)]
                return found if people else None
            # Resolving a bare alias is our addition: Obsidian opens nothing there.
            return self.by_name(name_of(target))
        if kind == "name":
            # Whoever shares the name is asked about by `names`: it is no fault of the note.
            found = self.by_name(target)
            return found if isinstance(found, str) else None
        if kind == "at":
            return self._by_longest_name(target)
        return self.by_name(target) or self._by_longest_name(target, least=2)

    def by_name(self, name: str) -> str | Ambiguous | None:
        """Give the contact who bears a name or alias; several bear it: ambiguous."""
        found = self._names.called(fold_person(name))
        return (
            None if not found else next(iter(found)) if len(found) == 1 else Ambiguous(tuple(sorted(found)))
        )

    def _by_longest_name(self, words: str, least: int = 1) -> str | Ambiguous | None:
        for name in spoken_names(words, least):
            found = self.by_name(name)
            if found is not None:
                return found
        return None


def spoken_names(words: str, least: int = 1) -> Iterator[str]:
    """Give the names that words may begin with, the longest first, of so many words at least."""
    parts = words.split()
    for count in range(len(parts), least - 1, -1):
        said = " ".join(parts[:count])
        yield said.rstrip(".,;:!?'’")
        if count == least and (cut := _POSSESSIVE.sub("", said)) != said:
            yield cut
