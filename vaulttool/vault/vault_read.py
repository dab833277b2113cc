"""What a vault says, brought together: contacts, talks with each, and what is to come."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from vaulttool.evidence.finding import Finding
from vaulttool.evidence.interaction import Appointment, Interaction, Promise
from vaulttool.network.contact import Contact
from vaulttool.network.last_contact import LAST_CONTACT, KeptDay
from vaulttool.network.loans import LoanLine, open_loans
from vaulttool.network.network import Network
from vaulttool.network.talks import Talks, last_day, until
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem
from vaulttool.vault.opened_when_asked import ListedWhenAsked, MadeWhenAsked
from vaulttool.vault.resolution import LinkResolver, PersonResolver
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import WalkResult

if TYPE_CHECKING:
    from vaulttool.network.trips import Trip
    from vaulttool.vault.group_members import Members
    from vaulttool.vault.note_facts import NoteFacts


class Judged(NamedTuple):
    """A finding with the contact that it is about."""

    contact: str
    finding: Finding
    note: str


class HeldDays(NamedTuple):
    """What stands in a contact's note as it should: `update` found nothing to write, nor to say of it.

    That is so until the note, a talk with the contact, or whom names mean changes.
    """

    last_contact: int | None
    """As all days here an ordinal: there are as many of these as contacts."""
    last_met: int | None
    """None where it is not kept, too."""
    first: int
    """The days on which it is so."""
    last: int


@dataclass(frozen=True, slots=True)
class Bearings:
    """Whom names and links mean: all that a note's meaning depends on beside the note."""

    links: LinkResolver
    people: PersonResolver
    groups: "Members"
    """Those that count for their members."""


@dataclass(eq=False)
class VaultRead:
    """What the notes say, links resolved; which of it has come to pass is asked by `network_on`."""

    settings: Settings
    walked: WalkResult
    contacts: Mapping[str, Contact]
    """By path, in order of path."""
    talks: Mapping[str, Sequence[Interaction]]
    """By contact path, in its order; oldest first, those to come included."""
    ahead: Sequence[Judged]
    """All that may be an appointment after `ahead_from`, in order of notes."""
    ahead_from: dt.date
    promises: Sequence[Promise]
    """Open, oldest first."""
    loans: Sequence[LoanLine]
    """All lines that tell of things lent, borrowed and given back."""
    trips: "Sequence[Trip]"
    problems: Sequence[Problem]
    bearings: Bearings
    all_paths: Callable[[], Iterable[str]] = field(repr=False)
    unread: frozenset[str]
    """Of those the notes that could not be read."""
    all_facts: "Callable[[], Mapping[str, NoteFacts]]" = field(repr=False)
    me: str | None = None
    """The note that was taken for the user's own, since it stands in every meeting; None where none does."""
    held: Mapping[str, HeldDays] = field(default_factory=dict)
    """By path, of contacts of whom nothing else was told since; see `held_on`."""

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of all notes."""
        return frozenset(self.all_paths())

    @cached_property
    def facts(self) -> "Mapping[str, NoteFacts]":
        """What is known of each note by that note alone."""
        return self.all_facts()

    @property
    def links(self) -> LinkResolver:
        """Which note a link opens."""
        return self.bearings.links

    @property
    def people(self) -> PersonResolver:
        """Which contact a link or a name means."""
        return self.bearings.people

    def held_on(self, path: str, today: dt.date) -> HeldDays | None:
        """Give what stands in a contact's note as it should on a day; None where that is to be decided."""
        found = self.held.get(path)
        return found if found is not None and found.first <= today.toordinal() <= found.last else None

    def judged_in(self, note: str) -> list[Judged]:
        """Give whom each finding of a note is about; nobody where there is no such note."""
        from vaulttool.vault.meaning import judge

        facts = self.facts.get(note)
        return [] if facts is None else judge(facts, self.bearings)[0]

    def proves(self, contact: str, note: str, day: dt.date, kept: KeptDay = LAST_CONTACT) -> bool:
        """Say whether a note proves a kept day, also one that has come elsewhere only."""
        talks = self.talks.get(contact, ())
        return any(t.date == day and t.note == note and kept.is_proved_by(t) for t in talks)


def in_turn(walked: WalkResult, of_notes: Iterable[Problem], of_links: Iterable[Problem]) -> list[Problem]:
    """Give all problems in the order in which they are told."""
    return [*walked.problems, *of_notes, *of_links]


def in_order(promises: list[Promise]) -> list[Promise]:
    """Sort promises, the oldest first."""
    promises.sort(key=lambda one: (one.made or dt.date.min, one.note, one.line))
    return promises


def in_time(talks: list[Interaction]) -> list[Interaction]:
    """Sort the talks with one contact, the oldest first."""
    talks.sort(key=lambda one: (one.date, one.note, one.line or 0))
    return talks


def network_on(read: VaultRead, today: dt.date) -> Network:
    """Give contacts with their interactions up to `today`, and what is to come after it."""

    def met(path: str) -> Talks:
        own = _in_life(read.contacts.get(path), until(read.talks[path], today))
        if not own:
            raise KeyError(path)
        return own

    def newest(path: str) -> dt.date | None:
        if path not in read.contacts:
            raise KeyError(path)
        return last_day(interactions.get(path, ()))

    interactions = MadeWhenAsked(lambda: read.talks, met)
    return Network(
        today=today,
        contacts=read.contacts,
        interactions=interactions,
        last_contact=MadeWhenAsked(lambda: read.contacts, newest),
        appointments=ListedWhenAsked(lambda: appointments(read.ahead, today)),
        promises=read.promises,
        loans=ListedWhenAsked(lambda: open_loans(read.loans, today)),
    )


def _in_life(contact: Contact | None, talks: Talks) -> Talks:
    """Leave out meetings with a group that went on without a member who had died."""
    if contact is None or not contact.is_dead:
        return talks
    died = contact.died
    return tuple(t for t in talks if t.rule != "group" or (died is not None and t.date <= died))


def appointments(ahead: Iterable[Judged], today: dt.date) -> tuple[Appointment, ...]:
    """Give what is to come after a day, soonest first."""
    together: dict[tuple[str, int | None, dt.date], tuple[Finding, list[str]]] = {}
    for one in ahead:
        finding = one.finding
        if finding.date is None or finding.date <= today:
            continue
        key = (one.note, finding.line, finding.date)
        people = together.setdefault(key, (finding, []))[1]
        if one.contact not in people:
            people.append(one.contact)
    found = [
        Appointment(note, line, day, finding.time, _title_of(note, finding), tuple(people))
        for (note, line, day), (finding, people) in together.items()
    ]
    whole = {(a.note, contact) for a in found if a.line is None for contact in a.contacts}
    kept = [a for a in found if a.line is None or not all((a.note, c) in whole for c in a.contacts)]
    return tuple(sorted(kept, key=lambda a: (a.date, a.time, a.note, a.line or 0)))


def _title_of(note: str, finding: Finding) -> str:
    if finding.line is not None:
        return finding.text
    return name_of(note)
