"""From a note to the contact that it is about, if it is about one."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from vaulttool.network.cadence import Cadence, parse_cadence
from vaulttool.network.circle import read_circle
from vaulttool.network.contact import Contact, Edge, YearlyDay
from vaulttool.network.contact_name import contact_name
from vaulttool.network.group import Group, read_group
from vaulttool.network.property_names import NO_EDGES, NOT_PEOPLE, PROPERTY_NAMES
from vaulttool.network.property_value import (
    date_of,
    is_yes,
    link_targets,
    raw_texts,
    says_anything,
    shown_text,
    text_of,
    texts_of,
    words_of,
    yearly_day,
)
from vaulttool.network.said import ContactRules, Said, values_of
from vaulttool.notes.days import day_of_name
from vaulttool.notes.front_matter import FrontMatter, fold_name
from vaulttool.notes.paths import lies_in, name_of
from vaulttool.notes.people_value import is_placeholder

__all__ = [
    "STATUSES",
    "ContactRules",
    "Resolve",
    "is_contact",
    "recognise_contact",
    "recognise_group",
    "with_resolved_edges",
]

Resolve = Callable[[str], str | None]
"""From a link target to the path of the contact that it means; None where it means none."""

STATUSES: Mapping[str, str] = {
    "active": "active", "resting": "resting", "archived": "archived", "unknown": "unknown",
    "actif": "active", "aurepos": "resting", "repos": "resting", "archive": "archived",
    "archivé": "archived", "archivée": "archived", "inconnu": "unknown", "inconnue": "unknown",
}  # fmt: skip
_DAY = re.compile(r"\d{4}[-_.]?\d\d[-_.]?\d\d|\d\d[-_.]\d\d[-_.]\d{4}")
_DEAD = ("deceased", "dead", "décédé", "décédée", "mort", "morte")


@lru_cache(maxsize=64)
def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_name, words))


@lru_cache(maxsize=8)
def _wanted_tags(tags: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the tags of contacts, and how those below them begin."""
    wanted = frozenset(map(str.casefold, tags))
    return wanted, tuple(f"{tag}/" for tag in wanted)


def is_contact(path: str, front_matter: FrontMatter, rules: ContactRules) -> bool:
    """Say whether `recognise_contact` gives a contact for a note of which its properties alone are known."""
    if not front_matter.properties and not lies_in(path, rules.people_folders):
        return False  # Nothing else could say so.
    said = Said(values_of(front_matter), rules)
    stem = name_of(path)
    if not _is_about_a_person(path, stem, said, _tags(said, ()), rules):
        return False
    return not _is_me(path, _name(stem, said, None), said, rules)


def recognise_contact(
    path: str,
    front_matter: FrontMatter,
    first_heading: str | None,
    rules: ContactRules,
    body_tags: tuple[str, ...] = (),
    resolve: Resolve | None = None,
) -> Contact | None:
    """Give the contact that a note is about; None for all other notes and for the user's own.

    A note is a contact by its folder, `type`, category or tag, whichever the rules name. `resolve` turns link
    targets of edges into contact paths; without it they stay as written (see `with_resolved_edges`).
    """
    said = Said(values_of(front_matter), rules)
    tags = _tags(said, body_tags)
    stem = name_of(path)
    if not _is_about_a_person(path, stem, said, tags, rules):
        return None
    name = _name(stem, said, first_heading)
    if _is_me(path, name, said, rules):
        return None
    contact = _contact(path, stem, name, said, tags, front_matter)
    return contact if resolve is None else with_resolved_edges(contact, resolve)


def recognise_group(front_matter: FrontMatter, rules: ContactRules) -> Group | None:
    """Give the group that a note is about, by its `members`; None where it is about none."""
    if not front_matter.properties:
        return None
    return read_group(Said(values_of(front_matter), rules).of)


def with_resolved_edges(contact: Contact, resolve: Resolve) -> Contact:
    """Give the contact with the targets of its edges as paths; edges to no other contact are left out."""
    if not contact.edges and not contact.household:
        return contact
    edges = tuple(
        Edge(edge.name, target)
        for edge in contact.edges
        if (target := resolve(edge.target)) and target != contact.path
    )
    household = resolve(contact.household) or contact.household if contact.household else ""
    return dataclasses.replace(contact, edges=tuple(dict.fromkeys(edges)), household=household)


def _doubled(front_matter: FrontMatter) -> dict[str, tuple[object, ...]]:
    if front_matter.problem is None or front_matter.problem.rule != "duplicate-key":
        return {}
    values: dict[str, list[object]] = {}
    for prop in front_matter.properties:
        values.setdefault(fold_name(prop.name), []).append(prop.value)
    return {name: tuple(found) for name, found in values.items() if len(found) > 1}


def _is_about_a_person(path: str, stem: str, said: Said, tags: tuple[str, ...], rules: ContactRules) -> bool:
    if is_placeholder(stem) or lies_in(path, rules.left_out_folders) or _is_a_day(stem):
        return False
    types, categories = _folded(said.words("type")), _folded(said.words("categories"))
    if types & _folded(rules.types) or categories & _folded(rules.categories):
        return True
    if (types | categories) & _folded(NOT_PEOPLE) or read_group(said.of):
        return False
    wanted, above = _wanted_tags(rules.tags)
    if any(tag in wanted or tag.startswith(above) for tag in tags):
        return True
    if not lies_in(path, rules.people_folders):
        return False
    folder = path.split("/")[-2] if "/" in path else ""
    return fold_name(stem) not in ("index", "readme", fold_name(folder))


