"""What the daemon does beside keeping days true: the inbox note, folders of imports, calendars."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.apply import records, stands_as_undone
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.journal import Journal
from vaulttool.vault.open_vault import OpenVault
from vaulttool.watching.guard import Guard
from vaulttool.watching.held_notes import HeldNotes
from vaulttool.watching.opened import Opened
from vaulttool.watching.passes import RETRY, UNSAVED, Passes
from vaulttool.watching.telling import Telling

Do = Callable[[OpenVault], Outcome]


def _always(held: HeldNotes) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do beside keeping days true."""

    do: Do
    is_wanted: Callable[[HeldNotes], bool] = _always
    """Asked before the whole vault is opened for it."""


def _inbox(vault: OpenVault) -> Outcome:
    from vaulttool.usecases.file_inbox import file_inbox

    if stands_as_undone(vault, vault.settings.inbox_note):
        return Outcome()
    return file_inbox(vault, dt.date.today())


def _has_inbox(held: HeldNotes) -> bool:
    note = held.settings.inbox_note
    return bool(note) and held.place_of(note).exists()


def _calendar(vault: OpenVault) -> Outcome:
    from vaulttool.usecases.calendar_questions import calendar_questions
    from vaulttool.usecases.questions import ask

    return ask(vault, "calendar", calendar_questions(vault))


def _has_calendars(held: HeldNotes) -> bool:
    return bool(held.settings.calendars)


def _folders(vault: OpenVault) -> Outcome:
    from vaulttool.usecases.import_folders import import_folders

    return import_folders(vault)


def _has_folders(held: HeldNotes) -> bool:
    return bool(held.settings.import_folders)


ERRANDS: Mapping[str, Errand] = {
    "calendar": Errand(_calendar, _has_calendars),
    "folders": Errand(_folders, _has_folders),
    "inbox": Errand(_inbox, _has_inbox),
}
"""By name; each is safe to be done at any time, and does nothing where nothing is new."""


EVERY = 900.0
"""Seconds between two rounds of everything."""


class Errands:
    """Does what is due, and tries again what could not be done yet."""

    def __init__(
        self, passes: Passes, guard: Guard, telling: Telling, journal: Journal, clock: Callable[[], float]
    ) -> None:
        """`clock` is monotonic, in seconds."""
        self._passes = passes
        self._guard = guard
        self._telling = telling
        self._journal = journal
        self._clock = clock
        self._errands: dict[str, Errand] = dict(ERRANDS)
        self._waiting: set[str] = set()
        self._all_at = clock()
        """When to do everything again, whether or not there is news."""
        self.due = self._all_at
        """When to do what waits."""

    def saved(self, opened: Opened, paths: Iterable[str]) -> None:
        """Take in notes that were saved and have rested, or that were written by ourselves."""
        if opened.held.settings.inbox_note in set(paths):
            self._waiting.add("inbox")
            self.due = self._clock()

    def ask(self, name: str, do: Do) -> None:
        """Have something done once, as soon as it can be."""
        self._errands[name] = Errand(do)
        self._waiting.add(name)
        self.due = self._clock()

    def is_due(self) -> bool:
        """Say whether the time has come to do something."""
        return self._clock() >= self.due

    def carry_out(self, opened: Opened, today: dt.date) -> bool:
        """Do what waits; say whether anything was written."""
        if self._clock() >= self._all_at:
            self._waiting |= set(ERRANDS)
            self._all_at = self._clock() + EVERY
        obstacle = self._guard.obstacle()
        if obstacle is not None:
            self._telling.problems([obstacle])
            self.due = self._clock() + RETRY
            return False
        dues = [self._all_at]
        has_written = False
        for name in sorted(self._waiting):
            due, has_done = self._do(opened, name, today)
            has_written = has_written or has_done
            if due is None:
                self._waiting.discard(name)
                if name not in ERRANDS:
                    del self._errands[name]
            else:
                dues.append(due)
        self.due = min(dues)
        return has_written

    def _do(self, opened: Opened, name: str, today: dt.date) -> tuple[float | None, bool]:
        """Do one errand; gives when to try again, if so, and whether anything was written."""
        if not self._errands[name].is_wanted(opened.held):
            return None, False
        try:
            vault = opened.held.opened(today)
            vault.journal = self._journal
            outcome = self._errands[name].do(vault)
        except VaultError as error:
            self._telling.problems([error.problem])
            return None, False
        self._telling.problems(outcome.problems)
        due = self._rest_of(opened, outcome.edits)
        if due is not None or not outcome.edits:
            return due, False
        if len(self._passes.without_unsaved(opened, outcome.edits)) < len(outcome.edits):
            return self._clock() + UNSAVED, False
        maimed = [edit.path for edit in outcome.edits if opened.held.is_maimed(edit.path)]
        if maimed:
            what = "this note has lost its front matter, so what concerns it waits"
            self._telling.problems([Problem(maimed[0], None, what, "Put it back.", "maimed")])
            return None, False
        done, last = records(outcome)
        written = self._passes.hand_over(opened, done, last)
        return (self._clock() + RETRY if written.again else None), bool(written.written)

    def _rest_of(self, opened: Opened, edits: Iterable[Edit]) -> float | None:
        """Give when all notes that would be written have rested; None where they have."""
        now, moving = self._clock(), opened.moving()
        paths = {opened.held.path_of(edit.path) for edit in edits}
        people = {path for path in paths if path != opened.held.settings.inbox_note}
        dues = [opened.held.quiet_since(path) + opened.choice.rest for path in people]
        dues += [now + RETRY for path in paths if path in moving]
        return max((due for due in dues if due > now), default=None)
