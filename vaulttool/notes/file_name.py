"""The file name that a text gets: one that every system and every link can bear."""

import re
import unicodedata

MOST_BYTES = 200
"""Of a name without ".md": what every sync program carries, with room for its own marks."""
_REFUSED = re.compile(r'[*"<>:|?#^\[\]]|%%')
"""Refused by Windows or Android, or by links (and what ends a link or begins a comment)."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)


def bearable_name(text: str, most_bytes: int = MOST_BYTES) -> str:
    """Give a file name without ".md" that says `text`, its letters kept in NFC; "" where nothing is left."""
    name = unicodedata.normalize("NFC", text)
    name = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in name)
    name = "".join(sign for sign in name if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn"))
    name = re.sub(r"\s*[/\\]\s*", "-", name)
    name = _cut(" ".join(_REFUSED.sub(" ", name).split()).strip(" .~"), most_bytes)
    if _DEVICE.fullmatch(name):
        # Windows keeps these names for itself, whatever stands behind a dot.
        return f"{name.replace('.', ' ')} (person)"
    return name


def _cut(name: str, most_bytes: int) -> str:
    """Cut a name, never through a sign or the marks that belong to it."""
    while len(name.encode("utf-8", "replace")) > most_bytes:
        name = name[:-1]
        while name and unicodedata.combining(name[-1]):
            name = name[:-1]
    return name.strip(" .~")
