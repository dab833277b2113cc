"""Everything that a vault says on one day: walked, read, recognised, resolved."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from vaulttool.evidence.finding import OWN, Finding
from vaulttool.evidence.interaction import Appointment, Interaction, Promise
from vaulttool.network.contact import Contact
from vaulttool.network.loans import Loan, LoanLine, open_loans
from vaulttool.network.network import Network
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem
from vaulttool.vault.group_members import Members, counting_groups, meetings_of_members
from vaulttool.vault.note_facts import NoteFacts, Reading
from vaulttool.vault.own_person import own_person
from vaulttool.vault.read_notes import Before, Progress, facts_of_file, read_notes
from vaulttool.vault.resolution import Ambiguous, LinkResolver, PersonResolver
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import WalkResult

__all__ = ["Progress", "VaultRead", "facts_of_file", "network_on", "read_vault", "resolve"]


class Judged(NamedTuple):
    """A finding with the contact that it is about."""

    contact: str
    finding: Finding
    note: str


@dataclass(frozen=True, slots=True)
class VaultRead:
    """What the notes say, links resolved; which of it has come to pass is asked by `network_on`."""

    settings: Settings
    walked: WalkResult
    facts: Mapping[str, NoteFacts]
    contacts: Mapping[str, Contact]
    judged: Sequence[Judged]
    problems: Sequence[Problem]
    links: LinkResolver
    people: PersonResolver
    paths: frozenset[str]
    me: str | None = None
    """The note that was taken for the user's own, since it stands in every meeting; None where none does."""


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


def resolve(settings: Settings, walked: WalkResult, facts: Mapping[str, NoteFacts]) -> VaultRead:
    """Bring the facts of all notes together: whom each finding means."""
    from vaulttool.network.recognise import with_resolved_edges

    links = LinkResolver(facts)
    recognised = {path: one.contact for path, one in sorted(facts.items()) if one.contact is not None}
    people = PersonResolver(recognised, links)

    def contact_of(source: str) -> Callable[[str], str | None]:
        def find(target: str) -> str | None:
            found = people.resolve("wikilink", target, source)
            return found if isinstance(found, str) else None

        return find

    me = _own_person(settings, facts, people)
    if me is not None:
        recognised.pop(me)
        people = PersonResolver(recognised, links)
    contacts = {path: with_resolved_edges(contact, contact_of(path)) for path, contact in recognised.items()}
    groups = counting_groups(facts, contact_of)
    judged: list[Judged] = []
    problems = [*walked.problems, *(problem for one in facts.values() for problem in one.problems)]
    for path, one in facts.items():
        met: list[tuple[Finding, str]] = []
        begun = len(judged)
        for finding in one.findings:
            if finding.target == OWN:
                found: str | Ambiguous | None = path if path in contacts else None
            else:
                found = people.resolve(finding.link, finding.target, path)
            if isinstance(found, Ambiguous):
                problems.append(_ambiguous(path, finding, found))
            elif found is not None and (found != path or finding.target == OWN):
                judged.append(Judged(found, finding, path))
            elif groups and found is None and (group := links.resolve(finding.target, path)) in groups:
                met.append((finding, str(group)))
        if met:
            judged += _of_members(path, met, groups, judged[begun:])
    return VaultRead(settings, walked, facts, contacts, judged, problems, links, people, frozenset(facts), me)


def _of_members(
    path: str, met: Sequence[tuple[Finding, str]], groups: Members, judged: Sequence[Judged]
) -> list[Judged]:
    named: dict[int | None, set[str]] = defaultdict(set)
    for one in judged:
        named[one.finding.line].add(one.contact)
    return [Judged(member, finding, path) for member, finding in meetings_of_members(met, groups, named)]


_ATTENDED = ("attendees", "property")


def _own_person(settings: Settings, facts: Mapping[str, NoteFacts], people: PersonResolver) -> str | None:
    if settings.me:
        return None
    attended = []
    sizes: dict[str, int] = {}
    for path, one in facts.items():
        named = {
            (finding.link, finding.target)
            for finding in one.findings
            if finding.rule in _ATTENDED and finding.label == "interaction"
        }
        if len(named) >= 2:
            sizes[path] = len(named)
            found = (people.resolve(link, target, path) for link, target in named)
            attended += [(path, contact) for contact in found if isinstance(contact, str)]
    return own_person(attended, sizes)


