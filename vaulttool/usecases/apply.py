"""Carry out what a person answered in generated pages, and tell it in the page itself."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any

from vaulttool.network.rhythm import week_start
from vaulttool.notes.block_items import Item
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.notes.line_edit import put_under
from vaulttool.notes.paths import name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.answer import Answer, Unclear, read_answer
from vaulttool.pages.escape import link_text, list_item
from vaulttool.pages.language import Language
from vaulttool.pages.record_line import record_line
from vaulttool.usecases.answered_pages import (
    Block,
    copies_of_pages,
    is_answered,
    may_be_page,
    page_paths,
    questions_path,
    read_page,
    twin_of,
)
from vaulttool.usecases.archive_people import move_notes
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.days_after import put_days
from vaulttool.usecases.deed_of_answer import deed_of, settled
from vaulttool.usecases.deeds import Bench, Case, Done, carry_out, note_reason
from vaulttool.usecases.item_meaning import meaning_of, page_of
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.written_page import language_of
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

MANY_ARCHIVED = 5
"""More people than that to archive in one pass is a question (FAULTS, rule 5)."""


def apply(vault: OpenVault) -> Outcome:
    """Give the edits that carry out every answer in every generated page that was not carried out yet.

    What is unclear is a Problem, and nothing is done about it. `data` has one object for each deed.
    """
    return _Application(vault).over(tuple(page_paths(vault)))


def apply_saved(vault: OpenVault, path: str) -> Outcome:
    """Give the same for one page, or for the note of questions, when it was saved."""
    if path != questions_path(vault.settings):
        return apply_page(vault, path)
    if stands_as_undone(vault, path):
        return Outcome()
    from vaulttool.usecases.answer_questions import answer_questions

    return answer_questions(vault)


def apply_page(vault: OpenVault, path: str) -> Outcome:
    """Give the same for one page, for the daemon when the page was saved; nothing where it is none.

    A page that stands as `undo` left it is not applied again by itself: the tick is there still, and the
    person took back what it did. More than `MANY_ARCHIVED` people to archive is left to the command, which
    asks. See `records` for the order of writing.
    """
    if not may_be_page(vault.settings, path) or stands_as_undone(vault, path):
        return Outcome()
    outcome = _Application(vault).over((path,))
    if archived(outcome) <= MANY_ARCHIVED:
        return outcome
    what = f"{archived(outcome)} people would be archived at once, so nothing is done by itself"
    problem = Problem(path, None, what, "Run `vaulttool apply`.", "many-archived")
    return Outcome(problems=(*outcome.problems, problem))


def records(outcome: Outcome) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Cut the edits of `apply` in two: what is done, and the pages that will say so.

    The second are to be written only when all of the first are: a record must not tell of what was not done.
    A deed that was done and not recorded is done again by the next run, which changes nothing.
    """
    pages = {one["page"] for one in outcome.data if "page" in one}
    done = tuple(edit for edit in outcome.edits if edit.path not in pages)
    return done, tuple(edit for edit in outcome.edits if edit.path in pages)


def archived(outcome: Outcome) -> int:
    """Give how many people an outcome of `apply` would archive."""
    return sum(one["deed"] == "archived" for one in outcome.data)


