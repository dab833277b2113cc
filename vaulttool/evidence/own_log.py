"""The log in a contact's own note: `- 2026-11-03: lunch, her new job`."""

import datetime as dt
import re

from vaulttool.evidence.language import PERSON, Language
from vaulttool.evidence.leading_day import leading_day
from vaulttool.evidence.prepared_sentence import sign
from vaulttool.evidence.scene import Scene
from vaulttool.evidence.section import Section
from vaulttool.evidence.sentence import MENTION, STRENGTH, Verdict, judge, kind_of
from vaulttool.evidence.when import day_of_heading
from vaulttool.notes.days import day_of_name, parse_day
from vaulttool.notes.note import Note

_ASIDE = re.compile(r"\W*\(")
_CHANGE = re.compile(r"[^\W\d][\w -]{1,30}?\s?: .*\s→(?:\s|$)")
"""What the History of a note says of a property: `company: Orvelle → Quaylight`."""
_DAY_INSIDE = re.compile(r"^(?P<before>[^.;\n]{2,60}?)\s*(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?P<after>.*)$")


def judge_own_line(scene: Scene) -> tuple[Verdict, dt.date | None] | None:
    """Judge a line of a contact's own note for that contact, with the day that the line itself says.

    None where the line is no entry of a log.
    """
    if scene.line.kind == "heading":
        verdict = _judge_dated_heading(scene)
        return None if verdict is None else (verdict, None)
    if scene.line.kind == "row":
        return _judge_row(scene)
    if scene.line.kind not in ("item", "text"):
        return None
    day, rest = leading_day(scene.line.text)
    if day is not None:
        if _ASIDE.match(scene.line.text):
            return Verdict("mention", "a day in brackets says where a fact is from"), day
        if _CHANGE.match(rest):
            return Verdict("mention", "a fact, not a meeting"), day
        return _log_verdict(rest, scene, _is_log(scene)), day
    return _judge_day_inside(scene) or _judge_linked_note(scene)


def _is_log(scene: Scene) -> bool:
    return Section.MET in scene.sections or Section.CONTACTS in scene.sections


def _judge_row(scene: Scene) -> tuple[Verdict, dt.date | None] | None:
    day, _ = leading_day(scene.line.text)
    if day is None or not any(_says_contact(cell, scene.language) for cell in scene.line.cells):
        return None
    return _log_verdict(" ".join(scene.line.cells[1:]), scene, True), day


def _judge_day_inside(scene: Scene) -> tuple[Verdict, dt.date | None] | None:
    """ "Met 2026-05-08 with Fan", "Zoom call on 2026-01-26": the words before the day say what happened."""
    match = _DAY_INSIDE.match(scene.text)
    if match is None:
        return None
    before = re.sub(r"\b(?:via|on|le|the|am|the day of)\b\W*$", "", match["before"].lower()).strip()
    told = before if before not in ("met", "rencontré", "rencontrée") else f"{before} §"
    if not scene.language.log_opening.match(told) and not scene.language.act_word.search(told):
        return None
    verdict = judge_log_words(before, scene, None, is_log=False)
    return (verdict, parse_day(match["day"])) if verdict.label == "interaction" else None


def _judge_linked_note(scene: Scene) -> tuple[Verdict, dt.date | None] | None:
    """A bare link to a dated note, under a heading for meetings."""
    if not _is_log(scene) or len(scene.links) != 1 or not re.fullmatch(rf"\W*{PERSON}\W*", scene.text):
        return None
    day = day_of_name(scene.links[0].target.rpartition("/")[2])
    return (Verdict("interaction", "a dated note under meetings", "meeting"), day) if day else None


def _log_verdict(rest: str, scene: Scene, is_log: bool) -> Verdict:
    if scene.line.box is not None and scene.line.box not in "xX":
        return Verdict("planned", "open task")
    return judge_log_words(rest, scene, scene.year, is_log)


def _judge_dated_heading(scene: Scene) -> Verdict | None:
    """A dated heading over notes of a talk counts; one with other words counts by them."""
    day = day_of_heading(scene.line.text, None, None)
    if day is None:
        return None
    _, rest = leading_day(scene.line.text)
    below = _text_below(scene.note, scene.place)
    if not re.search(r"\w", rest):
        if not below:
            return None
        if scene.language.blocks["ahead"].match(below.lower()):
            return Verdict("planned", "planned")
        return Verdict("interaction", "a dated heading over notes", kind_of(below.lower(), scene.language))
    return judge_log_words(rest, scene, scene.year, is_log=bool(below))


def _text_below(note: Note, index: int) -> str:
    """Give the first line of text under a heading; "" where there is none before the next of its level."""
    level = note.lines[index].level
    for line in note.lines[index + 1 :]:
        if line.kind == "heading" and line.level <= level:
            return ""
        if line.kind != "heading" and line.text:
            return line.text
    return ""


def judge_log_words(text: str, scene: Scene, year: int | None, is_log: bool) -> Verdict:
    """Judge the words behind the day of a log entry about one person, whose name they need not hold.

    They are read in each language that they may be written in: "lunch" has no small word that tells it.
    `is_log`: the entry stands in a log of contacts, where anything counts that is no fact, plan or failure.
    """
    known = scene.languages.known(text)
    others = [language for language in scene.languages.all if language is not scene.language]
    languages = [known, *scene.languages.spoken_in(text, known)] if known else [scene.language, *others]
    verdicts = [_judge_in(text, language, year) for language in languages]
    told = next(
        (verdict for verdict in verdicts if verdict.label == "mention" and verdict is not MENTION), None
    )
    found = max(verdicts, key=lambda verdict: STRENGTH[verdict.label])
    if told is not None and STRENGTH[found.label] <= STRENGTH["interaction"]:
        return told
    if found is MENTION and is_log and re.search(r"\w", text):
        return Verdict("interaction", "an entry of the log", "")
    return found


def _judge_in(text: str, language: Language, year: int | None) -> Verdict:
    words = text.replace("’", "'").lower().strip(" *_-–—:·|()")
    blocked = _blocked(words, language)
    if blocked is not None:
        return blocked
    named = judge(language.pronoun.sub(sign(0), words, count=1), language, year).get(0)
    if named is not None and named.label in ("interaction", "none"):
        return named
    if language.log_fact.match(words):
        return Verdict("mention", "a fact, not a meeting")
    if _says_contact(words, language):
        return Verdict("interaction", "an entry of the log", kind_of(words, language))
    return MENTION


def _blocked(words: str, language: Language) -> Verdict | None:
    begin = re.split(
        r"[;.]|\s[–—-]\s", language.turns["content"].split(words, maxsplit=1)[0] or words, maxsplit=1
    )[0]
    if language.blocks["cancelled"].search(words[:60]):
        return Verdict("none", "cancelled")
    if any(language.blocks["trailing"].match(part.strip()) for part in re.split(r"[,;.]", words)):
        return Verdict("none", "no answer, or called off")
    first = re.split(r"[,:]", begin, maxsplit=1)[0]
    if language.blocks["negated"].search(first):
        return Verdict("none", "did not happen")
    told = language.blocks["hearsay"].match(first) or language.blocks["elsewhere"].match(first)
    if told or language.blocks["distance"].search(first):
        return Verdict("mention", "told, read or remembered")
    if language.blocks["planned"].search(begin):
        return Verdict("planned", "planned")
    if language.log_aside.search(words):
        return Verdict("mention", "told by others")
    return None


def _says_contact(words: str, language: Language) -> bool:
    return bool(language.log_contact.search(words.lower()))
