"""Contacts as CSV with the header of Google Contacts, safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Sequence

from vaulttool.exchange.names import split_name
from vaulttool.exchange.vcard_write import plain_link
from vaulttool.network.contact import Contact

_NUMBER = re.compile(r"\+?[\d ()./-]+$")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula; a phone number stays as it is."""
    text = text.replace("\x00", "")
    if text.startswith(_FORMULA) and not _NUMBER.match(text):
        return f"'{text}"
    return text


def write_csv(contacts: Sequence[Contact], *, mark: bool = False) -> bytes:
    """Give the table in UTF-8 with CRLF; `mark`: with the byte order mark that Excel needs."""
    emails = max((len(contact.emails) for contact in contacts), default=0)
    phones = max((len(contact.phones) for contact in contacts), default=0)
    header = [
        "First Name",
        "Last Name",
        "Nickname",
        "Organization Name",
        "Organization Title",
        "Birthday",
        "Labels",
    ]
    header += [f"E-mail {number} - Value" for number in range(1, emails + 1)]
    header += [f"Phone {number} - Value" for number in range(1, phones + 1)]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(header)
    for contact in contacts:
        table.writerow([safe_cell(cell) for cell in _row(contact, emails, phones)])
    return (("\ufeff" if mark else "") + text.getvalue()).encode("utf-8", "replace")


def write_addresses(lines: Sequence[tuple[str, str, str]], *, mark: bool = False) -> bytes:
    """Give a table of names, postal address and city, as `write_csv` does."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(("Name", "Address", "City"))
    table.writerows([safe_cell(plain_link(cell)) for cell in line] for line in lines)
    return (("\ufeff" if mark else "") + text.getvalue()).encode("utf-8", "replace")


def _row(contact: Contact, emails: int, phones: int) -> list[str]:
    split = split_name(contact.name)
    birthday = next((day for day in contact.days if day.label == "birthday"), None)
    year = f"{birthday.year:04}" if birthday and birthday.year is not None else "-"
    return [
        split.given or ("" if split.family else contact.name),
        split.family,
        next((name for name in contact.names if name != contact.name), ""),
        plain_link(contact.company),
        plain_link(contact.role),
        f"{year}-{birthday.month:02}-{birthday.day:02}" if birthday else "",
        " ::: ".join(contact.tags),
        *contact.emails,
        *[""] * (emails - len(contact.emails)),
        *contact.phones,
        *[""] * (phones - len(contact.phones)),
    ]
