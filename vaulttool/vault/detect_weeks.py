"""Weekly notes, and how the vault numbers its weeks."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from vaulttool.notes.day_format import DayFormat
from vaulttool.notes.week_numbering import EN_US, ISO
from vaulttool.vault.detection import Finding, count_of
from vaulttool.vault.note_sample import SampledNote

_WEEK = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)(?P<sign>[-_. ]*))?(?P<word>W|S|KW|Week|Semaine)"
    r"(?P<gap>[-_. ]?)(?P<week>\d{1,2})"
    r"(?:(?P<last>[-_., ]+)(?P<year_behind>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_FRENCH = "les jours écrits dans vos notes de semaine vont avec cette numérotation"
_LONGEST = len("Semaine 45 - 2026")
_DAY = re.compile(r"(?<!\d)(20\d\d-\d\d-\d\d)(?!\d)")


def weekly_pattern(stem: str) -> str | None:
    """Give the ISO format of a name that is a week and nothing more: "2026-W45" is `GGGG-[W]WW`."""
    found = _WEEK.fullmatch(stem) if len(stem) <= _LONGEST else None
    if found is None or bool(found["year"]) == bool(found["year_behind"]):
        return None
    week = ("WW" if len(found["week"]) == 2 else "W") if found["week"][0] != "0" else "WW"
    core = f"[{found['word']}{found['gap']}]{week}"
    return f"GGGG{found['sign']}{core}" if found["year"] else f"{core}{found['last']}GGGG"


def detect_weeks(
    paths: Sequence[str], notes: Sequence[SampledNote], configured: str | None = None
) -> list[Finding]:
    """Find folder and format of weekly notes, and the numbering that their own days support."""
    weekly = Counter(
        (path.rpartition("/")[0], pattern)
        for path in paths
        if (pattern := weekly_pattern(path.rpartition("/")[2][:-3])) is not None
    )
    findings: list[Finding] = []
    if weekly and configured is None:
        (folder, pattern), number = max(weekly.items(), key=lambda item: (item[1], item[0]))
        why = f"{folder or 'the root'} holds {count_of(number, 'note')} named by the week"
        fr = f"{folder or 'la racine'} a {count_of(number, 'note')} du nom d'une semaine"
        findings = [Finding("weekly_folder", folder, why, fr), Finding("weekly_format", pattern, why, fr)]
    numbering = _numbering(notes, configured)
    if numbering:
        name, why = numbering
        findings.append(Finding("week_numbering", name, why, _FRENCH))
        if name == EN_US.name and configured is None and findings:
            local = findings[1].value.replace("GGGG", "gggg").replace("WW", "ww").replace("W", "w")
            local = re.sub(r"\[(.*?)\]", lambda kept: _brackets_of(findings[1].value), local)
            findings[1] = Finding("weekly_format", local, why, _FRENCH)
    return findings


def _brackets_of(pattern: str) -> str:
    found = re.search(r"\[.*?\]", pattern)
    return found[0] if found else ""


def _numbering(notes: Sequence[SampledNote], configured: str | None) -> tuple[str, str] | None:
    """Count the days inside week notes that fit one numbering and not the other."""
    votes: Counter[str] = Counter()
    for note in notes:
        pattern = configured or weekly_pattern(note.stem)
        if pattern is None:
            continue
        local = re.sub(r"G(?![^\[]*\])", "g", re.sub(r"W(?![^\[]*\])", "w", pattern))
        for numbering in (ISO, EN_US):
            period = DayFormat(local, numbering=numbering.name, kind="week").parse(note.path)
            if period is not None:
                days = {dt.date.fromisoformat(text) for text in _DAY.findall(note.body) if _is_day(text)}
                votes[numbering.name] += sum(period.start <= day <= period.end for day in days)
    iso, american = votes[ISO.name], votes[EN_US.name]
    if iso == american:
        return None
    winner = ISO.name if iso > american else EN_US.name
    return (
        winner,
        f"{max(iso, american)} days inside week notes fit this numbering, {min(iso, american)} the other",
    )


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
