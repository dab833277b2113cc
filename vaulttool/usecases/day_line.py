"""A line in a day's note that tells of a talk, put where it counts."""

import datetime as dt

from vaulttool.notes.parse import parse_note
from vaulttool.notes.paths import in_folder, name_of
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.place_line import placings
from vaulttool.usecases.render_template import render_template
from vaulttool.vault.daily_template import daily_template
from vaulttool.vault.facts import read_facts
from vaulttool.vault.open_vault import OpenVault


def day_note(vault: OpenVault, day: dt.date) -> str:
    """Give the path of a day's note, whether it is there or not."""
    return in_folder(vault.settings.daily_folder, f"{vault.settings.daily.format(day)}.md")


def put_day_line(
    vault: OpenVault,
    changes: Changes,
    day: dt.date,
    text: str,
    people: tuple[str, ...],
    why: str,
    again: bool = False,
) -> str:
    """Add `- text` to the day's note and give its path; the same line is added twice only with `again`.

    A note that is not there is made from the vault's own template. The result is read as any note is, and
    must prove a talk with each of `people` on that day. Raises VaultError where no place in it does.
    """
    path = day_note(vault, day)
    there = changes.read(path)
    old = _from_template(vault, changes, path, day) if there is None else there
    if not again and f"- {text}".encode("utf-8", "replace") in [
        line.removesuffix(b"\r") for line in old.split(b"\n")
    ]:
        return path
    try:
        note = parse_note(old, path)
    except ValueError as error:
        what, mend = "the day's note is not UTF-8", "Save it as UTF-8 in your editor."
        raise VaultError(Problem(path, None, what, mend, "not-utf8")) from error
    for placed in placings(old, note, text, vault.reading.languages):
        if _proves(vault, placed.content, path, day, people):
            changes.put(path, placed.content, why)
            return path
    what = f"no line in this note would count as a talk on {day.isoformat()}"
    raise VaultError(Problem(path, None, what, "Write it where you like, and remove the tick.", "no-place"))


def _from_template(vault: OpenVault, changes: Changes, path: str, day: dt.date) -> bytes:
    template = daily_template(vault.root)
    text = (changes.read(template) or b"") if template else b""
    title = name_of(path)
    midnight = dt.datetime.combine(day, dt.time())
    filled = render_template(text.decode("utf-8-sig", "replace"), title, midnight, vault.settings.daily)
    return filled.encode("utf-8", "replace")


def _proves(vault: OpenVault, content: bytes, path: str, day: dt.date, people: tuple[str, ...]) -> bool:
    found = {
        vault.read.people.resolve(one.link, one.target, path)
        for one in read_facts(content, path, "", vault.reading).findings
        if one.label == "interaction" and one.date == day
    }
    return set(people) <= found
