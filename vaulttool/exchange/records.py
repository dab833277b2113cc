"""What an importer gives: people, interactions, and what it left out; nothing is decided yet."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Direction = Literal["me", "them"]


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """One person as one record of one source tells of them. Texts are clean, but otherwise as written
    there."""

    name: str
    """As a person would say it: "Ana Ruiz"; "" where the record has only an address."""
    given: str = ""
    family: str = ""
    """With its particles ("van der Berg"), without titles."""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    """As written, without invisible characters."""
    company: str = ""
    role: str = ""
    birthday: str = ""
    """`1980-03-22`, or `--03-22` where the year is unknown; "" where there is none or nobody can read it."""
    urls: tuple[str, ...] = ()
    source: str = ""
    """The kind of the source: "vcard", "linkedin", "google", "mail"…"""
    record: str = ""
    """Where it stands: file and line ("contacts.vcf:41"), or file and key."""
    notes: str = ""
    nickname: str = ""
    maiden_name: str = ""
    city: str = ""
    street: str = ""
    """Of the first address, with the number of the house."""
    postcode: str = ""
    groups: tuple[str, ...] = ()
    """Labels, categories and groups, as named there."""
    met: dt.date | None = None
    """The day of the connection, where the source knows it."""
    uid: str = ""
    """The source's own lasting key for the person."""
    sent: int = 0
    """Messages from the user to them (mail only)."""
    received: int = 0
    """Messages from them to the user (mail only)."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who took part in an interaction, by whatever the source says of them."""

    name: str = ""
    email: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        """The surest word for them: the address, else the name, else the profile."""
        return self.email or self.name or self.url


@dataclass(frozen=True, slots=True)
class ImportedInteraction:
    """A message, mail or meeting with people that has taken place."""

    date: dt.date
    kind: str
    """email, message, meeting, call or contact: the words of `evidence.interaction`."""
    direction: Direction | None
    """Who made the move; None where the source does not say."""
    people: tuple[Party, ...]
    source: str
    record: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One record that is not taken, and why."""

    problem: str
    """A sentence without its full stop."""
    record: str


Record = ImportedPerson | ImportedInteraction | LeftOut


def as_json(record: Record) -> dict[str, object]:
    """Give the record as `vaulttool import --dry-run --json` prints it (issue 12)."""
    if isinstance(record, LeftOut):
        return {"problem": record.problem, "record": record.record}
    if isinstance(record, ImportedInteraction):
        return {
            "date": record.date.isoformat(),
            "kind": record.kind,
            "direction": record.direction,
            "people": [party.label for party in record.people],
            "source": record.source,
            "record": record.record,
        }
    return {
        "name": record.name,
        "given": record.given,
        "family": record.family,
        "emails": list(record.emails),
        "phones": list(record.phones),
        "company": record.company,
        "role": record.role,
        "birthday": record.birthday,
        "urls": list(record.urls),
        "source": record.source,
        "record": record.record,
    }
