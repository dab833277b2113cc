"""Links for the people whom a line names, where it is sure who is meant."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vaulttool.network.contact import Contact
from vaulttool.notes.links import find_links
from vaulttool.notes.paths import name_of
from vaulttool.vault.link_writing import LinkWriter
from vaulttool.vault.resolution import fold_person
from vaulttool.vault.vault_read import VaultRead


@dataclass(frozen=True, slots=True)
class Linked:
    """A line with its links."""

    text: str
    unsure: tuple[str, ...] = ()
    """Names, as written, that more than one contact bears."""


def link_people(
    text: str, read: VaultRead, links: LinkWriter, with_them: Sequence[Contact], language: str
) -> Linked:
    """Link the full names and aliases in a line that only one contact bears, and add `with_them`.

    Those who are named by their first name only are linked there; who is not named at all comes last, behind
    "with". What is linked already stays as it is.
    """
    text, unsure = _link_names(text, read, links)
    missing: list[Contact] = []
    for contact in with_them:
        if contact.path in _linked(text, read):
            continue
        text, done = _link_first_name(text, contact, links)
        if not done:
            missing.append(contact)
    if missing:
        word, both = ("avec", "et") if language == "fr" else ("with", "and")
        written = [links.link(contact.path, contact.name) for contact in missing]
        people = written[0] if len(written) == 1 else f"{', '.join(written[:-1])} {both} {written[-1]}"
        text = f"{text.rstrip()} {word} {people}".strip()
    return Linked(text, unsure)


def _linked(text: str, read: VaultRead) -> set[str]:
    found = (read.people.resolve(link.kind, link.target, "") for link in find_links(text))
    return {path for path in found if isinstance(path, str)}


def _link_names(text: str, read: VaultRead, links: LinkWriter) -> tuple[str, tuple[str, ...]]:
    spelled, names = _names(read)
    there = _alike(text)
    # To compile a pattern of ten thousand names takes a second.
    may_stand = (name for name in spelled if all(word in there for word in _alike(name).split()))
    longest_first = sorted(may_stand, key=lambda name: (-len(name), name))
    if not longest_first:
        return text, ()
    pattern = re.compile(
        r"(?<![\w@\[|/-])(?:"
        + "|".join(r"\s+".join(map(_loose, name.split())) for name in longest_first)
        + r")(?![\w-])",
        re.IGNORECASE,
    )
    taken = [(link.start, link.end) for link in find_links(text)]
    unsure: list[str] = []
    parts: list[str] = []
    place = 0
    for found in pattern.finditer(text):
        paths = names.get(fold_person(found[0]), set())
        is_inside = any(start <= found.start() < end for start, end in taken)
        if is_inside or not paths or _is_doubtful_word(found):
            continue
        if len(paths) > 1:
            unsure.append(found[0])
            continue
        parts += [text[place : found.start()], links.link(next(iter(paths)), found[0])]
        place = found.end()
    return "".join([*parts, text[place:]]), tuple(dict.fromkeys(unsure))


def _alike(text: str) -> str:
    """Give a form that is the same for all texts that a pattern of letters in any case takes for one."""
    return text.casefold().replace("ı", "i").replace("\u0307", "").replace("’", "'")


def _is_doubtful_word(found: re.Match[str]) -> bool:
    """A single name in small letters is a word; one with a name behind it is another person's."""
    if len(found[0].split()) > 1:
        return False
    behind = re.match(r"\s+([^\W\d_])", found.string[found.end() :])
    return not found[0][0].isupper() or (behind is not None and behind[1].isupper())


def _loose(word: str) -> str:
    return re.escape(word).replace("'", "['’]")


def _names(read: VaultRead) -> tuple[set[str], dict[str, set[str]]]:
    """Give the names that a line may use, as written, and by folded name whom they mean.

    A single word means all who are called so, by whatever part of their name.
    """
    spelled: set[str] = set()
    names: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    for path, contact in read.contacts.items():
        stem = name_of(path)
        for name in (stem, contact.name, *contact.names):
            folded = fold_person(name)
            if len(folded) > 1 and folded[0].isalpha():
                spelled.add(unicodedata.normalize("NFC", " ".join(name.split())))
            names[folded].add(path)
            for word in folded.split():
                words[word].add(path)
    return spelled, {name: paths if " " in name else words[name] for name, paths in names.items()}


def _link_first_name(text: str, contact: Contact, links: LinkWriter) -> tuple[str, bool]:
    first = contact.name.split()[0]
    taken = [(link.start, link.end) for link in find_links(text)]
    found = [
        one
        for one in re.finditer(rf"(?<![\w@\[|/-]){_loose(first)}(?![\w-])", text, re.IGNORECASE)
        if not any(start <= one.start() < end for start, end in taken)
    ]
    if len(found) != 1:
        return text, False
    one = found[0]
    return f"{text[: one.start()]}{links.link(contact.path, one[0])}{text[one.end() :]}", True
