"""Bytes of strangers to clean text: charsets by evidence, invisible characters out."""

import codecs
import re
import unicodedata
from collections.abc import Iterable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BLANKS = re.compile(r"[ \t\u00a0\u2007\u202f\u3000]+")


def decode(source: bytes, charset: str = "") -> str:
    """Decode by byte order mark, then `charset` where one is told, then UTF-16 by its zero bytes, UTF-8,
    cp1252.

    Never raises: bytes that no charset explains become U+FFFD.
    """
    for mark, name in _BOMS:
        if source.startswith(mark):
            return source[len(mark) :].decode(name, "replace")
    for name in (charset, _wide(source), "utf-8", "cp1252"):
        if not name:
            continue
        try:
            text = source.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
        # A codec such as "base64" or "rot13" is not text encoding; bytes.decode refuses it with LookupError.
        return text
    return source.decode("latin-1")


def _wide(source: bytes) -> str:
    """Guess UTF-16 without a mark: text of Europe has a zero in every second byte."""
    head = source[:400]
    if len(head) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and even == 0:
        return "utf-16-le"
    if even > len(head) // 4 and odd == 0:
        return "utf-16-be"
    return ""


def clean(text: str) -> str:
    """Give one line of text without control and format characters (Cc, Cf: bidi marks, BOMs), NFC, blanks
    single.

    The zero-width joiner stays inside words: emoji and Persian names need it.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    kept = "".join(_visible(sign) for sign in text)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", kept)).strip(" \u200d\u200c")


def clean_lines(text: str) -> str:
    """Like `clean`, but line breaks stay: for notes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean(line) for line in lines).strip("\n")


def _visible(sign: str) -> str:
    if sign in "\u200c\u200d":
        return sign
    category = unicodedata.category(sign)
    if category == "Cf" or category == "Cs":
        return ""
    return " " if category in ("Cc", "Zl", "Zp") else sign


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Give the values in their order, empty ones and repetitions (case folded) left out."""
    seen: dict[str, str] = {}
    for value in values:
        if value:
            seen.setdefault(value.casefold(), value)
    return tuple(seen.values())
