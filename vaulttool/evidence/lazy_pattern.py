"""A pattern of a language file that is compiled when it is first used.

Compiling all of them takes a third of a second; a run that reads no note anew needs none, and one that reads
English notes needs few of the French ones.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple, cast

from vaulttool.evidence.needed_words import Needed, needed_words

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class Making(NamedTuple):
    """How a pattern is made of its text, and what it needs (see `needed_words`) told from it."""

    compile: Callable[[str], re.Pattern[str]] = re.compile
    needed: Callable[[str, frozenset[str]], Needed | None] = needed_words


_making = Making()


def make_with(making: Making) -> None:
    """Have patterns be made by what is quicker than `Making()`, and gives the same."""
    global _making
    _making = making


class _LazyPattern:
    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text

    def __getattr__(self, name: str) -> Any:
        # Asked for once only: afterwards the compiled pattern's own methods are found first.
        compiled = _making.compile(self._text())
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def needed(self, common: frozenset[str]) -> Needed | None:
        return _making.needed(self._text(), common)


def lazy_pattern(text: Callable[[], str]) -> re.Pattern[str]:
    """Give what behaves as the pattern that `text` writes, `text` being called when it is first used.

    re.error is raised then, not now.
    """
    return cast("re.Pattern[str]", _LazyPattern(text))


def needed_by(pattern: re.Pattern[str], common: frozenset[str]) -> Needed | None:
    """Give what `needed_words` tells of a pattern, without compiling it."""
    if isinstance(pattern, _LazyPattern):
        return pattern.needed(common)
    return needed_words(pattern.pattern, common)
