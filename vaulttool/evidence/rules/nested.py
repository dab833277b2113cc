"""A verb above and people below, or a name above and the verb below."""

import re

from vaulttool.evidence.language import PERSON
from vaulttool.evidence.prepared_sentence import sign
from vaulttool.evidence.scene import Scene, Verdicts, words_of
from vaulttool.evidence.sentence import Verdict, judge


def judge_nested(scene: Scene) -> Verdicts:
    """Decide bare links under a bullet such as "Met with", by the words of both lines."""
    parent = scene.parent
    if parent is None or scene.line.kind != "item" or not scene.links or not is_bare(scene.text):
        return {}
    above, _, links = words_of(parent.text, scene.languages)
    if links or not above or len(above) > 60:
        return {}
    above = above.rstrip(" :.–—-")
    verdicts = judge(f"{above} {scene.text}", scene.language, scene.year)
    return {number: verdict for number, verdict in verdicts.items() if verdict.label != "mention"}


_BARE = re.compile(rf"\W*{PERSON}(?:[\s,&+/]+(?:and |et )?{PERSON})*\s*(?:[:(–—-].*)?\W*")


def is_bare(text: str) -> bool:
    """Say whether a text is nothing but links, perhaps with a note behind a colon or in brackets."""
    return _BARE.fullmatch(text) is not None


def judge_below_name(scene: Scene) -> Verdict | None:
    """Judge a line without links under a bullet that is nothing but names: was there contact with them?"""
    from vaulttool.evidence.own_log import judge_log_words

    verdict = judge_log_words(scene.text, scene, scene.year, is_log=False)
    if verdict.label != "mention":
        return verdict
    return judge(f"{sign(0)} {scene.text}", scene.language, scene.year).get(0)
