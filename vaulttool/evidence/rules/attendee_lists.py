"""People listed as attendees: under a heading, behind `**Attendees:**`, in a table."""

import re

from vaulttool.evidence.language import PERSON
from vaulttool.evidence.names_in_text import names_of
from vaulttool.evidence.prepared_sentence import number_of
from vaulttool.evidence.rules.fields import ATTENDED, NOT_THERE
from vaulttool.evidence.scene import Plain, Scene, Verdicts
from vaulttool.evidence.section import Section, section_of
from vaulttool.evidence.sentence import Verdict
from vaulttool.notes.front_matter import fold_name

_LABELLED = re.compile(r"^[\s*_]*([^\[\]:|*\ue000-\uf8ff]{2,40}?)\s?[*_]*\s?:\s*[*_]*\s*(.+)$")
INVITED = Verdict("planned", "invited")


def judge_attendee_line(scene: Scene) -> Verdicts:
    """Decide a line such as `**Attendees:** [[Ana]], [[Bo]]` or `Absent : [[Cy]]`."""
    if ":" not in scene.text or scene.line.kind not in ("text", "item"):
        return {}
    match = _LABELLED.match(scene.text)
    section = section_of(match[1], scene.languages) if match else Section.OTHER
    if match is None or section not in (Section.ATTENDEES, Section.ABSENT):
        return {}
    return _all_of(scene, match[2], ATTENDED if section is Section.ATTENDEES else NOT_THERE)


def judge_attendee_list(scene: Scene) -> Verdicts:
    """Decide a line under a heading, or a line acting as one, that says who was there or was not."""
    if not scene.sections or scene.line.kind not in ("text", "item"):
        return {}
    match scene.sections[0]:
        case Section.ABSENT:
            return _all_of(scene, scene.text, NOT_THERE)
        case Section.ATTENDEES:
            if scene.line.kind == "text" and not _is_only_names(scene.text):
                return {}
            return _first_names(scene, ATTENDED)
        case _:
            return {}


def judge_attendee_table(scene: Scene) -> Verdicts:
    """Decide a table row by the cell that says whether the person was there."""
    if scene.line.kind != "row" or not (_is_under_attendees(scene) or _has_column_of_presence(scene)):
        return {}
    verdict = _verdict_of_row(scene)
    named = [cell for cell in scene.line.cells if not _presence(scene, cell)]
    links = dict.fromkeys(range(len(scene.links)), verdict)
    if not links:
        scene.plain.extend((Plain(name), verdict) for cell in named for name in names_of(cell))
    return links


def _is_under_attendees(scene: Scene) -> bool:
    return bool(scene.sections) and scene.sections[0] in (Section.ATTENDEES, Section.ABSENT)


def _has_column_of_presence(scene: Scene) -> bool:
    """Say whether the table itself says that it lists who was there, and this row whether one was."""
    named = any(_says_presence(scene, column) for column in scene.line.columns)
    return named and any(_presence(scene, cell) for cell in scene.line.cells)


def _says_presence(scene: Scene, column: str) -> bool:
    if section_of(column, scene.languages) is Section.ATTENDEES:
        return True
    return any(fold_name(column) in language.fields.status for language in scene.languages.all)


def _verdict_of_row(scene: Scene) -> Verdict:
    if scene.sections and scene.sections[0] is Section.ABSENT:
        return NOT_THERE
    said = [said for cell in scene.line.cells if (said := _presence(scene, cell))]
    return said[0] if said else ATTENDED


def _presence(scene: Scene, cell: str) -> Verdict | None:
    words = cell.strip(" *_").lower()
    for language in scene.languages.all:
        if language.fields.not_present.fullmatch(words):
            return INVITED if words.startswith("invit") else NOT_THERE
        if language.fields.present.fullmatch(words):
            return ATTENDED
    return None


def _all_of(scene: Scene, text: str, verdict: Verdict) -> Verdicts:
    persons = re.findall(PERSON, text)
    scene.plain.extend((Plain(name), verdict) for name in names_of(re.sub(PERSON, ",", text)))
    return {number_of(person): verdict for person in persons}


def _first_names(scene: Scene, verdict: Verdict) -> Verdicts:
    """Take the names with which a list item begins; who is named behind them is only spoken of."""
    leading = re.match(rf"[\W_]*{PERSON}(?:(?:\s*[,&+/;]\s*|\s+(?:and|et)\s+){PERSON})*", scene.text)
    if leading:
        return {number_of(person): verdict for person in re.findall(PERSON, leading[0])}
    if not re.search(PERSON, scene.text):
        scene.plain.extend((Plain(name), verdict) for name in names_of(scene.text))
        return {}
    role_first = re.fullmatch(rf"[\w .'-]{{1,30}}\s*[:–—-]\s*({PERSON})\W*", scene.text)
    return {number_of(role_first[1]): verdict} if role_first else {}


def _is_only_names(text: str) -> bool:
    return not re.sub(rf"{PERSON}|[\W_]|\b(?:and|et)\b|\([^)]*\)", "", text) or not re.search(PERSON, text)
