"""Carry out what was ticked in the note of questions, whatever it asks about."""

from collections.abc import Mapping

from vaulttool.pages.questions import Topic
from vaulttool.usecases.ask_names import name_questions
from vaulttool.usecases.calendar_questions import calendar_questions
from vaulttool.usecases.inbox_questions import inbox_questions
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.propose import proposals
from vaulttool.usecases.questions import Maker, answer
from vaulttool.vault.open_vault import OpenVault

MAKERS: Mapping[Topic, Maker] = {
    "names": name_questions,
    "calendar": calendar_questions,
    "inbox": inbox_questions,
    "proposals": proposals,
}
"""What finds the questions of each topic again."""


def answer_questions(vault: OpenVault) -> Outcome:
    """Give the edits that carry out every ticked question; nothing is searched where none is ticked."""
    return answer(vault, MAKERS)
