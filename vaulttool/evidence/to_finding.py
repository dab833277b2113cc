"""From the verdict on one mention to the finding that is kept of it."""

import datetime as dt
import re

from vaulttool.evidence.finding import Finding
from vaulttool.evidence.interaction import Direction
from vaulttool.evidence.language import PERSON
from vaulttool.evidence.leading_day import leading_day
from vaulttool.evidence.loan_fields import NO_LOAN, loan_of
from vaulttool.evidence.prepared_sentence import sign, split_sentences
from vaulttool.evidence.rules.fields import fields_of
from vaulttool.evidence.scene import Scene
from vaulttool.evidence.sentence import MOST_AROUND, Verdict
from vaulttool.evidence.when import day_of_sentence, done_day, due_day
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.links import LinkKind

LISTING_RULES = frozenset({"attendees", "field", "property", "title", "people met"})
"""Their people were at the note's own meeting: nobody was, where it was cancelled."""

_OF_AN_ACTION = re.compile(rf"\W*(?:action\s*:\s*)?{PERSON}\W*(?:\s|:)", re.IGNORECASE)


def to_finding(
    scene: Scene, kind: LinkKind, target: str, verdict: Verdict, rule: str, number: int | None
) -> Finding:
    """Give the finding of the link `number` of a line; None: a name without a link, or the whole line."""
    if rule in LISTING_RULES and verdict.label == "interaction" and scene.day_is_cancelled:
        verdict = Verdict("none", "it was cancelled")
    line = scene.line
    day, what = _day_of_link(scene, number), verdict.kind or "contact"
    if line.box is None and "::" not in line.text:
        direction = _direction("", verdict.why)
        # In the order of its fields: by their names it takes twice as long.
        return Finding(
            target,
            kind,
            line.number,
            day,
            verdict.label,
            what,
            direction,
            rule,
            verdict.why,
            line.text,
            "",
            "",
            scene.time,
        )
    fields = _fields(line.text)
    is_task = line.box is not None and line.box not in "xX-"
    loan = loan_of(fields, line.box) if fields else NO_LOAN
    return Finding(
        target=target,
        link=kind,
        line=line.number,
        date=day,
        label=verdict.label,
        kind=what,
        direction=_direction(fields.get("from", ""), verdict.why),
        rule=rule,
        why=verdict.why,
        text=line.text,
        gave=fields.get("gave", ""),
        received=fields.get("received", ""),
        lent=loan.lent,
        borrowed=loan.borrowed,
        returned=loan.returned,
        time=scene.time,
        due=due_day(line.text) if is_task else None,
        is_task=is_task,
        is_subject=is_task and number == 0 and _OF_AN_ACTION.match(scene.text) is not None,
    )


def _fields(text: str) -> dict[str, str]:
    if "::" not in text:
        return {}
    return {fold_name(name): value for name, value in fields_of(leading_day(text)[1])}


def _day_of_link(scene: Scene, number: int | None) -> dt.date | None:
    """Give the day of the sentence that names the person."""
    if scene.line.box is not None and done_day(scene.line.text) is not None:
        return scene.day
    sentences = split_sentences(scene.text)
    said = sentences[0] if number is None else next((one for one in sentences if sign(number) in one), "")
    at = 0 if number is None else said.find(sign(number))
    said = said[max(0, at - MOST_AROUND) : at + MOST_AROUND]
    return day_of_sentence(said, scene.day, scene.day is not None, scene.languages)


_THEIR_MOVE = ("their called", "their rang", "their came", "their back call", "their visit from")


def _direction(written: str, why: str) -> Direction | None:
    words = written.strip().lower()
    if words in ("me", "moi", "us", "i", "nous"):
        return "me"
    if words:
        return "them"
    return "them" if why in _THEIR_MOVE else None
