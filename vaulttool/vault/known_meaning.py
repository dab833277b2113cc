"""What the notes mean together, as the index keeps it note by note and contact by contact."""

import datetime as dt
import pickle
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from vaulttool.network.contact import Contact
from vaulttool.vault.index_file import IndexFile, unpack
from vaulttool.vault.kept_form import opened_more, opened_talks
from vaulttool.vault.known_names import KnownNoteNames, KnownPeopleNames
from vaulttool.vault.resolution import LinkResolver, PersonResolver
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import Bearings, VaultRead, in_order, in_turn
from vaulttool.vault.walk import WalkResult

if TYPE_CHECKING:
    from vaulttool.evidence.interaction import Interaction
    from vaulttool.vault.group_members import Members
    from vaulttool.vault.note_facts import NoteFacts

_PERSON = "SELECT contact, talks FROM person WHERE path=?"
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
        people = self._file.rows("SELECT path, contact, talks FROM person WHERE path IS NOT ? ORDER BY path",
                                 (self.frame.me,))  # fmt: skip
        contacts = {path: unpack(blob, pickle.loads) for path, blob, _ in people}
        talks = {path: opened_talks(path, blob) for path, _, blob in people if blob is not None}
        told = self._file.rows("SELECT path, more FROM told WHERE more IS NOT NULL ORDER BY path")
        more = [opened_more(path, blob) for path, blob in told]
        if None in contacts.values() or None in talks.values() or None in more:
            return None
        said = [one for one in more if one is not None]
        paths = frozenset(file.path for file in walked.files)
        return VaultRead(
            self.settings,
            walked,
            contacts,
            {path: own for path, own in talks.items() if own is not None},
            [judged for one in said for judged in one.ahead],
            self.frame.ahead_from,
            in_order([promise for one in said for promise in one.promises]),
            [line for one in said for line in one.loans],
            [one.trip for one in said if one.trip is not None],
            in_turn(
                walked,
                (problem for one in said for problem in one.of_note),
                (problem for one in said for problem in one.of_links),
            ),
            self.bearings(self.frame.me, lambda: sorted(paths), lambda: contacts),
            paths,
            unread,
            all_facts,
            self.frame.me,
        )

    def read_of(self, person: str) -> VaultRead | None:
        """Give what is held of one person and those whom they are tied to; None where it is damaged."""
        contact = self._contact(person)
        talks = [opened_talks(person, blob) for blob in self._file.column(_TALKS, (person,)) if blob]
        more = [opened_more(note, blob) for note, blob in self._file.rows(_MORE, (person,))]
        if contact is None or None in talks or None in more:
            return None
        others = {edge.target for edge in contact.edges}
        others.update(self._file.column("SELECT path FROM edge WHERE target=?", (person,)))
        tied = {path: self._contact(path) for path in sorted({*others, person} - {self.frame.me})}
        said = [one for one in more if one is not None]
        return VaultRead(
            self.settings,
            WalkResult(()),
            {path: one for path, one in tied.items() if one is not None},
            {person: talks[0]} if talks and talks[0] is not None else {},
            [judged for one in said for judged in one.ahead],
            self.frame.ahead_from,
            in_order([promise for one in said for promise in one.promises]),
            [line for one in said for line in one.loans],
            [],
            [],
            self.bearings(self.frame.me),
            frozenset(),
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
        talks: dict[str, list[Interaction]] = {}
        for path in paths:
            for blob, said in self._file.rows(_PERSON, (path,)) if path != self.frame.me else ():
                contact = unpack(blob, pickle.loads)
                own = opened_talks(path, said) if said is not None else []
                if contact is None or own is None:
                    return None
                contacts[path], talks[path] = contact, own
        bearings, nothing = self.bearings(self.frame.me), frozenset[str]()
        return VaultRead(
            *(self.settings, WalkResult(()), contacts, talks, [], self.frame.ahead_from, [], [], [], []),
            *(bearings, nothing, unread, dict, self.frame.me),
        )

    def _contact(self, path: str) -> Contact | None:
        found = self._file.column("SELECT contact FROM person WHERE path=?", (path,))
        contact = unpack(found[0], pickle.loads) if found else None
        return contact if isinstance(contact, Contact) else None

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
