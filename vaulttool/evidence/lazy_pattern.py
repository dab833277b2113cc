"""A pattern of a language file that is compiled when it is first used.

Compiling all of them takes a third of a second; a run that reads no note anew needs none, and one that reads
English notes needs few of the French ones.
"""

import re
from collections.abc import Callable
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


Compile = Callable[[str], re.Pattern[str]]

_compile: Compile = re.compile


def compile_with(compile: Compile) -> None:
    """Have patterns be compiled by a function that is quicker than `re.compile`, and gives the same."""
    global _compile
    _compile = compile


class _LazyPattern:
    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text

    def __getattr__(self, name: str) -> Any:
        # Asked for once only: afterwards the compiled pattern's own methods are found first.
        compiled = _compile(self._text())
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(text: Callable[[], str]) -> re.Pattern[str]:
    """Give what behaves as the pattern that `text` writes, `text` being called when it is first used.

    re.error is raised then, not now.
    """
    return cast("re.Pattern[str]", _LazyPattern(text))
