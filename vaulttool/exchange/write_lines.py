"""Lines of vCards and calendars as every reader takes them: escaped, folded, CRLF (RFC 6350 3.2, RFC 5545
3.1)."""

from collections.abc import Iterable

_LONGEST = 75
"""Bytes of a line without its end."""


def escape(text: str) -> str:
    """Escape a text value: backslash, comma, semicolon, line break; other control signs are dropped."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    kept = kept.replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
    return "".join(sign for sign in kept if sign.isprintable() or sign in "\u200c\u200d")


def fold_line(line: str) -> str:
    """Fold at 75 bytes, never inside a letter."""
    if len(line.encode()) <= _LONGEST:
        return line
    parts, size, held = [], 0, ""
    for sign in line:
        width = len(sign.encode())
        if size + width > _LONGEST:
            parts.append(held)
            # The blank that marks a fold counts too.
            held, size = "", 1
        held += sign
        size += width
    return "\r\n ".join([*parts, held])


def to_bytes(lines: Iterable[str]) -> bytes:
    """Give the whole text in UTF-8, each line folded and ended by CRLF."""
    return "".join(f"{fold_line(line)}\r\n" for line in lines).encode("utf-8", "replace")
