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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, product
from typing import Literal

from vaulttool.network.folding import fold_text
from vaulttool.network.household import households
from vaulttool.notes.block_items import Item
from vaulttool.notes.links import find_links
from vaulttool.notes.parse import parse_note
from vaulttool.notes.paths import in_folder, name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.item_id import is_id_of
from vaulttool.usecases.changes import Changes
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.settings import Settings

Kind = Literal["new-year", "stranger", "same", "lunch", "write", "promise", "introduce", "wish"]

Places = Mapping[str, tuple[str, ...]]
"""Contacts, by path, with the paths that their notes may have had when the page was made."""

_STEM = re.compile(r"(\d{4})-W(\d\d)(?: .*)?")
"""Behind the week perhaps the words of a filter: a page about some people only."""
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
    also: tuple[str, ...] = ()
    """Of a wish: who else lives there."""


def page_of(path: str, block: str) -> str | None:
    """Give the page's name in its ids: "review 2026-11-23"; None where the file's name does not tell it."""
    stem = name_of(path)
    if block == "introduction":
        return block
    if block == "wishes":
        return f"{block} {stem}" if re.fullmatch(r"\d{4}", stem) else None
    week = _STEM.fullmatch(stem)
    try:
        return f"{block} {dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)}" if week else None
    except ValueError:
        return None


def meaning_of(vault: OpenVault, changes: Changes, path: str, page: str, item: Item) -> Meaning:
    """Give what an item means. Raises VaultError where line and id do not agree on one thing."""
    found: set[Meaning] = set()
    for places in _readings(vault, path, item.text):
        match page.partition(" ")[0]:
            case "review":
                found = set(_of_review(page, item, places))
            case "introduction":
                found = set(_pairs("introduce", page, item, places))
            case "wishes":
                found = set(_of_wishes(vault, page, item, places))
            case _:
                found = set(_of_agenda(vault, changes, path, page, item, places))
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


def _readings(vault: OpenVault, page: str, text: str) -> Iterator[Places]:
    """Give whom a line may mean, the likeliest first: each step only where the ones before found nothing.

    Few people and few paths at a time, or a short id would fit somebody by chance.
    """
    for people in (_linked(vault, page, text), _named(vault, text)):
        yield {person: (person,) for person in people}
        yield {person: _places(vault, person) for person in people}


def _linked(vault: OpenVault, page: str, text: str) -> tuple[str, ...]:
    """Contacts whom a line links, in its order."""
    found = [vault.read.people.resolve(link.kind, link.target, page) for link in find_links(text)]
    return tuple(dict.fromkeys(path for path in found if isinstance(path, str)))


def _named(vault: OpenVault, text: str) -> tuple[str, ...]:
    """Contacts whose name stands in a line: where the link was taken out, or none could lead to the note."""
    plain = f" {' '.join(_words(text))} "
    return tuple(
        path
        for path, contact in vault.read.contacts.items()
        if (name := " ".join(_words(contact.name))) and f" {name} " in plain
    )


def _places(vault: OpenVault, path: str) -> tuple[str, ...]:
    """Give the paths that a contact's note had, as far as this device or the people folders tell."""
    name = path.rpartition("/")[2]
    folders = (*vault.settings.people_folders, *Settings().people_folders)
    others = {in_folder(folder, name) for folder in folders}
    others |= {seen for seen in vault.ever_seen if seen.rpartition("/")[2] == name}
    return (path, *sorted(others - vault.read.paths - {path}))


def _of_review(page: str, item: Item, places: Places) -> Iterator[Meaning]:
    kinds: tuple[Kind, ...] = ("new-year", "stranger")
    for person, paths in places.items():
        for kind in kinds:
            if any(is_id_of(item.id, page, kind, path) for path in paths):
                yield Meaning(kind, person)
    yield from _pairs("same", page, item, places)


def _of_agenda(
    vault: OpenVault, changes: Changes, path: str, page: str, item: Item, places: Places
) -> Iterator[Meaning]:
    for person, paths in places.items():
        labels = ["", *(day.label for day in vault.read.contacts[person].days)]
        if any(is_id_of(item.id, page, "lunch", place) for place in paths):
            yield Meaning("lunch", person)
        if any(is_id_of(item.id, page, "write", place, label) for place in paths for label in labels):
            yield Meaning("write", person)
    yield from _pairs("introduce", page, item, places)
    yield from _promises(vault, changes, path, page, item, places)


def _of_wishes(vault: OpenVault, page: str, item: Item, places: Places) -> Iterator[Meaning]:
    homes = households(vault.read.contacts)
    for person, paths in places.items():
        if any(is_id_of(item.id, page, "wish", path) for path in paths):
            also = tuple(other for other in places if other != person and homes[other] == homes[person])
            yield Meaning("wish", person, also=also)


def _pairs(kind: Kind, page: str, item: Item, places: Places) -> Iterator[Meaning]:
    for one, other in permutations(places, 2):
        if any(is_id_of(item.id, page, kind, *pair) for pair in product(places[one], places[other])):
            yield Meaning(kind, one, other)


def _promises(
    vault: OpenVault, changes: Changes, path: str, page: str, item: Item, places: Places
) -> Iterator[Meaning]:
    """Tasks, open or done, of the notes that the line links, in the words that they had then."""
    said = set(_words(item.text))
    linked = [vault.read.links.resolve(link.target, path) for link in find_links(item.text)]
    for note in dict.fromkeys(one for one in linked if isinstance(one, str)):
        try:
            lines = parse_note(changes.read(note) or b"", note).lines
        except ValueError:
            continue  # Not UTF-8: its tasks cannot be known, nor ticked.
        for line in lines:
            words = _words(_TASK_FIELD.sub("", line.text))
            if line.box is None or sum(word in said for word in words) * 2 < len(words):
                continue
            texts = {line.text, _TASK_FIELD.sub("", line.text)}
            whose = [one for one in places for place in places[one] for text in texts
                     if is_id_of(item.id, page, "promise", place, text)]  # fmt: skip
            if whose:
                yield Meaning("promise", whose[0], note, line.number, line.box)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold_text(text))
