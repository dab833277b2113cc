"""What one sentence says of each person that it names: the heart of recognition."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from vaulttool.evidence.language import PERSON, Language
from vaulttool.evidence.pattern_table import PatternTable
from vaulttool.evidence.prepared_sentence import Clause, prepare, split_clauses, split_sentences

Label = Literal["interaction", "planned", "mention", "none"]
Table = Literal["certain", "mine", "theirs", "task"]
"""Of patterns that tell of a contact, in a `Language`."""


class Verdict(NamedTuple):
    """What a sentence says of one person."""

    label: Label
    why: str
    """The name of the pattern or block that decided, for `vaulttool why`."""
    kind: str = ""


STRENGTH: Mapping[Label, int] = {"mention": 0, "interaction": 1, "planned": 2, "none": 3}
"""Of what two languages say of one person, a failure or a plan outweighs an act."""

MENTION = Verdict("mention", "named only")
_PERSON = re.compile(PERSON)
MOST_AROUND = 500
"""Characters on each side of a person that are looked at, so that no line takes long."""
MOST_BEHIND = 40
"""Characters behind a colon in which "postponed" is still said of the meeting, and not of its subject."""


def judge(
    text: str,
    language: Language,
    year: int | None = None,
    is_done_task: bool = False,
    is_title: bool = False,
) -> dict[int, Verdict]:
    """Judge each link of a line: by its number, what the line says of it.

    `text` holds a sign (`sign(n)`) for link n. `year` is the year of the line: another one written in it
    makes the line a memory. A done task may say its act in the base form ("call Ana"), and a title names
    what was held ("Planning session with Ana") in words that elsewhere mean a plan.
    """
    return dict(_judged(text, language, year, is_done_task, is_title))


# Several rules ask what the words of the same line say.
@lru_cache(maxsize=64)
def _judged(
    text: str, language: Language, year: int | None, is_done_task: bool, is_title: bool
) -> dict[int, Verdict]:
    verdicts: dict[int, Verdict] = {}
    sentences = split_sentences(text)
    for number, sentence in enumerate(sentences):
        prepared = prepare(sentence, language)
        if not prepared.members:
            continue
        following = sentences[number + 1] if number + 1 < len(sentences) else ""
        after = following.lower().replace("’", "'") if not _PERSON.search(following) else ""
        clauses = split_clauses(prepared.text, language)
        for position, clause in enumerate(clauses):
            for place in _PERSON.finditer(clause.text) if clause.has_person else ():
                verdict = _judge_person(
                    clauses, position, place.start(), after, language, year, is_done_task, is_title
                )
                for member in prepared.members[place[0]]:
                    verdicts[member] = verdict
    return verdicts


def _judge_person(
    clauses: Sequence[Clause],
    position: int,
    place: int,
    after: str,
    language: Language,
    year: int | None,
    is_done_task: bool,
    is_title: bool,
) -> Verdict:
    whole = clauses[position].text
    clause = whole[max(0, place - MOST_AROUND) : place + MOST_AROUND]
    place = min(place, MOST_AROUND)
    left, right = clause[:place], clause[place + 1 :]
    if language.possessive.match(right) and not language.at_home.match(right):
        return Verdict("mention", "possessive")
    if language.blocks["absent"].match(right):
        return Verdict("none", "absent")
    turns = language.turns.that_may_fit(clause)
    content = turns["content"].search(right) if "content" in turns else None
    near = right[: content.start()] if content else right
    near = near.partition(":")[0] + (":" if ":" in near else "")
    certain = _first(language, "certain", clause, place)
    may_block = language.blocks.that_may_fit(clause)
    blocked = _blocked(
        left, clause[place], near, language, may_block, year, is_done_task, is_title
    ) or _blocked_from_outside(clauses, position, right, after, language)
    if "distance" in may_block and may_block["distance"].search(clause.partition(":")[0]):
        return Verdict("mention", "at a distance")
    if certain is not None and (blocked is None or blocked.label in ("mention", "planned")):
        return Verdict("interaction", certain, kind_of(clause, language))
    found = _contact_pattern(clause, place, language, is_done_task)
    if blocked is not None:
        return blocked if found or blocked.label != "mention" else MENTION
    if found is None:
        return MENTION
    if "topic" in turns and turns["topic"].search(left) and not found.startswith("their"):
        return MENTION
    return Verdict(
        "interaction",
        found,
        kind_of(clause, language) or kind_of(" ".join(c.text for c in clauses), language),
    )


def _blocked(
    left: str,
    person: str,
    near: str,
    language: Language,
    may_block: Mapping[str, re.Pattern[str]],
    year: int | None,
    is_done_task: bool,
    is_title: bool,
) -> Verdict | None:
    around = f"{left}{person}{near}"

    def says(block: str, text: str, may_say: Mapping[str, re.Pattern[str]] = may_block) -> bool:
        if block not in may_say:
            return False
        found = may_say[block].finditer(text)
        return any(match.lastindex is None or match[match.lastindex] == person for match in found)

    if says("hearsay", f"{left}{person}"):
        return Verdict("mention", "told, read or remembered")
    # Without its year two words may become one.
    is_of_a_year = year is not None and str(year) in around
    if says("elsewhere", _without_own_year(around, year), language.blocks if is_of_a_year else may_block):
        return Verdict("mention", "told, read or remembered")
    if says("cancelled", around):
        return Verdict("none", "cancelled")
    if says("negated", around):
        return Verdict("none", "did not happen")
    if not is_done_task and says("ahead" if is_title else "planned", around):
        return Verdict("planned", "planned")
    if is_done_task and language.blocks["arranging"].match(left):
        return Verdict("planned", "arranged")
    return None


def _without_own_year(text: str, year: int | None) -> str:
    return text.replace(str(year), "") if year else text


def _blocked_from_outside(
    clauses: Sequence[Clause], position: int, right: str, after: str, language: Language
) -> Verdict | None:
    blocks = language.blocks
    behind = [] if ":" not in right else [right.partition(":")[2].strip()]
    if behind and blocks["cancelled"].search(behind[0][:MOST_BEHIND]):
        return Verdict("none", "cancelled")
    for clause in clauses[position + 1 :]:
        if clause.has_person:
            break
        behind.append(clause.text)
    else:
        behind.append(after)
    for text in behind:
        text = _LEADING.sub("", text)
        if not text:
            continue
        if blocks["trailing"].match(text):
            return Verdict("none", "no answer, or called off")
        if blocks["trailing_plan"].match(text):
            return Verdict("planned", "planned")
        if blocks["trailing_hearsay"].match(text):
            return Verdict("mention", "told by others")
    for clause in reversed(clauses[:position]):
        if clause.has_person:
            break
        if blocks["hearsay"].match(clause.text) or blocks["elsewhere"].match(clause.text):
            return Verdict("mention", "told, read or remembered")
        if blocks["planned"].match(clause.text):
            return Verdict("planned", "planned")
    return None


_LEADING = re.compile(r"^[\s\W]+")


def _contact_pattern(clause: str, place: int, language: Language, is_done_task: bool) -> str | None:
    """Give the name of the pattern by which the clause tells of a contact with the person at `place`."""
    theirs = _first(language, "theirs", clause, place)
    if theirs is not None and not language.after_preposition.search(clause[:place]):
        return f"their {theirs}"
    found = _matches(language, "task", clause).get(place, []) if is_done_task else []
    found = [*found, *_matches(language, "mine", clause).get(place, [])]
    if not found:
        return None
    third = language.third.match(clause, _behind_label(clause))
    if third is not None and third.end() <= place + 1 and place != 0:
        return None
    for name, start in found:
        if name != "partner" or not language.heads.search(clause[:start]):
            return name.replace("_", " ")
    return None


_LABEL = re.compile(r"[\w .-]{1,20}:\s+(?=\w)")


def _behind_label(clause: str) -> int:
    """Give where the words begin behind "AOB: " and the like."""
    label = _LABEL.match(clause)
    return label.end() if label else 0


def _first(language: Language, table: Table, clause: str, place: int) -> str | None:
    """Give the name of the first pattern of a table whose person stands at `place`."""
    found = _matches(language, table, clause).get(place)
    return found[0][0].replace("_", " ") if found else None


@lru_cache(maxsize=512)
def _matches(language: Language, table: Table, clause: str) -> dict[int, list[tuple[str, int]]]:
    """Give for each place of a person the patterns that fit there, in their order, and where each begins."""
    patterns: PatternTable = getattr(language, table)
    found: dict[int, list[tuple[str, int]]] = {}
    for name, pattern in patterns.that_may_fit(clause).items():
        for match in pattern.finditer(clause):
            found.setdefault(match.start(match.lastindex or 1), []).append((name, match.start()))
    return found


def kind_of(text: str, language: Language) -> str:
    """Give the kind of contact that the words name: lunch, call…; "" where none does."""
    begin = text[: 2 * MOST_AROUND]
    kinds = language.kinds.that_may_fit(begin)
    return next((kind for kind, words in kinds.items() if words.search(begin)), "") if kinds else ""
