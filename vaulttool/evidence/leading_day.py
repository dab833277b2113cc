"""The day with which a line begins."""

import datetime as dt
import re

from vaulttool.notes.days import find_days, parse_day
from vaulttool.notes.links import find_links


def leading_day(text: str) -> tuple[dt.date | None, str]:
    """Give the day with which a line begins, and the rest; (None, text) where it begins otherwise."""
    shown = with_shown_days(text)
    for found in find_days(shown)[:1]:
        before = (
            shown[: found.start].strip(" *_[(~>\t·•📅🗓️").lower().removesuffix("on").removesuffix("le").strip()
        )
        if not before and found.has_year:
            rest = re.sub(r"^\s*(?:[T ]\d\d:\d\d)?[\s*_\]):,;.·|–—-]*", "", shown[found.end :])
            return found.date, rest
    return None, text


def with_shown_days(text: str) -> str:
    """Give the text with links to days, and only those, as the days they show."""
    for link in reversed(find_links(text)):
        if parse_day(link.target) is not None:
            text = text[: link.start] + link.target + text[link.end :]
    return text
