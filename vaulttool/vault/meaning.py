"""What one note says of people, once it is known whom its links mean."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vaulttool.evidence.finding import OWN, Finding
from vaulttool.evidence.interaction import Interaction, Promise
from vaulttool.network.contact import Contact
from vaulttool.network.loans import LoanLine
from vaulttool.network.recognise import with_resolved_edges
from vaulttool.network.rhythm import FACE_TO_FACE
from vaulttool.notes.problem import Problem
from vaulttool.vault.group_members import Members, meetings_of_members
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.resolution import Ambiguous, PersonResolver
from vaulttool.vault.vault_read import Bearings, Judged


class Meaning(NamedTuple):
    """What one note says."""

    contact: Contact | None = None
    """With the contacts that its edges mean; None where the note is no contact's."""
    talks: tuple[Interaction, ...] = ()
    """On whatever day, also one to come: one a contact and day."""
    ahead: tuple[Judged, ...] = ()
    """All that may be an appointment after the day from which on it was asked for."""
    promises: tuple[Promise, ...] = ()
    loans: tuple[LoanLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Of links that may mean several people."""

    @property
    def people(self) -> frozenset[str]:
        """All contacts of whom it tells."""
        return self.waiting.union(one.contact for one in self.talks)

    @property
    def waiting(self) -> frozenset[str]:
        """All contacts with whom something is to come, or not done."""
        found = {one.contact for one in self.ahead} | {one.contact for one in self.loans}
        return frozenset(found.union(*(one.contacts for one in self.promises)))


def meaning_of(one: NoteFacts, bearings: Bearings, ahead_from: dt.date = dt.date.min) -> Meaning:
    """Give what a note says; appointments are looked for after `ahead_from` only."""
    contact = None
    if one.contact is not None and bearings.people.is_contact(one.path):
        contact = with_edges(one.contact, bearings.people)
    if not one.findings:
        return Meaning(contact)
    judged, problems = judge(one, bearings)
    return Meaning(
        contact,
        _talks(judged) if judged else (),
        tuple(found for found in judged if _may_come(found.finding, ahead_from)),
        _promises(judged) if judged else (),
        tuple(_loans(judged)),
        tuple(problems),
    )


def with_edges(contact: Contact, people: PersonResolver) -> Contact:
    """Give the contact with the contacts that its edges mean."""

    def find(target: str) -> str | None:
        found = people.resolve("wikilink", target, contact.path)
        return found if isinstance(found, str) else None

    return with_resolved_edges(contact, find)


def judge(one: NoteFacts, bearings: Bearings) -> tuple[list[Judged], list[Problem]]:
    """Give whom each finding of a note is about, and the problems of those that may mean several people."""
    path, people, groups = one.path, bearings.people, bearings.groups
    judged: list[Judged] = []
    problems: list[Problem] = []
    met: list[tuple[Finding, str]] = []
    for finding in one.findings:
        if finding.target == OWN:
            found: str | Ambiguous | None = path if people.is_contact(path) else None
        else:
            found = people.resolve(finding.link, finding.target, path)
        if isinstance(found, Ambiguous):
            problems.append(_ambiguous(path, finding, found))
        elif found is not None and (found != path or finding.target == OWN):
            judged.append(Judged(found, finding, path))
        elif groups and found is None and (group := bearings.links.resolve(finding.target, path)) in groups:
            met.append((finding, str(group)))
    if met:
        judged += _of_members(path, met, groups, judged)
    return judged, problems


def _of_members(
    path: str, met: Sequence[tuple[Finding, str]], groups: Members, judged: Sequence[Judged]
) -> list[Judged]:
    named: dict[int | None, set[str]] = defaultdict(set)
    for one in judged:
        named[one.finding.line].add(one.contact)
    return [Judged(member, finding, path) for member, finding in meetings_of_members(met, groups, named)]


def _ambiguous(path: str, finding: Finding, found: Ambiguous) -> Problem:
    people = ", ".join(found.paths)
    return Problem(
        path,
        finding.line,
        f'"{finding.target}" may mean {people}; it counts for nobody',
        "Write the path in the link, or make the names differ.",
        "ambiguous-name",
    )


def _talks(judged: Sequence[Judged]) -> tuple[Interaction, ...]:
    best: dict[tuple[str, dt.date], Interaction] = {}
    for contact, finding, note in judged:
        if finding.label != "interaction" or finding.date is None:
            continue
        found = Interaction(
            contact,
            note,
            finding.line,
            finding.date,
            finding.kind,
            finding.direction,
            finding.rule,
            finding.text,
            finding.gave,
            finding.received,
        )
        key = contact, finding.date
        best[key] = _better(best[key], found) if key in best else found
    return tuple(best.values())


def _better(first: Interaction, second: Interaction) -> Interaction:
    """Keep one of two proofs of the same day: the line that says more, with what either gives."""
    is_nearer = second.kind in FACE_TO_FACE and first.kind not in FACE_TO_FACE
    is_plainer = second.kind not in ("contact", first.kind) and first.kind in ("contact", "meeting")
    if is_nearer or is_plainer:
        first, second = second, first
    return first._replace(
        direction=first.direction or second.direction,
        text=first.text or second.text,
        gave=first.gave or second.gave,
        received=first.received or second.received,
    )


def _may_come(finding: Finding, ahead_from: dt.date) -> bool:
    return (
        finding.date is not None
        and finding.date > ahead_from
        and finding.label in ("interaction", "planned")
        and not finding.is_task
    )


def _promises(judged: Sequence[Judged]) -> tuple[Promise, ...]:
    together: dict[int, tuple[Finding, str, dict[str, None]]] = {}
    for contact, finding, note in judged:
        is_loan = finding.lent or finding.borrowed
        if finding.is_task and finding.line is not None and (finding.due or not is_loan):
            together.setdefault(finding.line, (finding, note, {}))[2][contact] = None
    return tuple(
        Promise(
            note=note,
            line=line,
            contacts=tuple(people),
            text=finding.lent or finding.borrowed or finding.text,
            made=finding.date,
            due=finding.due,
            by="them" if finding.is_subject else "me",
        )
        for line, (finding, note, people) in together.items()
    )


def _loans(judged: Sequence[Judged]) -> Iterator[LoanLine]:
    for contact, said, note in judged:
        if (said.lent or said.borrowed or said.returned) and said.line is not None:
            yield LoanLine(contact, note, said.line, said.date, said.lent, said.borrowed, said.returned)


_ATTENDED = ("attendees", "property")


def attendees(one: NoteFacts, people: PersonResolver) -> tuple[int, tuple[str, ...]]:
    """Give how many people a note names as attendees of a meeting, and which contacts they are."""
    named = {
        (finding.link, finding.target)
        for finding in one.findings
        if finding.rule in _ATTENDED and finding.label == "interaction"
    }
    found = (people.resolve(link, target, one.path) for link, target in named) if len(named) >= 2 else ()
    return len(named), tuple(contact for contact in found if isinstance(contact, str))


Meetings = Mapping[str, tuple[int, tuple[str, ...]]]
"""By note what `attendees` gives, of those that name two people or more."""


def meetings_among(facts: Mapping[str, NoteFacts], people: PersonResolver) -> Meetings:
    """Give who attended which meeting, of those that name two people or more; nobody is left out."""
    return {path: found for path, one in facts.items() if (found := attendees(one, people))[0] >= 2}
