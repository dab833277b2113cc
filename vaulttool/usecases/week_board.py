"""This week's agenda and review to look at and to answer, outside of an editor."""

from dataclasses import dataclass
from functools import partial

from vaulttool.notes.box_edit import set_box
from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.pages_of_week import agenda, review
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

BOXES = ("x", ">", "-", " ")
"""Yes or done, not now, no, not answered yet."""


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page of the week as it would stand in its note now."""

    name: str
    """agenda or review."""
    path: str
    text: str
    """The whole note."""


def week_board(vault: OpenVault) -> tuple[tuple[BoardPage, ...], tuple[Problem, ...]]:
    """Give agenda and review of the week, with what is ticked in their notes; nothing is written."""
    pages: list[BoardPage] = []
    problems: list[Problem] = []
    for name, make in (("agenda", agenda), ("review", review)):
        outcome = make(vault)
        problems += outcome.problems
        path = str(outcome.data[0]["path"])
        content = _content(vault, path, outcome)
        pages.append(BoardPage(name, path, content.decode("utf-8", "replace")))
    return tuple(pages), tuple(problems)


def answer_item(vault: OpenVault, page: str, item: str, box: str) -> Outcome:
    """Give the edit that answers an item of this week's pages, as a tick in the note would.

    The page's note is made where it is not there yet. Raises VaultError for another page, an unknown answer
    or an item that is not there any more.
    """
    if box not in BOXES:
        raise VaultError(Problem(page, None, "that is no answer", "", "answer"))
    for make in (agenda, review):
        outcome = make(vault)
        if outcome.data[0]["path"] == page:
            new = set_box(_content(vault, page, outcome), item, box)
            if new is None:
                mend = "The page was made anew meanwhile; look at it again."
                raise VaultError(Problem(page, None, "this item is not there", mend, "item-gone"))
            expected = outcome.edits[0].expected if outcome.edits else _hash(vault, page)
            return Outcome((Edit(page, expected, new, "answered on the page"),))
    raise VaultError(Problem(page, None, "that is no page of this week", "", "answer"))


def _content(vault: OpenVault, path: str, outcome: Outcome) -> bytes:
    """Give the note as the page would leave it; as it is where nothing changes, or nothing may be changed."""
    if outcome.edits:
        return outcome.edits[0].new or b""
    try:
        return partial(read_source, vault.root)(path).content
    except Unreadable as error:
        raise VaultError(error.problem) from error


def _hash(vault: OpenVault, path: str) -> str:
    return read_source(vault.root, path).hash
