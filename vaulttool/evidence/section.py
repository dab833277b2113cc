"""What a heading, or a line that acts as one, says of the lines below it."""

import re
from enum import Enum
from functools import lru_cache

from vaulttool.evidence.languages_in_use import Languages, first_match


class Section(Enum):
    """What the lines under a heading are."""

    OTHER = "other"
    PLANNED = "planned"
    ATTENDEES = "attendees"
    ABSENT = "absent"
    MET = "met"
    CONTACTS = "contacts"
    """A log that holds nothing but contacts: "Interactions"."""
    LOG = "log"


_DRESS = re.compile(r"^[\W\d_]+|[\s:*_.#–—-]+$")
_COUNT = re.compile(r"\s*\(\d+\)$")


def plain_title(text: str) -> str:
    """Give a heading's words in lower case, without signs, numbers and emphasis around them."""
    text = _COUNT.sub("", text.strip(" *_:").replace("’", "'"))
    return _DRESS.sub("", text).lower()


@lru_cache(maxsize=4096)
def section_of(title: str, languages: Languages) -> Section:
    """Classify the words of a heading."""
    words = plain_title(title)
    if not words or len(words) > 60:
        return Section.OTHER
    headings = [language.headings for language in languages.all]
    if first_match([h.absent for h in headings], words):
        return Section.ABSENT
    if first_match([h.attendees for h in headings], words):
        return Section.ATTENDEES
    if first_match([h.met for h in headings], words):
        return Section.MET
    if any(h.planned.match(words) and _is_about_time(words, h.planned) for h in headings):
        return Section.PLANNED
    if first_match([h.contacts for h in headings], words):
        return Section.CONTACTS
    if first_match([h.log for h in headings], words):
        return Section.LOG
    return Section.OTHER


def _is_about_time(words: str, planned: re.Pattern[str]) -> bool:
    """Say whether it is a planned heading, alone or with a few words behind ("Next week in Oslo")."""
    found = planned.match(words)
    rest = words[found.end() :] if found else words
    return found is not None and (not rest or (not rest[0].isalnum() and len(rest.split()) <= 4))


@lru_cache(maxsize=4096)
def is_cancelled(title: str, languages: Languages) -> bool:
    """Say whether a title says that the meeting did not take place."""
    words = title.lower()
    return any(language.headings.cancelled.search(words) for language in languages.all)
