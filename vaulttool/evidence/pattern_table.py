"""Patterns by name, of which those that cannot fit a text are left out before they are asked."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from vaulttool.evidence.lazy_pattern import needed_by
from vaulttool.evidence.needed_words import words_in

_MOST_PARTS = 4
"""Looking for more parts of words than these takes longer than asking the pattern."""


class PatternTable(Mapping[str, re.Pattern[str]]):
    """Patterns by name, in their order."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self._patterns = dict(patterns)
        self._by_word: dict[str, int] | None = None
        self._by_part: dict[str, int] = {}
        self._always = 0
        self._of_set: dict[int, Mapping[str, re.Pattern[str]]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self._patterns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._patterns)

    def __len__(self) -> int:
        return len(self._patterns)

    def that_may_fit(self, text: str) -> Mapping[str, re.Pattern[str]]:
        """Give the patterns that may be found in a text: all that are found in it, and few others.

        They are also all that are found in a part of it that cuts no word.
        """
        by_word = self._by_word if self._by_word is not None else self._indexed()
        found = self._always
        for word in words_in(text).intersection(by_word):
            found |= by_word[word]
        for part, patterns in self._by_part.items():
            if part in text:
                found |= patterns
        named = self._of_set.get(found)
        if named is None:
            each = enumerate(self._patterns.items())
            named = MappingProxyType(dict(one for number, one in each if found >> number & 1))
            self._of_set[found] = named
        return named

    def _indexed(self) -> dict[str, int]:
        """Sort the patterns by what they need: each is one bit."""
        by_word: dict[str, int] = {}
        for number, pattern in enumerate(self._patterns.values()):
            needed = needed_by(pattern)
            if needed is None or len(needed.parts) > _MOST_PARTS:
                self._always |= 1 << number
                continue
            for index, signs in ((by_word, needed.words), (self._by_part, needed.parts)):
                for sign in signs:
                    index[sign] = index.get(sign, 0) | 1 << number
        self._by_word = by_word
        return by_word
