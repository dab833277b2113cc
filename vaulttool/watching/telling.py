"""What the daemon tells a person: each problem once, in one line."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from vaulttool.notes.problem import Problem

_QUOTED = re.compile(r'(?<!property )"(?!…").*"', re.DOTALL)
"""From the first quotation mark to the last: what stands between them may hold some too."""

Say = Callable[[str, bool], None]
"""Told a line, and whether it is a problem."""


@dataclass(slots=True)
class Telling:
    """Tells a problem when it comes up, and not again until it has gone away.

    Lines go to a log: they name paths and dates, never what stands in a note.
    """

    say: Say
    news: Callable[[], None] = lambda: None
    """Called where something is told."""
    _told: set[Problem] = field(default_factory=set)
    _of_notes: set[Problem] = field(default_factory=set)
    _of_pages: dict[str, set[Problem]] = field(default_factory=dict)

    def happened(self, line: str) -> None:
        """Tell what was done."""
        self.say(line, False)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Tell problems of the daemon's own work, in their own words."""
        for problem in problems:
            if problem not in self._told:
                self._told.add(problem)
                self.say(str(problem), True)
                self.news()

    def problems_of_notes(self, problems: Iterable[Problem]) -> None:
        """Tell what is wrong in notes now, without quoting them: `vaulttool check` does that."""
        found = set(problems)
        self._new(found - self._of_notes, "check")
        self._of_notes = found

    def problems_of_page(self, page: str, problems: Iterable[Problem]) -> None:
        """Tell what is unclear in the answers of a page without quoting it: `vaulttool apply` does that."""
        found = set(problems)
        self._new(found - self._of_pages.get(page, set()), "apply")
        self._of_pages[page] = found

    def _new(self, problems: Iterable[Problem], command: str) -> None:
        for problem in sorted(problems, key=lambda one: (one.path, one.line or 0)):
            place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
            what = without_quotations(problem).what
            self.say(f"{place}: {what}; `vaulttool {command}` says more", True)

    def forget(self, rule: str = "") -> None:
        """Take in that problems of a rule, or all, have gone: they are told again when they come back."""
        left = {problem for problem in self._told if rule and problem.rule != rule}
        if left != self._told:
            self._told = left
            self.news()

    def standing(self) -> list[Problem]:
        """Give the problems that are told and have not gone, except those of one note."""
        return sorted((problem for problem in self._told if not problem.path), key=str)


def without_quotations(problem: Problem) -> Problem:
    """Give a problem without what it quotes from a note; names of properties stay."""
    return replace(problem, what=_QUOTED.sub('"…"', problem.what))
