"""Proposals of an assistant: items without a tick in the note of questions, for the person to decide.

A proposal sets one property of one person. All of it stands in the item's own words, so that what is carried
out is what the person read when they ticked it.
"""

import re
from collections.abc import Callable
from functools import partial

from vaulttool.network.recognise import STATUSES
from vaulttool.notes.managed_block import read_items
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.pages.escape import list_item
from vaulttool.pages.questions import question_text
from vaulttool.usecases.answered_pages import questions_path
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.person_note import set_in_note
from vaulttool.usecases.questions import Question, ask, question_id
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

PROPERTIES = ("circle", "cadence", "status", "snooze_until", "company", "role", "field", "city", "met")
"""What may be proposed: each is one text that the person could have typed."""
LONGEST = 120
MOST_OPEN = 20
"""More proposals than that are no choice any more."""

_ITEM = re.compile(r"`(?P<property>[a-z_]+): (?P<value>[^`]*)`.*?\[\[(?P<target>[^\[\]|#]+)")


def propose(vault: OpenVault, path: str, name: str, value: str, reason: str) -> Outcome:
    """Give the edit that puts a proposal into the note of questions; nothing about the person changes.

    Raises VaultError for a property that may not be proposed, an unfit value, or where too many are open.
    """
    value, reason = " ".join(value.split()), " ".join(reason.split())
    _refuse_unfit(name, value)
    there = proposals(vault)
    if len(there) >= MOST_OPEN:
        mend = "Ask the person to look at those first."
        raise VaultError(Problem("", None, f"{MOST_OPEN} proposals are open", mend, "too-many"))
    text = question_text(
        "propose",
        vault.language,
        property=f"`{name}: {value}`",
        person=vault.links.wikilink(path),
        reason=list_item(reason[:LONGEST]),
    )
    return ask(vault, "proposals", [*there, _question(vault, path, name, value, text)])


def proposals(vault: OpenVault) -> list[Question]:
    """Give the proposals that stand in the note of questions, as they are worded there."""
    try:
        content = read_source(vault.root, questions_path(vault.settings)).content
    except Unreadable:
        return []
    found: list[Question] = []
    for item in read_items(content, "proposals"):
        said = _ITEM.search(item.text)
        path = vault.read.people.resolve("wikilink", said["target"], "") if said else None
        if said and isinstance(path, str) and said["property"] in PROPERTIES:
            one = _question(vault, path, said["property"], said["value"], item.text)
            if one.id == item.id:
                found.append(one)
    return found


def _question(vault: OpenVault, path: str, name: str, value: str, text: str) -> Question:
    why = f"{name}: {value} for {vault.read.contacts[path].name}"

    def deed(changes: Changes) -> tuple[str, ...]:
        set_in_note(vault, changes, path, {name: value}, why)
        return (path,)

    return Question(question_id("proposal", path, name, value), text, deed, why)


def _refuse_unfit(name: str, value: str) -> None:
    from vaulttool.network.cadence import parse_cadence
    from vaulttool.network.circle import read_circle

    checks: dict[str, Callable[[], bool]] = {
        "circle": lambda: bool(read_circle(value)),
        "cadence": lambda: parse_cadence(value) is not None,
        "status": lambda: value in STATUSES,
        "snooze_until": partial(_is_day, value),
    }
    try:
        fits = name in PROPERTIES and 0 < len(value) <= LONGEST and "`" not in value
        fits = fits and value.isprintable() and checks.get(name, lambda: True)()
    except ValueError:
        fits = False
    if not fits:
        mend = f"Propose one of {', '.join(PROPERTIES)}, with a value that a person would type."
        raise VaultError(Problem("", None, f"{name}: {value[:40]} cannot be proposed", mend, "unfit"))


def _is_day(value: str) -> bool:
    import datetime as dt

    return bool(dt.date.fromisoformat(value))
