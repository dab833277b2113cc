"""The name of a contact, from its file and its properties."""

import re
from collections.abc import Sequence

from vaulttool.notes.people_value import is_placeholder

_DENOTE = re.compile(r"^\d{8}T\d{6}(?:==[^-]*?)?--(?P<title>.+?)(?:__[\w]+)?$")
_DATED = re.compile(r"^\d{8,14}\s+(?:[-–—]\s+)?(?P<title>\S.*)$")
_SLUG = re.compile(r"^[^\W_A-Z]+(?:[-_][^\W_A-Z]+)*$")
_DOTTED = re.compile(r"^[^\W\d]+(?:[.][^\W\d]+(?:-[^\W\d]+)*)+$")


def contact_name(stem: str, said: Sequence[str], first_heading: str | None) -> str:
    """Give the name of a person: the file name, or where that is no name what the note calls them.

    `said` are the note's title and name properties, best first. A slug (`jane-doe`), a number, `First.Last`,
    `@Name` and Denote's and Dendron's file names are no names: without another word one is made of them.
    """
    plain = stem.removeprefix("@").strip()
    if plain == stem and not _is_no_name(stem):
        return stem
    for name in (*said, first_heading or ""):
        if name.strip() and not is_placeholder(name):
            return " ".join(name.split())
    return _made_name(plain)


def _is_no_name(stem: str) -> bool:
    return any(form.match(stem) for form in (_DENOTE, _DATED, _SLUG, _DOTTED)) or not re.search(
        r"[^\W\d_]", stem
    )


def _made_name(stem: str) -> str:
    found = _DENOTE.match(stem) or _DATED.match(stem)
    words = found.group("title") if found else stem
    if _DOTTED.match(words):
        parts = words.split(".")
        # Dendron's dots are folders ("people.jane-doe"), in "Jane.Doe" they are spaces.
        words = parts[-1] if words == words.lower() and len(parts) > 1 else " ".join(parts)
    if not _SLUG.match(words) or not re.search(r"[-_]", words):
        return words
    return " ".join(word.capitalize() for word in re.split(r"[-_]", words))
