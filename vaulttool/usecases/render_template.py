"""A note from the vault's own template, as Obsidian's core plugins would fill it in."""

import datetime as dt
import re

from vaulttool.notes.day_format import DayFormat
from vaulttool.notes.day_tokens import WRITE, cut_tokens

_FIELD = re.compile(
    r"\{\{\s*(?P<name>[\w-]+)\s*(?P<shift>[+-]\s*\d+\s*[dwMy])?\s*(?::(?P<format>[^{}\n]*))?\}\}",
    re.IGNORECASE,
)
_TEMPLATER_TITLE = re.compile(r"<%[-_]?\s*tp\.file\.title\s*[-_]?%>")
_TEMPLATER_DAY = re.compile(
    r"<%[-_]?\s*tp\.date\.now\(\s*(?:[\"'](?P<format>[^\"'\n]*)[\"']\s*)?\)\s*[-_]?%>"
)
_CODE = re.compile(r"<%.*?%>", re.DOTALL)
_UNFILLED = re.compile(r"\{\{[^{}\n]*\}\}")
_DAYS = {"yesterday": -1, "today": 0, "date": 0, "tomorrow": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def render_template(template: str, title: str, now: dt.datetime, form: DayFormat) -> str:
    """Fill in title, date and time. Lines with a field that nobody can fill go, and Templater's code goes.

    `form` is how dates are written where the template does not say; its locale names months and weekdays.
    """

    def fill(found: re.Match[str]) -> str:
        name = found["name"].casefold()
        if name in ("title", "name"):
            return title
        if name == "time":
            return _moment(found["format"] or "HH:mm", now, form)
        day = _day_of(name, found["shift"], now)
        return found[0] if day is None else _moment(found["format"] or form.pattern, day, form)

    text = _FIELD.sub(fill, template)
    text = _TEMPLATER_TITLE.sub(lambda _: title, text)
    text = _TEMPLATER_DAY.sub(lambda found: _moment(found["format"] or "YYYY-MM-DD", now, form), text)
    lines = _CODE.sub("", text).splitlines(keepends=True)
    return "".join(line for line in lines if not _UNFILLED.search(line))


def _day_of(name: str, shift: str | None, now: dt.datetime) -> dt.datetime | None:
    if name in _WEEKDAYS:
        return now + dt.timedelta(days=_WEEKDAYS.index(name) - now.weekday())
    if name not in _DAYS:
        return None
    moved = now + dt.timedelta(days=_DAYS[name])
    if not shift:
        return moved
    number, unit = int(re.sub(r"[\sdwMy]", "", shift)), shift.strip()[-1]
    return moved + dt.timedelta(days=number * {"d": 1, "w": 7, "M": 30, "y": 365}[unit])


def _moment(pattern: str, when: dt.datetime, form: DayFormat) -> str:
    hours = {
        "HH": f"{when:%H}", "H": str(when.hour), "hh": f"{when:%I}", "h": str(int(f"{when:%I}")),
        "mm": f"{when:%M}", "m": str(when.minute), "ss": f"{when:%S}", "s": str(when.second),
        "a": "am" if when.hour < 12 else "pm", "A": "AM" if when.hour < 12 else "PM",
    }  # fmt: skip
    return "".join(
        hours[token]
        if token in hours
        else WRITE[token](when.date(), form.language, form.weeks)
        if token
        else literal
        for token, literal in cut_tokens(pattern, form.language)
    )
