"""Everything that a vault says on one day: walked, read, recognised, resolved."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.talks import Talks, with_columns
from vaulttool.vault.group_members import counting_groups
from vaulttool.vault.meaning import Meaning, Meetings, meaning_of, meetings_among
from vaulttool.vault.note_facts import NoteFacts, Reading
from vaulttool.vault.own_person import own_person
from vaulttool.vault.read_notes import Before, Progress, facts_of_file, read_notes
from vaulttool.vault.resolution import LinkResolver, PersonResolver
from vaulttool.vault.settings import Settings
from vaulttool.vault.vault_read import Bearings, VaultRead, in_order, in_time, in_turn, network_on
from vaulttool.vault.walk import WalkResult

__all__ = ["Progress", "VaultRead", "facts_of_file", "network_on", "read_vault", "resolve"]


def read_vault(
    root: Path,
    settings: Settings,
    walked: WalkResult,
    reading: Callable[[], Reading],
    known: Mapping[str, NoteFacts] | None = None,
    progress: Progress | None = None,
    before: Before | None = None,
) -> VaultRead:
    """Read every note that is not `known` (path → facts that are still true), and resolve all links.

    `reading` is asked only if there is a note to read, `before` is told of each.
    """
    held = known or {}
    fresh = [file for file in walked.files if file.path not in held]
    read = {one.path: one for one in read_notes(root, fresh, reading(), progress, before)} if fresh else {}
    facts = {file.path: held.get(file.path) or read[file.path] for file in walked.files}
    return resolve(settings, walked, facts)


def resolve(
    settings: Settings,
    walked: WalkResult,
    facts: Mapping[str, NoteFacts],
    ahead_from: dt.date = dt.date.min,
    keep: Callable[[Bearings, Mapping[str, Meaning], Meetings], object] = lambda *_: None,
) -> VaultRead:
    """Bring the facts of all notes together: whom each finding means. `keep` is told what came of it."""
    links = LinkResolver(facts)
    recognised = {path: one.contact for path, one in sorted(facts.items()) if one.contact is not None}
    people = PersonResolver(recognised, links)
    meetings = meetings_among(facts, people)
    me = None if settings.me else own_person(meetings)
    if me is not None:
        recognised.pop(me)
        people = PersonResolver(recognised, links)
    bearings = Bearings(links, people, counting_groups(facts, people))
    meanings = {path: meaning_of(one, bearings, ahead_from) for path, one in facts.items()}
    keep(bearings, meanings, meetings)
    return VaultRead(
        settings,
        walked,
        {path: contact for path in recognised if (contact := meanings[path].contact) is not None},
        _by_contact(talk for one in meanings.values() for talk in one.talks),
        [judged for one in meanings.values() for judged in one.ahead],
        ahead_from,
        in_order([promise for one in meanings.values() for promise in one.promises]),
        [line for one in meanings.values() for line in one.loans],
        [one.trip for one in facts.values() if one.trip is not None],
        in_turn(
            walked,
            (problem for one in facts.values() for problem in one.problems),
            (problem for one in meanings.values() for problem in one.problems),
        ),
        bearings,
        lambda: facts,
        frozenset(path for path, one in facts.items() if not one.hash),
        lambda: facts,
        me,
    )


def _by_contact(talks: Iterable[Interaction]) -> dict[str, Talks]:
    found: dict[str, list[Interaction]] = defaultdict(list)
    for talk in talks:
        found[talk.contact].append(talk)
    return {contact: with_columns(in_time(own)) for contact, own in sorted(found.items())}
