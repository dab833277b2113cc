"""The properties of a plain front matter, several times faster than by YAML, and the same.

Nearly all are `key: text`, `key: "text"`, `key: [one, two]`, and `key:` over a list of `- text`. What could
be anything else is left to YAML as a whole: `plain_properties` gives None. A property test holds both against
each other.
"""

import re
from typing import Any

_MOST_CHARACTERS = 20_000
_ODD = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
"""What YAML refuses, takes for the end of a line or counts otherwise."""

_QUOTED = r"\"[^\"\\]*\"|'[^']*'"
_SAFE = r"[\w ./,;@()'\"+&%!?=*<>|$^~-]*"
"""What means nothing else behind the first letter of a text that is not in a list of its own line."""
_TEXT = rf"\w{_SAFE}(?::(?! |\Z){_SAFE})*"
_LISTED = rf"\w[\w ./+-]*|{_QUOTED}"
_KEY = re.compile(
    r"([^\W\d_][\w-]{0,60}(?: [\w-]{1,30}){0,4}):"
    rf"(?: +(?:({_TEXT})|({_QUOTED})|\[( *(?:(?:{_LISTED})(?:, *(?:{_LISTED}))*)?)\]))? *"
)
_ITEM = re.compile(rf"( *)- +(?:({_TEXT})|({_QUOTED})) *")
_IN_LIST = re.compile(_LISTED)

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

Found = tuple[str, Any, int]
"""Name, value, line in the block from 0."""


def plain_properties(block: str) -> list[Found] | None:
    """Give the properties of a block between its fences; None where it is not plain."""
    if len(block) > _MOST_CHARACTERS or _ODD.search(block):
        return None
    found: list[Found] = []
    items: list[Any] | None = None
    indent: str | None = None
    for number, line in enumerate(block.split("\n")):
        if not line:
            continue
        item = _ITEM.fullmatch(line) if line[0] in " -" else None
        if item is not None:
            before, text, quoted = item.groups()
            if items is None or indent not in (None, before):
                return None
            if not items:
                found[-1] = (found[-1][0], items, found[-1][2])
            indent = before
            items.append(_value(text, quoted))
            continue
        key = _KEY.fullmatch(line)
        if key is None:
            return None
        name, text, quoted, listed = key.groups()
        found.append((name, _value(text, quoted) if listed is None else _values(listed), number))
        items, indent = ([] if text is None and quoted is None and listed is None else None), None
    return found


def value_of_plain(text: str) -> Any:
    """Give what a text without quotes says: None, a bool, or the text."""
    return None if text in _NULL else _BOOL.get(text, text)


def _value(text: str | None, quoted: str | None) -> Any:
    return quoted[1:-1] if quoted is not None else value_of_plain((text or "").rstrip(" "))


def _values(listed: str) -> list[Any]:
    each = _IN_LIST.findall(listed)
    return [one[1:-1] if one[0] in "\"'" else value_of_plain(one.rstrip(" ")) for one in each]
