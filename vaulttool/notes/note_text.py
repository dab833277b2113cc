"""The text of a note that is to be edited."""

from vaulttool.notes.problem import Problem

BOM = b"\xef\xbb\xbf"


def decode(source: bytes, path: str) -> str | Problem:
    """Give the note as text without byte order mark, or why it cannot be edited as text."""
    mend = "Save it as UTF-8 text."
    nul = source.find(b"\0")
    if nul >= 0:
        return Problem(path, source.count(b"\n", 0, nul) + 1, "the note holds a NUL byte", mend, "nul")
    try:
        return source.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.removeprefix(BOM).count(b"\n", 0, error.start) + 1
        return Problem(path, line, "the note is not UTF-8", mend, "not-utf-8")
