"""The words of one language, compiled; `languages/*.toml` holds them as data."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaulttool.evidence.headings_and_fields import (
    Fields,
    Headings,
    alternatives,
    fields_of_language,
    headings_of,
    joined,
)
from vaulttool.evidence.lazy_pattern import lazy_pattern
from vaulttool.evidence.pattern_table import PatternIndex, PatternTable

PERSON = "[\ue000-\uf8ff]"
"""In a prepared sentence each link, or list of links, is one sign of the private use area."""

BOUNDARY_SIGNS = r"[;,()–—…?!]|\s-\s|\.\s"
"""Between two clauses."""

_EMOJI = re.compile(r"[^\x00-\u206f\ufe0f\w|?]")
_MACRO = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words around names that stand without a link, in lower case."""

    articles: frozenset[str]
    """Behind these a first name is a word: "the Rose"."""
    cities: frozenset[str]
    """First names that are places as well."""
    before: frozenset[str]
    """Before a name they make a street, a school, a work of it."""
    after: frozenset[str]
    nearby: frozenset[str]
    """Behind these a city is a place."""
    titles: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All that the rules know of one language. Equal to itself only, so that answers can be kept by it."""

    code: str
    detect: frozenset[str]
    joiner: str
    """Pattern of the words that join names to a list."""
    first_person: str
    """Pattern of the words for the user in a list: "I", "me"."""
    with_words: str
    """Pattern of the words that join the user to those they were with."""
    me_and: str
    """How "me, Ana" is said as a list: "me and"."""
    boundary: re.Pattern[str]
    certain: PatternTable
    """Contact whatever plan or memory the same words would tell elsewhere."""
    mine: PatternTable
    """Contact by name of the pattern; group 1 is the person. The user is the subject."""
    theirs: PatternTable
    """The person is the subject, or nobody else can be."""
    task: PatternTable
    """For done tasks: verbs in their base form."""
    heads: re.Pattern[str]
    third: re.Pattern[str]
    turns: PatternTable
    """content: behind these words it is told what was talked about; topic: what is said is said of whom;
    clause: words that begin a new one."""
    after_preposition: re.Pattern[str]
    """The end of a text behind which a person is not the subject."""
    blocks: PatternTable
    """absent, cancelled, negated, planned, elsewhere, distance, one_way and what may trail behind."""
    kinds: PatternTable
    act: re.Pattern[str]
    """A text that is nothing but an act: "lunch", "📞 call"."""
    act_word: re.Pattern[str]
    """An act anywhere in a text."""
    acts: PatternTable
    """then_person: the beginning of a line, an act or its emoji, a sign, a person (group 1)."""
    act_before_name: re.Pattern[str]
    """The beginning of a title: an act and what joins it to a name."""
    solitary: re.Pattern[str]
    """A title that begins with something one does alone: reading, writing to somebody."""
    log_contact: re.Pattern[str]
    """Words that make an entry of a contact's log a contact."""
    log_aside: re.Pattern[str]
    """Words that make an entry a thing told or noted by others."""
    log_opening: re.Pattern[str]
    """The beginning of "First met on DAY", "Spoke with her on DAY"."""
    pronoun: re.Pattern[str]
    """The pronoun for the person at the beginning of an entry."""
    log_fact: re.Pattern[str]
    """The beginning of an entry that is a fact of the person's life."""
    correspondence: PatternTable
    """wrote: right behind a person, they wrote; wrote_to: the end of a text before a person, the user wrote
    to them; answer: an answer came, or went."""
    word: re.Pattern[str]
    """A text that is nothing but a word of this list: a verb or act that somebody has linked."""
    keeps_list: re.Pattern[str]
    """What may follow a comma-joined last name without making it a new subject."""
    possessive: re.Pattern[str]
    at_home: re.Pattern[str]
    """Right behind a possessive: one was at their table all the same."""
    headings: Headings
    fields: Fields
    names: NameWords
    yesterday: re.Pattern[str]
    """At the beginning of a line or anywhere as a word."""

    @property
    def tables(self) -> tuple[PatternTable, ...]:
        """All tables of patterns."""
        found = (getattr(self, name) for name in self.__slots__)
        return tuple(one for one in found if isinstance(one, PatternTable))


