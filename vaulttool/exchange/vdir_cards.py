"""Cards in a folder that other programs write to as well: what they added or changed is not lost."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vaulttool.exchange.differences import differences
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.vcard import read_vcards
from vaulttool.network.contact import Contact

_OURS = frozenset(
    b"BEGIN END VERSION UID FN N NICKNAME EMAIL TEL ORG TITLE ADR URL BDAY CATEGORIES REV PRODID".split()
)
_HEAD = re.compile(rb"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z][A-Za-z0-9_-]*)[;:]")
_END = b"END:VCARD\r\n"


@dataclass(frozen=True, slots=True)
class Listed:
    """One card that we wrote, as our list in the folder remembers it."""

    hash: str = ""
    """Of the card as we wrote it; "" where an older list does not say."""
    path: str = ""
    """Of the contact's note then."""


def read_list(text: str) -> dict[str, Listed]:
    """Read the list of our cards by file name; names that lead out of the folder are none of ours."""
    found: dict[str, Listed] = {}
    for line in text.splitlines():
        name, _, rest = line.partition("\t")
        if name.endswith(".vcf") and not re.search(r"[/\\:]|^\.", name):
            mark, _, path = rest.partition("\t")
            found[name] = Listed(mark, path)
    return found


def write_list(cards: Mapping[str, Listed]) -> str:
    """Give the list, in order of file name."""
    return "".join(f"{name}\t{one.hash}\t{one.path}\n" for name, one in sorted(cards.items()))


def with_foreign(card: bytes, old: bytes | None) -> bytes:
    """Give our card with the properties of the old one that we never write: photos, a program's own marks."""
    if old is None or _version(old) != _version(card):
        return card
    kept = b"".join(_foreign(old))
    return card.removesuffix(_END) + kept + _END if kept else card


def _version(card: bytes) -> bytes:
    found = re.search(rb"^VERSION:\s*(\S+)", card, re.MULTILINE | re.IGNORECASE)
    return found[1] if found else b""


def _foreign(card: bytes) -> Iterator[bytes]:
    properties: list[list[bytes]] = []
    for line in card.replace(b"\r\n", b"\n").split(b"\n"):
        if line[:1] in (b" ", b"\t") and properties:
            properties[-1].append(line)
        elif line.strip():
            properties.append([line])
    heads = [_HEAD.match(lines[0]) for lines in properties]
    # `item1.X-ABLabel` belongs to `item1.EMAIL`.
    ours = {head[1].lower() for head in heads if head and head[1] and head[2].upper() in _OURS}
    for head, lines in zip(heads, properties, strict=True):
        if head and head[2].upper() not in _OURS and not (head[1] and head[1].lower() in ours):
            yield b"".join(line + b"\r\n" for line in lines)


def would_lose(contact: Contact, old: bytes) -> bool:
    """Tell whether a card that another program changed says what the note does not."""
    found = [one for one in read_vcards(old.splitlines(keepends=True), "") if isinstance(one, ImportedPerson)]
    return any(_says_more(contact, person) for person in found)


def _says_more(contact: Contact, person: ImportedPerson) -> bool:
    has_birthday = any(day.label == "birthday" for day in contact.days)
    missing = (
        (person.emails and not contact.emails)
        or (person.phones and not contact.phones)
        or (person.company and not contact.company)
        or (person.role and not contact.role)
        or (person.city and not contact.city)
        or (person.birthday and not has_birthday)
        or (person.name and person.name not in contact.names)
    )
    return bool(missing) or any(differences(contact, person))


def lasting_uids(
    contacts: Iterable[Contact], listed: Mapping[str, Listed], old_cards: Mapping[str, bytes]
) -> dict[str, str]:
    """Give the UID of contacts whose card keeps the one that it had, by path of their note.

    A note that moved or was renamed is known by an address, else by its full name, among the cards whose note
    is gone: a phone would take a new UID for a new person and forget its picture.
    """
    by_path = {one.path: name for name, one in listed.items() if one.path}
    here = {contact.path: contact for contact in contacts}
    found: dict[str, str] = {}
    gone: dict[str, list[str]] = {}
    for name, one in listed.items():
        if one.path and one.path not in here and name in old_cards:
            for key in _keys_of_card(old_cards[name]):
                gone.setdefault(key, []).append(name)
    for path, contact in here.items():
        if path in by_path:
            found[path] = by_path[path]
            continue
        keys = [f"mail {email.casefold()}" for email in contact.emails]
        keys += [f"name {name.casefold()}" for name in contact.names]
        names = next((gone[key] for key in keys if key in gone), [])
        if len(set(names)) == 1 and names[0] not in found.values():
            found[path] = names[0]
    return {path: _uid(old_cards[name]) for path, name in found.items() if name in old_cards}


def _keys_of_card(card: bytes) -> Iterator[str]:
    for person in read_vcards(card.splitlines(keepends=True), ""):
        if isinstance(person, ImportedPerson):
            yield from (f"mail {email.casefold()}" for email in person.emails)
            yield f"name {person.name.casefold()}"


def _uid(card: bytes) -> str:
    people = read_vcards(card.splitlines(keepends=True), "")
    return next((one.uid for one in people if isinstance(one, ImportedPerson)), "")
