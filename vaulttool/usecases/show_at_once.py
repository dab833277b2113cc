"""Show one person from what the index knows, where the notes that are shown are as it knows them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vaulttool.network.last_contact import parse_seal
from vaulttool.usecases.decision import with_held_days
from vaulttool.usecases.kept_properties import days_kept, written_seal
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.show_person import MOST_TALKS, show_person
from vaulttool.vault.glimpse import Glimpse, glimpse
from vaulttool.vault.link_writing import LinkStyle, LinkWriter
from vaulttool.vault.resolution import LinkResolver
from vaulttool.vault.vault_read import network_on


@dataclass(frozen=True, slots=True)
class ShownAtOnce:
    """A person, and how old is what other notes say."""

    outcome: Outcome
    looked_at: dt.datetime
    """When all notes were last looked at, in local time."""


def show_at_once(
    start: Path,
    said: str,
    today: dt.date,
    named: str | None,
    environment: Mapping[str, str],
    all_talks: bool = False,
) -> ShownAtOnce | None:
    """Show a person without a look at all notes; None where one is needed. Raises VaultError without a vault.

    `all_talks` shows more than the last ones, so that more notes are looked at.
    """
    found = glimpse(start, said, today, named, environment)
    if found is None or not found.is_true(_notes_shown(found, today, all_talks)):
        return None
    read, contact = found.read, found.contact
    network = network_on(read, today)
    gone, links = LinkResolver(found.seen_go), LinkWriter(LinkStyle())
    network = with_held_days(network, read, links, gone, (contact.path,))
    outcome = show_person(contact, network, read.settings.cadence_rules(), read.settings.inverses())
    return ShownAtOnce(outcome, found.looked_at)


def _notes_shown(found: Glimpse, today: dt.date, all_talks: bool) -> Iterator[str]:
    read, contact = found.read, found.contact
    yield from read.contacts
    talks = [talk for talk in read.talks.get(contact.path, ()) if talk.date <= today]
    yield from (talk.note for talk in (talks if all_talks else talks[-MOST_TALKS:]))
    for notes in (read.ahead, read.promises, read.loans):
        yield from (one.note for one in notes)
    for day in days_kept(read.settings):
        seal = parse_seal(written_seal(contact, read, day))
        note = read.links.resolve(seal.target, contact.path) if seal else None
        if isinstance(note, str):
            yield note
