"""The languages that the rules speak, and which of them a text is written in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vaulttool.evidence.language import PERSON, Language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]*)?")
_FIRST_SIGNS = PERSON[1], chr(ord(PERSON[1]) + 1)
"""Of people: more than two are seldom in a line."""
_LETTERS_ONLY = "".join(chr(code) if chr(code).isalpha() else " " for code in range(128))
"""For `str.translate`: what each ASCII character is to a text without apostrophes."""


@dataclass(frozen=True, slots=True, eq=False)
class Languages:
    """All languages, the one preferred first. Equal to itself only, so that answers can be kept by it."""

    all: tuple[Language, ...]

    def of(self, text: str, fallback: Language | None = None) -> Language:
        """Give the language of most of the text's small words; on a tie the fallback, or the first."""
        return self.known(text) or fallback or self.all[0]

    def known(self, text: str) -> Language | None:
        """Give the language of most of the text's small words; None on a tie."""
        return _known(self, text[:2000])

    def spoken_in(self, text: str, main: Language) -> tuple[Language, ...]:
        """Give the other languages of which the text has a small word that the main one lacks."""
        return _spoken_in(self, text[:2000], main)

    def make_ready(self) -> None:
        """Make the patterns of all tables now: before this process is copied, so that each is made once."""
        for language in self.all:
            for table in language.tables:
                table.make_ready()

    def preferring(self, code: str) -> "Languages":
        """Give the same languages with the one of that code first; unchanged where there is none."""
        return Languages(tuple(sorted(self.all, key=lambda language: language.code != code)))


# Which language a line is in, and which others it has words of, is asked together.
@lru_cache(maxsize=64)
def _small_words(text: str) -> Sequence[str]:
    for sign in _FIRST_SIGNS:
        text = text.replace(sign, " ")
    if text.isascii() and "'" not in text:
        return text.translate(_LETTERS_ONLY).lower().split()
    # The only letter that becomes two when lowered would split its word.
    return _WORD.findall(text.replace("İ", "I").lower().replace("’", "'"))


# Several rules ask for the language of the same line.
@lru_cache(maxsize=256)
def _known(languages: Languages, text: str) -> Language | None:
    every = _small_words_of(languages)
    words = _small_words(text)
    elided = (
        [(word, word.partition("'")[0] + "'") for word in words if "'" in word]
        if "'" in text or "’" in text
        else ()
    )
    words = list(filter(every.__contains__, words))
    best, most, tied = languages.all[0], 0, True
    for language in languages.all:
        own = language.detect
        score = sum(map(own.__contains__, words))
        score += len([word for word, begin in elided if begin in own and word not in own])
        if score > most:
            best, most, tied = language, score, False
        elif score == most:
            tied = True
    return None if tied else best


@lru_cache(maxsize=8)
def _small_words_of(languages: Languages) -> frozenset[str]:
    return frozenset().union(*(language.detect for language in languages.all))


@lru_cache(maxsize=256)
def _spoken_in(languages: Languages, text: str, main: Language) -> tuple[Language, ...]:
    words = {word.partition("'")[0] + "'" if "'" in word else word for word in _small_words(text)}
    return tuple(
        other
        for other in languages.all
        if other is not main and not words.isdisjoint(_own_words(other, main))
    )


@lru_cache(maxsize=64)
def _own_words(language: Language, other: Language) -> frozenset[str]:
    """Give the small words of a language that the other lacks."""
    return language.detect - other.detect


def first_match(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    """Say whether one of the patterns fits the whole text."""
    return any(pattern.fullmatch(text) for pattern in patterns)
