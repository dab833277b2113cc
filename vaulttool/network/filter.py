"""The one filter language: `circle = close and city ~ lyon and last_contact < 2026-01-01 and company`.

    filter     = either { "or" either }
    either     = single { "and" single }
    single     = "not" single | "(" filter ")" | comparison
    comparison = property [ sign value ] | "has" property
    sign       = "=" | "!=" | "~" | "!~" | "<" | "<=" | ">" | ">="

A property is any of the note (names compared folded: "last contact" is one too), or name, tag, path, folder,
last_contact (derived),
silent (days since then), overdue. A property alone, or `has`, is true where it says something.
Values are words up to the next `and`, `or` or bracket; quote what holds one of these ("Rock and Co").
`=` compares folded, with any item of a list; `~` means contains; `<` and `>` compare dates, numbers or
texts. Where a property says nothing only `!=`, `!~` and `not` are true.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from vaulttool.network.folding import fold_text
from vaulttool.notes.front_matter import fold_name


class Asked(Protocol):
    """Whatever a filter asks for the texts of a property."""

    def texts(self, name: str) -> tuple[str, ...]:
        """Give the texts of a property; none where it says nothing."""


Condition = Callable[[Asked], bool]

_TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<sign>!=|!~|<=|>=|[=~<>])|(?P<bracket>[()])|(?P<word>[^\s()=~<>!"]+|!|"))'
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOST_TOKENS = 200
"""So that no row of brackets is deeper than Python can go."""
_KEYWORDS = ("and", "or", "not", "has", "et", "ou")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def parse_filter(text: str) -> Condition:
    """Read a filter. An empty text lets everyone through.

    Raises ValueError with the place (counted from 1) and what was expected there.
    """
    tokens = list(_tokens(text))
    if len(tokens) > MOST_TOKENS:
        raise ValueError(f"the filter is too long from position {tokens[MOST_TOKENS].start + 1} on")
    if not tokens:
        return lambda candidate: True
    condition, rest = _any(tokens, text)
    if rest:
        raise _error(rest, text, '"and" or "or"')
    return condition


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if not found or found.group("word") == '"':
            raise ValueError(
                f'the filter has a quotation mark without its partner at position {place + 1}: "{text}"'
            )
        kind = found.lastgroup or ""
        value = found.group(kind)
        if kind == "quoted":
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        elif kind == "word" and value.casefold() in _KEYWORDS:
            kind, value = "keyword", {"et": "and", "ou": "or"}.get(value.casefold(), value.casefold())
        yield _Token(kind, value, found.start(found.lastgroup or 0))
        place = found.end()


def _any(tokens: list[_Token], text: str) -> tuple[Condition, list[_Token]]:
    return _joined("or", partial(_joined, "and", _single, all), any, tokens, text)


def _joined(
    word: str,
    part: Callable[[list[_Token], str], tuple[Condition, list[_Token]]],
    how: Callable[[Iterator[bool]], bool],
    tokens: list[_Token],
    text: str,
) -> tuple[Condition, list[_Token]]:
    """Read parts with a word between them; `how` says of how many of them the whole is true."""
    first, rest = part(tokens, text)
    parts = [first]
    while rest and (rest[0].kind, rest[0].text) == ("keyword", word):
        another, rest = part(rest[1:], text)
        parts.append(another)
    return (lambda candidate: how(one(candidate) for one in parts)), rest


def _single(tokens: list[_Token], text: str) -> tuple[Condition, list[_Token]]:
    if not tokens:
        raise _error(tokens, text, "a property")
    first, rest = tokens[0], tokens[1:]
    if (first.kind, first.text) == ("keyword", "not"):
        inner, rest = _single(rest, text)
        return (lambda candidate: not inner(candidate)), rest
    if (first.kind, first.text) == ("bracket", "("):
        inner, rest = _any(rest, text)
        if not rest or rest[0].text != ")":
            raise _error(rest, text, '")"')
        return inner, rest[1:]
    if (first.kind, first.text) == ("keyword", "has"):
        if not rest or rest[0].kind not in ("word", "quoted"):
            raise _error(rest, text, "a property")
        return comparison(rest[0].text, "", ""), rest[1:]
    if first.kind not in ("word", "quoted"):
        raise _error(tokens, text, "a property")
    words = [first.text]
    at = 0
    while at < len(rest) and rest[at].kind == "word":
        words.append(rest[at].text)
        at += 1
    if at < len(rest) and rest[at].kind == "sign":
        # A name of several words, as "last contact" or "mails both ways".
        first, rest = replace(first, text=" ".join(words)), rest[at:]
    if not rest or rest[0].kind != "sign":
        return comparison(first.text, "", ""), rest
    value, after = _value(rest[1:], text)
    return comparison(first.text, rest[0].text, value), after


def _value(tokens: list[_Token], text: str) -> tuple[str, list[_Token]]:
    words = []
    while tokens and tokens[0].kind in ("word", "quoted"):
        words.append(tokens[0].text)
        tokens = tokens[1:]
    if not words:
        raise _error(tokens, text, "a value")
    return " ".join(words), tokens


def _error(tokens: list[_Token], text: str, expected: str) -> ValueError:
    place = tokens[0].start + 1 if tokens else len(text) + 1
    return ValueError(f'the filter expects {expected} at position {place}: "{text}"')


def comparison(name: str, sign: str, value: str) -> Condition:
    """Give the condition that a property compares so with a value; without a sign, that it says something."""
    wanted = fold_text(value.removeprefix("#") if fold_name(name) in ("tag", "tags") else value)

    def holds(candidate: Asked) -> bool:
        texts = [fold_text(text) for text in candidate.texts(name)]
        if not sign:
            return any(text not in ("", "false", "no", "non") for text in texts)
        if sign in ("=", "!="):
            return (wanted in texts) == (sign == "=")
        if sign in ("~", "!~"):
            return any(wanted in text for text in texts) == (sign == "~")
        return any(_ordered(text, sign, wanted) for text in texts)

    return holds


def _ordered(text: str, sign: str, wanted: str) -> bool:
    order = _order(text, wanted)
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign]


def _order(text: str, wanted: str) -> int:
    if _NUMBER.fullmatch(text) and _NUMBER.fullmatch(wanted):
        one, other = float(text), float(wanted)
        return (one > other) - (one < other)
    if _DATE.match(text) and _DATE.match(wanted):
        text, wanted = text[:10], wanted[:10]
    return (text > wanted) - (text < wanted)
