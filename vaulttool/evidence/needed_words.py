"""What a text must have for a pattern to fit anywhere in it, read from the pattern itself.

Of a hundred patterns of a language few have a word in common with a given line; the others need not be asked.
What is derived is exact: where none of the words is a whole word of a text and none of the parts is in it,
the pattern does not fit. Where nothing can be told the pattern is asked of every text.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

_TOKEN = re.compile(r"\w+|[^\w\s\x00-\x7f\ue000-\uf8ff]")
"""A word, or a sign such as an emoji; not the signs that stand for people."""
_APART = " "
"""Stands for what is no part of a word, and for a place where no word can go on."""
_MOST = 300
"""Texts that one stretch of a pattern may be before it is given up."""


class Needed(NamedTuple):
    """One of these must be in a text."""

    words: frozenset[str]
    """Whole words, or signs, of the text (see `words_in`)."""
    parts: frozenset[str] = frozenset()
    """Perhaps within a word."""


@lru_cache(maxsize=512)
def words_in(text: str) -> frozenset[str]:
    """Give the words and signs of a text that `Needed.words` speaks of."""
    return frozenset(_TOKEN.findall(text))


def needed_words(pattern: str, common: frozenset[str] = frozenset()) -> Needed | None:
    """Give what every text has that a pattern fits somewhere; None where it cannot be told.

    Of several such sets one is taken that few texts have: `common` are words that most have.
    """
    try:
        return needed_by_parsed(import_module("re._parser").parse(pattern), common)
    except (ImportError, AttributeError):  # Another Python may have other insides.
        return None


def needed_by_parsed(parsed: Any, common: frozenset[str]) -> Needed | None:
    """Give the same for what `re._parser` has made of a pattern. AttributeError where that has changed."""
    return None if parsed.state.flags & ~re.UNICODE else _Reading(common).of(_flat(parsed), False, False)


_Item = tuple[str, Any]
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


def _flat(items: Iterable[Any]) -> list[_Item]:
    """Give a sequence with what stands in its groups, and with letters that follow each other as one text."""
    found: list[_Item] = []
    for operation, value in items:
        name = operation.name
        if name == "SUBPATTERN" and not value[1] and not value[2]:
            found += _flat(value[3])
        elif name == "LITERAL":
            shown = chr(value) if _TOKEN.match(chr(value)) else _APART
            if found and found[-1][0] == "TEXT":
                found[-1] = ("TEXT", found[-1][1] + shown)
            else:
                found.append(("TEXT", shown))
        elif name == "BRANCH":
            found.append((name, [_flat(one) for one in value[1]]))
        elif name in _REPEATS:
            found.append((name, (value[0], value[1], _flat(value[2]))))
        else:
            found.append((name, value))
    return found


class _Reading(NamedTuple):
    """Reads what a pattern needs."""

    common: frozenset[str]

    def of(self, items: Sequence[_Item], begins_apart: bool, ends_apart: bool) -> Needed | None:
        """Give the best that a sequence needs. Whether no word goes on before and behind it is told."""
        found: list[Needed | None] = []
        texts, apart = {""}, begins_apart
        for place, item in enumerate(items):
            more = _texts_of(item)
            if more is not None and len(texts) * len(more) <= _MOST:
                texts = {one + other for one in texts for other in more}
                if all(_is_apart(text, -1, apart) for text in texts):
                    found.append(self.of_texts(texts, apart, True))
                    texts, apart = {""}, True
                continue
            found.append(self.of_texts(texts, apart, _begins_apart(items[place:], ends_apart)))
            before = all(_is_apart(text, -1, apart) for text in texts)
            found.append(self.of_many(item, before, _begins_apart(items[place + 1 :], ends_apart)))
            texts, apart = (more, False) if more is not None else ({""}, _ends_apart([item], before))
        found.append(self.of_texts(texts, apart, ends_apart))
        return min((one for one in found if one is not None), key=self.commonness, default=None)

    def of_many(self, item: _Item, before: bool, behind: bool) -> Needed | None:
        """Give what an item needs that cannot be written as a few texts."""
        name, value = item
        if name in _REPEATS:
            return self.of(value[2], False, False) if value[0] else None
        if name != "BRANCH":
            return None
        words: set[str] = set()
        parts: set[str] = set()
        for one in value:
            needed = self.of(one, before, behind)
            if needed is None:
                return None
            words |= needed.words
            parts |= needed.parts
        return Needed(frozenset(words), frozenset(parts))

    def of_texts(self, texts: Iterable[str], begins_apart: bool, ends_apart: bool) -> Needed | None:
        """Take the rarest whole word of each text, else the longest part of one; None: one has neither."""
        words: set[str] = set()
        parts: set[str] = set()
        for text in texts:
            tokens = list(_TOKEN.finditer(text))
            if not tokens:
                return None
            whole = [
                token[0]
                for token in tokens
                if (begins_apart or token.start() or not _is_letter(token[0][0]))
                and (ends_apart or token.end() < len(text) or not _is_letter(token[0][-1]))
            ]
            if whole:
                words.add(min(whole, key=lambda word: (word in self.common, -len(word))))
            else:
                parts.add(max((token[0] for token in tokens), key=len))
        return Needed(frozenset(words), frozenset(parts))

    def commonness(self, needed: Needed) -> int:
        """Say how many texts will have it, by a rough measure: short words are common too."""
        words = sum(
            80 if word in self.common else 20 if len(word) < 3 else 5 if len(word) == 3 else 1
            for word in needed.words
        )
        return words + sum(100 if len(part) < 4 else 10 for part in needed.parts)


def _texts_of(item: _Item) -> set[str] | None:
    """Give all texts that an item fits, if they are few; what is no part of a word is a blank."""
    name, value = item
    match name:
        case "TEXT":
            return {value}
        case "IN":
            return _texts_of_class(value)
        case "AT":
            return {""} if value.name == "AT_NON_BOUNDARY" else {_APART}
        case "ASSERT_NOT":
            return {_APART} if _excludes_words(value[1]) else {""}
        case "ASSERT":
            return {_APART} if value[0] > 0 and _begins_apart(_flat(value[1]), False) else {""}
        case "BRANCH":
            found: set[str] = set()
            for one in value:
                texts = _texts_of_all(one)
                if texts is None:
                    return None
                found |= texts
            return found if len(found) <= _MOST else None
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _texts_of_repeat(*value)
    return None


def _texts_of_all(items: Sequence[_Item]) -> set[str] | None:
    texts = {""}
    for item in items:
        more = _texts_of(item)
        if more is None or len(texts) * len(more) > _MOST:
            return None
        texts = {one + other for one in texts for other in more}
    return texts


def _texts_of_repeat(least: int, most: int, items: Sequence[_Item]) -> set[str] | None:
    once = _texts_of_all(items)
    if once is None:
        return None
    if not any(text.strip(_APART) for text in once):  # Many blanks part words as one does.
        return once if least else once | {""}
    return once | {""} if (least, most) == (0, 1) else once if (least, most) == (1, 1) else None


def _texts_of_class(members: Sequence[Any]) -> set[str] | None:
    """Give the characters of `[…]`, if they are few; a blank for those that are no part of a word."""
    if members[0][0].name == "NEGATE":
        return {_APART} if _has_words(members) else None
    found: set[str] = set()
    for operation, value in members:
        name = operation.name
        if name == "LITERAL":
            found.add(chr(value) if _is_letter(chr(value)) else _APART)
        elif (name == "RANGE" and value[0] >= 0xE000 and value[1] <= 0xF8FF) or (
            name == "CATEGORY" and value.name in ("CATEGORY_SPACE", "CATEGORY_NOT_WORD")
        ):
            found.add(_APART)
        else:
            return None
    return found


def _has_words(members: Sequence[Any]) -> bool:
    return any(name.name == "CATEGORY" and value.name == "CATEGORY_WORD" for name, value in members)


def _excludes_words(items: Sequence[Any]) -> bool:
    """Say whether a look ahead or back refuses every character that may be part of a word."""
    if len(items) != 1 or items[0][0].name != "IN":
        return False
    members = items[0][1]
    return members[0][0].name != "NEGATE" and _has_words(members)


def _begins_apart(items: Sequence[_Item], otherwise: bool) -> bool:
    """Say whether no word goes on where a sequence begins."""
    if not items:
        return otherwise
    name, value = items[0]
    texts = _texts_of(items[0])
    if texts is not None:
        behind = "" not in texts or _begins_apart(items[1:], otherwise)
        return behind and all(_is_apart(text, 0, True) for text in texts)
    if name == "BRANCH":
        return all(_begins_apart([*one, *items[1:]], otherwise) for one in value)
    if name in _REPEATS:
        behind = bool(value[0]) or _begins_apart(items[1:], otherwise)
        return behind and _begins_apart(value[2], False)
    return False


def _ends_apart(items: Sequence[_Item], otherwise: bool) -> bool:
    """Say whether no word goes on where a sequence ends."""
    if not items:
        return otherwise
    name, value = items[-1]
    texts = _texts_of(items[-1])
    if texts is not None:
        before = "" not in texts or _ends_apart(items[:-1], otherwise)
        return before and all(_is_apart(text, -1, True) for text in texts)
    if name == "BRANCH":
        return all(_ends_apart([*items[:-1], *one], otherwise) for one in value)
    if name in _REPEATS:
        before = bool(value[0]) or _ends_apart(items[:-1], otherwise)
        return before and _ends_apart(value[2], False)
    return False


def _is_apart(text: str, place: int, otherwise: bool) -> bool:
    return not _is_letter(text[place]) if text else otherwise


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
