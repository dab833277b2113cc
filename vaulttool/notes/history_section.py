"""Lines added under the History heading of a note, every other byte kept."""

from collections.abc import Sequence

from vaulttool.notes.note_text import BOM, decode
from vaulttool.notes.parse import parse_note
from vaulttool.notes.problem import Problem

HEADINGS = {"en": "History", "fr": "Historique"}


def add_to_history(source: bytes, path: str, lines: Sequence[str], heading: str) -> bytes | Problem:
    """Give the note with list items at the end of its History section; one that it has not comes last.

    `heading` is the word for a new one, and known beside the usual ones. A line that is there already is not
    added again. A Problem where the note is not UTF-8, or leaves a code block open.
    """
    text = decode(source, path)
    if isinstance(text, Problem):
        return text
    raw = text.split("\n")
    there = {line.strip().lstrip("-*+ ").rstrip() for line in raw}
    new = [f"- {line}" for line in lines if line not in there]
    if not new:
        return source
    end = "\r" if text.count("\r\n") > text.count("\n") / 2 else ""
    place = _end_of_section(source, path, raw, heading)
    if place is None:
        body = text if not text or text.endswith("\n") else f"{text}{end}\n"
        gap = [] if body.strip() == "" or body.endswith(("\n\n", "\r\n\r\n")) else [""]
        added = [*gap, f"## {heading}", "", *new]
        result = body + "".join(f"{line}{end}\n" for line in added)
    else:
        lines_of_it = [f"{line}{end}" for line in new]
        if place == len(raw):  # the note's last line has no line end, and so has none of ours
            result = "\n".join([*raw[:-1], raw[-1] + end, *lines_of_it]).removesuffix(end)
        else:
            result = "\n".join([*raw[:place], *lines_of_it, *raw[place:]])
    changed = (BOM if source.startswith(BOM) else b"") + result.encode()
    if not _is_live(changed, path, new):
        what = "the note ends inside a code block or comment, so no line of its history can be added"
        return Problem(path, None, what, "Close it.", "open-block")
    return changed


def _end_of_section(source: bytes, path: str, raw: Sequence[str], heading: str) -> int | None:
    """Give before which line (from 0) the items go: behind the section's last line that says anything."""
    wanted = {word.casefold() for word in (heading, *HEADINGS.values())}
    headings = [line for line in parse_note(source, path).lines if line.kind == "heading"]
    found = next((one for one in headings if one.text.strip(" :*_").casefold() in wanted), None)
    if found is None:
        return None
    behind = (one.number - 1 for one in headings if one.number > found.number and one.level <= found.level)
    last = next(behind, len(raw))
    inner = [number for number in range(found.number, last) if raw[number].strip()]
    return inner[-1] + 1 if inner else found.number


def _is_live(changed: bytes, path: str, new: Sequence[str]) -> bool:
    live = {line.text.strip() for line in parse_note(changed, path).lines if line.kind == "item"}
    return all(line[2:].strip() in live for line in new)
