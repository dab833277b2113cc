"""Checks of one setting's text: what is wrong with it, and what it means."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from vaulttool.network.cadence import parse_cadence
from vaulttool.notes.day_format import DayFormat
from vaulttool.notes.day_period import PeriodKind

STATUSES = ("active", "resting", "archived", "unknown")
COLUMNS = (
    "name", "given", "middle", "family", "nickname", "maiden", "email", "phone", "url", "company", "role",
    "birthday", "city", "notes", "groups", "met", "nothing",
)  # fmt: skip
"""What a column of an imported table may hold."""


class WrongValue(ValueError):
    """A value that a setting cannot have; says what it must be."""


Check = Callable[[str], str]
"""From a text to the text as we keep it. Raises WrongValue."""


def any_text(text: str) -> str:
    """Take every text that fits on a line."""
    if any(unicodedata.category(c) == "Cc" for c in text):
        raise WrongValue("it must be one line without control characters")
    return text.strip()


def vault_path(text: str) -> str:
    """Take a path inside the vault: relative, "/" between its names, not hidden, no "..". May be empty."""
    path = unicodedata.normalize("NFC", any_text(text)).strip()
    while path.startswith("./"):
        path = path[2:]
    path = "" if path in (".", "/") else path.rstrip("/")
    if not path:
        return ""
    if path[0] in "/~" or "\\" in path or re.match(r"[A-Za-z]:", path):
        raise WrongValue('it must be a path inside the vault, such as "Journal/Daily"')
    names = path.split("/")
    if ".." in names or "" in names:
        raise WrongValue('it must stay inside the vault: no ".." and no empty name')
    if any(name.startswith(".") for name in names):
        raise WrongValue('it must not be hidden: no name may begin with "."')
    return path


def folder_pattern(text: str) -> str:
    """Take a path inside the vault, or `*/NAME` for a folder of that name anywhere."""
    path = any_text(text)
    return "*/" + vault_path(path[2:]) if path.startswith("*/") else vault_path(path)


def choice(*words: str) -> Check:
    """Take one of some words, in any case."""

    def check(text: str) -> str:
        word = text.strip().casefold()
        if word not in words:
            raise WrongValue("it must be " + ", ".join(words[:-1]) + " or " + words[-1])
        return word

    return check


def yes_or_no(text: str) -> str:
    """Take yes or no, in English, French or as a checkbox says it."""
    word = text.strip().casefold()
    if word in ("yes", "true", "oui", "vrai", "on", "1"):
        return "yes"
    if word in ("no", "false", "non", "faux", "off", "0"):
        return "no"
    raise WrongValue("it must be yes or no")


def number(lowest: float, highest: float) -> Check:
    """Take a number between two bounds, both allowed; a decimal comma is understood."""

    def check(text: str) -> str:
        try:
            value = float(text.strip().replace(",", "."))
        except ValueError:
            value = float("nan")
        if not lowest <= value <= highest:
            raise WrongValue(f"it must be a number from {lowest:g} to {highest:g}")
        return f"{value:g}"

    return check


def whole_number(lowest: int, highest: int) -> Check:
    """Take a whole number between two bounds, both allowed."""

    def check(text: str) -> str:
        if not re.fullmatch(r"[0-9]{1,9}", text.strip()) or not lowest <= int(text) <= highest:
            raise WrongValue(f"it must be a whole number from {lowest} to {highest}")
        return str(int(text))

    return check


def day_format(kind: PeriodKind) -> Check:
    """Take a Moment format whose names tell a day (or week…) and lie inside the vault."""

    def check(text: str) -> str:
        form = DayFormat(any_text(text), kind=kind)
        for day in (dt.date(2026, 11, 24), dt.date(2024, 2, 29)):
            name = form.format(day)
            try:
                inside = vault_path(name)
            except WrongValue as wrong:
                raise WrongValue(f"the names that it gives must lie inside the vault ({name!r})") from wrong
            period = form.parse(inside)
            if period is None or not period.start <= day <= period.end:
                example = "YYYY-MM-DD" if kind == "day" else "gggg-[W]ww"
                raise WrongValue(f"it must be a Moment format that tells the {kind}, such as {example}")
        return form.pattern

    return check


def cadence(text: str) -> str:
    """Take a cadence as contacts have it: "2 weeks", "quarterly", "none"."""
    words = any_text(text)
    try:
        understood = parse_cadence(words)
    except ValueError:
        understood = None
    if understood is None:
        raise WrongValue('it must be a cadence, such as "2 weeks", "3 months", "yearly" or "none"')
    return words
