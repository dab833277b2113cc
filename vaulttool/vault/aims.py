"""By which names notes are meant, and which names a note aims at.

Whom a link or a name means can change only when a note comes or goes, or a contact gets another name, whose
names are among those that it aims at.
"""

import posixpath
from collections.abc import Iterable, Iterator
from functools import lru_cache

from vaulttool.evidence.finding import OWN
from vaulttool.network.property_value import link_targets
from vaulttool.notes.paths import name_of
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.resolution import (
    fold_path,
    fold_person,
    folded_path_and_name,
    names_of_contact,
    spoken_names,
    stamp_of,
)

_STEPS = frozenset((".", ".."))


def names_of_note(path: str) -> set[str]:
    """Give all folded names by which links and words may mean a note."""
    name = folded_path_and_name(path)[1]
    stamp = stamp_of(name)
    return {name, fold_person(name_of(path)), *([stamp] if stamp else [])}


def names_changed(path: str, old: NoteFacts | None, new: NoteFacts | None) -> set[str]:
    """Give the names that may mean somebody else now that the facts of a note are others; None: no note."""
    if old is not None and new is not None and _identity(old) == _identity(new):
        return set()
    contacts = [one.contact for one in (old, new) if one is not None and one.contact is not None]
    return names_of_note(path).union(*map(names_of_contact, contacts))


def aims_of(one: NoteFacts) -> set[str]:
    """Give the folded names by which what a note says depends on other notes."""
    aims: set[str] = set()
    for finding in one.findings:
        if finding.target != OWN:
            aims |= _of_link(finding.target)
            if finding.link not in ("wikilink", "markdown"):
                aims |= _of_words(finding.target)
    ties = set(_ties(one))
    for target in ties:
        aims |= _of_link(target)
    aims.update(_relative({finding.target for finding in one.findings}.union(ties), one.path))
    return aims


def _identity(one: NoteFacts) -> tuple[object, ...]:
    contact = one.contact
    return contact is None, contact and (contact.name, names_of_contact(contact)), one.group


def _ties(one: NoteFacts) -> Iterator[str]:
    """Give the targets of links in properties."""
    if one.contact is not None:
        yield from (edge.target for edge in one.contact.edges)
        if one.contact.household:
            yield one.contact.household
        for value in one.contact.properties.values():  # also the note that proves the last contact
            yield from link_targets(value)
    if one.group is not None:
        yield from one.group.members


@lru_cache(maxsize=1 << 14)
def _of_link(target: str) -> frozenset[str]:
    name = fold_path(target).removesuffix(".md").rpartition("/")[2]
    return frozenset((name, fold_person(name_of(target)), name.removeprefix("denote:").upper()))


@lru_cache(maxsize=1 << 14)
def _of_words(words: str) -> frozenset[str]:
    return frozenset(fold_person(name) for least in (1, 2) for name in (words, *spoken_names(words, least)))


def _relative(targets: Iterable[str], source: str) -> Iterator[str]:
    """Give the names of links that go by way of other folders: the last step may not be the name."""
    for target in targets:
        wanted = fold_path(target).removesuffix(".md")
        if not _STEPS.isdisjoint(wanted.split("/")):
            folder = fold_path(source).rpartition("/")[0]
            yield posixpath.normpath(posixpath.join(folder, wanted)).rpartition("/")[2]
