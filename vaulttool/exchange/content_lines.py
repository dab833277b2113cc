"""The lines of a vCard as programs really write them: folding, quoted-printable, parameters, escapes."""

import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vaulttool.exchange.decoding import decode

_HEAD = re.compile(rb"\s*(?:[A-Za-z0-9_-]+\.)?([A-Za-z][A-Za-z0-9_-]*)(?=[;:])")
_QUOTED_PRINTABLE = re.compile(rb"^[^:]*;\s*(?:ENCODING=)?\"?QUOTED-PRINTABLE", re.IGNORECASE)
_BASE64 = re.compile(rb"^[^:]*;\s*(?:ENCODING=)?\"?(?:BASE64|B)\"?\s*(?:[;:])", re.IGNORECASE)
_DATA = re.compile(rb"^\s*[A-Za-z0-9+/=]+\s*$")
_BARE_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B")
_LONGEST = 64 * 1024
"""Bytes of one property; what is longer is a picture or rubbish, and is cut."""


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property: `item1.TEL;TYPE=cell:+33 6…`."""

    group: str
    """"item1", folded to lower case; "" for none."""
    name: str
    """In capitals."""
    parameters: tuple[tuple[str, str], ...]
    """Names in capitals; a bare one (`TEL;CELL`) is a TYPE."""
    value: str
    """Decoded, escapes as written."""
    line: int
    """Of its first line, counted from 1 in the file."""

    def parameter(self, name: str) -> str:
        """Give the values of a parameter joined by commas, "" for none."""
        return ",".join(value for key, value in self.parameters if key == name)

    @property
    def types(self) -> frozenset[str]:
        """The TYPE values in lower case."""
        return frozenset(
            part.strip().strip('"').lower() for part in self.parameter("TYPE").split(",") if part.strip()
        )


def content_lines(lines: Iterable[bytes]) -> Iterator[ContentLine]:
    """Read unfolded properties from the raw lines of a file; lines that are none are passed over."""
    for number, raw in _unfolded(lines):
        if found := _read(raw, number):
            yield found


def _unfolded(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Join folded lines: by a leading blank, by a soft break, or base64 that nobody indented."""
    held, first = b"", 0
    soft = data = False
    for number, bare in _physical(lines):
        # A value that ends with a stray "=" must not swallow the end of its card.
        if first and soft and not bare.upper().startswith(b"END:"):
            held = _join(held[:-1], bare)
            soft = held.endswith(b"=")
            continue
        if first and bare[:1] in (b" ", b"\t"):
            # Old Outlook indents the whole of its base64; a fold takes exactly one blank.
            held = _join(held, bare[1:])
        elif first and data and (not bare.strip() or (_DATA.match(bare) and not _HEAD.match(bare))):
            held = _join(held, bare.strip())
            continue
        else:
            if first:
                yield first, held
            held, first = bare, number
            data = bool(_BASE64.match(bare))
        soft = held.endswith(b"=") and bool(_QUOTED_PRINTABLE.match(held))
    if first:
        yield first, held


def _physical(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Number the lines, without their ends and the byte order mark; a lone CR ends a line too (old Mac)."""
    for number, line in enumerate(lines, start=1):
        bare = line.rstrip(b"\r\n")
        if number == 1:
            bare = bare.removeprefix(b"\xef\xbb\xbf")
        if b"\r" not in bare:
            yield number, bare
        else:
            yield from ((number, part) for part in bare.split(b"\r"))


def _join(held: bytes, more: bytes) -> bytes:
    return held + more if len(held) < _LONGEST else held


def _read(raw: bytes, number: int) -> ContentLine | None:
    cut = _colon(raw)
    if cut < 0:
        return None
    head, *parts = _split_parameters(decode(raw[:cut]))
    group, _, name = head.strip().rpartition(".")
    if not name or not name.isascii():
        return None
    parameters = tuple(_parameter(part) for part in parts)
    encoding = next((value.upper() for key, value in parameters if key == "ENCODING"), "")
    charset = next((value for key, value in parameters if key == "CHARSET"), "")
    value = raw[cut + 1 :]
    if encoding == "QUOTED-PRINTABLE":
        value = binascii.a2b_qp(value)
    return ContentLine(group.lower(), name.upper(), parameters, decode(value, charset), number)


def _colon(raw: bytes) -> int:
    """Find the colon that ends name and parameters: the first outside quotes."""
    quoted = False
    for at, sign in enumerate(raw):
        if sign == 0x22:
            quoted = not quoted
        elif sign == 0x3A and not quoted:
            return at
    # A quote that never closes hides every colon.
    return raw.find(b":")


def _split_parameters(head: str) -> list[str]:
    if '"' not in head:
        return head.split(";")
    return re.findall(r'(?:"[^"]*"?|[^;"])+', head)


def _parameter(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if sign:
        return key.strip().upper(), value.strip().strip('"')
    bare = key.strip().strip('"')
    return ("ENCODING", bare) if bare.upper() in _BARE_ENCODINGS else ("TYPE", bare)


def unescape(text: str) -> str:
    """Take the backslashes from a value: `\\n` is a line break; `\\:` is one that Google writes."""
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text, flags=re.DOTALL)


def components(text: str, sign: str = ";", *, unescaped: bool = True) -> list[str]:
    """Split a compound value at unescaped signs; `unescaped`: take the backslashes from each part."""
    parts = re.findall(rf"((?:\\.|[^{sign}\\]|\\$)*)(?:{sign}|$)", text, flags=re.DOTALL)
    # The pattern finds one more, empty, at the end of a text that does not end with the sign.
    parts = parts[:-1] if len(parts) > 1 else parts
    return [unescape(part) for part in parts] if unescaped else parts
