"""Whether a note stands there as an editor leaves it in the middle of a save."""

import re

_OPENS = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?(?:\n|\Z)")
_CLOSES = re.compile(rb"\n(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")


def is_half_saved(content: bytes) -> bool:
    """Say whether a note is empty, or its front matter begins and does not end (FAULTS A4)."""
    opening = _OPENS.match(content)
    is_cut = opening is not None and _CLOSES.search(content, opening.end() - 1) is None
    return is_cut or not content.strip()
