"""Daily notes and the order of day and month, from the names of files."""

import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vaulttool.notes.day_format import DayFormat
from vaulttool.notes.day_names import MONTH_NUMBERS, WEEKDAY_NUMBERS, fold_day_name
from vaulttool.vault.detection import Finding, count_of
from vaulttool.vault.folder_names import DAYS, is_called

# Formats whose text can only be read in one way stand first; the others are decided over all names.
_SURE = (
    "YYYY-MM-DD", "YYYY_MM_DD", "YYYY.MM.DD", "YYYY MM DD", "YYYY-MM-DD dddd", "YYYY-MM-DD ddd",
    "YYYY-MM-DD-dddd", "YYYY-MM-DD-ddd", "YYYY-MM-DD_ddd", "YYYY-MMM-DD", "DD-MMM-YYYY", "DD MMM YYYY",
    "D MMM YYYY", "DD MMMM YYYY", "D MMMM YYYY", "Do MMMM YYYY", "DD-MMMM-YYYY",
    "MMM Do, YYYY", "MMMM Do, YYYY", "MMMM Do YYYY", "MMMM D, YYYY", "MMM D, YYYY", "dddd, MMMM Do YYYY",
    "dddd, MMMM Do, YYYY", "dddd, MMMM D, YYYY", "dddd D MMMM YYYY", "dddd Do MMMM YYYY", "ddd DD MMM YYYY",
    "ddd, MMM Do, YYYY", "YYYYMMDD", "YYYY-M-D",
)  # fmt: skip
_PAIRS = (
    *(
        (f"{day}{sign}{month}{sign}YYYY", f"{month}{sign}{day}{sign}YYYY")
        for day, month in (("DD", "MM"), ("D", "M"))
        for sign in ("-", ".", "_", " ")
    ),
    ("DDMMYYYY", "MMDDYYYY"),
)
_EUROPEAN_SIGNS = (".", "DDMM")
_NUMBERS = re.compile(r"(?<!\d)(?:\d{1,4}[-_. ]\d{1,2}[-_. ]\d{1,4}|\d{8})(?![\dT])")
_NUMERIC = ("YYYY-MM-DD", "YYYY_MM_DD", "YYYY.MM.DD", "YYYY MM DD", "YYYYMMDD")
_FOLDERS = (
    "YYYY", "YYYY-MM", "MM", "MMMM", "MM-MMMM", "MM - MMMM", "MM MMMM", "MM_MMMM", "MM-MMM", "MMM", "YYYY_MM",
    "YYYY-MM-MMMM", "YYYY-MM MMMM", "MMMM YYYY", "YYYY MMMM", "[Q]Q", "YYYY-[Q]Q", "[W]WW", "GGGG-[W]WW",
    "M", "DD",
)  # fmt: skip


_WORDS = "|".join(sorted(map(re.escape, (*MONTH_NUMBERS, *WEEKDAY_NUMBERS)), key=len, reverse=True))
_LIKE_A_DAY = re.compile(rf"(?:\d{{1,8}}(?:st|nd|rd|th|er)?|[-_., ]|{_WORDS})+")
_MOST_NAMES = 5_000
_MOST_DATED = 300


@dataclass(frozen=True, slots=True)
class _Dated:
    """A note whose whole name is a day."""

    path: str
    pattern: str
    locale: str
    day: dt.date


