"""A sentence in the form that the patterns are written for, and the parts into which it falls."""

import re
from functools import lru_cache
from typing import NamedTuple

from vaulttool.evidence.language import BOUNDARY_SIGNS, PERSON, Language
from vaulttool.evidence.lazy_pattern import lazy_pattern

_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}(?=\W|$)|(?<!\w)_{1,3}|==")
_SENTENCE_END = re.compile(rf"(?<=[.!?…])[\"')\]»]*\s+(?=[\"'(«\[]*[A-ZÀ-ÖØ-Þ{PERSON[1:-1]}])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|prof|st|mme|mlle|m|mm|no|vs|etc|approx|env|r)|\b\w)\.$", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_OTHER_SPACES = ("  ", "\t", "\u00a0", "\u202f")
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'-]+(?: [A-ZÀ-ÖØ-Þ][\w'-]+)?"
_FIRST_SIGN = ord("\ue000")
_PERSON = re.compile(PERSON)
_BOUNDARY_SIGN = re.compile(BOUNDARY_SIGNS)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_BEGINNINGS, _ENDS = "(\"'«@", ")\"'».!?:"
"""Signs that may stand at the ends of a clause."""
_AROUND = re.compile(rf"^[^\w\ue000-\uf8ff{_BEGINNINGS}]+|[^\w\ue000-\uf8ff{_ENDS}]+$")
"""Bullets, emoji and the like around a clause."""


class Prepared(NamedTuple):
    """A sentence in the form that the patterns are written for."""

    text: str
    """Lower case; each list of persons is one sign."""
    members: dict[str, tuple[int, ...]]
    """For each sign, the numbers of the links that it stands for."""


class Clause(NamedTuple):
    """A part of a sentence with one predicate."""

    text: str
    has_person: bool


def sign(number: int) -> str:
    """Give the sign that stands for the link of that number in a text to be judged."""
    return chr(_FIRST_SIGN + number)


def number_of(person: str) -> int:
    """Give the number of the link that a sign stands for."""
    return ord(person) - _FIRST_SIGN


@lru_cache(maxsize=64)
def split_sentences(text: str) -> tuple[str, ...]:
    """Split a text with signs for its links into sentences."""
    sentences, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        sentences.append(text[start : match.start()])
        start = match.end()
    return (*sentences, text[start:])


class _Forms(NamedTuple):
    """How lists of persons are written in one language."""

    me_last: re.Pattern[str]
    """A person and the comma before "and me"."""
    me_first: re.Pattern[str]
    """ "Me, " before a person."""
    with_plain: re.Pattern[str]
    """ "With Tom, Jane and" before a person: their commas would part "with" from that person."""
    listing: re.Pattern[str]


@lru_cache(maxsize=8)
def _forms(language: Language) -> _Forms:
    joiner = (
        rf"(?:\s*\([^()]*\))?(?:,\s*(?:(?:{language.joiner})\s+)?|\s*/\s*|\s+(?:{language.joiner})\s+"
        rf"|\s+(?={PERSON}))"
    )
    me = language.first_person
    return _Forms(
        lazy_pattern(lambda: rf"(?i)({PERSON}),(?: [\w' ]{{1,20}}?)?(?=\s+(?:{language.joiner})\s+{me}\b)"),
        lazy_pattern(lambda: rf"(?i)\b{me},\s+(?={PERSON})"),
        lazy_pattern(lambda: rf"\b({language.with_words})\s+(?:{_CAPITALISED}{joiner}){{1,30}}(?={PERSON})"),
        lazy_pattern(lambda: rf"{PERSON}(?:{joiner}(?:{_CAPITALISED}{joiner})*{PERSON})*"),
    )


# Several rules ask for the words of the same line, and most lines are one sentence.
@lru_cache(maxsize=64)
def prepare(sentence: str, language: Language) -> Prepared:
    """Bring a sentence into the form that the patterns are written for."""
    text = sentence
    if "*" in text or "_" in text or "==" in text:
        text = _EMPHASIS.sub("", text)
    if any(space in text for space in _OTHER_SPACES):
        text = _SPACES.sub(" ", text)
    text = text.replace("’", "'").replace("‘", "'").strip()
    forms = _forms(language)
    if "," in text:
        text = forms.me_last.sub(r"\1", text)
        text = forms.me_first.sub(f"{language.me_and} ", text)
    if _CAPITAL.search(text, 1):
        text = forms.with_plain.sub(r"\1 ", text)
    persons = _PERSON.findall(text)
    if len(persons) < 2:
        return Prepared(text.lower(), {person: (number_of(person),) for person in persons})
    members: dict[str, tuple[int, ...]] = {}
    result, end = "", 0
    for match in forms.listing.finditer(text):
        kept, rest = _members_of_list(match[0], text[match.end() :], language)
        result += text[end : match.start()] + kept[0]
        members[kept[0]] = tuple(number_of(one) for one in kept)
        if rest:
            result += ", " + rest
            members[rest] = (number_of(rest),)
        end = match.end()
    return Prepared((result + text[end:]).lower(), members)


def _members_of_list(written: str, behind: str, language: Language) -> tuple[list[str], str]:
    """Give the persons of a list, and apart the last one where what follows is said of that one alone."""
    if len(written) == 1:
        return [written], ""
    persons = _PERSON.findall(written)
    if len(persons) == 1:
        return persons, ""
    before_last = written[: written.rindex(persons[-1])].rstrip()
    behind = behind.lower()
    joined_by_comma = before_last.endswith(",")
    is_subject = (
        joined_by_comma and re.match(r" [\w(]", behind) is not None and not language.keeps_list.match(behind)
    )
    if language.at_home.match(behind):
        return persons, ""
    if language.possessive.match(behind) or is_subject or language.blocks["absent"].match(behind):
        return persons[:-1], persons[-1]
    return persons, ""


def _stays(sign: str, others: str) -> bool:
    return sign.isalnum() or "\ue000" <= sign <= "\uf8ff" or sign in others


def _bare(clause: str) -> str:
    stripped = clause.strip(" ")
    if stripped and _stays(stripped[0], _BEGINNINGS) and _stays(stripped[-1], _ENDS):
        return stripped
    return _AROUND.sub("", clause)


def split_clauses(text: str, language: Language) -> list[Clause]:
    """Split a prepared sentence at punctuation and at the words that begin a new predicate."""
    has_words = "clause" in language.turns.that_may_fit(text)
    clauses, start = [], 0
    for match in (language.boundary if has_words else _BOUNDARY_SIGN).finditer(text):
        clauses.append(text[start : match.start()])
        start = match.end() if not match[0][:1].isalpha() else match.start()
    clauses.append(text[start:])
    parts = (_bare(clause) for clause in clauses)
    return [Clause(clause, _PERSON.search(clause) is not None) for clause in parts if clause]