def compile_language(table: Mapping[str, Any]) -> Language:
    """Compile a language file's table. KeyError or re.error where the file is wrong: it is ours."""
    macros = {name: joined(text) for name, text in table["macros"].items()}

    def expand(text: str) -> str:
        while True:
            expanded = _MACRO.sub(lambda m: _macro(m, macros), text)
            if expanded == text:
                return text
            text = expanded

    def one(text: str) -> re.Pattern[str]:
        return lazy_pattern(lambda: expand(text))

    index = PatternIndex(frozenset(table["detect"]))

    def many(name: str) -> PatternTable:
        return PatternTable({key: one(joined(text)) for key, text in table[name].items()}, index)

    before_word = r"(?<!\w)" if table["elides"] else r"(?<![\w'])"
    blocks = {
        key: one(f"{_anchor(key) or before_word}{joined(_whole_words(key, text))}")
        for key, text in table["blocks"].items()
    }
    act = expand("{act}")
    boundary = rf"\b{joined(table['boundary'])}\b"
    return Language(
        code=table["code"],
        detect=frozenset(table["detect"]),
        joiner="|".join(table["and"]),
        first_person=joined(table["first_person"]),
        with_words=table["with"],
        me_and=table["me_and"],
        boundary=one(rf"{boundary}|{BOUNDARY_SIGNS}"),
        certain=many("certain"),
        mine=many("mine"),
        theirs=many("theirs"),
        task=many("task"),
        heads=one(rf"\b{joined(table['heads']['not_a_meeting'])}\s*$"),
        third=one(joined(table["subject"]["third"])),
        turns=PatternTable(
            {
                "content": one(rf"\b{joined(table['content']['begins'])}\b"),
                "topic": one(rf"\b{joined(table['content']['topic'])}\b"),
                "clause": one(boundary),
            },
            index,
        ),
        after_preposition=one(rf"\b{joined(table['content']['preposition'])}\s*{{filler}}$"),
        blocks=PatternTable(blocks, index),
        kinds=PatternTable(
            {kind: _kind(one, joined(words)) for kind, words in table["kinds"].items()}, index
        ),
        act=one(rf"(?:[^\w\ue000-\uf8ff]*(?:\w+ )?){act}\W*$"),
        act_word=one(r"(?<!\w){act}(?!\w)"),
        acts=PatternTable(
            {
                "then_person": one(
                    r"^[^\w\ue000-\uf8ff]*(?:(?:{act_adjective}) )*{act}(?: (?:{act_adjective}))*"
                    r"\s*(?:[:–—|/·-]+\s*)?{filler}{x}"
                    + "|^(?:"
                    + "|".join(_EMOJI.findall(" ".join(map(joined, table["kinds"].values()))))
                    + r")[\ufe0f\s:–—-]*{x}"
                )
            },
            index,
        ),
        act_before_name=one(r"(?:(?:{act_adjective}) )*{act}\s*(?:[:–—_-]\s*)?(?=\w)"),
        solitary=one(joined(table["own_log"]["solitary"])),
        log_contact=one(rf"(?<!\w)(?:{joined(table['own_log']['contact'])})(?!\w)"),
        log_aside=one(joined(table["own_log"]["aside"])),
        log_opening=one(joined(table["own_log"]["opening"])),
        pronoun=one(rf"^{joined(table['own_log']['pronoun'])}(?=\s)"),
        log_fact=one(joined(table["own_log"]["fact"])),
        correspondence=PatternTable(
            {
                "wrote": one(joined(table["correspondence"]["wrote"])),
                "wrote_to": one(joined(table["correspondence"]["wrote_to"]) + r"\s+{filler}$"),
                "answer": one(joined(table["correspondence"]["answer"])),
            },
            index,
        ),
        word=one(joined(table["linked_words"]) + "$"),
        keeps_list=one(joined(table["keeps_list"])),
        possessive=one(table["possessive"]),
        at_home=one(table["at_home"]),
        headings=headings_of(table["headings"]),
        fields=fields_of_language(table["fields"]),
        names=NameWords(**{key: frozenset(words) for key, words in table["names"].items()}),
        yesterday=alternatives(table["fields"]["yesterday"], whole=False),
    )


def _macro(match: re.Match[str], macros: Mapping[str, str]) -> str:
    name = match[1]
    return f"({PERSON})" if name == "x" else PERSON if name == "p" else macros[name]


def _anchor(name: str) -> str:
    """Give what stands before a block that is matched at a fixed place; "" for one that is searched."""
    if name == "absent":
        return r"\s*(?:(?:{be}) )?"
    return r"\s*(?:(?:{conjunction}) )*" if name.startswith("trailing") else ""


def _whole_words(name: str, text: str | Sequence[str]) -> str | Sequence[str]:
    """Let no word of a block be the beginning of another ("should" of "shoulder")."""
    if isinstance(text, str):
        return text if name == "one_way" else text + r"(?!\w)"
    return [_whole(one) for one in text]


_LOOKING_ON = re.compile(r"\(\?[=!][^()]*(?:\([^()]*\)[^()]*)*\)$")


def _whole(entry: str) -> str:
    """An entry that ends with a blank goes on; one that looks on behind its last word still ends there."""
    ahead = _LOOKING_ON.search(entry)
    words = entry[: ahead.start()] if ahead else entry
    if words.endswith((" ", "\\b", "$")):
        return entry
    return words + r"(?!\w)" + entry[len(words) :]


def _kind(one: Any, words: str) -> re.Pattern[str]:
    pattern: re.Pattern[str] = one(rf"(?<!\w)(?:{words})(?!\w)")
    return pattern
