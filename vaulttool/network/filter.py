"""The one filter language: `circle = close and city ~ lyon and last_contact < 2026-01-01 and company`.

    filter     = either { "or" either }
    either     = single { "and" single }
    single     = "not" single | "(" filter ")" | comparison
    comparison = property [ sign value ] | "has" property
    sign       = "=" | "!=" | "~" | "!~" | "<" | "<=" | ">" | ">="

A property is any of the note (names compared folded), or name, tag, path, folder, last_contact (derived),
silent (days since then), overdue. A property alone, or `has`, is true where it says something.
Values are words up to the next `and`, `or` or bracket; quote what holds one of these ("Rock and Co").
`=` compares folded, with any item of a list; `~` means contains; `<` and `>` compare dates, numbers or
texts. Where a property says nothing only `!=`, `!~` and `not` are true.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vaulttool.network.circle import CIRCLES, DEFAULT_RULES, CadenceRules, read_circle
from vaulttool.network.contact import Contact
from vaulttool.network.folding import fold_text
from vaulttool.network.network import Network
from vaulttool.network.property_value import texts_of
from vaulttool.network.warmth import warmth_of
from vaulttool.notes.front_matter import fold_name

Condition = Callable[["Candidate"], bool]

_TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<sign>!=|!~|<=|>=|[=~<>])|(?P<bracket>[()])|(?P<word>[^\s()=~<>!"]+|!|"))'
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOST_TOKENS = 200
"""So that no row of brackets is deeper than Python can go."""
_KEYWORDS = ("and", "or", "not", "has", "et", "ou")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact together with what the network knows of it, as filters see it."""

    contact: Contact
    network: Network
    rules: CadenceRules

    def texts(self, name: str) -> tuple[str, ...]:
        """Give the texts of a property; none where it says nothing."""
        folded = fold_name(name)
        own = _OWN.get(folded)
        return own(self) if own else texts_of(self.contact.properties.get(folded))


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


def select(
    network: Network,
    where: str = "",
    *,
    circle: str = "",
    tag: str = "",
    city: str = "",
    company: str = "",
    field: str = "",
    status: str = "",
    overdue: bool = False,
    rules: CadenceRules = DEFAULT_RULES,
) -> tuple[Contact, ...]:
    """Give the contacts that a filter and the short options let through, in order of path.

    The short options say "is" for circle, tag and status, "contains" for city, company and field.
    """
    exact = {"circle": circle, "tag": tag, "status": status}
    loose = {"city": city, "company": company, "field": field}
    conditions = [parse_filter(where)]
    conditions += [_comparison(name, "=", value) for name, value in exact.items() if value]
    conditions += [_comparison(name, "~", value) for name, value in loose.items() if value]
    conditions += [_comparison("overdue", "", "")] if overdue else []
    return tuple(
        contact
        for contact in network.contacts.values()
        if all(condition(Candidate(contact, network, rules)) for condition in conditions)
    )


def circle_named(said: str, contacts: Iterable[Contact]) -> str:
    """Give the circle that a word means: one of ours, or one that somebody's note names.

    Raises ValueError with the circles that there are.
    """
    if not said or (ours := read_circle(said)):
        return ours if said else ""
    own = {fold_text(contact.circle): contact.circle for contact in contacts if contact.circle}
    if fold_text(said) in own:
        return own[fold_text(said)]
    known = dict.fromkeys((*CIRCLES, "daily", *sorted(own.values())))
    raise ValueError(f'"{said}" is no circle here; there are {", ".join(known)}')


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
    first, rest = _all(tokens, text)
    parts = [first]
    while rest and (rest[0].kind, rest[0].text) == ("keyword", "or"):
        part, rest = _all(rest[1:], text)
        parts.append(part)
    return (lambda candidate: any(part(candidate) for part in parts)), rest


def _all(tokens: list[_Token], text: str) -> tuple[Condition, list[_Token]]:
    first, rest = _single(tokens, text)
    parts = [first]
    while rest and (rest[0].kind, rest[0].text) == ("keyword", "and"):
        part, rest = _single(rest[1:], text)
        parts.append(part)
    return (lambda candidate: all(part(candidate) for part in parts)), rest


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
        return _comparison(rest[0].text, "", ""), rest[1:]
    if first.kind not in ("word", "quoted"):
        raise _error(tokens, text, "a property")
    if not rest or rest[0].kind != "sign":
        return _comparison(first.text, "", ""), rest
    value, after = _value(rest[1:], text)
    return _comparison(first.text, rest[0].text, value), after


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


def _comparison(name: str, sign: str, value: str) -> Condition:
    wanted = fold_text(value.removeprefix("#") if fold_name(name) in ("tag", "tags") else value)

    def holds(candidate: Candidate) -> bool:
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


def _texts(*values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value not in (None, ""))


def _silent(candidate: Candidate) -> tuple[str, ...]:
    last = candidate.network.last_contact.get(candidate.contact.path)
    return () if last is None else (str((candidate.network.today - last).days),)


def _overdue(candidate: Candidate) -> tuple[str, ...]:
    warmth = warmth_of(candidate.contact, candidate.network, candidate.rules)
    late = warmth is not None and warmth.is_overdue and candidate.contact.asks_for_acts
    return ("true",) if late else ("false",)


def _with_parents(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys("/".join(tag.split("/")[:n]) for tag in tags for n in range(1, tag.count("/") + 2))
    )


_OWN: dict[str, Callable[[Candidate], tuple[str, ...]]] = {
    "name": lambda c: c.contact.names or (c.contact.name,),
    "path": lambda c: (c.contact.path,),
    "folder": lambda c: _texts(c.contact.path.rpartition("/")[0]),
    "circle": lambda c: _texts(c.contact.circle),
    "status": lambda c: (c.contact.status,),
    "company": lambda c: _texts(c.contact.company),
    "role": lambda c: _texts(c.contact.role),
    "field": lambda c: _texts(c.contact.field),
    "city": lambda c: _texts(c.contact.city),
    "tag": lambda c: _with_parents(c.contact.tags),
    "tags": lambda c: _with_parents(c.contact.tags),
    "email": lambda c: c.contact.emails,
    "phone": lambda c: c.contact.phones,
    "needs": lambda c: c.contact.needs,
    "offers": lambda c: c.contact.offers,
    "cadence": lambda c: _texts(c.contact.cadence_text),
    "lastcontact": lambda c: _texts(c.network.last_contact.get(c.contact.path)),
    "silent": _silent,
    "overdue": _overdue,
    "died": lambda c: ("true",) if c.contact.is_dead else (),
    "private": lambda c: ("true",) if c.contact.private else (),
}
