"""Texts made alike, so that case, accents and odd spaces make no difference."""

import re
from functools import lru_cache

from vaulttool.notes.accents import without_accents


@lru_cache(maxsize=1 << 15)
def fold_text(text: str) -> str:
    """Give a text in lower case, without accents, with single plain spaces."""
    return " ".join(without_accents(text).casefold().replace("’", "'").split())


@lru_cache(maxsize=1 << 15)
def words_in(text: str) -> frozenset[str]:
    """Give the words of a text, folded, as a set."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return frozenset(text.casefold().split())
    return frozenset(re.findall(r"\w+", fold_text(text)))