def _ambiguous(path: str, finding: Finding, found: Ambiguous) -> Problem:
    people = ", ".join(found.paths)
    return Problem(
        path,
        finding.line,
        f'"{finding.target}" may mean {people}; it counts for nobody',
        "Write the path in the link, or make the names differ.",
        "ambiguous-name",
    )


def network_on(read: VaultRead, today: dt.date) -> Network:
    """Give contacts with their interactions up to `today`, and what is to come after it."""
    interactions = interactions_on(read, today)
    newest = {path: (interactions[path][-1].date if path in interactions else None) for path in read.contacts}
    return Network(
        today=today,
        contacts=read.contacts,
        interactions=interactions,
        last_contact=newest,
        appointments=_appointments(read, today),
        promises=_promises(read),
        loans=_loans(read, today),
    )


def _loans(read: VaultRead, today: dt.date) -> tuple[Loan, ...]:
    return open_loans(
        (
            LoanLine(contact, note, said.line, said.date, said.lent, said.borrowed, said.returned)
            for contact, said, note in read.judged
            if (said.lent or said.borrowed or said.returned) and said.line is not None
        ),
        today,
    )


def interactions_on(read: VaultRead, today: dt.date) -> dict[str, tuple[Interaction, ...]]:
    """Give the interactions of each contact up to `today`, oldest first: one a note, day and contact."""
    best: dict[tuple[str, str, dt.date], Interaction] = {}
    for one in read.judged:
        finding = one.finding
        if finding.label != "interaction" or finding.date is None or finding.date > today:
            continue
        key = (one.contact, one.note, finding.date)
        found = _interaction(one)
        best[key] = _better(best[key], found) if key in best else found
    result: dict[str, list[Interaction]] = defaultdict(list)
    for interaction in best.values():
        result[interaction.contact].append(interaction)
    return {
        contact: tuple(sorted(found, key=lambda i: (i.date, i.note, i.line or 0)))
        for contact, found in result.items()
    }


def _interaction(one: Judged) -> Interaction:
    finding = one.finding
    assert finding.date is not None
    return Interaction(
        contact=one.contact,
        note=one.note,
        line=finding.line,
        date=finding.date,
        kind=finding.kind,
        direction=finding.direction,
        rule=finding.rule,
        text=finding.text,
        gave=finding.gave,
        received=finding.received,
    )


def _better(first: Interaction, second: Interaction) -> Interaction:
    """Keep one of two proofs of the same day: the line that says more, with what either gives."""
    if second.kind not in ("contact", first.kind) and first.kind in ("contact", "meeting"):
        first, second = second, first
    return replace(
        first,
        direction=first.direction or second.direction,
        text=first.text or second.text,
        gave=first.gave or second.gave,
        received=first.received or second.received,
    )


def _appointments(read: VaultRead, today: dt.date) -> tuple[Appointment, ...]:
    together: dict[tuple[str, int | None, dt.date], tuple[Finding, list[str]]] = {}
    for one in read.judged:
        finding = one.finding
        if (
            finding.date is None
            or finding.date <= today
            or finding.label not in ("interaction", "planned")
            or finding.is_task
        ):
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


def _promises(read: VaultRead) -> tuple[Promise, ...]:
    together: dict[tuple[str, int], tuple[Finding, list[str]]] = {}
    for one in read.judged:
        is_loan = one.finding.lent or one.finding.borrowed
        if one.finding.is_task and one.finding.line is not None and (one.finding.due or not is_loan):
            people = together.setdefault((one.note, one.finding.line), (one.finding, []))[1]
            if one.contact not in people:
                people.append(one.contact)
    found = [
        Promise(
            note=note,
            line=line,
            contacts=tuple(people),
            text=finding.lent or finding.borrowed or finding.text,
            made=finding.date,
            due=finding.due,
            by="them" if finding.is_subject else "me",
        )
        for (note, line), (finding, people) in together.items()
    ]
    return tuple(sorted(found, key=lambda p: (p.made or dt.date.min, p.note, p.line)))