def detect_days(paths: Sequence[str], language: str) -> list[Finding]:
    """Find folder and format of daily notes; where there are none, the form in which names carry days."""
    paths = paths[:: len(paths) // _MOST_NAMES + 1]
    if plain := _name_only_days(paths, language):
        return plain
    return _days_within_names(paths, language)


def _name_only_days(paths: Sequence[str], language: str) -> list[Finding]:
    """Find notes whose name is a day and nothing more, or a day behind words that are always the same."""
    dated = list(_dated(paths, language))
    if not dated:
        return _folders_of_days(paths) or _days_behind_words(paths, language)
    homes = Counter((_home(note.path), note.pattern, note.locale) for note in dated)
    # All the formats that fit a name were counted: of equal ones, the first of the table.
    home, pattern, locale = max(homes, key=lambda key: homes[key] + (5 if is_called(key[0], DAYS) else 0))
    mine = [
        note for note in dated if (_home(note.path), note.pattern, note.locale) == (home, pattern, locale)
    ]
    if len(mine) < 3 and len({note.path for note in dated}) < 0.5 * len(paths) and not is_called(home, DAYS):
        return []
    folders = _folder_format(home, mine)
    whole = f"{folders}/{pattern}" if folders else pattern
    number, name = count_of(len(mine), "note"), _name(mine[0].path)
    why = f"{home or 'the root'} holds {number} named like {name}"
    fr = f"{home or 'la racine'} a {number} du nom de {name} et semblables"
    findings = [Finding("daily_folder", home, why, fr), Finding("daily_format", whole, why, fr)]
    return findings + ([Finding("date_locale", "fr", why, fr)] if locale == "fr" else [])


def _dated(paths: Iterable[str], language: str) -> Iterator[_Dated]:
    """Give each note that is named by a day, once for every format that would write its name."""
    like = [path for path in paths if _LIKE_A_DAY.fullmatch(fold_day_name(_stem(path)))]
    pairs = decided_pairs(map(_stem, like), language)
    for path in like[:: len(like) // _MOST_DATED + 1]:
        stem = unicodedata.normalize("NFC", _stem(path))
        for pattern in (*_SURE, *pairs):
            day = DayFormat(pattern).parse(stem)
            if day is not None and 1900 <= day.start.year <= 2100:
                for locale in ("en", "fr"):
                    if DayFormat(pattern, locale).format(day.start).casefold() == stem.casefold():
                        yield _Dated(path, pattern, locale if locale == "fr" else "", day.start)
                        break


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _stem(path: str) -> str:
    return _name(path)[:-3]


def decided_pairs(texts: Iterable[str], language: str) -> list[str]:
    """Decide over all names whether day or month comes first, for each sign between them.

    A number over 12 decides. Where none is, the reading that puts the days closer together.
    """
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for text in texts:
        for numbers in _NUMBERS.findall(text):
            pair = _pair_of(numbers)
            if pair is not None:
                found[pair].append(numbers)
    return [_decide(pair, numbers, language) for pair, numbers in sorted(found.items())]


@lru_cache(maxsize=4096)
def _pair_of(numbers: str) -> tuple[str, str] | None:
    if any(DayFormat(pattern).parse(numbers) for pattern in ("YYYY-MM-DD", "YYYY_MM_DD", "YYYYMMDD")):
        return None
    return next((pair for pair in _PAIRS if any(DayFormat(pattern).parse(numbers) for pattern in pair)), None)


def _decide(pair: tuple[str, str], texts: Sequence[str], language: str) -> str:
    readings = {pattern: _days(pattern, texts) for pattern in pair}
    day_first, month_first = (len(readings[pattern]) for pattern in pair)
    if day_first != month_first:
        return pair[0] if day_first > month_first else pair[1]
    spans = [max(readings[pattern]) - min(readings[pattern]) for pattern in pair]
    if spans[0] != spans[1] and len(texts) > 2:
        return pair[0] if spans[0] < spans[1] else pair[1]
    return pair[0] if language == "fr" or any(sign in pair[0] for sign in _EUROPEAN_SIGNS) else pair[1]


def _days(pattern: str, texts: Iterable[str]) -> list[dt.date]:
    periods = (DayFormat(pattern).parse(text) for text in texts)
    return [period.start for period in periods if period is not None]


_DATE_FOLDER = re.compile(r"(?:19|20)\d\d(?:[-_. ].*)?|\d{1,2}(?:[-_. ]+\D+)?|Q[1-4]|W\d\d", re.IGNORECASE)


def _home(path: str) -> str:
    """Give the folder of a dated note without those that are years, months or weeks."""
    parts = path.split("/")[:-1]
    while parts and (_DATE_FOLDER.fullmatch(parts[-1]) or _is_month(parts[-1])):
        parts.pop()
    return "/".join(parts)


def _is_month(name: str) -> bool:
    return any(DayFormat(f"{form} YYYY").parse(f"{name} 2000") for form in ("MMMM", "MM-MMMM"))


def _folder_format(home: str, notes: Sequence[_Dated]) -> str:
    """Give the format of the folders between home and note, "" where there are none or no rule fits."""
    between = [note.path[len(home) :].strip("/").split("/")[:-1] for note in notes]
    depth, number = Counter(map(len, between)).most_common(1)[0]
    if not depth or number < 0.6 * len(notes):
        return ""
    formats: list[str] = []
    for level in range(depth):
        fitting = [
            form
            for form in _FOLDERS
            if all(
                DayFormat(form, locale).format(note.day).casefold() == parts[level].casefold()
                for note, parts in zip(notes, between, strict=True)
                if len(parts) == depth
                for locale in (note.locale or "en",)
            )
        ]
        if not fitting:
            return ""
        formats.append(fitting[0])
    return "/".join(formats)


def _folders_of_days(paths: Sequence[str]) -> list[Finding]:
    """Find notes that lie as 2026/11/24.md."""
    for pattern in ("YYYY/MM/DD", "YYYY/MM-MMMM/DD", "YYYY/MMMM/DD", "YYYY/MM/DD-dddd", "YYYY-MM/DD"):
        form, depth = DayFormat(pattern), pattern.count("/") + 1
        mine = [path for path in paths if form.parse(path) is not None]
        if len(mine) >= 3:
            homes = Counter("/".join(path.split("/")[:-depth]) for path in mine)
            home = max(homes.items(), key=lambda item: (item[1], item[0]))[0]
            why = f"{count_of(len(mine), 'note')} lie as {mine[-1]}"
            fr = f"{count_of(len(mine), 'note')} rangées comme {mine[-1]}"
            return [Finding("daily_folder", home, why, fr), Finding("daily_format", pattern, why, fr)]
    return []


def _days_behind_words(paths: Sequence[str], language: str) -> list[Finding]:
    """Find daily notes of one constant form with words: "Diary 2026-12-04"."""
    forms: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path, stem, pattern, found in _within(paths, language):
        before, after = stem[: found.start()], stem[found.end() :]
        # Meetings are called so too, but not by a word for days: "2026-11-03 Standup".
        if re.search(r"\d|\[|\]", before + after) is None and is_called(before + after, DAYS):
            whole = (f"[{before}]" if before else "") + pattern + (f"[{after}]" if after else "")
            forms[(_home(path), whole)].append(path)
    if not forms:
        return []
    (home, whole), mine = max(forms.items(), key=lambda item: (len(item[1]), item[0]))
    if len(mine) < 3 or len(mine) < 0.6 * sum(map(len, forms.values())):
        return []
    why = f"{count_of(len(mine), 'note')} are named like {_name(mine[-1])}"
    fr = f"{count_of(len(mine), 'note')} s'appellent comme {_name(mine[-1])}"
    return [Finding("daily_folder", home, why, fr), Finding("daily_format", whole, why, fr)]


def _days_within_names(paths: Sequence[str], language: str) -> list[Finding]:
    """Find the form of days in names with other words: "04-11-2026 Lunch"."""
    forms = Counter(pattern for _, _, pattern, _ in _within(paths, language))
    if not forms:
        return []
    pattern, number = max(forms.items(), key=lambda item: (item[1], item[0]))
    why = f"a day of this form stands in the names of {count_of(number, 'note')}"
    fr = f"un jour de cette forme se lit dans le nom de {count_of(number, 'note')}"
    return [Finding("daily_format", pattern, why, fr)]


def _within(paths: Sequence[str], language: str) -> Iterator[tuple[str, str, str, re.Match[str]]]:
    stems = {path: _stem(path) for path in paths}
    patterns = [*_NUMERIC, *decided_pairs(stems.values(), language)]
    for path, stem in stems.items():
        for found in _NUMBERS.finditer(stem):
            fitting = next((form for form in patterns if DayFormat(form).parse(found[0])), None)
            if fitting:
                yield path, stem, fitting, found
                break
