"""A sentence that says that the user was with the person, or spoke with them."""

from vaulttool.evidence.language import Language
from vaulttool.evidence.rules.dead_line import DONE_BOXES
from vaulttool.evidence.scene import Scene, Verdicts
from vaulttool.evidence.sentence import STRENGTH, judge


def judge_sentences(scene: Scene) -> Verdicts:
    """Decide every link of a line by its words; done tasks may say their act in the base form.

    A line whose language no small word tells is read in the note's, then in the others; one in which words of
    several languages stand, in each of them.
    """
    if not scene.links:
        return {}
    verdicts = _judge_in(scene, scene.language)
    for other in _others(scene, verdicts):
        for number, verdict in _judge_in(scene, other).items():
            held = verdicts.get(number, verdict)
            verdicts[number] = verdict if STRENGTH[verdict.label] > STRENGTH[held.label] else held
    return verdicts


def _others(scene: Scene, verdicts: Verdicts) -> tuple[Language, ...]:
    if scene.languages.known(scene.text) is None and all(v.label == "mention" for v in verdicts.values()):
        return tuple(other for other in scene.languages.all if other is not scene.language)
    return scene.languages.spoken_in(scene.text, scene.language)


def _judge_in(scene: Scene, language: Language) -> Verdicts:
    return judge(
        scene.text,
        language,
        scene.year,
        is_done_task=scene.line.box in DONE_BOXES if scene.line.box else False,
        is_title=scene.line.kind == "heading",
    )
