"""The columns that a text takes on a terminal: wide signs take two, combining ones none."""

import unicodedata
from collections.abc import Iterator

LOOKS = {"\ue000": "heading", "\ue001": "name", "\ue002": ""}
"""Signs in a line, from the private area, that say how the text behind them looks. They take no column."""


def cells(text: str) -> int:
    """Count the columns of a text. A sign of several code points joined may take fewer than are counted."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def cut(text: str, most: int) -> str:
    """Give the beginning of a text that fits into so many columns, with all that belongs to its last sign."""
    width, end = 0, 0
    for end, sign in enumerate(text):
        width += _cells_of(sign)
        if width > most:
            return text[:end]
    return text[: end + 1]


def wrap(text: str, width: int, first: str = "") -> list[str]:
    """Cut a text into lines of at most `width` columns, the first behind `first`, the others as far in.

    A look goes on in the next line. Nothing for a text without words.
    """
    inner = max(2, width - cells(first))
    lines: list[str] = []
    line = look = ""
    for word in _parts(text, inner):
        if line and cells(line) + 1 + cells(word) > inner:
            lines.append(line)
            line = f"{look}{word}"
        else:
            line = f"{line} {word}" if line else f"{look}{word}"
        look = next((sign for sign in reversed(word) if sign in LOOKS), look)
    if line:
        lines.append(line)
    return [(first if not number else " " * cells(first)) + one for number, one in enumerate(lines)]


def _parts(text: str, most: int) -> Iterator[str]:
    """Words, and the pieces of those that are longer than a line."""
    for word in filter(None, text.split(" ")):
        while cells(word) > most:
            piece = cut(word, most)
            yield piece
            word = word[len(piece) :]
        yield word


def _cells_of(sign: str) -> int:
    if sign in LOOKS or unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
