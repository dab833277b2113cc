"""Words that went both ways, or a line that says who began: `[[Ana]] wrote, I answered (from:: them)`."""

import re

from vaulttool.evidence.language import PERSON, Language
from vaulttool.evidence.prepared_sentence import number_of
from vaulttool.evidence.rules.fields import fields_of
from vaulttool.evidence.scene import Scene, Verdicts
from vaulttool.evidence.sentence import Verdict, judge, kind_of

WRITTEN = "message"
_PERSON = re.compile(PERSON)


def judge_correspondence(scene: Scene) -> Verdicts:
    """Decide the first person of a line that tells of an answer, or that names the direction in a field.

    One-way mail by itself is a mention; whoever writes `from:: them` means an exchange all the same.
    """
    person = _PERSON.search(scene.text) if scene.links else None
    if person is None or scene.line.kind == "heading":
        return {}
    number = number_of(person[0])
    said = judge(scene.text, scene.language, scene.year).get(number)
    if said is not None and said.label in ("interaction", "none", "planned"):
        return {}
    words = scene.text.lower().replace("’", "'")
    if _names_direction(scene):
        why = "the line says who began"
    elif (said is None or said.why != "possessive") and _was_answered(words, person.start(), scene.language):
        why = "written and answered"
    else:
        return {}
    return {number: Verdict("interaction", why, kind_of(words, scene.language) or WRITTEN)}


def _names_direction(scene: Scene) -> bool:
    return "::" in scene.line.text and any(
        name.strip().lower() == "from" for name, _ in fields_of(scene.line.text)
    )


def _was_answered(words: str, place: int, language: Language) -> bool:
    said = language.correspondence.that_may_fit(words)
    if "answer" not in said or said["answer"].search(words[place:]) is None:
        return False
    patterns = language.correspondence
    wrote = patterns["wrote_to"].search(words[:place]) or patterns["wrote"].match(words[place + 1 :])
    return wrote is not None
