"""A sentence that says that the user was with the person, or spoke with them (RULES.md 3.4, 3.7)."""

from vaulttool.evidence.rules.dead_line import DONE_BOXES
from vaulttool.evidence.scene import Scene, Verdicts
from vaulttool.evidence.sentence import judge


def judge_sentences(scene: Scene) -> Verdicts:
    """Decide every link of a line by its words; done tasks may say their act in the base form."""
    if not scene.links:
        return {}
    return judge(
        scene.text,
        scene.language,
        scene.year,
        is_done_task=scene.line.box in DONE_BOXES if scene.line.box else False,
        is_title=scene.line.kind == "heading",
    )
