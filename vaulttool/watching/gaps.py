"""What of a vault is missing: notes that this device saw go, and notes that cannot be read."""

from collections.abc import Collection, Iterable, Mapping, Set

from vaulttool.notes.problem import Problem
from vaulttool.usecases.update import UNREAD
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.resolution import LinkResolver


class Gaps:
    """Knows what no decision may take for absent, and what may be taken for deleted."""

    def __init__(self, vault: OpenVault) -> None:
        of_walk = vault.walked.problems
        self.of_walk: Collection[Problem] = of_walk
        """The problems of the last look at all folders."""
        self.unread = vault.read.unread
        """Notes that cannot be read: what they prove cannot be disproved."""
        self._of_notes = _of_unread(vault.read.problems[len(of_walk) :])
        self._gone = set(vault.ever_seen - vault.read.paths)
        self._links: LinkResolver | None = None

    @property
    def gone(self) -> frozenset[str]:
        """Paths of the notes that this device has read once and saw go."""
        return frozenset(self._gone)

    @property
    def links(self) -> LinkResolver:
        """Which of the notes that went a link means."""
        if self._links is None:
            self._links = LinkResolver(self._gone)
        return self._links

    def problems(self) -> list[Problem]:
        """Give the problems by which whole notes are missing from what is known."""
        return [*self.of_walk, *(one for _, found in sorted(self._of_notes.items()) for one in found)]

    def went(self, path: str) -> None:
        """Take in that a note is not here any more."""
        if path not in self.unread:
            self._gone.add(path)
            self._links = None

    def never_saw(self, paths: Set[str]) -> Set[str]:
        """Take notes that went for such as were never here; gives those that had gone."""
        forgotten = self._gone & paths
        if forgotten:
            self._gone -= forgotten
            self._links = None
        return forgotten

    def took_in(self, facts: Mapping[str, NoteFacts], gone: Collection[str]) -> Set[str]:
        """Take in notes that were read and notes that went.

        Gives those that can be read and could not, or the other way.
        """
        self.never_saw(facts.keys())
        unread = frozenset(path for path, one in facts.items() if not one.hash)
        before = self.unread.intersection((*facts, *gone))
        self.unread = (self.unread - before) | unread
        for path in (*facts, *gone):
            self._of_notes.pop(path, None)
        self._of_notes |= _of_unread(problem for one in facts.values() for problem in one.problems)
        return before ^ unread


def _of_unread(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.rule in UNREAD:
            found.setdefault(problem.path, []).append(problem)
    return found
