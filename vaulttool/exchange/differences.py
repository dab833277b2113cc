"""Where an import contradicts a contact's note, or knows one address more: proposals, never changes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from vaulttool.exchange.identity import company_key, fold, fold_email, fold_phone
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.vcard_write import plain_link
from vaulttool.network.contact import Contact

_LISTS = ("email", "phone")
OWN_BOOKS = frozenset(("vcard", "ldif", "google", "outlook", "thunderbird", "yahoo", "csv", "monica"))
"""Sources that the user keeps: what is new there they typed. Elsewhere others write of themselves."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One property that an import says otherwise."""

    id: str
    """Lasting: of contact, property and value."""
    contact: str
    name: str
    """Of the property, by our name: company, role, city, birthday, email, phone."""
    here: str
    """As the note says; "" for a list that lacks `there`."""
    there: str

    @property
    def is_more(self) -> bool:
        """Whether it is one value more of a list."""
        return self.name in _LISTS


def differences(contact: Contact, person: ImportedPerson, region: str = "") -> Iterator[Difference]:
    """Give what an imported person says otherwise than the note; what the note lacks is no difference."""
    birthday = next((day for day in contact.days if day.label == "birthday"), None)
    year = f"{birthday.year:04}" if birthday and birthday.year is not None else "-"
    born = f"{year}-{birthday.month:02}-{birthday.day:02}" if birthday else ""
    if contact.company and company_key(plain_link(contact.company)) != company_key(person.company):
        yield from _one(contact, "company", plain_link(contact.company), person.company)
    if contact.role and fold(plain_link(contact.role)) != fold(person.role):
        yield from _one(contact, "role", plain_link(contact.role), person.role)
    if contact.city and fold(plain_link(contact.city)) != fold(person.city):
        yield from _one(contact, "city", plain_link(contact.city), person.city)
    # A birthday without its year says nothing against one with it.
    if (
        born
        and person.birthday
        and born != person.birthday
        and not (born[-5:] == person.birthday[-5:] and person.birthday.startswith("--"))
    ):
        yield from _one(contact, "birthday", born, person.birthday)
    if person.source in OWN_BOOKS:
        emails = {fold_email(email) for email in contact.emails}
        phones = {fold_phone(phone, region) or fold(phone) for phone in contact.phones}
        for email in person.emails if emails else ():
            if fold_email(email) not in emails:
                yield from _one(contact, "email", "", email)
        for phone in person.phones if phones else ():
            if (fold_phone(phone, region) or fold(phone)) not in phones:
                yield from _one(contact, "phone", "", phone)


def _one(contact: Contact, name: str, here: str, there: str) -> Iterator[Difference]:
    there = " ".join(there.split())
    if there:
        key = f"{contact.path}\0{name}\0{there}".encode("utf-8", "replace")
        ident = f"vt-{hashlib.blake2b(key, digest_size=5).hexdigest()}"
        yield Difference(ident, contact.path, name, here, there)
