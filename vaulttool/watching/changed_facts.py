"""Changes of company, role, city and address by hand: what a note said before is kept in its History."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Literal

from vaulttool.network.contact import Contact
from vaulttool.network.move import Move
from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem
from vaulttool.usecases.history import moves_between, told_moves, with_history
from vaulttool.usecases.update import Update
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.note_facts import NoteFacts
from vaulttool.vault.reader import Source
from vaulttool.vault.settings import Settings


class ChangedFacts:
    """Knows how each contact was before the changes that its History does not tell yet."""

    def __init__(self, settings: Settings, read_source: Callable[[str], Source]) -> None:
        self._settings = settings
        self._read_source = read_source
        self._before: dict[str, Contact] = {}

    @property
    def paths(self) -> Collection[str]:
        """The notes of contacts whose History may not tell all."""
        return self._before.keys()

    def saw(self, before: Contact | None, after: Contact | None) -> None:
        """Take in that a note was read anew; of several changes before a write the first state counts."""
        if before is None or after is None or before.path in self._before:
            return
        if moves_between(before, after, self._settings, dt.date.min):
            self._before[before.path] = before

    def with_history(self, found: Update, facts: Mapping[str, NoteFacts], today: dt.date) -> Update:
        """Add the lines of History to the edits of an update; a note gets one edit."""
        if not self._before:
            return found
        edits = {edit.path: edit for edit in found.outcome.edits}
        problems = list(found.outcome.problems)
        for path, moves in self._untold(facts, today).items():
            made = self._edit(path, moves, edits.get(path))
            if isinstance(made, Edit):
                edits[path] = made
            else:
                problems.append(made)
        outcome = replace(found.outcome, edits=tuple(edits.values()), problems=tuple(problems))
        return replace(found, outcome=outcome)

    def _untold(self, facts: Mapping[str, NoteFacts], today: dt.date) -> dict[str, tuple[Move, ...]]:
        """Give the moves by path; a note that tells all of them, or says again what it said, is let go."""
        untold: dict[str, tuple[Move, ...]] = {}
        for path, before in list(self._before.items()):
            after = facts[path].contact if path in facts else None
            moves = moves_between(before, after, self._settings, today) if after is not None else ()
            if moves:
                untold[path] = moves
            else:
                del self._before[path]
        return untold

    def _edit(self, path: str, moves: tuple[Move, ...], other: Edit | None) -> Edit | Problem:
        try:
            source = self._read_source(path)
        except Unreadable as error:
            return error.problem
        base = source.content if other is None or other.new is None else other.new
        language: Literal["en", "fr"] = "fr" if self._settings.language == "fr" else "en"
        new = with_history(base, path, moves, language, self._settings.history_heading)
        if isinstance(new, Problem):
            return new
        why = "; ".join(filter(None, (other.why if other else "", f"history of {told_moves(moves)}")))
        return Edit(path, other.expected if other else source.hash, new, why)
