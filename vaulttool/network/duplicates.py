"""Two notes that may be about one person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from vaulttool.network.contact import Contact
from vaulttool.network.folding import fold_text, words_in
from vaulttool.network.kept_answers import NOT_SAME
from vaulttool.notes.front_matter import fold_name

CROWD = 5
"""An address that more notes share is an office, no person."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A pair of notes, by path, and what makes them alike."""

    one: str
    other: str
    why: str
    """email, phone or name."""
    value: str
    """The address, number or name that both have."""


def duplicates(contacts: Iterable[Contact]) -> tuple[Duplicate, ...]:
    """Give the pairs of notes with the same mail address, phone number or name, each pair once.

    Addresses are compared without case, numbers by their last nine digits, names as sets of words.
    People of one household may share a number or an address: that alone makes them no pair.
    """
    shared: dict[tuple[str, object], list[Contact]] = {}
    for contact in contacts:
        for key in dict.fromkeys(_keys(contact)):
            shared.setdefault(key, []).append(contact)
    found: dict[tuple[str, str], Duplicate] = {}
    for (why, _), alike in shared.items():
        if len(alike) > CROWD:
            continue
        for one, other in combinations(sorted(alike, key=lambda contact: contact.path), 2):
            if _told_apart(one, other):
                continue
            if why == "name" or not _live_together(one, other):
                pair = Duplicate(one.path, other.path, why, _value(one, other, why))
                found.setdefault((one.path, other.path), pair)
    return tuple(found[pair] for pair in sorted(found))


def _keys(contact: Contact) -> list[tuple[str, object]]:
    keys: list[tuple[str, object]] = [("email", mail.casefold()) for mail in contact.emails if "@" in mail]
    keys += [("phone", digits) for phone in contact.phones if len(digits := _digits(phone)) == 9]
    keys += [("name", words) for name in contact.names if len(words := words_in(name)) > 1]
    return keys


def _value(one: Contact, other: Contact, why: str) -> str:
    if why == "email":
        mails = {mail.casefold() for mail in other.emails}
        return next((mail for mail in one.emails if mail.casefold() in mails), "")
    if why == "phone":
        numbers = {_digits(phone) for phone in other.phones}
        return next((phone for phone in one.phones if _digits(phone) in numbers), "")
    names = {words_in(name) for name in other.names}
    return next((name for name in one.names if words_in(name) in names), one.name)


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)[-9:]


def _told_apart(one: Contact, other: Contact) -> bool:
    name = fold_name(NOT_SAME)
    return any(
        fold_name(edge.name) == name and edge.target == second.path
        for first, second in ((one, other), (other, one))
        for edge in first.edges
    )


def _live_together(one: Contact, other: Contact) -> bool:
    homes = {fold_text(contact.household) for contact in (one, other)}
    return (len(homes) == 1 and "" not in homes) or bool(
        {one.household, other.household} & {one.path, other.path, one.name, other.name}
    )
