"""Block quotes, open and cancelled tasks, lines under a heading for the time to come: no interaction."""

from vaulttool.evidence.scene import Scene, Verdicts
from vaulttool.evidence.section import Section
from vaulttool.evidence.sentence import Verdict

DONE_BOXES = frozenset("xX")
OPEN_BOXES = frozenset(" /><!?")


def judge_dead_line(scene: Scene) -> Verdicts:
    """Decide every link of a line that is dead as a whole; none of any other line."""
    verdict = _of_line(scene)
    return {} if verdict is None else dict.fromkeys(range(len(scene.links)), verdict)


def _of_line(scene: Scene) -> Verdict | None:
    line = scene.line
    if line.kind == "quote":
        return Verdict("mention", "block quote")
    for tasked in (line, *scene.note.parents(line)):
        if tasked.box is None or tasked.box in DONE_BOXES:
            continue
        if tasked.box == "-":
            return Verdict("none", "cancelled task")
        if tasked.box in OPEN_BOXES or tasked is line:
            return Verdict("planned", "open task")
    if Section.PLANNED in scene.sections and line.box is None:
        return Verdict("planned", "under a heading for the time to come")
    return None
