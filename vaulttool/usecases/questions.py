"""The note of questions: what is asked there, and what is done about the boxes that were ticked.

A question is known by its id alone, a hash of what it would do. To carry out a tick the same questions are
found again; one that is found no more was settled otherwise, and its tick does nothing.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from vaulttool.notes.block_items import Item
from vaulttool.notes.managed_block import read_block, read_items, replace_block
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.questions import MOST, TOPICS, QuestionLine, Topic, questions_block
from vaulttool.usecases.answered_pages import questions_path
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.days_after import put_days
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

Deed = Callable[[Changes], tuple[str, ...]]
"""Makes the changes and gives the paths of the people whom they concern. Raises VaultError."""

_TICKED = ("x", "X")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is done only if the person says so."""

    id: str
    text: str
    """Safe to stand in an item."""
    deed: Deed | None = None
    """None where one of the choices must be ticked."""
    why: str = ""
    """What the deed does, for the terminal and the journal."""
    choices: tuple["Question", ...] = field(default=())


Maker = Callable[[OpenVault], Sequence[Question]]


def question_id(*parts: str) -> str:
    """Give the id of a question, the same on every device."""
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=6)
    return f"vt-{digest.hexdigest()}"


def put_questions(vault: OpenVault, changes: Changes, topic: Topic, questions: Sequence[Question]) -> int:
    """Bring the questions of a topic into the note, those that were answered left out; give how many are new.

    What was refused stays in the note with its sign, which is how it is remembered. Raises VaultError where
    the note cannot be written.
    """
    path = questions_path(vault.settings)
    old = changes.read(path)
    items = read_items(old or b"", topic)
    closed = {item.id for item in items if item.box not in (None, " ")}
    questions = list({one.id: one for one in questions}.values())
    wanted = [
        one
        for one in questions
        if one.id not in closed and all(choice.id not in closed for choice in one.choices)
    ]
    lines = [
        QuestionLine(one.id, one.text, tuple((choice.id, choice.text) for choice in one.choices))
        for one in wanted[:MOST]
    ]
    block = questions_block(topic, lines, len(wanted) - len(lines), vault.language, bool(closed))
    if old is None and not block:
        return 0
    if read_block(old or b"", path, topic) is None and not block:
        return 0
    changes.put(path, replace_block(old or b"", path, topic, block), f"{len(lines)} questions")
    return len({line.id for line in lines} - {item.id for item in items})


def ask(vault: OpenVault, topic: Topic, questions: Sequence[Question]) -> Outcome:
    """Give the edit that brings the questions of a topic into the note."""
    changes = Changes(partial(read_source, vault.root))
    path = questions_path(vault.settings)
    try:
        new = put_questions(vault, changes, topic, questions)
    except VaultError as error:
        return Outcome(problems=(error.problem,))
    shown = (f"{path}: {new} new question{'s' if new > 1 else ''}",) if new else ()
    data = tuple(
        {"id": one.id, "question": one.text, "choices": [choice.text for choice in one.choices]}
        for one in questions
    )
    return Outcome(changes.edits(), (), shown, data)


def answer(vault: OpenVault, makers: Mapping[Topic, Maker]) -> Outcome:
    """Carry out what was ticked in the note of questions, and take those lines out of it.

    `data` names the page in each object, so that `records` keeps the edit of the page for last.
    """
    changes = Changes(partial(read_source, vault.root))
    path = questions_path(vault.settings)
    try:
        content = changes.read(path)
    except VaultError as error:
        return Outcome(problems=(error.problem,))
    run = _Answers(vault, changes, path)
    for topic in TOPICS if content else ():
        items = {item.id: item for item in read_items(content or b"", topic)}
        if topic in makers and any(item.box in _TICKED for item in items.values()):
            run.topic(items, makers[topic](vault))
    if run.done:
        run.take_out()
        if run.people:
            run.problems += put_days(vault, changes, frozenset(run.people))
    return Outcome(changes.edits(), tuple(run.problems), tuple(run.show), tuple(run.data))


class _Answers:
    """One run over the note."""

    def __init__(self, vault: OpenVault, changes: Changes, path: str) -> None:
        self.vault = vault
        self.changes = changes
        self.path = path
        self.done: list[int] = []
        """Lines of the note that go."""
        self.people: set[str] = set()
        self.problems: list[Problem] = []
        self.show: list[str] = []
        self.data: list[dict[str, object]] = []

    def topic(self, items: Mapping[str, Item], questions: Sequence[Question]) -> None:
        for question in questions:
            mine = [items[one.id] for one in (question, *question.choices) if one.id in items]
            ticked = [
                one
                for one in (question, *question.choices)
                if one.id in items and items[one.id].box in _TICKED
            ]
            meant = [one for one in ticked if one.deed is not None]
            if not ticked:
                continue
            if len(meant) != 1:
                what = (
                    "more than one answer is ticked"
                    if meant
                    else "this is ticked, but none of its answers is"
                )
                self.problems.append(
                    Problem(self.path, mine[0].line, what, "Tick one of them.", "unclear-answer")
                )
            elif self._do(meant[0], items[meant[0].id].line):
                self.done += [item.line for item in mine if not item.words]

    def _do(self, question: Question, line: int) -> bool:
        state = self.changes.state()
        assert question.deed is not None
        try:
            people = question.deed(self.changes)
        except VaultError as error:
            self.changes.back_to(state)
            self.problems.append(error.problem)
            return False
        self.people |= set(people)
        self.show.append(f"{self.path}:{line}: {question.why}")
        self.data.append({"page": self.path, "line": line, "done": question.why, "people": list(people)})
        return True

    def take_out(self) -> None:
        lines = (self.changes.read(self.path) or b"").split(b"\n")
        kept = [line for number, line in enumerate(lines, 1) if number not in set(self.done)]
        self.changes.put(self.path, b"\n".join(kept), "what was answered is carried out")
