"""What the value of a property says: texts, dates, yes or no, yearly days."""

import datetime as dt
import re
import unicodedata

from vaulttool.network.contact import YearlyDay
from vaulttool.notes.people_value import is_placeholder

_LINK = re.compile(r"!?\[\[([^\[\]|#^]*)(?:[#^][^\[\]|]*)?(?:\\?\|([^\[\]]*))?\]\]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]+)\]\((?:<([^<>]+)>|([^()\s]+))\)")
_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_YEARLY = (
    re.compile(r"^(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)(?=\D|$)"),
    re.compile(r"^(?:--)?(?P<m>\d\d)-?(?P<d>\d\d)(?![\d-])"),
    re.compile(r"^(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})"),
    re.compile(r"^(?P<d>\d{1,2})(?:st|nd|rd|th|er)?\.? (?P<name>[a-z]{3,9})\.?,?(?: (?P<y>\d{4}))?\b"),
    re.compile(r"^(?P<name>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,?(?: (?P<y>\d{4}))?\b"),
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january janvier", "february fevrier", "march mars", "april avril", "may mai", "june juin",
         "july juillet", "august aout", "september septembre", "october octobre", "november novembre",
         "december decembre"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YES = ("true", "yes", "y", "1", "oui", "vrai", "x", "on")
_NO = ("false", "no", "n", "0", "non", "faux", "off", "alive", "vivant", "vivante")


def texts_of(value: object) -> tuple[str, ...]:
    """Give the texts that a value holds, one per item, links as they are shown; no placeholder of a template.

    Unquoted `[[Acme]]`, which YAML reads as a list in a list, is a link too.
    """
    return tuple(dict.fromkeys(shown for raw in raw_texts(value) if (shown := shown_text(raw))))


def text_of(value: object) -> str:
    """Give a value as one text, the items of a list behind each other; "" where it says nothing."""
    return ", ".join(texts_of(value))


def words_of(value: object) -> tuple[str, ...]:
    """Give the items of a value that may be a list or one text with commas or semicolons."""
    items = texts_of(value)
    if isinstance(value, str):
        items = tuple(part.strip() for item in items for part in re.split(r"[,;\n]", item) if part.strip())
    return items


def raw_texts(value: object) -> list[str]:
    """Give the texts as written, links in their brackets, placeholders left out."""
    if isinstance(value, str):
        return [] if is_placeholder(value) or not value.strip() else [value.strip()]
    if isinstance(value, dict):
        return [text for part in value.values() for text in raw_texts(part)]
    if not isinstance(value, list):
        return []
    found: list[str] = []
    for item in value:
        if isinstance(item, list) and item and all(isinstance(part, str) for part in item):
            found += raw_texts(f"[[{', '.join(item)}]]")
        else:
            found += raw_texts(item)
    return found


def link_targets(value: object) -> tuple[str, ...]:
    """Give the targets of the links in a value, without heading and shown text."""
    targets: list[str] = []
    for raw in raw_texts(value):
        if "[" not in raw:
            continue
        targets += [found.group(1).strip() for found in _LINK.finditer(raw)]
        targets += [(found.group(2) or found.group(3)).strip() for found in _MARKDOWN_LINK.finditer(raw)]
    return tuple(dict.fromkeys(target for target in targets if target and "://" not in target))


def shown_text(text: str) -> str:
    """Give a text as a reader sees it: `[[Work/Acme|Acme Ltd]]` is "Acme Ltd", `[[Work/Acme]]` is "Acme"."""
    return " ".join(links_shown(text).split())


def links_shown(text: str) -> str:
    """Give a text with its links as a reader sees them, all spaces as they are."""
    if "[" not in text:
        return text
    plain = _LINK.sub(lambda found: found.group(2) or found.group(1).rpartition("/")[2], text)
    return _MARKDOWN_LINK.sub(r"\1", plain)


def date_of(value: object) -> dt.date | None:
    """Give the first real day that a value names as year, month and day; None where it names none."""
    for text in raw_texts(value):
        for found in _DATE.finditer(text):
            try:
                return dt.date(*(int(part) for part in found.groups()))
            except ValueError:
                continue
    return None


def is_yes(value: object) -> bool:
    """Whether a checkbox, or a text in its place, says yes."""
    return value is True or (isinstance(value, str) and value.strip().casefold() in _YES)


def says_anything(value: object) -> bool:
    """Whether a value says something that is not "no"; for `died`, where any word is enough."""
    if value is True:
        return True
    return any(text.casefold() not in _NO for text in raw_texts(value))


def yearly_day(text: str, label: str = "") -> YearlyDay | None:
    """Read a day that comes back each year, with what stands behind it as label.

    `1980-05-12`, `--05-12`, `05-12`, `12/05/1980` (day first), `12 May 1980`, `May 12`, `12 mai`; behind it
    perhaps "wedding". None where it is no day. A year before 1604 (as address books use it) is none.
    """
    plain = _unaccented(shown_text(text))
    for form in _YEARLY:
        found = form.match(plain)
        if found and (day := _day_of(found.groupdict())):
            behind = shown_text(text)[found.end() :].strip(" :–—-,·")
            return YearlyDay(day.month, day.day, day.year, behind or label)
    return None


def _day_of(parts: dict[str, str | None]) -> YearlyDay | None:
    name = parts.get("name")
    month = _month_number(name) if name else int(parts["m"] or 0)
    day = int(parts["d"] or 0)
    year = int(parts.get("y") or 0)
    try:
        dt.date(year if year > 1604 else 2000, month, day)
    except ValueError:
        return None
    return YearlyDay(month, day, year if year > 1604 else None, "")


def _month_number(name: str) -> int:
    matches = {number for month, number in _MONTHS.items() if month.startswith(name)}
    return matches.pop() if len(matches) == 1 else 0


def _unaccented(text: str) -> str:
    # Character by character, so that places in it are places in the text as written.
    return "".join(unicodedata.normalize("NFD", character)[0].casefold()[:1] for character in text)
