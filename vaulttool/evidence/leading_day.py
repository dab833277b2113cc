"""The day with which a line begins."""

import datetime as dt
import re

from vaulttool.notes.days import find_days, parse_day
from vaulttool.notes.links import find_links

_DIGIT = re.compile(r"\d")
_BEHIND = re.compile(r"^\s*(?:[T ]\d\d:\d\d)?[\s*_\]):,;.·|–—-]*")


def leading_day(text: str) -> tuple[dt.date | None, str]:
    """Give the day with which a line begins, and the rest; (None, text) where it begins otherwise."""
    if _DIGIT.search(text) is None:
        return None, text
    shown = with_shown_days(text)
    for found in find_days(shown)[:1]:
        before = (
            shown[: found.start].strip(" *_[(~>\t·•📅🗓️").lower().removesuffix("on").removesuffix("le").strip()
        )
        if not before and found.has_year:
            return found.date, _BEHIND.sub("", shown[found.end :])
    return None, text


def with_shown_days(text: str) -> str:
    """Give the text with links to days, and only those, as the days they show."""
    if "[" not in text and "@" not in text:
        return text
    for link in reversed(find_links(text)):
        if parse_day(link.target) is not None:
            text = text[: link.start] + link.target + text[link.end :]
    return text
