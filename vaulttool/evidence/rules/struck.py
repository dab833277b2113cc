"""Struck text, `~~coffee with [[Ana]]~~`: it did not happen, whatever it says."""

import re

from vaulttool.evidence.language import PERSON
from vaulttool.evidence.prepared_sentence import number_of
from vaulttool.evidence.scene import Scene, Verdicts
from vaulttool.evidence.sentence import Verdict

_STRUCK = re.compile(r"~~(.+?)~~")


def judge_struck(scene: Scene) -> Verdicts:
    """Decide the links inside struck spans."""
    if "~~" not in scene.line.text:
        return {}
    return {
        number_of(person): Verdict("none", "struck out")
        for span in _STRUCK.finditer(scene.text)
        for person in re.findall(PERSON, span[1])
    }
