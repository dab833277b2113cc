"""Which old charset bytes are in that are no UTF-8, by the letters that come out; "" for Western Europe."""

import re
import unicodedata
from collections.abc import Callable

_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_RUN = re.compile(rb"[\x80-\xff]{3}")
_MOSTLY = 0.7
"""Share of letters beyond ASCII in words that have any: "Müller" has a sixth, "Иванов" all."""
_LEAST = 4


def _share(text: str, fits: Callable[[str], bool]) -> float:
    signs = [sign for sign in text if sign > "\x7f"]
    return sum(fits(sign) for sign in signs) / max(1, len(signs))


def _is(script: str) -> Callable[[str], bool]:
    return lambda sign: unicodedata.name(sign, "").startswith(script)


def _lower_first(text: str) -> bool:
    """Tell whether capitals begin words: KOI8-R and the Windows charset swap the two."""
    inner = [word[1:] for word in re.findall(r"[^\W\d_]{3,}", text) if word[0] > "\x7f"]
    return any(map(str.isupper, text)) and sum(map(str.islower, inner)) >= len(inner) / 2


def _is_kana(sign: str) -> bool:
    return "\u3040" <= sign <= "\u30ff"


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" or sign in "\u3000\u3001\u3002"


def _is_common_han(sign: str) -> bool:
    """Tell whether a sign is of the first half of GB 2312: other charsets read as Chinese give rare ones."""
    return _is_han(sign) and 0xB0 <= sign.encode("gb18030")[0] <= 0xD7


def guess_charset(source: bytes) -> str:
    """Name the charset of a sample of raw lines, where its letters speak for one that is not Western."""
    words = _WORD.findall(source)
    high = sum(sum(byte > 0x7F for byte in word) for word in words)
    letters = sum(map(len, words))
    if high < _LEAST or high < letters * _MOSTLY or not _RUN.search(source):
        return ""
    sample = b" ".join(words)
    lines = [line for line in source.split(b"\n") if any(byte > 0x7F for byte in line)][:400]
    for name, fits, least in _ASIAN:
        text = _decoded(lines, name)
        if text is not None and _share(text, fits) >= least:
            return name
    for name, script in (
        ("cp1251", "CYRILLIC"),
        ("koi8-r", "CYRILLIC"),
        ("cp1253", "GREEK"),
        ("cp1255", "HEBREW"),
    ):
        text = sample.decode(name, "ignore")
        # Hebrew has no capitals, and read as another script it is all small letters.
        if _share(text, _is(script)) >= 0.8 and (script == "HEBREW" or _lower_first(text)):
            return name
    return ""


_ASIAN: tuple[tuple[str, Callable[[str], bool], float], ...] = (
    ("cp932", lambda sign: _is_kana(sign) or _is_han(sign), 0.85),
    ("euc_jp", lambda sign: _is_kana(sign) or _is_han(sign), 0.9),
    ("euc_kr", lambda sign: "\uac00" <= sign <= "\ud7a3", 0.8),
    ("gb18030", _is_common_han, 0.85),
    ("big5", lambda sign: _is_han(sign) and 0xA4 <= sign.encode("big5")[0] <= 0xC6, 0.85),
)
"""In the order in which they are tried; cp932 needs kana somewhere (see `_decoded`)."""


def _decoded(lines: list[bytes], name: str) -> str | None:
    """Decode whole lines strictly, so that no letter is cut; None where one is not in that charset."""
    try:
        text = b"".join(lines).decode(name)
    except UnicodeDecodeError:
        return None
    if name in ("cp932", "euc_jp") and not any("\u3040" <= sign <= "\u30fa" for sign in text):
        return None
    return text
