"""Names that stand in a text without a link: where one could be a person's, and where it is a street."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from vaulttool.evidence.language import NameWords
from vaulttool.evidence.languages_in_use import Languages
from vaulttool.notes.links import find_links

_LETTERS = r"[^\W\d_]"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"(?:[dDlL]['’])?{_CAPITAL}{_LETTERS}*(?:['’-]{_LETTERS}+)*"
_PARTICLE = r"(?:de|da|del|della|di|dos|du|des|la|le|van|von|der|den|ten|ter|zu|el|al|bin|ben|ibn|af|y|e|i)"
_PART = rf"(?:{_CAPITAL}\.|{_WORD})"
_ELISION = r"(?:[Qq]u|[dljnsctmDLJNSCTM])['’]"
_RUN = re.compile(
    rf"(?<![\w@#/|.&'’-])(?:{_ELISION}(?={_CAPITAL}))?{_PART}"
    rf"(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,3}}{_PART})+(?![\w@/-])"
)
_PARTICLES = re.compile(rf"[ \u00a0]{_PARTICLE}[ \u00a0]")
_ELIDED = re.compile(rf"{_ELISION}(?={_CAPITAL})")
_POSSESSIVE = re.compile(r"['’]s$")
_LEFT_OUT = re.compile(r"https?://\S+|(?<!\S)[^\s@]{1,200}@\S+|#[^\s#]+|\^[\w-]+\s*$")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?…:;]|^[\W\d_]*)[\s\"“«(*_—–-]*$")
_WORD_BEFORE = re.compile(r"([\w'’.:-]+)(\s+)$")
_WORD_BEHIND = re.compile(r"(?:[ \u00a0])([\w'’&.:-]+)")
_NUMBER = re.compile(r"\d+[a-z]?")
_JOINING = frozenset({"de", "du", "des", "of", "the", "la", "le", "les", "d'", "a", "an", "un", "une"})
_PLACING = frozenset({"in", "down", "along", "on", "up", "near", "en"})
"""Behind these even a whole name is a street or a house."""
AROUND = 160
"""Characters on each side of a name that are looked at, so that no line takes long."""
LONGEST = 6
"""Words of a name."""
MOST_PARTICLES = 3
"""At which one run is cut."""
MOST_RUNS = 40
"""Names looked for in one line."""


class Span(NamedTuple):
    """A part of a text."""

    start: int
    end: int


@lru_cache(maxsize=8)
def name_words(languages: Languages) -> NameWords:
    """Give the words of all languages together: in a vault of two both are names."""
    of_all = [language.names for language in languages.all]
    return NameWords(
        *(frozenset().union(*(getattr(one, key) for one in of_all)) for key in NameWords.__slots__)
    )


def blanked(text: str) -> str:
    """Give a text of the same length in which links, addresses and tags are blanks."""
    for link in find_links(text):
        text = text[: link.start] + " " * (link.end - link.start) + text[link.end :]
    return _LEFT_OUT.sub(lambda found: " " * len(found[0]), text)


def full_names(text: str, languages: Languages) -> Iterator[Span]:
    """Give where two to five words with capitals stand that may be one person's whole name.

    Of a sentence's beginning also the words behind its first: "Yesterday Ana Ruiz called".
    """
    bare = blanked(text)
    words = name_words(languages)
    for found in list(_RUN.finditer(bare))[:MOST_RUNS]:
        for whole in _cut(found):
            for start in _beginnings(bare, whole, words):
                span = Span(start, whole.end)
                if " " in bare[start : whole.end].replace("\u00a0", " ") and stands_free(
                    bare, span, words, True
                ):
                    yield span


def _cut(run: re.Match[str]) -> Iterator[Span]:
    """Give the run, and its two sides where "de" stands in it: "talked to Ana Ruiz de Bo Lee"."""
    elided = _ELIDED.match(run[0])
    tail = _POSSESSIVE.search(run[0])
    start, end = run.start() + (elided.end() if elided else 0), run.end() - (len(tail[0]) if tail else 0)
    if len(run[0].split()) <= LONGEST:
        yield from dict.fromkeys((Span(start, end), Span(run.start(), end)))
    for particle in list(_PARTICLES.finditer(run[0]))[:MOST_PARTICLES]:
        yield Span(start, run.start() + particle.start())
        yield Span(run.start() + particle.end(), end)


def _beginnings(text: str, span: Span, words: NameWords) -> Iterator[int]:
    """Give where a name may begin: at the run's first word, behind a title, behind what begins a sentence."""
    start = span.start
    yield start
    first, _, rest = text[start : span.end].replace("\u00a0", " ").partition(" ")
    folded = first.casefold().rstrip(".")
    if (
        " " in rest
        and rest[0].isupper()
        and (folded in words.titles or _starts_sentence(text, start))
        and folded not in words.before
    ):
        yield start + len(first) + 1


def stands_free(text: str, span: Span, words: NameWords, is_full: bool) -> bool:
    """Say whether a name in a text, links blanked, may be a person's.

    It is none with another name before or behind it, nor as a street, a school, a prize; a single name is
    none behind an article, and one that is a city none behind "in" or "from".
    """
    before, behind = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    if re.search(r"[\w@#/|\[-]$", before) or re.match(r"[\w@/\]|-]", behind):
        return False
    name = text[span.start : span.end].casefold()
    is_owner = re.match(r"['’]s\b", behind) is not None
    return (is_owner or _may_follow(before, name, words, is_full)) and _may_precede(behind, words, is_full)


def _starts_sentence(text: str, start: int) -> bool:
    return _SENTENCE_STARTS.search(text[max(0, start - 60) : start]) is not None if start else True


def _may_follow(before: str, name: str, words: NameWords, is_full: bool) -> bool:
    found = _WORD_BEFORE.search(before[-60:])
    if found is None:
        return True
    word, rest = found[1], before[: len(before) - len(found[0])]
    folded = word.casefold().strip(".'’")
    if not is_full and folded in words.articles:
        return False
    if folded in words.titles:
        return True
    if _NUMBER.fullmatch(word) or folded in words.before or _elides_before(word, words):
        return False
    again = _WORD_BEFORE.search(rest[-60:] + " ") if folded in _JOINING else None
    if again is not None and again[1].casefold().strip(".'’") in words.before:
        return False
    if (is_full or name in words.cities) and folded in words.nearby:
        return is_full and (folded not in _PLACING or re.search(r"\b(?:in|up) on\s$", before) is not None)
    is_capital = word[0].isupper() and not word.isupper()
    if is_capital and not is_full and not _starts_sentence(before, len(rest)):
        return False
    return not is_capital or is_full or folded not in words.before


def _elides_before(word: str, words: NameWords) -> bool:
    return any(part in words.before for part in re.split(r"['’]", word.casefold()))


def _may_precede(behind: str, words: NameWords, is_full: bool) -> bool:
    found = _WORD_BEHIND.match(behind)
    if found is None:
        return True
    word = found[1]
    folded = word.casefold().strip(".,:")
    second = _WORD_BEHIND.match(behind[found.end() :])
    if folded in words.after or (second and f"{folded} {second[1].casefold()}" in words.after):
        return False
    if not is_full and word[0].isdigit():
        return False
    return not (word[0].isupper() and len(word) > 1 and word not in ("I", "I'm", "I’m"))
