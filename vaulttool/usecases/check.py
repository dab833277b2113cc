"""Everything that is wrong in a vault, the most important first: file and line, what, how to mend."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vaulttool.notes.problem import Problem
from vaulttool.usecases.check_contacts import contact_problems
from vaulttool.usecases.check_notes import note_problems
from vaulttool.usecases.check_programs import program_problems
from vaulttool.usecases.held_days import decisions
from vaulttool.usecases.kept_properties import days_kept, kept_twice
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.leftovers import leftover_problems
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.vault_read import VaultRead

MOST_SHOWN = 10
"""Problems of one group that are shown; more of them say less."""


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one kind, with the heading that they stand under."""

    title: str
    rules: tuple[str, ...]
    is_hint: bool = False
    """Nothing is wrong for sure: it does not make `check` fail."""


GROUPS = (
    Group("The vault itself", ("emptied", "no-mark")),
    Group("Conflicts", ("conflict-copy", "conflict-markers", "same-name-twice")),
    Group("Settings", ("wrong-setting",)),
    Group("Notes that cannot be read or written", ()),
    Group("Dates and proofs", ("unreadable-date", "unreadable-seal", "absent-proof")),
    Group("Names that may mean several people", ("ambiguous-name",)),
    Group("Properties that mean nothing", ("misspelt-circle", "misspelt-cadence", "unreadable-birthday")),
    Group("Groups in which nobody is", ("idle-group",), is_hint=True),
    Group("Templates that were not filled in", ("unrendered-template",)),
    Group("Aliases of several people", ("same-name",), is_hint=True),
    Group("Links that open nothing", ("misspelt-link", "alias-link", "unlinkable-name"), is_hint=True),
    Group("Perhaps one person twice", ("duplicate-person",), is_hint=True),
    Group("Empty notes of people", ("empty-person",), is_hint=True),
    Group("Around the vault", ("two-syncs", "evicted", "link-out", "own-leftover"), is_hint=True),
)
"""In the order in which they are shown; the one without rules takes all that no other names."""

_GROUP_OF = {rule: group for group in GROUPS for rule in group.rules}
_OTHERS = next(group for group in GROUPS if not group.rules)


def check(vault: OpenVault, now: dt.datetime) -> Outcome:
    """Find all problems and hints of a vault; whether it is sound says `is_sound`.

    `now`, with its zone, tells files that a run left from those of a run under way.
    """
    decided = {day: decisions(vault, day=day) for day in days_kept(vault.settings)}
    waiting = {path for of_day in decided.values() for path, one in of_day.items() if one.changes}
    found = [
        *([vault.loss] if vault.loss is not None else []),
        *vault.problems,
        *(_with_mend(problem, vault.read) for problem in vault.read.problems),
        *note_problems(vault.root, vault.read, waiting),
        *(one.problem for day in decided for one in decided[day].values() if one.problem is not None),
        *contact_problems(vault.read, vault.links),
        *program_problems(vault.root, vault.walked),
        *leftover_problems(vault.root, vault.journal, now),
    ]
    problems = tuple(_sorted(dict.fromkeys(found)))
    data = tuple(
        {
            "level": "hint" if group_of(one).is_hint else "problem",
            "rule": one.rule,
            "path": one.path,
            "line": one.line,
            "what": one.what,
            "mend": one.mend,
        }
        for one in problems
    )
    return Outcome(problems=problems, show=_shown(problems), data=data)


def is_sound(problems: Iterable[Problem]) -> bool:
    """Say whether there is nothing but hints."""
    return all(group_of(problem).is_hint for problem in problems)


def group_of(problem: Problem) -> Group:
    """Give the group in which a problem is shown."""
    return _GROUP_OF.get(problem.rule, _OTHERS)


def _with_mend(problem: Problem, read: VaultRead) -> Problem:
    contact = read.contacts.get(problem.path)
    if problem.rule == "duplicate-key" and contact is not None and kept_twice(contact, read):
        return replace(problem, mend="`vaulttool check --fix` makes one of the two.")
    return problem


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda one: (GROUPS.index(group_of(one)), one.path, one.line or 0, one.what))


def _shown(problems: Sequence[Problem]) -> tuple[str, ...]:
    lines: list[str] = []
    for group in GROUPS:
        mine = [one for one in problems if group_of(one) is group]
        if not mine:
            continue
        lines += [*([""] if lines else []), f"{group.title} ({len(mine)})"]
        lines += [f"  {one}" for one in mine[:MOST_SHOWN]]
        if len(mine) > MOST_SHOWN:
            lines.append(f"  … and {len(mine) - MOST_SHOWN} more; --json shows all.")
    if not lines:
        return ("Nothing is wrong.",)
    wrong = sum(not group_of(one).is_hint for one in problems)
    hints = len(problems) - wrong
    return (*lines, "", f"{_count(wrong, 'problem')}, {_count(hints, 'hint')}.")


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'s' if number != 1 else ''}"
