"""A bullet under "People I met", "Seen today": its first link."""

import re

from vaulttool.evidence.language import PERSON
from vaulttool.evidence.prepared_sentence import number_of
from vaulttool.evidence.scene import Scene, Verdicts
from vaulttool.evidence.section import Section
from vaulttool.evidence.sentence import Verdict, kind_of


def judge_people_met(scene: Scene) -> Verdicts:
    """Decide the first link, or list of links, of a bullet that begins with it."""
    if not scene.sections or scene.sections[0] is not Section.MET or scene.line.kind not in ("item", "text"):
        return {}
    leading = re.match(rf"[\W_]*{PERSON}(?:(?:\s*[,&+/]\s*|\s+(?:and|et)\s+){PERSON})*", scene.text)
    if leading is None or scene.language.blocks["absent"].match(scene.text[leading.end() :].lower()):
        return {}
    kind = kind_of(scene.text.lower(), scene.language)
    return {
        number_of(person): Verdict("interaction", "listed among people met", kind)
        for person in re.findall(PERSON, leading[0])
    }
