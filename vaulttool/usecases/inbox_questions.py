"""The questions about lines of the inbox in which a name is not sure."""

from collections.abc import Iterable
from functools import partial

from vaulttool.notes.paths import name_of
from vaulttool.pages.escape import link_text, list_item
from vaulttool.pages.questions import question_text
from vaulttool.usecases.answered_pages import questions_path
from vaulttool.usecases.ask_names import link_name, person_in_question, quoted
from vaulttool.usecases.inbox_lines import InboxLine, inbox_lines
from vaulttool.usecases.names import NameFound
from vaulttool.usecases.questions import Question, question_id
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source


def inbox_questions(vault: OpenVault) -> list[Question]:
    """Give the questions about the inbox as it stands now, to carry out what was ticked.

    A tick links the name in the inbox; the line is filed by the next look at it.
    """
    inbox = vault.settings.inbox_note
    if all(file.path != inbox for file in vault.walked.files):
        return []
    lines = inbox_lines(vault, read_source(vault.root, inbox).content, vault.today)
    return questions_of(vault, inbox, lines)


def questions_of(vault: OpenVault, inbox: str, lines: Iterable[InboxLine]) -> list[Question]:
    """Give a question for each unsure name, with those who bear it as answers.

    A name of somebody private is not asked about: the line stays where it is.
    """
    return [
        _question(vault, inbox, line, number)
        for line in lines
        for number, named in enumerate(line.unsure)
        if not any(vault.read.contacts[path].private for path in named.paths)
    ]


def _question(vault: OpenVault, inbox: str, line: InboxLine, number: int) -> Question:
    named = line.unsure[number]
    key = ("inbox", line.text, named.words, str(number))
    found = NameFound(
        inbox, line.number, line.text, named.words, named.span, line.day, named.paths, "interaction", False
    )
    choices = tuple(
        Question(
            question_id(*key, path),
            person_in_question(vault, path),
            partial(link_name, vault, found, path),
            f"{named.words} in {inbox} is {vault.read.contacts[path].name}",
        )
        for path in named.paths
    )
    note = vault.links.link(inbox, link_text(name_of(inbox)), questions_path(vault.settings))
    facts = {"name": list_item(named.words), "note": note, "line": quoted(line.text, named.words)}
    return Question(question_id(*key), question_text("who", vault.language, **facts), choices=choices)
