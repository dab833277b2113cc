"""The names of all contacts, and where a text may name one of them without a link."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vaulttool.evidence.languages_in_use import Languages
from vaulttool.evidence.plain_names import Span, blanked, name_words, stands_free
from vaulttool.network.contact import Contact
from vaulttool.notes.paths import name_of
from vaulttool.vault.resolution import fold_person

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text."""

    span: Span
    words: str
    """As written."""
    paths: tuple[str, ...]
    """Of all contacts who bear it, in order."""
    is_full: bool
    """Two words or more; else a first name or an alias of one word."""


@dataclass(frozen=True, slots=True)
class NameBook:
    """Names by their first word, folded; a first name means everybody who is called so."""

    full: Mapping[str, Mapping[str, frozenset[str]]]
    """First word → whole name → contacts."""
    single: Mapping[str, frozenset[str]]
    longest: int
    """Words of the longest name."""
    _first_words: frozenset[str]
    """Of the first names: "marie" of "marie-lou"."""

    def may_name(self, text: str) -> bool:
        """Say at little cost whether a text holds any word with which a name begins."""
        words = {word.casefold() for word in _WORD.findall(text)}
        return not (words.isdisjoint(self.full) and words.isdisjoint(self._first_words))

    def find(self, text: str, languages: Languages, any_case: bool = False) -> Iterator[Named]:
        """Give the names in a line of a note, from left to right; those in links and addresses are none.

        `any_case`: also those that begin with a small letter.
        """
        bare = blanked(text)
        words = name_words(languages)
        tokens = list(_WORD.finditer(bare))
        index = 0
        while index < len(tokens):
            found, taken = self._at(bare, tokens, index, any_case)
            if found is None or not stands_free(bare, found.span, words, found.is_full):
                index += 1
                continue
            yield found
            index += taken

    def _at(
        self, text: str, tokens: list[re.Match[str]], index: int, any_case: bool
    ) -> tuple[Named | None, int]:
        start = tokens[index].start()
        if not any_case and not text[start].isupper():
            return None, 1
        names = self.full.get(fold_person(tokens[index][0]), {})
        for count in range(min(self.longest, len(tokens) - index), 1, -1):
            if not names:
                break
            span = Span(start, tokens[index + count - 1].end())
            paths = names.get(fold_person(text[span.start : span.end]))
            if paths is not None:
                return Named(span, text[span.start : span.end], tuple(sorted(paths)), True), count
        return self._single(text, tokens, index)

    def _single(self, text: str, tokens: list[re.Match[str]], index: int) -> tuple[Named | None, int]:
        """A first name may hold hyphens: "Marie-Lou"."""
        start, end, count = tokens[index].start(), tokens[index].end(), 1
        while index + count < len(tokens) and text[end : tokens[index + count].start()] in ("-", "\u2011"):
            end, count = tokens[index + count].end(), count + 1
        paths = self.single.get(fold_person(text[start:end]))
        return (
            (Named(Span(start, end), text[start:end], tuple(sorted(paths)), False), count)
            if paths
            else (None, 1)
        )


def name_book(contacts: Iterable[tuple[str, Contact]]) -> NameBook:
    """Make the book of some contacts, given by path; whoever has died or is archived keeps their names."""
    full: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    single: dict[str, set[str]] = defaultdict(set)
    longest = 1
    for path, contact in contacts:
        for name in (name_of(path), *contact.names):
            folded = fold_person(name)
            parts = _WORD.findall(folded)
            if not parts or not folded[0].isalpha() or len(folded) < 2:
                continue
            if " " in folded:
                full[parts[0]][folded].add(path)
                longest = max(longest, len(parts))
            first = folded.split()[0].rstrip(",")
            if len(first) > 1 and first not in _NO_NAMES:
                single[first].add(path)
    return NameBook(
        {word: {name: frozenset(paths) for name, paths in names.items()} for word, names in full.items()},
        {word: frozenset(paths) for word, paths in single.items()},
        longest,
        frozenset(word for first in single for word in _WORD.findall(first)[:1]),
    )


_NO_NAMES = frozenset(
    {
        "dr",
        "dr.",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "mme",
        "m.",
        "mlle",
        "prof",
        "prof.",
        "the",
        "la",
        "le",
    }
)
