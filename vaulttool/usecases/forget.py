"""Remove a person for good: what goes, what is cut, and what stays for the user to decide."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from vaulttool.network.contact import Contact
from vaulttool.notes.cut_from_blocks import Cut, cut_from_blocks
from vaulttool.notes.edit import Edit
from vaulttool.notes.front_matter import split_front_matter
from vaulttool.notes.links import find_links
from vaulttool.notes.note_text import BOM, decode
from vaulttool.notes.paths import lies_in, name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.map_network import HTML, map_network, map_paths
from vaulttool.vault.canvases import canvases
from vaulttool.vault.journal import whole_words
from vaulttool.vault.kept_copies import is_kept_copy
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of the user's own that names the person; it is told, and stays."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting one person does."""

    edits: tuple[Edit, ...]
    words: tuple[str, ...]
    """What names the person, wherever it stands."""
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]

    @property
    def gone(self) -> tuple[str, ...]:
        """Paths of the files that go."""
        return tuple(edit.path for edit in self.edits if edit.new is None)


def forget(vault: OpenVault, contact: Contact) -> Forgetting:
    """Find what goes with a person: the note and its copies, and all that generated pages say of them."""
    words = words_of_person(contact)
    changes = Changes(partial(read_source, vault.root))
    mentions: list[Mention] = []
    problems: list[Problem] = []
    drawn = _map_without(vault, contact)
    for path in (*_copies(vault, contact), *_other_maps(vault, contact)):
        changes.put(path, None, "forgotten")
    on_disk = {file.path: file.on_disk for file in vault.walked.files}
    drawn_anew = map_paths(vault)
    for path in (*sorted(vault.read.paths), *canvases(vault.root)):
        if path in drawn_anew or path == contact.path:
            continue
        place = on_disk.get(path, path)
        try:
            mentions += _without(vault, changes, contact, path, place)
        except VaultError as error:
            problems.append(error.problem)
        changes.forget(place)
    changes.put(on_disk.get(contact.path, contact.path), None, "forgotten")
    return Forgetting((*drawn, *changes.edits()), words, tuple(mentions), tuple(problems))


def words_of_person(contact: Contact) -> tuple[str, ...]:
    """Give what surely names a person: whole names, addresses, numbers; no alias of one word."""
    names = (contact.name, name_of(contact.path), *(name for name in contact.names if " " in name.strip()))
    reached = (text for text in (*contact.emails, *contact.phones) if len(text) > 5)
    found = (contact.path, *names, *reached)
    return tuple(dict.fromkeys(" ".join(word.split()) for word in found if word.strip()))


def _copies(vault: OpenVault, contact: Contact) -> list[str]:
    """Conflict copies of the note, and copies of it that vaulttool kept."""
    found = [copy.path for copy in vault.walked.conflict_copies if copy.original == contact.path]
    stem = contact.path.removesuffix(".md")
    kept = [f for f in vault.walked.files if f.path.startswith(f"{stem} (") and is_kept_copy(f.path)]
    return [*found, *(file.on_disk for file in kept)]


def _without(vault: OpenVault, changes: Changes, contact: Contact, path: str, place: str) -> list[Mention]:
    """Cut a file's generated blocks, or let a page about the person go; give what is left as mentions."""
    content = changes.read(place)
    text = decode(content or b"", path)
    if isinstance(text, Problem):
        raise VaultError(text)
    cut = cut_from_blocks(text, _says(vault, contact, path))
    if _is_about(vault, contact, path, text, cut):
        changes.put(place, None, f"it was about {contact.name}")
        return []
    if content and cut.text != text:
        changes.put(
            place,
            content[: content.startswith(BOM) * len(BOM)] + cut.text.encode(),
            f"without {contact.name}",
        )
    return [Mention(path, line, said) for line, said in cut.mentions]


def _says(vault: OpenVault, contact: Contact, path: str) -> Callable[[str], bool]:
    named = whole_words(words_of_person(contact))

    def says(line: str) -> bool:
        if "[" in line and any(
            vault.read.people.resolve(link.kind, link.target, path) == contact.path
            for link in find_links(line)
        ):
            return True
        return named.search(unicodedata.normalize("NFC", line)) is not None

    return says


def _is_about(vault: OpenVault, contact: Contact, path: str, text: str, cut: Cut) -> bool:
    """Whether a generated page is about this person: an introduction of them, with the mails that it drafts,
    or the note for a meeting with them alone in which the user has written nothing."""
    front, _, _ = split_front_matter(text)
    links = find_links(front or "")
    if not cut.has_block or not links:
        return False
    says = _says(vault, contact, path)
    named = [says(f"[[{link.target}]]") for link in links]
    if lies_in(path, (vault.settings.introductions_folder,)):
        return any(named)
    return cut.is_bare and all(named)


def _map_without(vault: OpenVault, contact: Contact) -> tuple[Edit, ...]:
    """The map drawn anew without them, where there is one."""
    if not any((vault.root / path).exists() for path in map_paths(vault)):
        return ()
    return map_network(vault, without=contact.path).edits


def _other_maps(vault: OpenVault, contact: Contact) -> list[str]:
    """Maps of some people, drawn by a filter, that have them: they go, for one command draws them again."""
    whole = map_paths(vault)[0]
    named = whole_words(words_of_person(contact))
    found = sorted(vault.root.glob(f"{whole.removesuffix(HTML)} *{HTML}"))
    return [
        place.name for place in found if place.is_file() and named.search(place.read_text("utf-8", "replace"))
    ]
