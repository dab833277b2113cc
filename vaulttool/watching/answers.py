"""Generated pages that were saved, until what is answered in them is carried out."""

import datetime as dt
from collections.abc import Callable, Iterable

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.answered_pages import may_be_page, questions_path
from vaulttool.usecases.apply import apply_saved, records
from vaulttool.vault.journal import Journal
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source
from vaulttool.watching.guard import Guard
from vaulttool.watching.opened import Opened
from vaulttool.watching.passes import RETRY, UNSAVED, Passes
from vaulttool.watching.telling import Telling


class Answers:
    """Carries out what was answered in saved pages; what cannot be done yet is tried again.

    The record in the page keeps an answer from being carried out twice, so a page may come here at any time.
    """

    def __init__(
        self,
        passes: Passes,
        guard: Guard,
        telling: Telling,
        journal: Journal,
        clock: Callable[[], float],
    ) -> None:
        """`clock` is monotonic, in seconds."""
        self._passes = passes
        self._guard = guard
        self._telling = telling
        self._journal = journal
        self._clock = clock
        self._waiting: set[str] = set()
        self._refused: set[str] = set()
        self.due: float | None = None
        """When to carry out what waits; None where nothing does."""

    def saved(self, opened: Opened, paths: Iterable[str]) -> None:
        """Take in notes that were saved and have rested."""
        pages = {
            path
            for path in paths
            if may_be_page(opened.held.settings, path) or path == questions_path(opened.held.settings)
        }
        if pages:
            self._waiting |= pages
            self._refused -= pages
            self.due = self._clock()

    def forget_refusals(self) -> None:
        """Let pages whose answers could not be written be tried again."""
        if self._refused:
            self._waiting |= self._refused
            self._refused.clear()
            self.due = self._clock()

    def is_due(self) -> bool:
        """Say whether the time has come to carry something out."""
        return self.due is not None and self._clock() >= self.due

    def carry_out(self, opened: Opened, today: dt.date) -> bool:
        """Have done what is answered in the pages that wait; say whether anything was written."""
        now = self._clock()
        obstacle = self._guard.obstacle()
        if obstacle is not None:
            self._telling.problems([obstacle])
            self.due = now + RETRY
            return False
        self._telling.forget("git")
        dues: list[float] = []
        has_written = False
        vault: OpenVault | None = None
        for page in sorted(self._waiting):
            if page in opened.moving():
                dues.append(now + RETRY)
                continue
            if not _has_items(opened, page):
                self._waiting.discard(page)
                continue
            try:
                vault = vault or self._vault(opened, today)
            except VaultError as error:
                self._telling.problems([error.problem])
                dues.append(now + RETRY)
                break
            due, has_done = self._page(opened, vault, page)
            if due is not None:
                dues.append(due)
            if has_done:
                has_written, vault = True, None  # The next page builds on what this one has changed.
        self.due = min(dues, default=None)
        return has_written

    def _page(self, opened: Opened, vault: OpenVault, page: str) -> tuple[float | None, bool]:
        """Carry out one page; gives when to try again, if so, and whether anything was written."""
        outcome = apply_saved(vault, page)
        self._telling.problems_of_page(page, outcome.problems)
        due = self._rest_of(opened, page, outcome.edits)
        if due is not None:
            return due, False
        if len(self._passes.without_unsaved(opened, outcome.edits)) < len(outcome.edits):
            return self._clock() + UNSAVED, False
        maimed = [edit.path for edit in outcome.edits if opened.held.is_maimed(edit.path)]
        if maimed:
            what = "this note has lost its front matter, so what was answered about it waits"
            self._telling.problems([Problem(maimed[0], None, what, "Put it back.", "maimed")])
        self._waiting.discard(page)
        if maimed or not outcome.edits:
            self._refused |= {page} if maimed else set()
            return None, False
        done, told = records(outcome)
        written = self._passes.hand_over(opened, done, told)
        if written.refused:
            self._refused.add(page)
        elif written.again:
            self._waiting.add(page)
            return self._clock() + RETRY, True
        return None, bool(written.written)

    def _rest_of(self, opened: Opened, page: str, edits: Iterable[Edit]) -> float | None:
        """Give when all notes that would be written have rested; None where they have.

        The page itself has, or it would not be here.
        """
        now, moving = self._clock(), opened.moving()
        paths = {opened.held.path_of(edit.path) for edit in edits} - {page}
        dues = [opened.held.quiet_since(path) + opened.choice.rest for path in paths]
        dues += [now + RETRY for path in paths if path in moving]
        return max((due for due in dues if due > now), default=None)

    def _vault(self, opened: Opened, today: dt.date) -> OpenVault:
        vault = opened.held.opened(today)
        vault.journal = self._journal
        return vault


def _has_items(opened: Opened, page: str) -> bool:
    try:
        return b"^vt-" in read_source(opened.held.root, opened.held.name_on_disk(page)).content
    except Unreadable:
        return False  # Once it can be read again that is a change, and it comes here anew.
