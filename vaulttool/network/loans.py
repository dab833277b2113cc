"""Things lent and borrowed that have not come back yet."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vaulttool.evidence.interaction import Direction
from vaulttool.network.folding import words_in
from vaulttool.network.property_value import date_of, shown_text

_TO_WHOM = re.compile(r"(?:\s+(?:to|from|for|by|à|a|de|par))?\s*\[\[[^\[\]]*\]\]")


@dataclass(frozen=True, slots=True)
class Loan:
    """A thing that is with somebody whose it is not."""

    contact: str
    """Path of the other's note."""
    note: str
    line: int
    """Where it stands, counted from 1."""
    what: str
    """As written, links as shown."""
    since: dt.date | None
    by: Direction
    """"me" where the user lent it, "them" where the user borrowed it."""


class LoanLine(NamedTuple):
    """What one line says of loans with one contact."""

    contact: str
    note: str
    line: int
    date: dt.date | None
    lent: str
    borrowed: str
    returned: str


def open_loans(lines: Iterable[LoanLine], today: dt.date) -> tuple[Loan, ...]:
    """Give the loans that no `returned` closes, the oldest first; those without a day last.

    A loan is closed by `returned` on its own line, or by a later line of the same person that names the
    thing: all words of one of the two stand in the other. A later line that names nothing, or only a day,
    closes the loan where it is the only one with that person.
    """
    said = sorted(
        {line for line in lines if line.date is None or line.date <= today},
        key=lambda line: (line.date or dt.date.max, line.note, line.line, line.contact),
    )
    lent = [loan for line in said if not line.returned for loan in _loans_of(line)]
    back = [line for line in said if line.returned and not line.lent and not line.borrowed]
    for line in back:
        lent = _without(lent, line)
    return tuple(lent)


def _loans_of(line: LoanLine) -> Iterator[Loan]:
    sides: tuple[tuple[str, Direction], ...] = ((line.lent, "me"), (line.borrowed, "them"))
    for text, by in sides:
        if what := _thing(text) or shown_text(text):
            yield Loan(line.contact, line.note, line.line, what, line.date, by)


def _thing(text: str) -> str:
    """Give the thing alone: "the tent to [[Ana]]" is "the tent"."""
    return shown_text(_TO_WHOM.sub("", text)).strip(" .,;")


def _without(loans: Sequence[Loan], back: LoanLine) -> list[Loan]:
    theirs = [loan for loan in loans if loan.contact == back.contact and _is_before(loan, back)]
    thing = _thing(back.returned)
    named = "" if thing == "yes" or _is_only_a_day(thing) else thing
    closed = [loan for loan in theirs if _is_same(loan.what, named)] if named else theirs[: len(theirs) == 1]
    return [loan for loan in loans if loan not in closed[:1]]


def _is_before(loan: Loan, back: LoanLine) -> bool:
    return loan.since is None or back.date is None or loan.since <= back.date


def _is_only_a_day(text: str) -> bool:
    return date_of(text) is not None and not any(sign.isalpha() for sign in shown_text(text))


def _is_same(one: str, other: str) -> bool:
    words, others = set(words_in(one)), set(words_in(other))
    return bool(words and others) and (words <= others or others <= words)
