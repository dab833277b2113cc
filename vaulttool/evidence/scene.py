"""One line of a note with everything around it that a rule may ask for."""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from vaulttool.evidence.language import PERSON, Language
from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.leading_day import leading_day
from vaulttool.evidence.prepared_sentence import sign
from vaulttool.evidence.section import Section
from vaulttool.evidence.sentence import Verdict
from vaulttool.notes.days import parse_day
from vaulttool.notes.links import Link, find_links
from vaulttool.notes.note import Line, Note

Verdicts = dict[int, Verdict]
"""By the number of the link in its line."""


class NoteRole(NamedTuple):
    """What is known of a note before its lines are read."""

    is_contact: bool = False
    month_first: bool = False
    """03-11-2026 is March 11."""
    iso_weeks: bool = True
    day: dt.date | None = None
    """The day that the vault's own daily format reads from its path; None where it reads none."""
    week: dt.date | None = None
    """The Monday, where it is a week note in the vault's own format."""
    names_count: bool = False
    """Whether whole names count without a link."""


class Plain(NamedTuple):
    """A name without a link in a place where names stand."""

    name: str


class Tongue:
    """The language of a line, told when a rule first asks: many lines are decided without."""

    __slots__ = ("_found", "_languages", "_own", "_words")

    def __init__(self, words: str, languages: Languages, own: Callable[[], Language]) -> None:
        """`own` gives the note's language, for a line whose words tell none."""
        self._words, self._languages, self._own = words, languages, own
        self._found: Language | None = None

    def language(self) -> Language:
        """Give the language of the line, else of the note."""
        if self._found is None:
            self._found = self._languages.known(self._words) or self._own()
        return self._found


class Scene(NamedTuple):
    """A line, its links, and its surroundings."""

    note: Note
    role: NoteRole
    place: int
    """Index of the line in `note.lines`."""
    line: Line
    links: tuple[Link, ...]
    text: str
    """The line's words: time, signs and task fields cut off, each link as its sign."""
    time: str
    """"14:30", or ""."""
    tongue: Tongue
    languages: Languages
    day: dt.date | None
    sections: tuple[Section, ...]
    """Of the line's headings and parents, the nearest first."""
    day_is_cancelled: bool
    """The heading or parent above says that it did not take place."""
    plain: list[tuple[Plain, Verdict]]
    """Names without a link that a rule found; it adds them."""

    @property
    def language(self) -> Language:
        """The language of the line."""
        return self.tongue.language()

    @property
    def year(self) -> int | None:
        """The year of the line's day."""
        return self.day.year if self.day else None

    @property
    def parent(self) -> Line | None:
        """The item above that this one is nested in."""
        return None if self.line.parent is None else self.note.lines[self.line.parent]


_TIME = re.compile(
    r"^[\s*_~\[(]*(?P<h>[01]?\d|2[0-3])(?:\s?[:h.]\s?(?P<m>[0-5]\d)|h)(?P<half>\s?[ap]\.?m\.?)?"
    r"(?:\s?[-–—]\s?\d{1,2}(?:[:h.]\d{2}|h)?(?:\s?[ap]m)?)?(?=[\s*_\])~,:;–—-]|$)[\s*_\])~]*[:,;–—-]?\s*",
    re.IGNORECASE,
)
_HOUR = re.compile(r"^[\s*_]*(?P<h>1[0-2]|[1-9])\s?(?P<half>[ap]m)[\s*_]*[:,;–—-]?\s*", re.IGNORECASE)
_TASK_FIELDS = re.compile(
    r"\s*(?:[➕⏳⌛🛫📅📆🗓✅❌]\ufe0f?\s*\d{4}-\d\d-\d\d|🔁[^➕⏳🛫📅✅❌\[]*|[🔺⏫🔼🔽⏬]\ufe0f?|🏁\s*\w+|🆔\s*\S+|⛔\s*\S+"
    r"|[\[(](?:due|created|scheduled|start|completion|cancelled|priority|repeat)::[^\])]*[\])])"
)
_DIGIT = re.compile(r"\d")
_BLOCK_ID = re.compile(r"\s\^[A-Za-z0-9-]+\s*$")
_SIGN = re.compile(PERSON)
MOST_LINKS = 500
"""Of one line; those beyond are not judged."""

_TAG = re.compile(r"(?:(?<=\s)|^)#[^\s#\[\]]*[^\W\d][^\s#\[\]]*")


def words_of(text: str, languages: Languages) -> tuple[str, str, tuple[Link, ...]]:
    """Give the words of a line with signs for its links, its time, and its links.

    Links to days become the day, linked verbs and acts ("[[met]] [[Ana]]") the word, tags that name an act
    the act; a day with which the line begins, other tags and task fields are cut off.
    """
    if "::" in text or not text.isascii():
        text = _TASK_FIELDS.sub("", text)
    if "^" in text:
        text = _BLOCK_ID.sub("", text)
    links = tuple(find_links(text)[:MOST_LINKS])
    words, end = "", 0
    for number, link in enumerate(links):
        word = _word_of_link(link.target, link.shown, languages)
        words += _without_signs(text[end : link.start]) + (word or sign(number))
        end = link.end
    words += _without_signs(text[end:])
    if "#" in words:
        words = _TAG.sub(lambda tag: _word_of_tag(tag, languages), words)
    words = words.strip()
    if _DIGIT.search(words) is None:
        return words, "", links
    words = leading_day(words)[1]
    time = _TIME.match(words)
    if time is None or time["h"] is None:
        hour = _HOUR.match(words)
        return (words, "", links) if hour is None else (words[hour.end() :], _clock(hour, ""), links)
    return words[time.end() :], _clock(time, time["m"] or ""), links


def _without_signs(text: str) -> str:
    """Give a text of the note without the characters that stand for links: its own ones name nobody."""
    return text if text.isascii() else _SIGN.sub("\ufffd", text)


# The same people and things are linked again and again.
@lru_cache(maxsize=4096)
def _word_of_link(target: str, shown: str, languages: Languages) -> str | None:
    day = parse_day(target)
    if day is not None:
        return day.isoformat()
    lowered = shown.lower()
    is_word = any(language.word.fullmatch(lowered) for language in languages.all)
    return shown if is_word else None


def _word_of_tag(tag: re.Match[str], languages: Languages) -> str:
    for part in tag[0].lstrip("#").lower().split("/"):
        if any(language.act_word.fullmatch(part.rstrip("s")) for language in languages.all):
            return part.rstrip("s")
    return ""


def _clock(match: re.Match[str], minutes: str) -> str:
    hour = int(match["h"])
    if (match["half"] or "").strip().lower().startswith("p") and hour < 12:
        hour += 12
    return f"{hour:02d}:{minutes or '00'}"
