"""What of a person can be compared: addresses, numbers, profiles and names in their normal forms."""

import re
import unicodedata
from dataclasses import dataclass

from vaulttool.exchange.linkedin import profile_key
from vaulttool.exchange.names import split_name
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.vcard_write import contact_uid
from vaulttool.network.contact import Contact
from vaulttool.notes.problem import Problem, VaultError

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROLES = _words(
    "info contact office mail hello admin sales support team post kontakt accueil secretariat "
    "direction service billing jobs hr press presse webmaster bonjour buero empfang reception family "
    "familie famille"
)
FREE = _words(
    "gmail googlemail hotmail outlook live msn yahoo ymail gmx web orange wanadoo free laposte sfr "
    "icloud me mac aol protonmail proton pm mail t-online freenet bluewin posteo mailbox bbox neuf "
    "numericable zoho"
)
"""Domains (without their ending) where everybody is: an address there tells no company."""
_COMPANY_WORDS = _words(
    "inc llc ltd limited gmbh ag sa sarl sas sasu srl spa bv nv plc corp corporation co company "
    "group groupe the und and et de la le les holding international"
)
_PROFILES = re.compile(
    r"(?:https?://)?(?:[a-z]{1,3}\.)?((?:xing|viadeo|facebook|twitter|x|github|instagram)\.com/[^?#]+)"
)
VAULT = "vault"
"""The source of a person who already has a note."""


@dataclass(frozen=True, slots=True)
class FoldedName:
    """A name in the letters a to z."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def joined_family(self) -> str:
        """ "le gall" and "Legall" are one."""
        return "".join(self.family)


@dataclass(frozen=True, slots=True)
class Identity:
    """One record in comparable form."""

    key: str
    """Source and record: unique, and the same whatever the order of files."""
    source: str
    names: tuple[FoldedName, ...]
    maiden: str
    emails: frozenset[str]
    shared_emails: frozenset[str]
    """Addresses of offices and families: a clue only."""
    phones: frozenset[str]
    profiles: frozenset[str]
    birthday: str
    company: str
    city: str
    street: str
    postcode: str
    role: str
    uid: str

    @property
    def domains(self) -> frozenset[str]:
        """The company domains of the addresses, without their ending: "acme"."""
        return frozenset(name for email in self.emails if (name := _domain(email)) and name not in FREE)


def fold(text: str) -> str:
    """Give the letters and digits without marks, lower case, words parted by single blanks."""
    if text.isascii():
        return " ".join("".join(s if s.isalnum() else " " for s in text.lower()).split())
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = (" " if not (s.isalnum() or unicodedata.combining(s)) else s for s in plain)
    return " ".join("".join(s for s in kept if not unicodedata.combining(s)).split())


def fold_email(address: str) -> str:
    """Give the mailbox behind an address: Gmail knows no dots, "+tag" goes to the same one."""
    local, _, domain = address.strip().casefold().partition("@")
    if domain in ("gmail.com", "googlemail.com"):
        return f"{local.partition('+')[0].replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def fold_phone(text: str, region: str) -> str:
    """Give a number in E.164, read in `region` ("FR") where it has no country; "" for what is no number.

    Raises VaultError where the library is missing.
    """
    try:
        import phonenumbers
    except ImportError as missing:
        mend = "Install it: pip install 'vaulttool[import]'."
        raise VaultError(
            Problem("", None, "phone numbers need a library that is not here", mend)
        ) from missing
    try:
        number = phonenumbers.parse(text.replace("(0)", ""), region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def identity(person: ImportedPerson, region: str = "", key: str = "") -> Identity:
    """Give the comparable form of an imported person; `key` instead of source and record."""
    folded = [fold_email(address) for address in person.emails]
    names = [_name(person.given, person.family)] if person.given or person.family else []
    if person.name and not names:
        split = split_name(person.name)
        names.append(_name(split.given, split.family))
    if person.nickname and person.family and names:
        names.append(_name(person.nickname, person.family))
    return Identity(
        key=key or f"{person.source}\0{person.record}",
        source=person.source,
        names=tuple(dict.fromkeys(names)),
        maiden=fold(person.maiden_name).replace(" ", ""),
        emails=frozenset(email for email in folded if not _is_shared(email)),
        shared_emails=frozenset(email for email in folded if _is_shared(email)),
        phones=frozenset(filter(None, (fold_phone(number, region) for number in person.phones))),
        profiles=frozenset(filter(None, (_profile(url) for url in person.urls))),
        birthday=person.birthday,
        company=company_key(person.company),
        city=fold(person.city),
        street=fold(person.street),
        postcode=fold(person.postcode).replace(" ", ""),
        role=fold(person.role),
        uid=person.uid,
    )


def identity_of_contact(contact: Contact, region: str = "") -> Identity:
    """Give the comparable form of a contact that has a note; every alias is one of its names."""
    names = [_name(split.given, split.family) for name in contact.names if (split := split_name(name)).given]
    folded = [fold_email(address) for address in contact.emails]
    birthday = next((day for day in contact.days if day.label == "birthday"), None)
    year = f"{birthday.year:04}" if birthday and birthday.year else "-"
    urls = [
        value
        for key in ("linkedin", "xing", "viadeo")
        if isinstance(value := contact.properties.get(key), str)
    ]
    return Identity(
        key=f"{VAULT}\0{contact.path}",
        source=VAULT,
        names=tuple(dict.fromkeys(names)),
        maiden="",
        emails=frozenset(email for email in folded if not _is_shared(email)),
        shared_emails=frozenset(email for email in folded if _is_shared(email)),
        phones=frozenset(filter(None, (fold_phone(number, region) for number in contact.phones))),
        profiles=frozenset(filter(None, (_profile(url) for url in urls))),
        birthday=f"{year}-{birthday.month:02}-{birthday.day:02}" if birthday else "",
        company=company_key(contact.company),
        city=fold(contact.city),
        street="",
        postcode="",
        role=fold(contact.role),
        uid=contact_uid(contact),
    )


def _name(given: str, family: str) -> FoldedName:
    return FoldedName(tuple(fold(given).split()), tuple(fold(family).split()))


def _is_shared(email: str) -> bool:
    return email.partition("@")[0].partition("+")[0] in _ROLES


def _domain(email: str) -> str:
    parts = email.partition("@")[2].split(".")
    if len(parts) > 2 and parts[-2] in ("co", "com", "ac", "org"):
        return parts[-3]
    return parts[-2] if len(parts) > 1 else ""


def company_key(text: str) -> str:
    """Give a company without its legal form: "ACME Tools, Inc." is "acme tools"."""
    words = [word for word in fold(text).split() if word not in _COMPANY_WORDS]
    return " ".join(words) or fold(text)


def _profile(url: str) -> str:
    if slug := profile_key(url):
        return f"linkedin.com/in/{slug}"
    found = _PROFILES.match(url.strip().casefold())
    return found[1].rstrip("/") if found else ""
