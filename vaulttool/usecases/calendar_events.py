"""Meetings in the calendars that settings name, with the contacts whom they are with."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from vaulttool.evidence.interaction import Appointment
from vaulttool.evidence.plain_names import name_words
from vaulttool.exchange.calendar_days import CalendarEvent, events_of_days
from vaulttool.exchange.identity import fold_email
from vaulttool.exchange.records import Party
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.import_files import UNREADABLE, ImportFile, TooLargeError, import_files
from vaulttool.usecases.name_book import NameBook, name_book
from vaulttool.usecases.outside_paths import missing, outside_path
from vaulttool.usecases.own_addresses import own_addresses
from vaulttool.vault.facts import read_facts
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.resolution import fold_person

_BETWEEN = re.compile(r"[\W\d_]|\b(?:and|et|with|avec)\b", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"[:(|]|\s[-–—]\s")
_NAMED = re.compile(r"\[\[([^\[\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event with people who are contacts."""

    event: CalendarEvent
    contacts: tuple[str, ...]
    """Paths, in the order in which the event names them."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """What the calendars say of some days."""

    meetings: tuple[Meeting, ...] = ()
    """In order of time; each once, whatever number of calendars it stands in."""
    problems: tuple[Problem, ...] = ()


def calendar_meetings(vault: OpenVault, first: dt.date, last: dt.date) -> Calendars:
    """Read the calendars for meetings of these days with contacts. Without calendars in the settings nothing
    is read."""
    if not vault.settings.calendars:
        return Calendars()
    who = _Who(vault)
    found: dict[tuple[object, ...], Meeting] = {}
    problems: list[Problem] = []
    with ExitStack() as opened:
        for said in vault.settings.calendars:
            place = outside_path(vault, said)
            if not place.exists():
                problems.append(missing(said, "calendars"))
                continue
            try:
                for file in import_files(place, opened):
                    if isinstance(file, ImportFile) and file.name.lower().endswith((".ics", ".ical", ".ifb")):
                        for event in _events(file, who, first, last):
                            contacts = who.contacts(event)
                            if contacts:
                                key = (event.date, event.time, contacts)
                                found.setdefault(key, Meeting(event, contacts))
            except VaultError as error:
                problems.append(error.problem)
                break
    meetings = sorted(found.values(), key=lambda one: (one.event.date, one.event.time, one.event.title))
    return Calendars(tuple(meetings), tuple(problems))


def _events(file: ImportFile, who: "_Who", first: dt.date, last: dt.date) -> Iterator[CalendarEvent]:
    try:
        yield from events_of_days(file.lines(), who.me, first, last, who.may_name)
    except (*UNREADABLE, TooLargeError):
        return  # One file that cannot be read hides no other.


class _Who:
    """Finds the contacts of an event: by address, else by full name, else by the names in its title."""

    def __init__(self, vault: OpenVault) -> None:
        self._vault = vault
        self.me = own_addresses(vault)
        self._book: NameBook = name_book(vault.read.contacts.items())
        owners: dict[str, set[str]] = {}
        for path, contact in vault.read.contacts.items():
            for email in contact.emails:
                owners.setdefault(fold_email(email), set()).add(path)
        self._by_address = {one: next(iter(paths)) for one, paths in owners.items() if len(paths) == 1}

    @property
    def may_name(self) -> Callable[[str], bool]:
        return self._book.may_name

    def contacts(self, event: CalendarEvent) -> tuple[str, ...]:
        attending = [self._party(party) for party in event.people if party.email or " " in party.name]
        found = [path for path in attending if path]
        return tuple(dict.fromkeys(found or self._in_title(event.title)))

    def _party(self, party: Party) -> str:
        if party.email:
            known = self._by_address.get(fold_email(party.email))
            if known is not None:
                return known
        found = self._vault.read.people.by_name(party.name) if " " in party.name else None
        return found if isinstance(found, str) else ""

    def _in_title(self, title: str) -> list[str]:
        """Give who is named for sure: by a whole name, or a first name that is met, or stands alone."""
        named = [
            one
            for one in self._book.find(title, self._vault.reading.languages, any_case=False)
            if len(one.paths) == 1
        ]
        if not named:
            return []
        text = title
        for one in reversed(named):
            text = f"{text[: one.span.start]}[[{one.words}]]{text[one.span.end :]}"
        met = self._met(text, {fold_person(one.words): one.paths[0] for one in named})
        alone = self._alone(text)
        return [one.paths[0] for one in named if one.is_full or one.words in alone or one.paths[0] in met]

    def _alone(self, text: str) -> set[str]:
        """Give the names of a title that is nothing but names up to its colon or dash: "Ana / Bo: lease"."""
        head = _HEAD_ENDS.split(text, maxsplit=1)[0]
        names = set(_NAMED.findall(head))
        # "Paris" alone is a journey.
        cities = name_words(self._vault.reading.languages).cities
        is_bare = not _BETWEEN.sub("", _NAMED.sub("", head))
        return names if is_bare and all(name.casefold() not in cities for name in names) else set()

    def _met(self, text: str, paths: dict[str, str]) -> set[str]:
        """Give whom a line with these words would say that the user met."""
        facts = read_facts(
            f"---\ndate: 2000-01-01\n---\n- {text}\n".encode(), "title.md", "", self._vault.reading
        )
        return {
            paths[fold_person(one.target)]
            for one in facts.findings
            if one.label == "interaction" and fold_person(one.target) in paths
        }


def appointments(meetings: tuple[Meeting, ...]) -> tuple[Appointment, ...]:
    """Give meetings of calendars as a network has them; they stand in no note."""
    return tuple(
        Appointment("", None, one.event.date, one.event.time, one.event.title, one.contacts)
        for one in meetings
    )
