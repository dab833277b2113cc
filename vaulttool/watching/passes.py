"""The passes of the daemon: decide what may be written now, and have it written."""

import datetime as dt
from collections.abc import Callable, Sequence

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem
from vaulttool.usecases.keep_true import KeepTrue, Pass
from vaulttool.usecases.update_outcome import MANY_FIRST, Update
from vaulttool.vault.unsaved_text import unsaved_in
from vaulttool.watching.brakes import Quarrels
from vaulttool.watching.guard import Guard
from vaulttool.watching.opened import Opened
from vaulttool.watching.telling import Telling, without_quotations

RETRY = 1.0
"""Seconds until an obstacle, such as git at work, is looked at again."""
UNSAVED = 10.0
"""Seconds until a note that an editor holds unsaved text of is looked at again."""
LATE_WORDS = 12.0
"""Seconds after a write in which late words are looked for."""


class Passes:
    """Writes what is not true, unless something speaks against it; what waits is decided anew later."""

    def __init__(
        self,
        keeper: KeepTrue,
        guard: Guard,
        telling: Telling,
        may_begin: Callable[[int], bool],
        clock: Callable[[], float],
    ) -> None:
        """`may_begin` is asked whether so many notes may get their first `last_contact`."""
        self._keeper = keeper
        self._guard = guard
        self._telling = telling
        self._may_begin = may_begin
        self._clock = clock
        self._quarrels = Quarrels()
        self._refused: dict[tuple[str, str | None], Problem] = {}
        """What the writer refused: path and hash of a note, and why."""
        self._of_notes: tuple[Problem, ...] = ()
        self._left_alone: dict[str, Problem] = {}
        self.retry_at: float | None = None
        """When a pass is due for edits that wait."""
        self.waits_for_notes = False
        """Whether edits wait for notes to rest."""
        self.wrote_at = float("-inf")
        self.looks_for_late_words = False
        """Whether late words may still come, or may have come since the last look (FAULTS A2)."""

    def write(self, opened: Opened, today: dt.date, is_first: bool = False) -> bool:
        """Have written what may be written now; False where the person does not want to begin."""
        now = self._clock()
        update = opened.held.update(today)
        self._telling.problems_of_notes(update.outcome.problems)
        self._of_notes = _of_notes_left_out(update)
        self._left_alone = {}
        chosen = opened.choice.choose(
            update, now, opened.evidence_since, opened.held.quiet_since, opened.moving()
        )
        self.retry_at, self.waits_for_notes = chosen.retry_at, chosen.waits_for_notes
        edits = [edit for edit in chosen.edits if self._may_write(opened, edit)]
        edits = self.without_unsaved(opened, self._without_unread(opened, edits))
        if not edits:
            return True
        obstacle = self._guard.obstacle()
        refusal = obstacle or self._guard.refusal(update, now)
        if refusal is not None:
            self._telling.problems([refusal])
            self.retry_at = now + RETRY if obstacle else self.retry_at
            return True
        for rule in ("git", "many-back"):
            self._telling.forget(rule)
        if is_first and update.first_writes >= MANY_FIRST and not self._may_begin(update.first_writes):
            return False
        back = frozenset(update.moved_back)
        written = self.hand_over(opened, edits).written
        self._guard.many_back.wrote(sum(edit.path in back for edit in written), now)
        opened.held.let_go(update.let_go({edit.path for edit in written}))
        return True

    def forget_refusals(self) -> None:
        """Let notes that could not be written be tried again."""
        self._refused.clear()

    def refused(self) -> list[Problem]:
        """Give why notes are not read, or not written, as of the last pass; without what they say."""
        found = (*self._of_notes, *self._left_alone.values(), *self._refused.values())
        return sorted((without_quotations(one) for one in dict.fromkeys(found)), key=lambda one: one.path)

    def look_for_late_words(self) -> None:
        """Look into the old files of the last writes; once more when it is too late for words to come."""
        if self.looks_for_late_words:
            self._telling.problems(self._keeper.look_again())
            self.looks_for_late_words = self._clock() < self.wrote_at + LATE_WORDS

    def hand_over(self, opened: Opened, edits: Sequence[Edit], last: Sequence[Edit] = ()) -> Pass:
        """Have edits written as one run, those of `last` only when all others were; tell what was done."""
        done = self._keeper.write(edits, last)
        self.wrote_at = self._clock()
        self.looks_for_late_words = True
        self._telling.problems(done.problems)
        for edit in done.written:
            opened.held.wrote(edit)
            self._quarrels.wrote(edit)
            self._telling.happened(f"{edit.path}: {edit.why}")
        why = {problem.path: problem for problem in done.problems}
        for edit in done.refused:
            unsaid = Problem(edit.path, None, "the note could not be written")
            self._refused[edit.path, edit.expected] = why.get(edit.path, unsaid)
        self._read_first(opened, done.again)
        return done

    def without_unsaved(self, opened: Opened, edits: Sequence[Edit]) -> list[Edit]:
        """Give the edits of notes of which no editor holds unsaved text; the others are told, and wait."""
        held = {edit.path: unsaved_in(str(opened.held.place_of(edit.path))) for edit in edits}
        waiting = {path: editor for path, editor in held.items() if editor}
        if waiting:
            soon = self._clock() + UNSAVED
            self.retry_at = soon if self.retry_at is None else min(self.retry_at, soon)
        else:
            self._telling.forget("unsaved")
        for path, editor in waiting.items():
            what = f"{editor} holds unsaved text of this note, so it is written later"
            self._left_alone[path] = Problem(path, None, what, "Save it or close it there.", "unsaved")
            self._telling.problems([self._left_alone[path]])
        return [edit for edit in edits if edit.path not in waiting]

    def _without_unread(self, opened: Opened, edits: Sequence[Edit]) -> list[Edit]:
        """Give the edits of notes that are as they were when they were read.

        A note that was saved since is read first: what was decided of it may be old, and its writer at work.
        """
        held = opened.held.hashes_of([edit.path for edit in edits])
        unread = [edit for edit in edits if edit.expected != held.get(edit.path)]
        self._read_first(opened, unread)
        return [edit for edit in edits if edit not in unread]

    def _read_first(self, opened: Opened, edits: Sequence[Edit]) -> None:
        """Have the notes of these edits read, and what follows from them decided anew."""
        for edit in edits:
            name = opened.held.name_on_disk(edit.path)
            opened.pending.touch(name, opened.held.look(name), self._clock())
        self.waits_for_notes = self.waits_for_notes or bool(edits)

    def _may_write(self, opened: Opened, edit: Edit) -> bool:
        problem = self._quarrels.problem(edit)
        if opened.held.is_maimed(edit.path):
            what = "this note has lost its front matter, so it is left alone"
            problem = Problem(edit.path, None, what, "Put it back, or run `vaulttool update`.", "maimed")
        elif self._keeper.was_taken_back(edit):
            what = f"`undo` took back what would be written ({edit.why}), so the note is left alone"
            problem = Problem(edit.path, None, what, "`vaulttool update` writes it all the same.", "undone")
        if problem is not None:
            self._left_alone[edit.path] = problem
            self._telling.problems([problem])
        return problem is None and (edit.path, edit.expected) not in self._refused


def _of_notes_left_out(update: Update) -> tuple[Problem, ...]:
    left_out = set(update.left_out)
    of_people = (problem for problem in update.outcome.problems if problem.path in left_out)
    return (*update.unread, *of_people)
