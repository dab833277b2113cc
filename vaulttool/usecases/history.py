"""Keep what a person's note said of company, role, city and address, in a dated line under its History."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from vaulttool.network.contact import Contact
from vaulttool.network.move import MOVED, Move, Moved, is_other, is_told, move_line
from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import raw_texts
from vaulttool.notes.front_matter import fold_name
from vaulttool.notes.history_section import HEADINGS, add_to_history
from vaulttool.notes.problem import Problem
from vaulttool.usecases.changes import Changes
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.settings import Settings


def moves_between(before: Contact, after: Contact, settings: Settings, day: dt.date) -> tuple[Move, ...]:
    """Give what changed between two states of one note, and its History does not tell yet."""
    found = (Move(day, what, _raw(before, what, settings), _raw(after, what, settings)) for what in MOVED)
    return untold(found, after)


def untold(moves: Iterable[Move], contact: Contact) -> tuple[Move, ...]:
    """Give those that are changes indeed and that the note's History does not tell."""
    return tuple(
        move
        for move in moves
        if move.old and is_other(move.what, move.old, move.new) and not is_told(move, contact.moves)
    )


def with_history(
    source: bytes, path: str, moves: Sequence[Move], language: Literal["en", "fr"], heading: str = ""
) -> bytes | Problem:
    """Give the note with a line for each move; `heading` "": the usual word of the language."""
    lines = [move_line(move, language) for move in moves]
    return add_to_history(source, path, lines, heading or HEADINGS[language])


def keep_history(vault: OpenVault, changes: Changes, contact: Contact, moves: Iterable[Move]) -> None:
    """Add the moves that are ones to a note whose property is changed. Raises VaultError as `put` does."""
    new = untold(moves, contact)
    content = changes.read(contact.path)
    if new and content is not None:
        told = with_history(content, contact.path, new, vault.language, vault.settings.history_heading)
        changes.put(contact.path, told, "what it said before, under History")


def told_moves(moves: Iterable[Move]) -> str:
    """Give moves in a few words, for the journal: "company: Orvelle → Quaylight"."""
    return "; ".join(move_line(move, "en").partition(": ")[2] for move in moves)


def names_of_property(settings: Settings, ours: str) -> frozenset[str]:
    """Give the folded names under which a note may keep one of our properties."""
    return frozenset(map(fold_name, (settings.property_name(ours), *PROPERTY_NAMES[ours])))


def _raw(contact: Contact, what: Moved, settings: Settings) -> str:
    """The value as written, links in their brackets; the first name of the row that says anything."""
    for name in (settings.property_name(what), *PROPERTY_NAMES[what]):
        texts = raw_texts(contact.properties.get(fold_name(name)))
        if texts:
            return ", ".join(texts)
    return ""
