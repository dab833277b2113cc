"""Contacts in the forms that other programs read: one file, or a folder of cards (vdir)."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vaulttool.exchange.csv_write import write_csv
from vaulttool.exchange.ics_write import write_days
from vaulttool.exchange.vcard_write import Version, contact_uid, exported, plain_link, write_vcard
from vaulttool.exchange.vdir_cards import (
    Listed,
    lasting_uids,
    read_list,
    with_foreign,
    would_lose,
    write_list,
)
from vaulttool.network.contact import Contact
from vaulttool.notes.edit import content_hash
from vaulttool.notes.problem import Problem, VaultError

Form = Literal["vcard", "csv", "json", "ics"]
_MANIFEST = ".vaulttool"
"""The list of the cards that we wrote into a vdir: nobody else's is ever touched."""


@dataclass(frozen=True, slots=True)
class VdirChanges:
    """What a vdir needs to be as the vault is."""

    write: dict[str, bytes]
    """New or changed cards by file name."""
    remove: tuple[str, ...]
    """Cards of ours whose contact no longer leaves the vault."""
    listed: dict[str, Listed]
    """What our list in the folder will say."""
    changed_there: tuple[str, ...] = ()
    """Cards that another program changed, and that wait to be imported."""


def export_file(
    contacts: Iterable[Contact], form: Form, version: Version = "3.0", mark: bool = False
) -> bytes:
    """Give the whole file. Private and archived contacts stay; the same vault always gives the same bytes."""
    leaving = exported(contacts)
    if form == "vcard":
        return b"".join(write_vcard(contact, version) for contact in leaving)
    if form == "csv":
        return write_csv(leaving, mark=mark)
    if form == "ics":
        return write_days(leaving)
    lines = (json.dumps(_object(contact), ensure_ascii=False) + "\n" for contact in leaving)
    return "".join(lines).encode("utf-8", "replace")


def _object(contact: Contact) -> dict[str, object]:
    birthday = next((day for day in contact.days if day.label == "birthday"), None)
    year = f"{birthday.year:04}" if birthday and birthday.year is not None else "-"
    return {
        "path": contact.path,
        "name": contact.name,
        "emails": list(contact.emails),
        "phones": list(contact.phones),
        "company": plain_link(contact.company),
        "role": plain_link(contact.role),
        "city": plain_link(contact.city),
        "birthday": f"{year}-{birthday.month:02}-{birthday.day:02}" if birthday else "",
        "tags": list(contact.tags),
    }


def vdir_changes(
    contacts: Iterable[Contact],
    read: Callable[[str], bytes | None],
    listed: Mapping[str, Listed],
    version: Version = "3.0",
    replace: bool = False,
) -> VdirChanges:
    """Compare a vdir with the vault; `read` gives a card by file name, `listed` are those that we wrote.

    A card that another program changed since, and that says what its note does not, is left alone until it
    was imported, or `replace` is told. What others added to a card (a photo) stays in it.
    """
    leaving = exported(contacts)
    old = {name: card for name in listed if (card := read(name)) is not None}
    uids = lasting_uids(leaving, listed, old)
    write: dict[str, bytes] = {}
    cards: dict[str, Listed] = {}
    changed_there: list[str] = []
    for contact in leaving:
        own = contact.properties.get("uid")
        uid = own if isinstance(own, str) and own else uids.get(contact.path) or contact_uid(contact)
        name = f"{_file_name(uid)}.vcf"
        there = read(name)
        card = with_foreign(write_vcard(contact, version, uid), there)
        known = listed.get(name, Listed())
        is_theirs = there is not None and there != card and content_hash(there) != known.hash
        if is_theirs and there is not None and not replace and would_lose(contact, there):
            changed_there.append(name)
            cards[name] = Listed(known.hash, contact.path)
            continue
        cards[name] = Listed(content_hash(card), contact.path)
        if there != card:
            write[name] = card
    gone = sorted(set(listed) - cards.keys())
    remove = tuple(name for name in gone if name in old and content_hash(old[name]) == listed[name].hash)
    kept = {name: listed[name] for name in gone if name in old and name not in remove}
    if replace:
        remove, kept = tuple(name for name in gone if name in old), {}
    return VdirChanges(write, remove, cards | kept, tuple(sorted((*changed_there, *kept))))


def _file_name(uid: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "_" for sign in uid)[:100]


def write_file(target: Path, content: bytes) -> None:
    """Write an export into a file. Raises VaultError where it cannot stand there."""
    try:
        _place(target, content)
    except OSError as error:
        raise _not_written(target, error) from error


def write_vdir(
    folder: Path, contacts: Iterable[Contact], version: Version = "3.0", replace: bool = False
) -> VdirChanges:
    """Make a vdir as the vault is, each card by a temporary file and a rename. Gives what was changed.

    See `vdir_changes`. Raises VaultError where the folder cannot be written.
    """
    try:
        return _write_vdir(folder, list(contacts), version, replace)
    except OSError as error:
        raise _not_written(folder, error) from error


def _not_written(target: Path, error: OSError) -> VaultError:
    what = f"the export cannot be written there ({error.strerror})"
    return VaultError(Problem(str(target), None, what, "Choose another place.", "not-written"))


def _write_vdir(folder: Path, contacts: Sequence[Contact], version: Version, replace: bool) -> VdirChanges:
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / _MANIFEST
    listed = read_list(manifest.read_text("utf-8", "replace")) if manifest.is_file() else {}
    changes = vdir_changes(contacts, lambda name: _bytes(folder / name), listed, version, replace)
    # First the list, then the cards: a run that is cut short leaves no card that nobody owns.
    _place(manifest, write_list({**changes.listed, **listed}).encode("utf-8", "replace"))
    for name, card in changes.write.items():
        _place(folder / name, card)
    for name in changes.remove:
        (folder / name).unlink(missing_ok=True)
    _place(manifest, write_list(changes.listed).encode("utf-8", "replace"))
    return changes


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _place(file: Path, content: bytes) -> None:
    """Write a whole file, or leave the old one whole; vdir programs pass over `.tmp`."""
    if _bytes(file) == content:
        return
    temporary = file.with_name(f".{file.name}.tmp")
    temporary.write_bytes(content)
    temporary.replace(file)
