"""Whom one meets with a group, where the group's note says that it counts for its members."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vaulttool.evidence.finding import Finding
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.resolution import PersonResolver

Members = Mapping[str, tuple[str, ...]]
"""Path of the group's note to those of its members."""


def counting_groups(facts: Mapping[str, NoteFacts], people: PersonResolver) -> Members:
    """Give the groups that count for their members."""
    return {
        path: tuple(dict.fromkeys(_members(path, one.group.members, people)))
        for path, one in facts.items()
        if one.group is not None and one.group.counts_members
    }


def _members(path: str, targets: Iterable[str], people: PersonResolver) -> Iterator[str]:
    for target in targets:
        found = people.resolve("wikilink", target, path)
        if isinstance(found, str):
            yield found


def meetings_of_members(
    met: Sequence[tuple[Finding, str]], groups: Members, named: Mapping[int | None, set[str]]
) -> Iterator[tuple[str, Finding]]:
    """Give member and finding for each meeting with a group in one note (finding, path of the group).

    A member whom the same line names (`named`) is judged by that: "with the club, without Ana".
    """
    for finding, group in met:
        if finding.label not in ("interaction", "planned") or finding.is_task:
            continue
        for member in groups[group]:
            if member not in named.get(finding.line, ()):
                yield member, finding._replace(rule="group")
