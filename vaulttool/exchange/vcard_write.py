"""Contacts as vCards: 3.0, which every program reads, or 4.0."""

import uuid
from collections.abc import Iterable
from typing import Literal

from vaulttool.exchange.names import split_name
from vaulttool.exchange.write_lines import escape, to_bytes
from vaulttool.network.contact import Contact, YearlyDay

Version = Literal["3.0", "4.0"]
_NO_YEAR = 1604
"""The year that Apple writes for none: 3.0 knows no birthday without one, and 1604 had a 29 February."""
_PAGES = ("linkedin", "xing", "viadeo", "blog", "website", "url", "homepage")


def exported(contacts: Iterable[Contact]) -> list[Contact]:
    """Give the contacts that may leave the vault: neither private nor archived, in order of path."""
    kept = (contact for contact in contacts if not contact.private and contact.status != "archived")
    return sorted(kept, key=lambda contact: contact.path)


def contact_uid(contact: Contact) -> str:
    """Give the lasting key of a contact: the note's own `uid`, else one made of its path."""
    own = contact.properties.get("uid")
    return (
        own
        if isinstance(own, str) and own
        else str(uuid.uuid5(uuid.NAMESPACE_URL, f"vaulttool:{contact.path}"))
    )


def write_vcard(contact: Contact, version: Version = "3.0", uid: str = "") -> bytes:
    """Give one card, with another `uid` than its own where one is told; the same contact, the same bytes."""
    split = split_name(contact.name)
    given = split.given if split.given or split.family else contact.name
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"UID:{escape(uid or contact_uid(contact))}",
        f"FN:{escape(contact.name)}",
        f"N:{escape(split.family)};{escape(given)};;;",
    ]
    others = [name for name in contact.names if name != contact.name]
    if others:
        lines.append("NICKNAME:" + ",".join(map(escape, others)))
    lines += [
        f"EMAIL;TYPE=INTERNET:{escape(email)}" if version == "3.0" else f"EMAIL:{escape(email)}"
        for email in contact.emails
    ]
    lines += [f"TEL:{escape(phone)}" for phone in contact.phones]
    if contact.company:
        lines.append(f"ORG:{escape(plain_link(contact.company))}")
    if contact.role:
        lines.append(f"TITLE:{escape(plain_link(contact.role))}")
    if contact.city or contact.address:
        lines.append(f"ADR:;;{escape(plain_link(contact.address))};{escape(plain_link(contact.city))};;;")
    lines += [f"URL:{page}" for page in _urls(contact)]
    birthday = next((day for day in contact.days if day.label == "birthday"), None)
    # A phone makes a reminder of it, and nobody is reminded of the dead and of those at rest.
    if birthday and contact.asks_for_acts:
        lines.append(_birthday(birthday, version))
    if contact.tags:
        lines.append("CATEGORIES:" + ",".join(map(escape, contact.tags)))
    return to_bytes([*lines, "END:VCARD"])


def plain_link(text: str) -> str:
    """Give the words of a property that may be a link: "[[Acme Inc|Acme]]" is "Acme"."""
    text = text.strip()
    if text.startswith("[[") and text.endswith("]]"):
        target, _, shown = text[2:-2].partition("|")
        return (shown or target.rpartition("/")[2]).strip()
    return text


def _urls(contact: Contact) -> list[str]:
    """Give web addresses among the properties, blanks and control signs quoted away."""
    found = [value for name in _PAGES if isinstance(value := contact.properties.get(name), str)]
    pages = [
        value
        for value in found
        if value.startswith(("http://", "https://")) or "." in value.partition("/")[0]
    ]
    return ["".join(sign for sign in page if sign.isprintable() and sign != " ") for page in pages]


def _birthday(day: YearlyDay, version: Version) -> str:
    if day.year is not None:
        return f"BDAY:{day.year:04}-{day.month:02}-{day.day:02}"
    if version == "4.0":
        return f"BDAY:--{day.month:02}{day.day:02}"
    return f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}:{_NO_YEAR}-{day.month:02}-{day.day:02}"
