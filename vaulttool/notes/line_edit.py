"""Change single lines of a note and leave every other byte as it is."""

import re

from vaulttool.notes.problem import Problem

_TASK = re.compile(
    rb"(?P<head>[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[)(?P<box> )(?P<rest>\][ \t].*?)(?P<end>\r?\n?)", re.DOTALL
)
_BLOCK_ID = re.compile(rb"[ \t]+\^[A-Za-z0-9-]+[ \t]*\Z")
_BULLET = re.compile(rb"(?P<indent>[ \t]*)(?:[-*+]|\d+[.)])[ \t]+")
_BOM = b"\xef\xbb\xbf"


def line_of(source: bytes, number: int) -> str:
    """Give a line of a note, counted from 1, without its end; "" where there is none."""
    lines = source.split(b"\n")
    return (
        lines[number - 1].removesuffix(b"\r").decode("utf-8", "replace") if 0 < number <= len(lines) else ""
    )


def put_under(source: bytes, number: int, text: str) -> bytes:
    """Give the note with `text` as a nested bullet under the item on line `number`, below what stands there.

    Below all lines that are indented deeper than the item: a page that is generated anew keeps that order.
    """
    lines = _lines(source)
    head = _BULLET.match(lines[number - 1].removeprefix(_BOM))
    above = head["indent"] if head else b""
    indent = above + b" " * (len(head[0]) - len(above) if head else 2)
    place = number
    while place < len(lines) and _is_deeper(lines[place], above):
        place += 1
    line_end = b"\r\n" if b"\r\n" in source else b"\n"
    if not lines[place - 1].endswith(b"\n"):
        lines[place - 1] += line_end
    lines.insert(place, indent + b"- " + text.encode("utf-8", "replace") + line_end)
    return b"".join(lines)


def answer_task(source: bytes, path: str, number: int, sign: str, field: str) -> bytes | Problem:
    """Give the note with the sign in the box of an open task, and a task field at the line's end.

    The field (" ✅ 2026-11-24") stands before a block id, where the Tasks plugin reads it. Problem where
    the line is no open task any more.
    """
    lines = _lines(source)
    task = _TASK.fullmatch(lines[number - 1]) if 0 < number <= len(lines) else None
    if task is None:
        what = "the task that is meant stands on this line no more"
        return Problem(path, number, what, "Tick it yourself.", "no-task")
    rest = task["rest"].rstrip(b" \t")
    blanks = task["rest"][len(rest) :]
    block_id = _BLOCK_ID.search(rest)
    cut = block_id.start() if block_id else len(rest)
    lines[number - 1] = (
        task["head"] + sign.encode() + rest[:cut] + field.encode() + rest[cut:] + blanks + task["end"]
    )
    return b"".join(lines)


def _lines(source: bytes) -> list[bytes]:
    """Cut at line feeds only: other signs that Python takes for line ends are text."""
    parts = source.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _is_deeper(line: bytes, above: bytes) -> bool:
    blanks = line[: len(line) - len(line.lstrip(b" \t"))]
    return bool(line.strip()) and len(blanks.expandtabs(4)) > len(above.expandtabs(4))
