"""Mail headers to words: encoded words, address lists; tolerant, and linear in the length of the header."""

import base64
import binascii
import re
from functools import lru_cache

from vaulttool.exchange.decoding import clean, decode
from vaulttool.exchange.names import split_name

_WORD = re.compile(r"=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=")
ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]]+@[^\s<>,;:\"()\[\]]+")
_ANGLES = re.compile(r"<([^<>]{0,300}[(:\s][^<>]{0,300})>")
_HIDDEN = re.compile(r"([\w.+-]+) at ([\w-]+(?:\.[\w-]+)+)")
LONGEST = 20_000
"""Characters of an address header that are read; a header of more is no letter to people."""


def decode_words(text: str) -> str:
    """Decode RFC 2047 words; neighbours of one charset are joined first, since programs cut inside
    letters."""
    if "=?" not in text:
        return text
    out: list[str] = []
    held, charset, end = b"", "", 0
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        if held and (between.strip() or found[1].lower() != charset):
            out.append(decode(held, charset))
            held = b""
        if between.strip() or (end == 0 and between):
            out.append(between)
        held, charset, end = held + _bytes(found[2], found[3]), found[1].lower().split("*")[0], found.end()
    if held:
        out.append(decode(held, charset))
    return "".join([*out, text[end:]])


def _bytes(encoding: str, text: str) -> bytes:
    plain = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(plain.replace(b"_", b" "), header=False)
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return plain


def _without_comments(angles: re.Match[str]) -> str:
    """Give `<pete(his account)@silly.test>` without comments, blanks and a route ("@relay.example:")."""
    inside = re.sub(r"\([^()]*\)|\s", "", angles[1])
    return f"<{inside.rpartition(':')[2]}>"


@lru_cache(maxsize=4096)
def addresses(text: str) -> tuple[tuple[str, str], ...]:
    """Give the display names and addresses of a From, To or Cc header.

    Addresses in lower case, names decoded and given name first; `Ruiz, Ana <ana@…>` without quotes is borne.
    """
    if "@" not in text and " at " in text:
        # Archives of mailing lists hide the sign from robots.
        text = _HIDDEN.sub(r"\1@\2", text[:LONGEST])
    found: list[tuple[str, str]] = []
    loose = ""
    for part in _parts(_ANGLES.sub(_without_comments, text[:LONGEST])):
        inside = ADDRESS.findall(part)
        if not inside:
            loose = part.strip()
            continue
        # The last one: a display name may be an address too.
        name = _display(part, inside[-1])
        if loose and name and "<" in part and " " not in loose:
            name = f"{loose}, {name}"
        loose = ""
        found.append((spoken_name(name), inside[-1].strip(".'").casefold()))
    return tuple(found)


def spoken_name(text: str) -> str:
    """Give a display name as a person would say it; "" for one that is only an address."""
    name = clean(decode_words(text)).strip("'\"` ")
    if "@" in name:
        return ""
    if "," not in name:
        return name
    split = split_name(name)
    return split.spoken if split.given and split.family else name


def _display(part: str, address: str) -> str:
    if "<" in part:
        name = part[: part.rfind("<")]
    else:
        comment = re.search(r"\(([^()]*)\)", part)
        name = comment[1] if comment else ""
    name = name.strip()
    if name.startswith('"') and name.endswith('"') and len(name) > 1:
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return "" if name.casefold() == address.casefold() else name


def _parts(text: str) -> list[str]:
    """Split at commas outside quotes, comments and angles; the name of a group ("Friends:") is dropped."""
    parts, start, quoted, depth, angle = [], 0, False, 0, False
    escaped = False
    for at, sign in enumerate(text):
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif sign in "<>":
            angle = sign == "<"
        elif depth or angle:
            continue
        elif sign in ",;":
            parts.append(text[start:at])
            start = at + 1
        elif sign == ":":
            start = at + 1
    return [*parts, text[start:]]