def _is_a_day(stem: str) -> bool:
    """Say whether a name is nothing but a day: Logseq keeps journals as pages, as it does people."""
    return _DAY.fullmatch(stem) is not None and day_of_name(stem) is not None


def _full_name(said: Said) -> str:
    return " ".join(filter(None, (said.text("first_name"), said.text("last_name"))))


def _name(stem: str, said: Said, heading: str | None) -> str:
    own_names = tuple(filter(None, (said.text("title"), said.text("name"), _full_name(said))))
    return contact_name(stem, own_names, heading)


def _contact(
    path: str, stem: str, name: str, said: Said, tags: tuple[str, ...], front_matter: FrontMatter
) -> Contact:
    full = _full_name(said)
    others = (said.text("name"), full if " " in full else "", stem.removeprefix("@"), *said.words("aliases"))
    cadence, cadence_text = _cadence(said)
    return Contact(
        path=path,
        name=name,
        names=tuple(dict.fromkeys(filter(None, (name, *others)))),
        circle=read_circle(said.text("circle")) or said.text("circle"),
        cadence=cadence,
        cadence_text=cadence_text,
        status=_status(said, path),
        status_text=said.text("status"),
        last_contact=next(filter(None, map(date_of, said.of("last_contact"))), None),
        last_contact_note=said.raw("last_contact_note"),
        last_contact_by_hand=next(filter(None, map(date_of, said.of("last_contact_by_hand"))), None),
        company=said.text("company"),
        former_companies=said.words("former_companies"),
        role=said.text("role"),
        field=said.text("field"),
        city=said.text("city"),
        address=said.text("address"),
        met=said.text("met"),
        met_at=said.text("met_at"),
        emails=tuple(mail.removeprefix("mailto:") for mail in said.words("email")),
        phones=tuple(phone.removeprefix("tel:") for phone in said.words("phone")),
        offers=said.words("offers"),
        needs=said.words("needs"),
        tags=tags,
        days=_days(said),
        introduced_by=_target(said, "introduced_by"),
        died=next(filter(None, map(date_of, said.of("died"))), None),
        is_dead=any(map(says_anything, said.of("died"))) or said.text("status").casefold() in _DEAD,
        private=any(map(is_yes, said.of("private"))) or lies_in(path, said.rules.private_folders),
        household=_target(said, "household"),
        snooze_until=next(filter(None, map(date_of, said.of("snooze_until"))), None),
        edges=_edges(front_matter, said.rules),
        properties=said.values,
        doubled=_doubled(front_matter),
    )


def _cadence(said: Said) -> tuple[Cadence | None, str]:
    text = said.text("cadence")
    try:
        return parse_cadence(text), text
    except ValueError:
        return None, text


def _status(said: Said, path: str) -> str:
    word = fold_name(said.text("status"))
    mapped = {fold_name(own): ours for own, ours in said.rules.statuses.items()}
    unsaid = "archived" if not word and lies_in(path, said.rules.archive_folders) else "active"
    status = mapped.get(word) or STATUSES.get(word, unsaid)
    return "resting" if status == "active" and any(map(is_yes, said.of("paused"))) else status


def _tags(said: Said, body_tags: tuple[str, ...]) -> tuple[str, ...]:
    words = [part for word in said.words("tags") for part in word.split()]
    return tuple(dict.fromkeys(tag.lstrip("#").casefold() for tag in (*words, *body_tags) if tag.lstrip("#")))


def _days(said: Said) -> tuple[YearlyDay, ...]:
    birthdays = (yearly_day(text, "birthday") for value in said.of("birthday") for text in texts_of(value))
    first = next(filter(None, birthdays), None)
    birthday = () if first is None else (dataclasses.replace(first, label="birthday"),)
    others = (yearly_day(text) for value in said.of("dates") for text in _dated_texts(value))
    return (*birthday, *filter(None, others))


def _dated_texts(value: object) -> tuple[str, ...]:
    """Flat texts, and the maps that other programs keep: {date: 2010-06-05, label: wedding}."""
    if isinstance(value, list):
        return tuple(text for item in value for text in _dated_texts(item))
    if isinstance(value, dict):
        parts = raw_texts(value)
        return (" ".join(sorted(parts, key=lambda part: yearly_day(part) is None)),)
    return words_of(value)


def _target(said: Said, name: str) -> str:
    value = said.of(name)[:1]
    return next(iter(link_targets(value)), "") or text_of(value)


def _edges(front_matter: FrontMatter, rules: ContactRules) -> tuple[Edge, ...]:
    own = tuple(own for name, own in rules.properties.items() if name in NO_EDGES)
    no_edges = _no_edges()
    return tuple(
        Edge(prop.name.casefold().replace(" ", "_").replace("-", "_"), target)
        for prop in front_matter.properties
        if (folded := fold_name(prop.name)) not in no_edges and folded not in _folded(own)
        for target in link_targets(prop.value)
    )


@cache
def _no_edges() -> frozenset[str]:
    return frozenset(fold_name(known) for name in NO_EDGES for known in PROPERTY_NAMES[name])


def _is_me(path: str, name: str, said: Said, rules: ContactRules) -> bool:
    if any(map(is_yes, said.of("me"))):
        return True
    me = {shown_text(one).removesuffix(".md").casefold() for one in rules.me}
    path = path.removesuffix(".md")
    return not me.isdisjoint(one.casefold() for one in (name, path, path.rpartition("/")[2]))
