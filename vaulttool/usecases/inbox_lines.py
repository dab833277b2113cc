"""The lines of the inbox note: what each says, of whom and of which day, and what must be asked first."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from vaulttool.evidence.leading_day import leading_day
from vaulttool.notes.dead_text import DeadText
from vaulttool.notes.edit import content_hash
from vaulttool.notes.note import Line
from vaulttool.notes.parse import parse_note
from vaulttool.usecases.name_book import NameBook, Named, name_book
from vaulttool.vault.facts import read_facts
from vaulttool.vault.open_vault import OpenVault

_BULLET = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_INDENT = re.compile(r"^[ \t]+")


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One line that was appended, with what stands nested below it."""

    number: int
    """Counted from 1."""
    text: str
    """As it would stand in the day's note: without bullet and day, sure names as links."""
    below: tuple[str, ...]
    """The lines that belong to it, as they are."""
    day: dt.date
    people: tuple[str, ...]
    """Paths of those for whom it counts on that day; nobody: it was not understood."""
    unsure: tuple[Named, ...]
    """Names of which nobody can tell whom they mean, with places in the raw line."""

    @property
    def numbers(self) -> range:
        """All its lines in the inbox."""
        return range(self.number, self.number + 1 + len(self.below))


def inbox_lines(vault: OpenVault, content: bytes, day: dt.date | None) -> list[InboxLine]:
    """Read every line of the inbox note; `day` is the day of those that name none;
    without it they count for nobody.

    Headings, tasks, tables, code and quotations are none. ValueError where the note is not UTF-8.
    """
    raw = [line.decode("utf-8").removesuffix("\r") for line in content.split(b"\n")]
    book = name_book(vault.read.contacts.items())
    found: list[InboxLine] = []
    for line in parse_note(content, vault.settings.inbox_note).lines:
        if _is_entry(line) and line.number <= len(raw) and line.text.strip():
            found.append(_read(vault, book, raw, line, day))
    return found


def _is_entry(line: Line) -> bool:
    return line.kind in ("item", "text") and line.parent is None and line.box is None


def _read(vault: OpenVault, book: NameBook, raw: Sequence[str], line: Line, day: dt.date | None) -> InboxLine:
    whole = raw[line.number - 1]
    languages = vault.reading.languages
    named = list(book.find(DeadText().blank(whole), languages, any_case=True))
    sure = [one for one in named if len(one.paths) == 1 and _is_written_as_name(one)]
    text = whole
    for one in reversed(sure):
        link = vault.links.link(one.paths[0], one.words)
        text = text[: one.span.start] + link + text[one.span.end :]
    own_day, words = _day_of(vault, _BULLET.sub("", text, count=1), day)
    if own_day is None:
        return InboxLine(line.number, words, (), vault.today, (), ())
    people = _counts_for(vault, words, own_day)
    met = [] if words == "" else _meant_people(vault, whole, named, own_day, day)
    unsure = tuple(one for one in named if one not in sure and one in met)
    return InboxLine(line.number, words, _below(raw, line.number), own_day, people, unsure)


def _is_written_as_name(named: Named) -> bool:
    return named.words[0].isupper()


def _meant_people(
    vault: OpenVault, whole: str, named: Sequence[Named], own_day: dt.date, day: dt.date | None
) -> list[Named]:
    """Give the names for which the line would count, were they linked."""
    text = whole
    for one in reversed(named):
        text = f"{text[: one.span.start]}{vault.links.link(one.paths[0], one.words)}{text[one.span.end :]}"
    words = _day_of(vault, _BULLET.sub("", text, count=1), day)[1]
    counted = _counts_for(vault, words, own_day)
    return [one for one in named if one.paths[0] in counted]


def _day_of(vault: OpenVault, text: str, day: dt.date | None) -> tuple[dt.date | None, str]:
    """Give the line's own day, which it begins with ("2026-11-20 …", "yesterday …"), and the rest."""
    own, rest = leading_day(text)
    if own is not None:
        return own, rest
    for language in vault.reading.languages.all:
        found = language.yesterday.match(text.lower())
        if found and day is not None:
            return day - dt.timedelta(days=1), text[found.end() :].lstrip(" :,–—-")
    return day, text.strip()


def _counts_for(vault: OpenVault, text: str, day: dt.date) -> tuple[str, ...]:
    """Give for whom the line counts where it stands alone in a note of that day."""
    if not text.strip() or day > vault.today:
        return ()
    note = f"{day.isoformat()}.md"
    content = f"---\ndate: {day.isoformat()}\n---\n\n- {text}\n".encode()
    found = [
        vault.read.people.resolve(one.link, one.target, note)
        for one in read_facts(content, note, content_hash(content), vault.reading).findings
        if one.label == "interaction" and one.date == day
    ]
    return tuple(dict.fromkeys(path for path in found if isinstance(path, str)))


def _below(raw: Sequence[str], number: int) -> tuple[str, ...]:
    """Give the lines that are indented deeper than this one and follow it without a blank line."""
    width = _width(raw[number - 1])
    below: list[str] = []
    for text in raw[number:]:
        if not text.strip() or _width(text) <= width:
            break
        below.append(text)
    return tuple(below)


def _width(text: str) -> int:
    blanks = _INDENT.match(text)
    return len(blanks[0].expandtabs(4)) if blanks else 0
