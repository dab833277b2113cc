"""An act and its people: `12:30 📞 Call — [[A]]: the lease`, `## 1-1 [[A]]`, `### Planning — [[B]]`."""

import re

from vaulttool.evidence.language import PERSON, Language
from vaulttool.evidence.prepared_sentence import prepare
from vaulttool.evidence.scene import Scene, Verdicts
from vaulttool.evidence.section import Section, is_cancelled
from vaulttool.evidence.sentence import Verdict, kind_of

_SIGN = r"[:–—|/·-]"
_GUESTS = re.compile(rf"(?P<title>[^:–—{PERSON[1:-1]}]{{2,80}}?)\s*(?:{_SIGN}|\s-)\s*(?P<people>{PERSON})\W*")
"""A title without people, a sign, and nothing but people behind it."""
_ENDS_WITH_PEOPLE = re.compile(rf"{PERSON}\W*$")


def judge_act(scene: Scene) -> Verdicts:
    """Decide a line that begins with an act, then its people."""
    if scene.line.kind not in ("item", "heading", "text") or not scene.links:
        return {}
    prepared = prepare(scene.text, scene.language)
    guests = _GUESTS.fullmatch(prepared.text) if _ENDS_WITH_PEOPLE.search(prepared.text) else None
    for language in (scene.language, *(one for one in scene.languages.all if one is not scene.language)):
        found = _act_then_person(prepared.text, language)
        if found is None and guests is not None:
            found = _guests(scene, guests, language)
        if found is None:
            continue
        persons, behind = found
        if language.possessive.match(behind) and not language.at_home.match(behind):
            return {}
        if language.blocks["ahead"].search(
            language.turns["content"].split(behind, maxsplit=1)[0].partition(":")[0]
        ):
            verdict = Verdict("planned", "planned")
        elif _is_off(behind, language):
            verdict = Verdict("none", "cancelled")
        else:
            act = prepared.text[: len(prepared.text) - len(behind)]
            kind = kind_of(act, language) or kind_of(prepared.text, language) or "meeting"
            verdict = Verdict("interaction", "an act and its people", kind)
        return {member: verdict for person in persons for member in prepared.members[person]}
    return {}


def _act_then_person(text: str, language: Language) -> tuple[str, str] | None:
    pattern = language.acts.that_may_fit(text).get("then_person")
    match = pattern.match(text) if pattern is not None else None
    return (match[match.lastindex or 1], text[match.end() :]) if match else None


def _guests(scene: Scene, match: re.Match[str], language: Language) -> tuple[str, str] | None:
    """A heading or timed bullet that ends with its guests behind a sign."""
    title = match["title"].strip()
    is_event = bool(language.act_word.search(title)) or (bool(scene.time) and scene.line.kind == "heading")
    is_event = is_event or (bool(scene.time) and not language.solitary.match(title))
    if not is_event or (scene.line.kind != "heading" and not scene.time and not language.act.match(title)):
        return None
    if Section.PLANNED in scene.sections or language.blocks["ahead"].search(title):
        return None
    return match["people"], ""


def _is_off(behind: str, language: Language) -> bool:
    behind = behind.strip(" :–—-,")
    return bool(
        language.blocks["absent"].match(behind)
        or language.blocks["trailing"].match(behind)
        or re.match(r"\W*" + language.blocks["cancelled"].pattern, behind)
    )


def judge_heading(scene: Scene) -> Verdicts:
    """Decide every link of a heading that says it was cancelled; other headings are read as sentences."""
    if scene.line.kind == "heading" and is_cancelled(scene.line.text, scene.languages):
        return {number: Verdict("none", "cancelled") for number in range(len(scene.links))}
    return {}
