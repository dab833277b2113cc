"""Days as other programs write them."""

import datetime as dt
import re
import unicodedata

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv januar jänner enero ene gennaio gen",
            "february feb février fevrier févr fevr fév februar febrero febbraio",
            "march mar mars märz maerz mär mrz marzo",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag",
            "june jun juin juni junio giugno giu",
            "july jul juillet juil juli julio luglio lug",
            "august aug août aout agosto ago",
            "september sep sept septembre septiembre settembre set",
            "october oct octobre oktober okt octubre ottobre ott",
            "november nov novembre noviembre",
            "december dec décembre decembre déc dezember dez diciembre dic dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])")
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_YEARLESS = re.compile(r"(?:--|0000-)(\d{2})-?(\d{2})(?!\d)")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:er|st|nd|rd|th|\.)?[ -]?(?:of |de )?([^\W\d_]+)\.?,?[ -]?(?:de )?(\d{4})?(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})?(?!\d)")
UNKNOWN_YEARS = (1604, 0, 1)
"""Years that stand for "unknown": 1604 is Apple's."""


def read_day(text: str, *, day_first: bool = True) -> dt.date | None:
    """Read the day of a message or connection; `12/05/1980` as `day_first` says. None: no day, or no such
    day."""
    year, month, day = _parts(text, day_first, pivot=70)
    return None if year is None else _date(year, month, day)


def read_birthday(text: str, *, day_first: bool = True) -> str:
    """Normalise a birthday to `1980-03-22` or `--03-22`; "" for none (`0/0/00`, `0000-00-00`) and
    unreadable ones."""
    year, month, day = _parts(text, day_first, pivot=30)
    if year in UNKNOWN_YEARS:
        year = None
    # 2000 is a leap year, so that 29 February stands.
    if not _date(2000 if year is None else year, month, day):
        return ""
    return f"--{month:02}-{day:02}" if year is None else f"{year:04}-{month:02}-{day:02}"


def is_day_first(texts: list[str]) -> bool | None:
    """Tell from a whole column whether `a/b/year` means day first; None where every line reads both ways."""
    pairs = [(int(m[1]), int(m[2])) for text in texts if (m := _NUMBERS.match(text.strip()))]
    if any(first > 12 for first, _ in pairs):
        return True
    if any(second > 12 for _, second in pairs):
        return False
    return None


def _parts(text: str, day_first: bool, pivot: int) -> tuple[int | None, int, int]:
    """Split into year, month and day, unchecked; month 0 where nothing fits.

    A year of two digits below `pivot` is of this century: nobody's birthday lies decades ahead.
    """
    text = unicodedata.normalize("NFC", text).replace("\u202f", " ").replace("\u00a0", " ").strip().lower()
    if found := _YEARLESS.match(text):
        return None, int(found[1]), int(found[2])
    if found := _ISO.match(text) or _BASIC.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.match(text):
        first, second = int(found[1]), int(found[2])
        if "." in text:
            day_first = True
        if first > 12 or (day_first and second <= 12):
            first, second = second, first
        return _full_year(found[3], pivot), first, second
    if (found := _DAY_MONTH.match(text)) and found[2] in _MONTHS:
        return int(found[3]) if found[3] else None, _MONTHS[found[2]], int(found[1])
    if (found := _MONTH_DAY.match(text)) and found[1] in _MONTHS:
        return int(found[3]) if found[3] else None, _MONTHS[found[1]], int(found[2])
    return None, 0, 0


def _full_year(text: str, pivot: int) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < pivot else 1900)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if 1850 <= found.year <= 2100 else None
