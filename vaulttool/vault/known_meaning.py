"""What the notes mean together, as the index keeps it note by note and contact by contact."""

import datetime as dt
import pickle
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from vaulttool.network.contact import Contact
from vaulttool.vault.index_file import IndexFile, is_whole, unpack
from vaulttool.vault.kept_form import opened_contact, opened_more, opened_problems, opened_talks
from vaulttool.vault.known_names import KnownNoteNames, KnownPeopleNames
from vaulttool.vault.opened_when_asked import ListedWhenAsked, OpenedWhenAsked
from vaulttool.vault.resolution import LinkResolver, PersonResolver
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import Bearings, HeldDays, VaultRead, in_order, in_turn
from vaulttool.vault.walk import WalkResult

if TYPE_CHECKING:
    from vaulttool.network.talks import Talks
    from vaulttool.vault.group_members import Members
    from vaulttool.vault.note_facts import NoteFacts

_PEOPLE = "SELECT path, contact, talks FROM person WHERE path IS NOT ? ORDER BY path"
_PERSON = "SELECT contact, talks FROM person WHERE path=?"
_TOLD = "SELECT path, more FROM told WHERE more IS NOT NULL ORDER BY path"
_WRONG = "SELECT problems FROM told WHERE problems IS NOT NULL ORDER BY path"
_HELD = "SELECT path, contact, met, first, last FROM held"
_TALKS = "SELECT talks FROM person WHERE path=?"
_MORE = "SELECT path, more FROM told JOIN open_in ON note=path WHERE person=? ORDER BY path"


class Frame(NamedTuple):
    """What all meanings have in common."""

    me: str | None
    """The note that was taken for the user's own."""
    groups: "Members"
    ahead_from: dt.date


class KnownMeaning:
    """The meaning that the index holds."""

    def __init__(self, file: IndexFile, frame: Frame, settings: Settings) -> None:
        self._file = file
        self.frame = frame
        self.settings = settings

    @classmethod
    def held(cls, file: IndexFile, settings: Settings, today: dt.date) -> "KnownMeaning | None":
        """Give what is held and true for a day; None where nothing is."""
        for blob in file.column("SELECT value FROM meta WHERE key='meaning'"):
            frame = unpack(blob, pickle.loads)
            if isinstance(frame, Frame) and frame.ahead_from <= today:
                return cls(file, frame, settings)
        return None

    def read(
        self, walked: WalkResult, unread: frozenset[str], all_facts: "Callable[[], Mapping[str, NoteFacts]]"
    ) -> VaultRead | None:
        """Give all that is held; None where it is damaged. `unread` are notes that could not be read."""
        people = self._file.rows(_PEOPLE, (self.frame.me,))
        told, wrong = self._file.rows(_TOLD), self._file.rows(_WRONG)
        kept = (*(one for row in people for one in row[1:] if one is not None), *(row[1] for row in told))
        if not all(map(is_whole, (*kept, *(row[0] for row in wrong)))):
            return None
        contacts = OpenedWhenAsked({path: blob for path, blob, _ in people}, opened_contact)
        talks = {path: blob for path, _, blob in people if blob is not None}
        said = ListedWhenAsked(lambda: [opened_more(path, blob) for path, blob in told])
        problems = [opened_problems(blob) for (blob,) in wrong]
        return VaultRead(
            self.settings,
            walked,
            contacts,
            OpenedWhenAsked(talks, opened_talks),
            ListedWhenAsked(lambda: [judged for one in said for judged in one.ahead]),
            self.frame.ahead_from,
            ListedWhenAsked(lambda: in_order([promise for one in said for promise in one.promises])),
            ListedWhenAsked(lambda: [line for one in said for line in one.loans]),
            ListedWhenAsked(lambda: [one.trip for one in said if one.trip is not None]),
            in_turn(
                walked,
                (problem for of_note, _ in problems for problem in of_note),
                (problem for _, of_links in problems for problem in of_links),
            ),
            self.bearings(
                self.frame.me, lambda: sorted(file.path for file in walked.files), lambda: contacts
            ),
            lambda: (file.path for file in walked.files),
            unread,
            all_facts,
            self.frame.me,
            self._held(),
        )

    def read_of(self, person: str) -> VaultRead | None:
        """Give what is held of one person and those whom they are tied to; None where it is damaged."""
        contact = self._contact(person)
        talks = [blob for blob in self._file.column(_TALKS, (person,)) if blob is not None]
        more = [row for row in self._file.rows(_MORE, (person,)) if row[1] is not None]
        if contact is None or not all(map(is_whole, (*talks, *(blob for _, blob in more)))):
            return None
        others = {edge.target for edge in contact.edges}
        others.update(self._file.column("SELECT path FROM edge WHERE target=?", (person,)))
        tied = {path: self._contact(path) for path in sorted({*others, person} - {self.frame.me})}
        said = [opened_more(note, blob) for note, blob in more]
        return VaultRead(
            self.settings,
            WalkResult(()),
            {path: one for path, one in tied.items() if one is not None},
            {person: opened_talks(person, talks[0])} if talks else {},
            [judged for one in said for judged in one.ahead],
            self.frame.ahead_from,
            in_order([promise for one in said for promise in one.promises]),
            [line for one in said for line in one.loans],
            [],
            [],
            self.bearings(self.frame.me),
            tuple,
            frozenset(),
            dict,
            self.frame.me,
        )

    def people(self) -> list[str]:
        """Give the paths of all contacts, in order."""
        return self._file.column(
            "SELECT path FROM person WHERE path IS NOT ? ORDER BY path", (self.frame.me,)
        )

    def read_people(self, paths: Iterable[str], unread: frozenset[str]) -> VaultRead | None:
        """Give what is held of some people by themselves: what they say, and the talks with them.

        None where it is damaged.
        """
        contacts: dict[str, Contact] = {}
        talks: dict[str, Talks] = {}
        for path in paths:
            for blob, said in self._file.rows(_PERSON, (path,)) if path != self.frame.me else ():
                if not is_whole(blob) or not (said is None or is_whole(said)):
                    return None
                contacts[path] = opened_contact(path, blob)
                talks[path] = opened_talks(path, said) if said is not None else ()
        bearings = self.bearings(self.frame.me)
        return VaultRead(
            *(self.settings, WalkResult(()), contacts, talks, [], self.frame.ahead_from, [], [], [], []),
            *(bearings, tuple, unread, dict, self.frame.me),
        )

    def _contact(self, path: str) -> Contact | None:
        found = self._file.column("SELECT contact FROM person WHERE path=?", (path,))
        return opened_contact(path, found[0]) if found and is_whole(found[0]) else None

    def _held(self) -> dict[str, HeldDays]:
        return {path: HeldDays._make(days) for path, *days in self._file.rows(_HELD)}

    def bearings(
        self,
        me: str | None,
        paths: Callable[[], Iterable[str]] = tuple,
        contacts: Callable[[], Mapping[str, Contact]] = dict,
        groups: "Members | None" = None,
    ) -> Bearings:
        """Give whom names and links mean, `me` left out; `groups` where they are others by now.

        `paths` and `contacts` are asked for where the index turns out to be damaged.
        """
        links = LinkResolver(names=KnownNoteNames(self._file, paths))
        people = PersonResolver({}, links, KnownPeopleNames(self._file, me, contacts))
        return Bearings(links, people, self.frame.groups if groups is None else groups)
