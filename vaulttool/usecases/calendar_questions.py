"""The questions about meetings of the last days that a calendar names and no note tells of."""

import datetime as dt
from collections.abc import Mapping
from functools import partial

from vaulttool.notes.problem import VaultError
from vaulttool.pages.escape import list_item
from vaulttool.pages.language import Language
from vaulttool.pages.questions import question_text
from vaulttool.usecases.calendar_events import Meeting, calendar_meetings
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.day_line import put_day_line
from vaulttool.usecases.questions import Question, question_id
from vaulttool.vault.open_vault import OpenVault

DAYS_BACK = 14
"""How long after its day a meeting is asked about."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "lunch": "Lunch with {who}", "coffee": "Coffee with {who}", "call": "Call with {who}",
        "video": "Video call with {who}", "meeting": "Meeting with {who}",
    },
    "fr": {
        "lunch": "Déjeuner avec {who}", "coffee": "Café avec {who}", "call": "Appel avec {who}",
        "video": "Visio avec {who}", "meeting": "Réunion avec {who}",
    },
}  # fmt: skip
"""In the form that counts as an interaction (the rules of `evidence`)."""


def calendar_questions(vault: OpenVault) -> list[Question]:
    """Give a question for each meeting from two weeks ago to yesterday, the newest first.

    A meeting whose people were all met that day, as the notes say, is not asked about.
    """
    first, last = vault.today - dt.timedelta(days=DAYS_BACK), vault.today - dt.timedelta(days=1)
    found = calendar_meetings(vault, first, last).meetings
    return [_question(vault, one) for one in reversed(found) if _is_open(vault, one)]


def _is_open(vault: OpenVault, meeting: Meeting) -> bool:
    contacts = [vault.read.contacts[path] for path in meeting.contacts]
    if any(contact.private or contact.is_dead for contact in contacts):
        return False
    talks = vault.network.interactions
    return not all(
        any(talk.date == meeting.event.date for talk in talks.get(path, ())) for path in meeting.contacts
    )


def _question(vault: OpenVault, meeting: Meeting) -> Question:
    event = meeting.event
    day = Language(vault.language).day(event.date, vault.today)
    bare = _line(vault, meeting)
    text = question_text("met", vault.language, day=day, line=f"{bare} ({list_item(event.title)})")
    ident = question_id("calendar", event.date.isoformat(), event.time, *meeting.contacts)
    why = f"{event.date}: {event.title}, from the calendar"
    return Question(ident, text, partial(_log, meeting, bare, vault), why)


def _line(vault: OpenVault, meeting: Meeting) -> str:
    links = [vault.links.link(path, vault.read.contacts[path].name) for path in meeting.contacts]
    line = _WORDS[vault.language][meeting.event.kind].format(who=Language(vault.language).join(links))
    return f"{meeting.event.time} {line}" if meeting.event.time else line


def _log(meeting: Meeting, bare: str, vault: OpenVault, changes: Changes) -> tuple[str, ...]:
    """Put the line into the day's note, with the title where that does not say something else."""
    state, day, why = changes.state(), meeting.event.date, "from the calendar"
    colon = " : " if vault.language == "fr" else ": "
    told = f"{bare}{colon}{list_item(meeting.event.title)}" if meeting.event.kind == "meeting" else bare
    try:
        put_day_line(vault, changes, day, told, meeting.contacts, why)
    except VaultError:
        changes.back_to(state)
        put_day_line(vault, changes, day, bare, meeting.contacts, why)
    return meeting.contacts
