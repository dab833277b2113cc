"""The people of a vault, a few or all of them."""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import Any

from vaulttool.network.candidate import Candidate
from vaulttool.network.circle import CadenceRules
from vaulttool.network.contact import Contact
from vaulttool.network.network import Network
from vaulttool.network.warmth import due_day
from vaulttool.notes.front_matter import fold_name
from vaulttool.usecases.outcome import Outcome

LEAST_WIDTH = 12
_GAP = "  "


def list_people(
    people: Sequence[Contact],
    network: Network,
    rules: CadenceRules,
    width: int = 80,
    columns: Sequence[str] = (),
) -> Outcome:
    """Show people as a table of `width` columns, and as data; those whose day is past say by how much.

    `columns` are properties, by any name that a filter knows, to show in place of the usual ones.
    """
    data = tuple(_facts(contact, network, rules) for contact in people)
    if not data:
        nobody = "Nobody matches." if network.contacts else "There are no contacts yet."
        return Outcome(show=(nobody,))
    if columns:
        seen = [Candidate(contact, network, rules) for contact in people]
        said = [{name: list(one.texts(name)) for name in columns} for one in seen]
        rows = [tuple(_cell(name, texts) for name, texts in one.items()) for one in said]
        data = tuple({**one, **facts} for facts, one in zip(data, said, strict=True))
        return Outcome(show=tuple(_table(tuple(dict.fromkeys(columns)), rows, width)), data=data)
    rows = [_row(one, network.today) for one in data]
    return Outcome(show=tuple(_table(("name", "circle", "last contact", "due"), rows, width)), data=data)


def _cell(name: str, texts: Sequence[str]) -> str:
    """Give a property for a table: of a name not the aliases too."""
    return texts[0] if texts and fold_name(name) == "name" else ", ".join(texts)


def _facts(contact: Contact, network: Network, rules: CadenceRules) -> dict[str, Any]:
    last = network.last_contact.get(contact.path)
    due = due_day(contact, network, rules)
    return {
        "path": contact.path,
        "name": contact.name,
        "last_contact": last.isoformat() if last else None,
        "due": due.isoformat() if due else None,
        "circle": contact.circle,
        "status": contact.status,
        "company": contact.company,
        "city": contact.city,
        "field": contact.field,
        "tags": list(contact.tags),
    }


def _row(facts: dict[str, Any], today: dt.date) -> tuple[str, ...]:
    due = facts["due"] or ""
    if due and due < today.isoformat():
        due = f"since {due}"
    name = f"{facts['name']} ({facts['status']})" if facts["status"] != "active" else facts["name"]
    return name, facts["circle"], facts["last_contact"] or "never", due


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Lay out a table; the widest column gives way where the terminal is narrow."""
    widths = [
        max(cells(" ".join(row[place].split())) for row in (heads, *rows)) for place in range(len(heads))
    ]
    room = max(width - len(_GAP) * (len(widths) - 1), LEAST_WIDTH)
    while sum(widths) > room and max(widths) > LEAST_WIDTH:
        widths[widths.index(max(widths))] -= 1
    lines = [heads, *rows]
    return [
        _GAP.join(_fitted(cell, widths[place]) for place, cell in enumerate(line)).rstrip() for line in lines
    ]


def cells(text: str) -> int:
    """Give the columns that a text takes on a terminal: wide signs two, joined ones none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _fitted(text: str, width: int) -> str:
    text = " ".join(text.split())
    if cells(text) > width:
        while cells(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cells(text))
