"""What goes to the terminal: plain text, problems, diffs, JSON lines."""

import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem

if TYPE_CHECKING:
    from vaulttool.pages.terminal import Piece

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "heading": {"bold": True},
    "name": {"fg": "cyan"},
    "place": {"dim": True},
}


def safe(text: str) -> str:
    """Show control signs, bidi marks and lone surrogates as escapes: a note must not steer the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(sign) for sign in text)


def _escaped(sign: str) -> str:
    if sign in "\n\t" or sign == "\u200d" or "\ufe00" <= sign <= "\ufe0f":
        return sign
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"\\x{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign):04x}"
    return sign


def show(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        click.echo(safe(line))


def show_pieces(lines: "Iterable[Iterable[Piece]]") -> None:
    """Print the lines of a page, headings and names in their colours."""
    for line in lines:
        click.echo("".join(_styled(piece) for piece in line))


def _styled(piece: "Piece") -> str:
    look = _LOOKS.get(piece.look)
    return click.style(safe(piece.text), **look) if look else safe(piece.text)


def show_problems(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, each once."""
    for text in dict.fromkeys(str(problem) for problem in problems):
        click.echo(click.style(safe(text), fg="yellow"), err=True)


def show_json(objects: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line, as UTF-8 whatever the terminal's own charset."""
    import json

    for one in objects:
        # Control signs that JSON leaves as they are (C1, bidi) get its own escapes: the value is the same.
        line = json.dumps(one, ensure_ascii=False, default=str)
        if not line.isprintable():
            line = "".join(map(_escaped_in_json, line))
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def _escaped_in_json(sign: str) -> str:
    if _escaped(sign) == sign:
        return sign
    units = struct.iter_unpack(">H", sign.encode("utf-16-be", "surrogatepass"))
    return "".join(f"\\u{unit:04x}" for (unit,) in units)


def show_diff(edits: Iterable[Edit], old: Mapping[str, bytes]) -> None:
    """Print edits as one unified diff."""
    for edit in edits:
        for line in diff_lines(edit, old.get(edit.path, b"")):
            colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
            click.echo(click.style(safe(line), fg=colour) if colour else safe(line))


def diff_lines(edit: Edit, old: bytes) -> Iterator[str]:
    """Give the lines of the unified diff of one edit."""
    before = old.decode("utf-8", "replace").splitlines()
    after = (edit.new or b"").decode("utf-8", "replace").splitlines()
    name_before = f"a/{edit.path}" if edit.expected is not None else "/dev/null"
    name_after = f"b/{edit.path}" if edit.new is not None else "/dev/null"
    import difflib

    yield from difflib.unified_diff(before, after, name_before, name_after, lineterm="")
