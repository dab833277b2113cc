"""What an update would do, for a process that stays: only of whom something changed is decided again."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from vaulttool.notes.problem import Problem
from vaulttool.usecases.update import Update, together
from vaulttool.usecases.update_contact import NOTHING, ContactUpdate, Evidence, ReadSource, update_contact
from vaulttool.vault.link_writing import LinkStyle, LinkWriter
from vaulttool.vault.live_index import LiveIndex
from vaulttool.vault.resolution import LinkResolver
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import network_on

_TOGETHER = 500
"""So many people are read at once: together they fit into a small place."""


class StandingUpdate:
    """Knows of each contact what `update` would do, and forgets those with whom all is true."""

    def __init__(self, live: LiveIndex, settings: Settings, read_source: ReadSource) -> None:
        self._live = live
        self._settings = settings
        self._read_source = read_source
        self._found: dict[str, ContactUpdate] = {}
        self._waiting: set[str] | None = None
        self._today: dt.date | None = None

    def touch(self, people: Collection[str] | None) -> None:
        """Have these contacts decided again the next time; None: all of them."""
        if people is None:
            self._waiting = None
        elif self._waiting is not None:
            self._waiting.update(people)

    def try_again(self) -> None:
        """Have those decided again with whom something was wrong."""
        self.touch(self._found)

    def update(
        self,
        today: dt.date,
        style: LinkStyle,
        gone: LinkResolver,
        unread: frozenset[str],
        of_vault: Iterable[Problem],
    ) -> Update:
        """Give what `update` gives. Raises ReadAnew.

        `gone` are the notes that this device saw go, `unread` those that could not be read, `of_vault` the
        problems of notes.
        """
        if today != self._today:
            self._waiting, self._today = None, today
        rules = self._settings.cadence_rules()
        for people in _in_parts(self._live.people() if self._waiting is None else sorted(self._waiting)):
            read = self._live.read_people(people, unread)
            links = LinkWriter.by(read.links, style)
            by = Evidence(read, network_on(read, today), links, self._read_source, gone, rules)
            for path in people:
                contact = read.contacts.get(path)
                self._keep(path, update_contact(contact, by) if contact is not None else NOTHING)
        # An edit rests on the bytes that were read for it, which may be others the next time.
        self._waiting = {path for path, one in self._found.items() if one.edit is not None}
        return together(dict(sorted(self._found.items())), of_vault, self._settings)

    def _keep(self, path: str, one: ContactUpdate) -> None:
        if one.is_nothing:
            self._found.pop(path, None)
        else:
            self._found[path] = one


def _in_parts(people: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(people)
    while part := list(islice(rest, _TOGETHER)):
        yield part
