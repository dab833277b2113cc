"""Inline fields, `with:: [[Ana]]`, `[with:: [[Ana]]]`, `(regrets:: [[Bo]])` (Dataview, Logseq)."""

import re
from collections.abc import Iterator

from vaulttool.evidence.language import PERSON
from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.names_in_text import names_of
from vaulttool.evidence.prepared_sentence import number_of
from vaulttool.evidence.scene import Plain, Scene, Verdicts
from vaulttool.evidence.sentence import Verdict
from vaulttool.notes.front_matter import fold_name

_BRACKETED = re.compile(r"[\[(]([^\[\]()\n:]{1,40})::\s*((?:\[\[[^\[\]\n]*\]\]|[^\[\]()\n])*)[\])]")
_WHOLE_LINE = re.compile(r"^[\s*_]*([^\[\]()\n:`*]{1,40}?)[*_]*::[*_]*\s*(.*)$")

ATTENDED = Verdict("interaction", "named as attendee", "meeting")
NOT_THERE = Verdict("none", "named as absent")
OTHER_FIELD = Verdict("mention", "another field")


def fields_of(text: str) -> Iterator[tuple[str, str]]:
    """Give name and value of each inline field: those in brackets, else the one that is the whole line."""
    found = [(match[1].strip(), match[2].strip()) for match in _BRACKETED.finditer(text)]
    if found:
        yield from found
    elif "::" in text:
        whole = _WHOLE_LINE.match(text)
        if whole:
            yield whole[1].strip(), whole[2].strip()


def judge_fields(scene: Scene) -> Verdicts:
    """Decide the links in the values of inline fields."""
    if "::" not in scene.text:
        return {}
    verdicts: Verdicts = {}
    for name, value in fields_of(scene.text):
        verdict = verdict_of_field(name, scene.languages)
        if verdict is None or _is_part_of_a_sentence(name, scene.text):
            continue
        persons = re.findall(PERSON, value)
        for person in persons:
            verdicts[number_of(person)] = verdict
        if not persons and verdict is not OTHER_FIELD:
            scene.plain.extend((Plain(one), verdict) for one in names_of(value))
    return verdicts


_NAMES_A_PART = frozenset({"person", "persons", "who", "contact", "personne", "qui"})


def _is_part_of_a_sentence(name: str, text: str) -> bool:
    """Say whether a field in brackets only marks a word: "I talked to (person:: [[Ana]]) about it"."""
    before = text.partition(f"{name}::")[0].rstrip(" ([")
    return fold_name(name) in _NAMES_A_PART and len(before.split()) >= 2


def verdict_of_field(name: str, languages: Languages) -> Verdict | None:
    """Say what a field of that name makes of its people; None where its name is itself an act ("call::")."""
    folded = fold_name(name)
    if any(folded in language.fields.absent for language in languages.all):
        return NOT_THERE
    if any(folded in language.fields.attendees for language in languages.all):
        return ATTENDED
    if any(language.word.fullmatch(name.lower()) for language in languages.all):
        return None
    return OTHER_FIELD
