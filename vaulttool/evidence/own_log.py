"""The log in a contact's own note: `- 2026-11-03: lunch, her new job` (RULES.md 7)."""

import re

from vaulttool.evidence.language import Language
from vaulttool.evidence.scene import Scene
from vaulttool.evidence.section import Section
from vaulttool.evidence.sentence import Verdict, judge, kind_of, sign
from vaulttool.evidence.leading_day import leading_day
from vaulttool.evidence.when import day_of_heading
from vaulttool.notes.note import Note

_FIRST_WORD = re.compile(r"[^\W\d_]+")


def judge_own_line(scene: Scene) -> Verdict | None:
    """Judge a line of a contact's own note for that contact; None where the line is no entry of a log."""
    if scene.line.kind == "heading":
        return _judge_dated_heading(scene)
    if scene.line.kind == "row":
        day, _ = leading_day(scene.line.text)
        is_log = day is not None and any(_says_contact(cell, scene.language) for cell in scene.line.cells)
        return _log_verdict(" ".join(scene.line.cells[1:]), scene, True) if is_log else None
    day, rest = leading_day(scene.line.text)
    if day is None or scene.line.kind not in ("item", "text"):
        return None
    return _log_verdict(rest, scene, Section.LOG in scene.sections or Section.MET in scene.sections)


def _log_verdict(rest: str, scene: Scene, is_log: bool) -> Verdict:
    if scene.line.box is not None and scene.line.box not in "xX":
        return Verdict("planned", "open task")
    return judge_log_words(rest, scene.language, scene.year, is_log)


def _judge_dated_heading(scene: Scene) -> Verdict | None:
    """A dated heading over notes of a talk counts; one with other words counts by them."""
    day = day_of_heading(scene.line.text, None, None)
    if day is None:
        return None
    _, rest = leading_day(scene.line.text)
    has_text = _has_text_below(scene.note, scene.index)
    if not re.search(r"\w", rest):
        return Verdict("interaction", "a dated heading over notes", "") if has_text else None
    verdict = judge_log_words(rest, scene.language, scene.year, is_log=has_text)
    return verdict if verdict.label != "mention" or has_text else None


def _has_text_below(note: Note, index: int) -> bool:
    level = note.lines[index].level
    for line in note.lines[index + 1 :]:
        if line.kind == "heading" and line.level <= level:
            return False
        if line.kind != "heading" and line.text:
            return True
    return False


def judge_log_words(text: str, language: Language, year: int | None, is_log: bool) -> Verdict:
    """Judge the words behind the day of a log entry about one person, whose name they need not hold.

    `is_log`: the entry stands in a log of contacts, where anything counts that is no fact, plan or failure.
    """
    words = text.replace("’", "'").lower().strip(" *_-–—:·|")
    about = judge(f"§ {text} {sign(0)}", language, year).get(0)
    blocked = _blocked(words, language)
    if blocked is not None:
        return blocked
    if language.log_fact.match(words):
        return Verdict("mention", "a fact, not a meeting")
    kind = kind_of(words, language)
    if kind or _says_contact(words, language) or (about is not None and about.label == "interaction"):
        return Verdict("interaction", "an entry of the log", kind)
    return Verdict("interaction", "an entry of the log", "") if is_log and words else Verdict("mention", "named only")


def _blocked(words: str, language: Language) -> Verdict | None:
    begin = language.content.split(words, maxsplit=1)[0] or words
    begin = re.split(r"[,;:.]", begin, maxsplit=1)[0]
    if language.blocks["cancelled"].search(words[:60]):
        return Verdict("none", "cancelled")
    if language.blocks["negated"].search(begin) or language.blocks["trailing"].match(begin):
        return Verdict("none", "did not happen")
    if language.blocks["planned"].search(begin):
        return Verdict("planned", "planned")
    return None


def _says_contact(words: str, language: Language) -> bool:
    return bool(language.log_contact.search(words.lower()))
