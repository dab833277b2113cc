"""Whom one can write to or call: names and addresses of all contacts."""

from vaulttool.network.contact import Contact
from vaulttool.vault.address_book import Addressee, Book, book_of, folded, write_book
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.places import usable_cache_folder
from vaulttool.vault.read_settings import SETTINGS_NOTE


def address_book(vault: OpenVault, begun_ns: int) -> Book:
    """Give everyone with an address or a number, without the dead and the archived; keep a copy for later.

    `begun_ns` is when the vault was begun to be opened.
    """
    contacts = vault.read.contacts.values()
    living = (c for c in contacts if not c.is_dead and c.status != "archived")
    people = [_addressee(contact) for contact in living if contact.emails or contact.phones]
    folder = usable_cache_folder(vault.root) if vault.use_index else None
    if folder is not None:
        on_disk = {file.path: file.on_disk for file in vault.walked.files}
        told = (*(contact.path for contact in contacts), SETTINGS_NOTE)
        notes = [on_disk[path] for path in told if path in on_disk]
        folders = {path.rpartition("/")[0] for path in on_disk.values()} | {""}
        write_book(str(folder), str(vault.root), people, notes, sorted(folders), begun_ns)
    return book_of(people)


def _addressee(contact: Contact) -> Addressee:
    role, company, name = map(_line, (contact.role, contact.company, contact.name))
    emails = tuple(filter(None, map(_line, contact.emails)))
    others = (*map(_line, contact.names), *emails, role, company)
    parts = (part for text in others for part in (text, *text.replace("@", ".").split(".")))
    return Addressee(
        folded(f" {' '.join(dict.fromkeys(' '.join(parts).split()))}"),
        _line(contact.path),
        name,
        emails,
        tuple(filter(None, map(_line, contact.phones))),
        ", ".join(filter(None, (role, company))),
        _line(contact.address),
    )


def _line(text: str) -> str:
    """Give a text on one line that steers neither a terminal nor a table."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
