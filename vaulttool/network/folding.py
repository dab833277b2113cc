"""Texts made alike, so that case, accents and odd spaces make no difference."""

import re

from vaulttool.notes.accents import without_accents


def fold_text(text: str) -> str:
    """Give a text in lower case, without accents, with single plain spaces."""
    return " ".join(without_accents(text).casefold().replace("’", "'").split())


def words_in(text: str) -> frozenset[str]:
    """Give the words of a text, folded, as a set."""
    return frozenset(re.findall(r"\w+", fold_text(text)))
