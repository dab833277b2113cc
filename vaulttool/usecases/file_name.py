"""The file name that a person's name gets: one that every system and every link can bear."""

import re
import unicodedata

from vaulttool.notes.problem import Problem, VaultError

MOST_BYTES = 200
_REFUSED = re.compile(r'[*"<>:|?#^\[\]]|%%')
"""Refused by Windows or Android, or by links (and what ends a link or begins a comment)."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)


def file_name(name: str) -> str:
    """Give the name of a note about `name`, without ".md".

    Raises VaultError where nothing of the name may stand.
    """
    text = unicodedata.normalize("NFC", name)
    text = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    text = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cs"))
    text = re.sub(r"\s*[/\\]\s*", "-", text)
    text = _cut(" ".join(_REFUSED.sub(" ", text).split()).strip(" .~"))
    if _DEVICE.fullmatch(text):
        # Windows keeps these names for itself, whatever stands behind a dot.
        text = f"{text.replace('.', ' ')} (person)"
    if not any(sign.isalnum() for sign in text):
        what = f'"{name}" gives no name for a note'
        raise VaultError(Problem("", None, what, "Write the name with letters or digits.", "bad-name"))
    return text


def _cut(text: str) -> str:
    """Cut a name to what every sync program carries, never through a sign or the marks that belong to it."""
    while len(text.encode("utf-8", "replace")) > MOST_BYTES:
        text = text[:-1]
        while text and unicodedata.combining(text[-1]):
            text = text[:-1]
    return text.strip(" .~")
