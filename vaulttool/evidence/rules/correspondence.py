"""Words that went both ways, or a line that says who began: `[[Ana]] wrote, I answered (from:: them)`."""

import re

from vaulttool.evidence.language import PERSON, Language
from vaulttool.evidence.prepared_sentence import number_of
from vaulttool.evidence.rules.fields import fields_of
from vaulttool.evidence.scene import Scene, Verdicts
from vaulttool.evidence.sentence import Verdict, judge, kind_of

WRITTEN = "message"


def judge_correspondence(scene: Scene) -> Verdicts:
    """Decide the first person of a line that tells of an answer, or that names the direction in a field.

    One-way mail by itself is a mention; whoever writes `from:: them` means an exchange all the same.
    """
    person = re.search(PERSON, scene.text)
    if person is None or scene.line.kind == "heading":
        return {}
    number = number_of(person[0])
    said = judge(scene.text, scene.language, scene.year).get(number)
    if said is not None and said.label in ("interaction", "none", "planned"):
        return {}
    words = scene.text.lower().replace("’", "'")
    kind = kind_of(words, scene.language) or WRITTEN
    if _names_direction(scene):
        return {number: Verdict("interaction", "the line says who began", kind)}
    if said is not None and said.why == "possessive":
        return {}
    if _was_answered(words, person.start(), scene.language):
        return {number: Verdict("interaction", "written and answered", kind)}
    return {}


def _names_direction(scene: Scene) -> bool:
    return "::" in scene.line.text and any(
        name.strip().lower() == "from" for name, _ in fields_of(scene.line.text)
    )


def _was_answered(words: str, place: int, language: Language) -> bool:
    wrote = language.wrote_to.search(words[:place]) or language.wrote.match(words[place + 1 :])
    return wrote is not None and language.answer.search(words[place:]) is not None
