"""Names without a link, where a list of names stands."""

import re

_SEPARATOR = re.compile(r"\s*[,;/+|]\s*|\s+(?:and|&|et|und|y|e)\s+|\s{2,}|\n")
_ROLE = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\]|\s[-–—:]\s.*|:\s.*)$")
_DRESS = " \t*_~`\"'«»“”.;:!?@-–—"
_LONGEST = 60
"""Characters of a name; longer texts are no names."""


def names_of(text: str) -> list[str]:
    """Split a text into its names, roles and signs cut off: "Jane Roe (host), Al - legal"."""
    names = []
    for part in _SEPARATOR.split(text):
        name = _ROLE.sub("", part.strip(_DRESS)).strip(_DRESS)
        if name and len(name) <= _LONGEST and name[0].isalpha():
            names.append(name)
    return names
