"""Names of daily, weekly and other dated notes in Moment's format: text to period and back."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from vaulttool.notes.day_names import language_of_locale
from vaulttool.notes.day_period import DayPeriod, PeriodKind, finest_kind, period_of, tells
from vaulttool.notes.day_tokens import READ, WRITE, cut_tokens
from vaulttool.notes.paths import without_ending
from vaulttool.notes.week_numbering import ISO, WEEK_NUMBERINGS, WeekNumbering, numbering_of_locale

MAX_TOKENS = 24
"""A format of more tokens is read as nothing: it comes from a file, and its reading must stay cheap."""


@dataclass(frozen=True, slots=True)
class DayFormat:
    """A Moment format such as "YYYY-MM-DD", "gggg-[W]ww" or "YYYY/MMMM/DD-MMM-YYYY" (folders by "/")."""

    pattern: str
    locale: str = "en"
    """Moment's locale: decides the names that `format` writes; both languages are read in any case."""
    numbering: str = ""
    """"iso" or "en-us", for the tokens `w ww gg gggg e`; "" as the locale has it."""
    kind: PeriodKind | None = None
    """What the notes of this format stand for; None: the finest period that its tokens tell."""

    @property
    def language(self) -> str:
        """Of the names that are written: "en" or "fr"."""
        return language_of_locale(self.locale)

    @property
    def weeks(self) -> WeekNumbering:
        """The numbering of the tokens that depend on the locale."""
        return WEEK_NUMBERINGS.get(self.numbering) or numbering_of_locale(self.locale)

    def parse(self, path: str) -> DayPeriod | None:
        """Read the period from a path or a stem, with or without ".md".

        Only the last part of the path counts, unless the format's last part lacks year, month or day:
        then as many parts as the format has.
        """
        stem = without_ending(path)
        if not stem.isascii():
            stem = unicodedata.normalize("NFC", stem)
        for folders, matcher, _, fields in _readers(self.pattern, self.language, self.kind):
            found = matcher.fullmatch(_last_parts(stem, folders))
            if found is not None:
                return period_of(zip(fields, found.groups(), strict=True), self.weeks, self.kind)
        return None

    def find(self, text: str) -> DayPeriod | None:
        """Read the first period that stands somewhere in a text, no letter or digit touching it."""
        for _, _, inner, fields in _readers(self.pattern, self.language, self.kind):
            for found in inner.finditer(unicodedata.normalize("NFC", text)):
                period = period_of(zip(fields, found.groups(), strict=True), self.weeks, self.kind)
                if period is not None:
                    return period
        return None

    def format(self, day: dt.date) -> str:
        """Write the path of the day's note, without ".md", folders of the format included."""
        if self.kind == "week":
            week = self.weeks if {"w", "ww"} & dict(cut_tokens(self.pattern)).keys() else ISO
            day -= dt.timedelta(days=(day.weekday() - week.first_weekday) % 7)
        return "".join(
            WRITE[token](day, self.language, self.weeks) if token else literal
            for token, literal in cut_tokens(self.pattern, self.language)
        )


@lru_cache(maxsize=256)
def _by_part(pattern: str, language: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Give the tokens of each part of the path, the last one last."""
    parts: list[list[tuple[str, str]]] = [[]]
    for token, literal in cut_tokens(pattern, language):
        first, *more = literal.split("/")
        parts[-1].append((token, first))
        parts += [[("", text)] for text in more]
    return tuple(tuple(part) for part in parts)


def _last_parts(path: str, number: int) -> str:
    if number == 1:
        return path[path.rfind("/") + 1 :]
    return "/".join(path.split("/")[-number:])


_Reader = tuple[int, re.Pattern[str], re.Pattern[str], tuple[str, ...]]


@lru_cache(maxsize=256)
def _readers(pattern: str, language: str, kind: PeriodKind | None) -> tuple[_Reader, ...]:
    """Give the number of parts to read, the expression for all of them and for a text around, the fields."""
    readers: list[_Reader] = []
    for parts in _readable_parts(pattern, language, kind):
        matcher, fields = _matcher(pattern, language, parts)
        inner = re.compile(rf"(?<![^\W_])(?:{matcher.pattern})(?![^\W_])", re.IGNORECASE)
        readers.append((parts, matcher, inner, fields))
    return tuple(readers)


def _readable_parts(pattern: str, language: str, kind: PeriodKind | None) -> tuple[int, ...]:
    """Give how many parts of a path to read: one where the last part tells all, else all of them."""
    parts = _by_part(pattern, language)
    if sum(bool(token) for part in parts for token, _ in part) > MAX_TOKENS:
        return ()
    whole = {READ[token][0] for part in parts for token, _ in part if token}
    last = {READ[token][0] for token, _ in parts[-1] if token}
    wanted = kind or finest_kind(whole)
    if wanted is None:
        return ()
    return (1,) if tells(last, wanted) else (len(parts),)


def _matcher(pattern: str, language: str, parts: int) -> tuple[re.Pattern[str], tuple[str, ...]]:
    fields: list[str] = []
    texts: list[str] = []
    for part in _by_part(pattern, language)[-parts:]:
        text = ""
        for token, literal in part:
            if token:
                fields.append(READ[token][0])
            text += READ[token][1] if token else re.escape(unicodedata.normalize("NFC", literal))
        texts.append(text)
    return re.compile("/".join(texts), re.IGNORECASE), tuple(fields)
