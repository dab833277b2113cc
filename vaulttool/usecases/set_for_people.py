"""Set a property in the notes of many people at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from vaulttool.network.cadence import parse_cadence
from vaulttool.network.contact import Contact
from vaulttool.network.move import MOVED, Move
from vaulttool.network.people_selection import circle_named, status_named
from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import raw_texts, yearly_day
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.parse import read_properties
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.notes.property_edit import set_list_property, set_properties
from vaulttool.notes.yaml_text import yaml_text
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.history import keep_history, names_of_property
from vaulttool.usecases.kept_properties import kept_names
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

_ASSIGNED = re.compile(r"\s*(?P<name>[^=\n]*?)\s*(?P<sign>\+=|-=|=)(?P<value>[^\n]*)")
_BARE = re.compile(r"true|false|-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_LISTS = ("tags", "aliases")
_DERIVED = ("path", "folder", "silent", "overdue", "name")
_OURS = {fold_name(name): ours for ours, names in PROPERTY_NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Assignment:
    """`city=Lyon`: what a property is to be; with += and -= what its list gets or loses."""

    name: str
    sign: str
    value: str
    """ "" removes the property."""


def parse_assignment(text: str) -> Assignment:
    """Read PROPERTY=VALUE. Raises ValueError where it is none."""
    found = _ASSIGNED.fullmatch(text)
    if not found or not found["name"] or (found["sign"] != "=" and not found["value"].strip()):
        raise ValueError(f'"{text}" is not PROPERTY=VALUE (or PROPERTY+=ITEM, PROPERTY-=ITEM)')
    return Assignment(found["name"], found["sign"], found["value"].strip())


def check_assignment(one: Assignment, vault: OpenVault) -> None:
    """Refuse what vaulttool keeps or derives, and words that would mean nothing. Raises ValueError."""
    folded = fold_name(one.name)
    if folded in kept_names(vault.settings):
        raise ValueError(
            f"{one.name} is kept by vaulttool: it follows from your notes. "
            "Write the talk down (`vaulttool log`), or type the day into the note itself"
        )
    if folded in _DERIVED:
        raise ValueError(f"{one.name} is no property of a note, so it cannot be set")
    meant = {fold_name(vault.settings.property_name(ours)): ours for ours in ("circle", "cadence", "status")}
    contacts = vault.read.contacts.values()
    match meant.get(folded, _OURS.get(folded)) if one.value else "":
        case "circle":
            circle_named(one.value, contacts)
        case "status":
            status_named(one.value, contacts, vault.settings.status_words)
        case "cadence":
            _check_cadence(one.value)
        case "birthday" if yearly_day(one.value) is None:
            raise ValueError(f'"{one.value}" is no day; write 1980-05-12, or 05-12 without the year')


def _check_cadence(text: str) -> None:
    try:
        parse_cadence(text)
    except ValueError:
        raise ValueError(f'"{text}" is no cadence; write "3 months"') from None


def set_for_people(vault: OpenVault, people: Iterable[Contact], assignments: Sequence[Assignment]) -> Outcome:
    """Find the edits that set properties in the notes of people; a note that has them already gets none.

    A note that cannot be edited safely is a problem, and stays whole as it is.
    """
    changes = Changes(partial(read_source, vault.root))
    problems: list[Problem] = []
    for contact in people:
        before = changes.state()
        try:
            for one in assignments:
                _set(vault, changes, contact, one)
        except VaultError as error:
            changes.back_to(before)
            problems.append(error.problem)
    edits = changes.edits()
    show = tuple(f"{edit.path}: {edit.why}" for edit in edits)
    data = tuple({"path": edit.path, "why": edit.why} for edit in edits)
    return Outcome(edits, tuple(problems), show, data)


def _set(vault: OpenVault, changes: Changes, contact: Contact, one: Assignment) -> None:
    content = changes.read(contact.path)
    if content is None:
        raise VaultError(Problem(contact.path, None, "the note is not there any more", "", "absent"))
    name = _name(vault, contact, one.name)
    found = read_properties(content, contact.path).find(name)
    old = found.value if found else None
    new: bytes | Problem
    if one.sign == "=" and not one.value:
        new = set_properties(content, contact.path, {name: None})
    elif one.sign != "=" or isinstance(old, list) or _OURS.get(fold_name(name)) in _LISTS:
        new = set_list_property(content, contact.path, name, _items(name, old, one))
    else:
        new = set_properties(content, contact.path, {name: _yaml(name, one.value)})
    changes.put(contact.path, new, f"{name} {one.sign} {one.value}".strip())
    folded, settings = fold_name(name), vault.settings
    what = next((one for one in MOVED if folded in names_of_property(settings, one)), None)
    if what is not None:
        value = one.value if one.sign == "=" else ", ".join(_items(name, old, one))
        keep_history(vault, changes, contact, [Move(vault.today, what, ", ".join(raw_texts(old)), value)])


def _items(name: str, old: object, one: Assignment) -> list[str]:
    """Give the items of a list as they are to be. Tags are written without the sign, which YAML forbids."""
    is_tags = _OURS.get(fold_name(name)) == "tags"
    there = [part for text in raw_texts(old) for part in (text.split() if is_tags else [text])]
    said = [part.strip() for part in one.value.split(",") if part.strip()]
    if is_tags:
        there, said = [[tag.strip("#,") for tag in tags] for tags in (there, said)]
    if one.sign == "=":
        return said
    unwanted = {item.casefold() for item in said}
    if one.sign == "-=":
        return [item for item in there if item.casefold() not in unwanted]
    has = {item.casefold() for item in there}
    return [*there, *(item for item in said if item.casefold() not in has)]


def _name(vault: OpenVault, contact: Contact, typed: str) -> str:
    """The name that the note has for it, else the one of the settings, else as typed."""
    if fold_name(typed) in contact.properties:
        return typed
    ours = _OURS.get(fold_name(typed))
    if ours is None:
        return typed
    if ours in vault.settings.properties:
        return vault.settings.property_name(ours)
    there = (name for name in PROPERTY_NAMES[ours] if fold_name(name) in contact.properties)
    return next(there, typed)


def _yaml(name: str, value: str) -> str:
    """Checkboxes and numbers as Obsidian writes them; a phone number stays a text."""
    is_bare = _BARE.fullmatch(value) is not None and _OURS.get(fold_name(name)) != "phone"
    return value if is_bare else yaml_text(value)
