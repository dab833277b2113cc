"""What a line says of things lent and borrowed: `lent:: the tent`, `borrowed:: Dune`, `returned:: yes`."""

from collections.abc import Mapping
from typing import NamedTuple

from vaulttool.notes.accents import without_accents

_NAMES = {
    "lent": "lent", "lended": "lent", "loaned": "lent", "prete": "lent", "pretee": "lent",
    "borrowed": "borrowed", "emprunte": "borrowed", "empruntee": "borrowed",
    "returned": "returned", "givenback": "returned", "rendu": "returned", "rendue": "returned",
}  # fmt: skip
"""Folded names of fields, English and French, to ours."""
_DONE = ("x", "X", "-")


class LoanFields(NamedTuple):
    """What one line says; "" for nothing."""

    lent: str = ""
    """What the user lent."""
    borrowed: str = ""
    """What the user borrowed."""
    returned: str = ""
    """What came back, or the day it did; "yes" where the field is empty, or the line's box is ticked."""


NO_LOAN = LoanFields()


def loan_of(fields: Mapping[str, str], box: str | None) -> LoanFields:
    """Read the fields of a line by folded name, and its box where it has one."""
    said = {ours: value for name, value in fields.items() if (ours := _NAMES.get(without_accents(name)))}
    if not said:
        return NO_LOAN
    if "returned" in said or box in _DONE:
        said["returned"] = said.get("returned") or "yes"
    return LoanFields(**said)
