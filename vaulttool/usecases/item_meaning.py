"""Whom and what an item of a review or agenda means, found from its line and its id together.

An id is a hash of page, kind, path and subject (`pages.item_id`). It is short, so it is never looked up among
all contacts: the line itself names a few people, by links or names, and the id must be one that the page
would have given to one of them. Both must agree, or nothing is done. That needs no plan to be made again, so
a page of any age is read the same way, whatever the plan would say today. The page is known by the week in
its file name; a person whose note has moved to another folder since is found by the folders that the
vault knows.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from vaulttool.network.folding import fold_text
from vaulttool.notes.block_items import Item
from vaulttool.notes.links import find_links
from vaulttool.notes.parse import parse_note
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.item_id import is_id_of
from vaulttool.usecases.changes import Changes
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.settings import Settings

Kind = Literal["new-year", "stranger", "same", "lunch", "write", "promise", "introduce"]

_STEM = re.compile(r"(\d{4})-W(\d\d)")
_TASK_FIELD = re.compile(r"\s*(?:[✅❌]\ufe0f?\s*|[\[(](?:completion|cancelled)::\s*)\d{4}-\d\d-\d\d[\])]?")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an item is about."""

    kind: Kind
    path: str
    """The contact's note, where it lies now."""
    other: str = ""
    """The second contact of a pair or an introduction; the note of a promise."""
    line: int = 0
    """Of a promise: its line in that note, from 1."""
    box: str = " "
    """Of a promise: the sign in its own box."""


def page_of(path: str, block: str) -> str | None:
    """Give the page's name in its ids: "review 2026-11-23"; None where the file is not named for a week."""
    week = _STEM.fullmatch(path.rpartition("/")[2].removesuffix(".md"))
    try:
        return f"{block} {dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)}" if week else None
    except ValueError:
        return None


def meaning_of(vault: OpenVault, changes: Changes, path: str, page: str, item: Item) -> Meaning:
    """Give what an item means. Raises VaultError where line and id do not agree on one thing."""
    for people in (_linked(vault, path, item.text), _named(vault, item.text)):
        found = set(
            _of_review(vault, page, item, people)
            if page.startswith("review")
            else _of_agenda(vault, changes, path, page, item, people)
        )
        if found:
            break
    if len(found) == 1:
        return found.pop()
    what = (
        "the line and its id do not mean the same person any more"
        if not found
        else "the line may mean more than one thing"
    )
    mend = "Put your answer into the person's own note, or have the page written anew and answer there."
    raise VaultError(Problem(path, item.line, what, mend, "unknown-item"))


def _linked(vault: OpenVault, page: str, text: str) -> tuple[str, ...]:
    """Contacts whom a line links, in its order."""
    found = [vault.read.people.resolve(link.kind, link.target, page) for link in find_links(text)]
    return tuple(dict.fromkeys(path for path in found if isinstance(path, str)))


def _named(vault: OpenVault, text: str) -> tuple[str, ...]:
    """Contacts whose name stands in a line: where the link was taken out, or none could lead to the note."""
    plain = _bare(text)
    return tuple(
        path
        for path, contact in vault.read.contacts.items()
        if (name := _bare(contact.name)).strip() and name in plain
    )


def _bare(text: str) -> str:
    words = re.findall(r"[^\W_]+", fold_text(text))
    return f" {' '.join(words)} "


def _of_review(vault: OpenVault, page: str, item: Item, people: tuple[str, ...]) -> Iterator[Meaning]:
    kinds: tuple[Kind, ...] = ("new-year", "stranger")
    for person in people:
        for path in _places(vault, person):
            yield from (Meaning(kind, person) for kind in kinds if is_id_of(item.id, page, kind, path))
    for one, other in permutations(people, 2):
        for first in _places(vault, one):
            for second in _places(vault, other):
                if is_id_of(item.id, page, "same", first, second):
                    yield Meaning("same", one, other)


def _of_agenda(
    vault: OpenVault, changes: Changes, path: str, page: str, item: Item, people: tuple[str, ...]
) -> Iterator[Meaning]:
    for person in people:
        labels = ["", *(day.label for day in vault.read.contacts[person].days)]
        for place in _places(vault, person):
            if is_id_of(item.id, page, "lunch", place):
                yield Meaning("lunch", person)
            if any(is_id_of(item.id, page, "write", place, label) for label in labels):
                yield Meaning("write", person)
    for one, other in permutations(people, 2):
        for first in _places(vault, one):
            if any(is_id_of(item.id, page, "introduce", first, second) for second in _places(vault, other)):
                yield Meaning("introduce", one, other)
    yield from _promises(vault, changes, path, page, item, people)


def _promises(
    vault: OpenVault, changes: Changes, path: str, page: str, item: Item, people: tuple[str, ...]
) -> Iterator[Meaning]:
    """Tasks, open or done, of the notes that the line links, in the words that they had then."""
    linked = [vault.read.links.resolve(link.target, path) for link in find_links(item.text)]
    for note in dict.fromkeys(one for one in linked if isinstance(one, str)):
        content = changes.read(note)
        for line in parse_note(content, note).lines if content else ():
            if line.box is None:
                continue
            texts = {line.text, _TASK_FIELD.sub("", line.text)}
            if any(
                is_id_of(item.id, page, "promise", place, text)
                for person in people
                for place in _places(vault, person)
                for text in texts
            ):
                named = [one for one in people if _is_in(vault, one, line.text, note)] or list(people)
                yield Meaning("promise", named[0], note, line.number, line.box)


def _is_in(vault: OpenVault, person: str, text: str, note: str) -> bool:
    return any(vault.read.people.resolve(link.kind, link.target, note) == person for link in find_links(text))


def _places(vault: OpenVault, path: str) -> Iterable[str]:
    """Give the paths that a contact's note may have had: where it lies, and its name in known folders."""
    name = path.rpartition("/")[2]
    folders = {one.rpartition("/")[0] for one in vault.read.contacts}
    folders |= {folder.strip("/") for folder in (*vault.settings.people_folders, *Settings().people_folders)}
    others = {f"{folder}/{name}" if folder else name for folder in folders}
    others |= {seen for seen in vault.ever_seen if seen.rpartition("/")[2] == name}
    return (path, *sorted(others - vault.read.paths - {path}))
