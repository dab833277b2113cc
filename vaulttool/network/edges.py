"""Ties between people: every property that links a contact, seen from both ends."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaulttool.network.contact import Contact
from vaulttool.network.kept_answers import KEPT_APART, NOT_SAME
from vaulttool.notes.front_matter import fold_name

Inverses = Mapping[str, str]
"""Name of an edge to its name from the other end, as in the setting `inverse_edges`."""

DEFAULT_INVERSES: Inverses = {
    "parent": "child", "mother": "child", "father": "child", "partner": "partner", "spouse": "spouse",
    "wife": "spouse", "husband": "spouse", "sibling": "sibling", "sister": "sibling", "brother": "sibling",
    "friend": "friend", "knows": "knows", "colleague": "colleague", "neighbour": "neighbour",
    "manager": "report", "mentor": "mentee", "introduced_by": "introduced", "mère": "enfant",
    "père": "enfant", "conjoint": "conjoint", "conjointe": "conjoint", "ami": "ami", "amie": "ami",
    "connaît": "connaît", "collègue": "collègue", "voisin": "voisin", "voisine": "voisin",
    "présenté_par": "a_présenté", "présentée_par": "a_présenté",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie:
    """How one contact is tied to another, as seen from the one."""

    name: str
    """"" where the other's note says it and no inverse is known: then `said_as` has its word."""
    other: str
    """Path of the other contact."""
    said_in: str
    """Path of the note that says it."""
    said_as: str
    """The property there."""


def inverse_of(name: str, inverses: Inverses) -> str:
    """Give the name of an edge from the other end, of the first pair that has it; "" if none has."""
    wanted = fold_name(name)
    for one, other in inverses.items():
        if fold_name(one) == wanted:
            return other
        if fold_name(other) == wanted:
            return one
    return ""


def ties(contacts: Mapping[str, Contact], inverses: Inverses) -> Mapping[str, Sequence[Tie]]:
    """Give the ties of everyone who has any, said in their own note first; each pair and name once."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for path, contact in contacts.items():
        found[path] += [Tie(edge.name, edge.target, path, edge.name) for edge in contact.edges]
    names = {edge.name for contact in contacts.values() for edge in contact.edges}
    inverse = {name: inverse_of(name, inverses) for name in names}
    for path, contact in contacts.items():
        for edge in contact.edges:
            tie = Tie(inverse[edge.name], path, path, edge.name)
            if edge.target in contacts and not any(_says_the_same(own, tie) for own in found[edge.target]):
                found[edge.target].append(tie)
    return {path: own for path, own in found.items() if own}


def is_apart(name: str) -> bool:
    """Whether an edge only remembers an answer: not one person, not to be introduced."""
    return fold_name(name) in (fold_name(NOT_SAME), fold_name(KEPT_APART))


def _says_the_same(own: Tie, tie: Tie) -> bool:
    return own.other == tie.other and fold_name(own.name) == fold_name(tie.name or tie.said_as)
