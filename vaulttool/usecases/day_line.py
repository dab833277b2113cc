"""A line in a day's note that tells of a talk, put where it counts."""

import datetime as dt
import re

from vaulttool.notes.parse import MOST_BYTES
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.changes import Changes
from vaulttool.vault.facts import read_facts
from vaulttool.vault.open_vault import OpenVault

_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---\r?\n(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")


def day_note(vault: OpenVault, day: dt.date) -> str:
    """Give the path of a day's note, whether it is there or not."""
    folder = vault.settings.daily_folder.strip("/")
    name = f"{vault.settings.daily.format(day)}.md"
    return f"{folder}/{name}" if folder else name


def put_day_line(
    vault: OpenVault, changes: Changes, day: dt.date, text: str, people: tuple[str, ...], why: str
) -> str:
    """Add `- text` to the day's note and give its path; the same line is not added twice.

    At the end, or where a heading there speaks of the time to come (or else nothing counts) at the top: the
    result is read as any note is, and must prove a talk with each of `people` on that day.
    Raises VaultError where no place does.
    """
    path = day_note(vault, day)
    old = changes.read(path)
    line_end = b"\r\n" if old and b"\r\n" in old else b"\n"
    line = b"- " + text.encode("utf-8", "replace")
    if old is not None and line in [one.removesuffix(b"\r") for one in old.split(b"\n")]:
        return path
    for new in _with_line(old or b"", line, line_end):
        if len(new) < MOST_BYTES and _proves(vault, new, path, day, people):
            changes.put(path, new, why)
            return path
    what = f"no line in this note would count as a talk on {day.isoformat()}"
    raise VaultError(Problem(path, None, what, "Write it where you like, and remove the tick.", "no-place"))


def _with_line(old: bytes, line: bytes, line_end: bytes) -> tuple[bytes, bytes]:
    body = old if not old or old.endswith(b"\n") else old + line_end
    last = body.rstrip(b"\r\n").rpartition(b"\n")[2]
    gap = b"" if not body.strip() or re.match(rb"[ \t]*(?:[-*+]|\d+[.)])[ \t]", last) else line_end
    if body.endswith((b"\n\n", b"\n\r\n")):
        gap = b""
    front = _FRONT_MATTER.match(old)
    cut = front.end() if front else 0
    return body + gap + line + line_end, old[:cut] + line + line_end + line_end + old[cut:]


def _proves(vault: OpenVault, content: bytes, path: str, day: dt.date, people: tuple[str, ...]) -> bool:
    found = {
        vault.read.people.resolve(one.link, one.target, path)
        for one in read_facts(content, path, "", vault.reading).findings
        if one.label == "interaction" and one.date == day
    }
    return set(people) <= found
