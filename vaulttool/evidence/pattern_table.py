"""Patterns by name, of which those that cannot fit a text are left out before they are asked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from operator import or_
from types import MappingProxyType

from vaulttool.evidence.lazy_pattern import needed_by
from vaulttool.evidence.needed_words import words_in

_MOST_PARTS = 4
"""Looking for more parts of words than these takes longer than asking the pattern."""
_FEW = 8
"""So many words are looked for one by one, wherever they stand, before a text is taken apart."""
_KEPT = 64
"""Texts of which is known what may fit them: several tables are asked about the same."""


class PatternIndex:
    """What the patterns of several tables need: each pattern is one bit, a text is looked at once for all."""

    def __init__(self, common: frozenset[str] = frozenset()) -> None:
        """`common` are words that most texts have."""
        self._common = common
        self._patterns: list[re.Pattern[str]] = []
        self._by_word: dict[str, int] = {}
        self._words: frozenset[str] = frozenset()
        self._by_part: dict[str, int] = {}
        self._always = 0
        self._indexed = 0
        self.that_may_fit = lru_cache(_KEPT)(self._that_may_fit)

    def add(self, patterns: Mapping[str, re.Pattern[str]]) -> int:
        """Take in patterns, and give the number of the first."""
        first = len(self._patterns)
        self._patterns += patterns.values()
        return first

    def _that_may_fit(self, text: str) -> int:
        if self._indexed < len(self._patterns):
            self._read_patterns()
        if len(self._words) > _FEW:
            words: Iterable[str] = self._words & words_in(text)
        else:
            words = [word for word in self._words if word in text]
        found = reduce(or_, map(self._by_word.__getitem__, words), self._always)
        for part, patterns in self._by_part.items():
            if part in text:
                found |= patterns
        return found

    def _read_patterns(self) -> None:
        for number, pattern in enumerate(self._patterns[self._indexed :], self._indexed):
            needed = needed_by(pattern, self._common)
            if needed is None or len(needed.parts) > _MOST_PARTS:
                self._always |= 1 << number
                continue
            for index, signs in ((self._by_word, needed.words), (self._by_part, needed.parts)):
                for sign in signs:
                    index[sign] = index.get(sign, 0) | 1 << number
        self._indexed = len(self._patterns)
        self._words = frozenset(self._by_word)


class PatternTable(Mapping[str, re.Pattern[str]]):
    """Patterns by name, in their order."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]], index: PatternIndex | None = None) -> None:
        """`index` is one that others share who are asked about the same texts."""
        self._patterns = dict(patterns)
        self._index = PatternIndex() if index is None else index
        self._first = self._index.add(self._patterns)
        self._all = (1 << len(self._patterns)) - 1
        self._of_set: dict[int, Mapping[str, re.Pattern[str]]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self._patterns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._patterns)

    def __len__(self) -> int:
        return len(self._patterns)

    def make_ready(self) -> None:
        """Make all patterns, and read what they need."""
        self._index.that_may_fit("")
        for pattern in self._patterns.values():
            pattern.search("")

    def that_may_fit(self, text: str) -> Mapping[str, re.Pattern[str]]:
        """Give the patterns that may be found in a text: all that are found in it, and few others.

        They are also all that are found in a part of it that cuts no word.
        """
        found = self._index.that_may_fit(text) >> self._first & self._all
        named = self._of_set.get(found)
        if named is None:
            each = enumerate(self._patterns.items())
            named = MappingProxyType(dict(one for number, one in each if found >> number & 1))
            self._of_set[found] = named
        return named
