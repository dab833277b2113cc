"""File names made from people's words: safe on every system and in every link (OBSIDIAN.md 2.3)."""

import re
import unicodedata

MOST_BYTES = 200
_UNSAFE = re.compile(r"[\x00-\x1f\x7f*\"\\/<>:|?#^\[\]]|%%|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ud800-\udfff]")
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def file_name(text: str) -> str:
    """Give a file name without its extension: NFC, no sign that a system or a link refuses, at most 200 bytes.

    "Unnamed" where nothing is left.
    """
    name = unicodedata.normalize("NFC", text)
    name = " ".join(_UNSAFE.sub(lambda found: "-" if found[0] in "/\\:|" else " ", name).split()).strip(" .")
    while len(name.encode()) > MOST_BYTES:
        name = name[:-1].rstrip(" .")
    if not name:
        return "Unnamed"
    return f"{name}_" if _RESERVED.match(name) else name