class _Application:
    """One run over some pages."""

    def __init__(self, vault: OpenVault) -> None:
        self.vault = vault
        self.language = language_of(vault)
        self.bench = Bench(vault, Changes(partial(read_source, vault.root)))
        self.problems: list[Problem] = []
        self.show: list[str] = []
        self.data: list[dict[str, Any]] = []

    def over(self, paths: tuple[str, ...]) -> Outcome:
        """Carry out the answers of the pages, then move what goes to the archive."""
        for path in paths:
            self._page(path)
        self.problems += self._copies(paths)
        told = [one for one in self.data if one["deed"] in ("logged", "introduced", "ticked", "wished")]
        if told:
            people = frozenset(path for one in told for path in one["people"])
            self.problems += put_days(self.vault, self.bench.changes, people)
        if self.bench.moves:
            self.problems += move_notes(self.vault, self.bench.changes, self.bench.moves)
        edits = self.bench.changes.edits()
        return Outcome(edits, tuple(self.problems), tuple(self.show), tuple(self.data))

    def _page(self, path: str) -> None:
        try:
            content = self.bench.changes.read(path) or b""
        except VaultError as error:
            self.problems.append(error.problem)
            return
        if b"^vt-" not in content:
            self.bench.changes.forget(path)
            return
        records: list[tuple[int, str]] = []
        for block in read_page(path, content):
            self.problems += block.problems
            records += self._block(path, block)
        for line, text in sorted(records, key=lambda record: -record[0]):
            content = put_under(content, line, text)
        self.bench.changes.put(path, content, "what was answered is carried out")

    def _block(self, path: str, block: Block) -> Iterable[tuple[int, str]]:
        answers = [(item, self._answer(path, block.name, item)) for item in block.items]
        open_answers = [(item, answer) for item, answer in answers if answer is not None]
        page = self._page_name(path, block.name) if open_answers else None
        if page is None:
            return
        for item, answer in open_answers:
            state, told, shown = self.bench.changes.state(), len(self.show), dict(self.bench.moves)
            try:
                for done in self._carry_out(path, block.name, page, item, answer):
                    yield item.line, self._record(path, item, done)
            except VaultError as error:
                self.bench.changes.back_to(state)
                self.bench.moves.clear()
                self.bench.moves.update(shown)
                del self.show[told:], self.data[told:]
                self.problems.append(error.problem)

    def _page_name(self, path: str, block: str) -> str | None:
        """Give the page's name in its ids; None, and a problem, where it has none, or two files have it."""
        page, twin = page_of(path, block), twin_of(self.vault, path)
        if page is None:
            what = "the file has not the name of such a page, so nobody knows what its lines mean"
            mend = "Give it its name back, as 2026-W48.md, or 2027.md for wishes."
            self.problems.append(Problem(path, None, what, mend, "no-week"))
        elif twin is not None:
            what, mend = f"{twin} is the same page", "Keep one of the two."
            self.problems.append(Problem(path, None, what, mend, "doubled-page"))
            return None
        return page

    def _answer(self, path: str, block: str, item: Item) -> Answer | None:
        """Read an item; None where there is nothing to do, and what is unclear is told."""
        answer = read_answer(item, self.vault.today)
        done = settled(block, answer) if isinstance(answer, Answer) else False
        for unclear in (answer, done):
            if isinstance(unclear, Unclear):
                self.problems.append(Problem(path, item.line, unclear.what, unclear.mend, "unclear-answer"))
                return None
        return answer if isinstance(answer, Answer) and not done else None

    def _carry_out(self, path: str, block: str, page: str, item: Item, answer: Answer) -> list[Done]:
        if answer.meant is None and block != "review":
            return []
        try:
            meaning = meaning_of(self.vault, self.bench.changes, path, page, item)
        except VaultError:
            if answer.meant is None:
                return []  # Words under a line that nobody knows are the person's own.
            raise
        case = Case(path, self._monday(page), item.line, meaning, answer)
        done: list[Done] = []
        if meaning.kind == "stranger" and answer.words and (noted := note_reason(case, self.bench)):
            done.append(noted)
        if answer.meant is not None:
            deed = deed_of(meaning.kind, answer.meant)
            if isinstance(deed, Unclear):
                raise VaultError(Problem(path, item.line, deed.what, deed.mend, "unclear-answer"))
            done.append(carry_out(deed, case, self.bench))
        for one in done:
            self._tell(case, one)
        return done

    def _monday(self, page: str) -> dt.date:
        """Give the Monday of the page's week, this week's for pages of none."""
        try:
            return dt.date.fromisoformat(page.partition(" ")[2])
        except ValueError:
            return week_start(self.vault.today)

    def _tell(self, case: Case, done: Done) -> None:
        name = " and ".join(self.vault.read.contacts[path].name for path in done.people)
        said = record_line(done.deed, self.vault.today, "en", self._day(done, Language("en")), done.place)
        self.show.append(f"{case.page}:{case.line}: {name}: {said.partition(': ')[2]}")
        self.data.append(
            {
                "page": case.page, "line": case.line, "kind": case.meaning.kind, "people": done.people,
                "deed": done.deed, "day": done.day, "place": done.place,
            }
        )  # fmt: skip

    def _record(self, path: str, item: Item, done: Done) -> str:
        place = done.place
        if place.endswith(".md"):
            place = self.vault.links.link(place, link_text(name_of(place)), path)
        else:
            place = list_item(place)
        day = self._day(done, self.language)
        return record_line(done.deed, self.vault.today, self.language.code, day, place)

    def _day(self, done: Done, language: Language) -> str:
        return language.day(done.day, self.vault.today) if done.day else ""

    def _copies(self, paths: tuple[str, ...]) -> Iterable[Problem]:
        """Answers in a copy that a sync program made are told, never carried out."""
        for copy, original in copies_of_pages(self.vault):
            try:
                content = read_source(self.vault.root, copy).content
            except Unreadable:
                continue
            if original in paths and is_answered(content):
                what = f"a sync program made this copy of {original}, and lines in it are answered"
                mend = "Put the answers into the page itself, and delete the copy."
                yield Problem(copy, None, what, mend, "copied-page")


def stands_as_undone(vault: OpenVault, path: str) -> bool:
    """Say whether a note is as `undo` left it: what was taken back is not done again by itself."""
    try:
        now = content_hash(read_source(vault.root, path).content)
    except Unreadable:
        return False
    last = next((entry for entry in reversed(vault.journal.entries()) if entry.path == path), None)
    return last is not None and bool(last.undoes) and last.new == now
