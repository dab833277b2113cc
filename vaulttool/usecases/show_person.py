"""All that the vault knows of one person, in a few lines."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.circle import CadenceRules, effective_cadence
from vaulttool.network.contact import Contact
from vaulttool.network.days import days_to_come
from vaulttool.network.edges import DEFAULT_INVERSES, Inverses, Tie, ties
from vaulttool.network.loans import Loan
from vaulttool.network.network import Network
from vaulttool.network.seen import last_met
from vaulttool.network.warmth import due_day
from vaulttool.usecases.outcome import Outcome

MOST_TALKS = 10
DAYS_AHEAD = 366


def show_person(
    contact: Contact, network: Network, rules: CadenceRules, inverses: Inverses = DEFAULT_INVERSES
) -> Outcome:
    """Show one person: what the note says, ties, last contacts, open promises, days to come."""
    own_ties = ties(network.contacts, inverses).get(contact.path, ())
    talks = sorted(network.interactions.get(contact.path, ()), key=lambda one: one.date, reverse=True)
    promises = [one for one in network.promises if contact.path in one.contacts]
    sections = (
        ("Ties", [f"{tie.name}: {_name(tie.other, network)}" for tie in own_ties if tie.name]),
        ("Named by", [f"{_name(t.other, network)}: {t.said_as}" for t in own_ties if not t.name]),
        ("Last contacts", [talk_line(one) for one in talks[:MOST_TALKS]] + _more(len(talks))),
        ("Open promises", [_place(one.note, one.line, one.text) for one in promises]),
        ("Lent and borrowed", [_loan(one) for one in network.loans if one.contact == contact.path]),
        ("To come", [f"{day}  {what}" for day, what in _to_come(contact, network)]),
    )
    show = _head(contact, network, rules)
    for title, lines in sections:
        if lines:
            show += ["", title, *(f"  {line}" for line in lines)]
    return Outcome(
        show=tuple(show), data=(_data(contact, network, rules, talks) | {"ties": _tied(own_ties)},)
    )


def place(note: str, line: int | None) -> str:
    """Give where a thing stands, as editors and terminals open it: `Daily/2026-11-24.md:12`."""
    return f"{note}:{line}" if line else note


def talk_line(one: Interaction) -> str:
    """Give an interaction in one line: day, kind, place, words."""
    return "  ".join(
        part for part in (one.date.isoformat(), one.kind, place(one.note, one.line), one.text) if part
    )


def _place(note: str, line: int | None, text: str) -> str:
    return f"{place(note, line)}  {text}"


def _loan(one: Loan) -> str:
    return _place(one.note, one.line, f"{'lent' if one.by == 'me' else 'borrowed'}: {one.what}")


def _more(count: int) -> list[str]:
    return [f"… and {count - MOST_TALKS} before"] if count > MOST_TALKS else []


def _head(contact: Contact, network: Network, rules: CadenceRules) -> list[str]:
    about = (contact.role, contact.company, contact.field, contact.city)
    facts = [
        contact.path,
        " · ".join(part for part in about if part),
        _labelled("also", contact.names[1:]),
        _labelled("email", contact.emails),
        _labelled("phone", contact.phones),
        f"address: {contact.address}" if contact.address else "",
        _labelled("tags", tuple(f"#{tag}" for tag in contact.tags)),
        _labelled("needs", contact.needs),
        _labelled("offers", contact.offers),
        f"met: {' '.join(part for part in (contact.met, contact.met_at) if part)}"
        if contact.met or contact.met_at
        else "",
        "" if contact.status == "active" else f"status: {contact.status}",
        f"died: {contact.died or 'yes'}" if contact.is_dead else "",
        _rhythm(contact, network, rules),
        _met(contact, network),
    ]
    return [contact.name, *(f"  {fact}" for fact in facts if fact)]


def _labelled(label: str, words: tuple[str, ...]) -> str:
    return f"{label}: {', '.join(words)}" if words else ""


def _rhythm(contact: Contact, network: Network, rules: CadenceRules) -> str:
    last = network.last_contact.get(contact.path)
    said = f"last contact: {last} ({_ago(network.today, last)})" if last else "last contact: never"
    due = due_day(contact, network, rules)
    return f"{said}; due {due} ({effective_cadence(contact, rules)[1]})" if due else said


def _met(contact: Contact, network: Network) -> str:
    met = last_met(network, contact.path)
    if met is None or met == network.last_contact.get(contact.path):
        return ""
    return f"last met: {met} ({_ago(network.today, met)})"


def _ago(today: dt.date, day: dt.date) -> str:
    days = (today - day).days
    return (
        "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago" if days > 0 else "to come"
    )


def _name(path: str, network: Network) -> str:
    contact = network.contacts.get(path)
    return contact.name if contact else path


def _to_come(contact: Contact, network: Network) -> list[tuple[str, str]]:
    ahead = days_to_come(network, network.today, network.today + dt.timedelta(days=DAYS_AHEAD))
    found = [
        (day.date.isoformat(), f"{day.label}{f', turns {day.turns}' if day.turns else ''}")
        for day in ahead
        if day.contact == contact.path
    ]
    found += [
        (one.date.isoformat(), " ".join(part for part in (one.time, one.title) if part))
        for one in network.appointments
        if contact.path in one.contacts
    ]
    return sorted(dict.fromkeys(found))


def _tied(own: Sequence[Tie]) -> list[dict[str, str]]:
    """Ties from both ends; `name` is "" where only the other's note says it, in its own word."""
    return [
        {"name": tie.name, "contact": tie.other, "said_in": tie.said_in, "said_as": tie.said_as}
        for tie in own
    ]


def _data(
    contact: Contact, network: Network, rules: CadenceRules, talks: list[Interaction]
) -> dict[str, Any]:
    last, due = network.last_contact.get(contact.path), due_day(contact, network, rules)
    plain = (
        "path",
        "name",
        "circle",
        "status",
        "company",
        "role",
        "field",
        "city",
        "address",
        "met",
        "met_at",
    )
    lists = ("names", "emails", "phones", "needs", "offers", "tags")
    return {
        **{name: getattr(contact, name) for name in plain},
        **{name: list(getattr(contact, name)) for name in lists},
        "last_contact": last.isoformat() if last else None,
        "last_met": met.isoformat() if (met := last_met(network, contact.path)) else None,
        "due": due.isoformat() if due else None,
        "edges": [{"name": edge.name, "contact": edge.target} for edge in contact.edges],
        "interactions": [
            {
                "date": one.date.isoformat(),
                "kind": one.kind,
                "note": one.note,
                "line": one.line,
                "text": one.text,
            }
            for one in talks
        ],
        "promises": [
            {
                "note": one.note,
                "line": one.line,
                "text": one.text,
                "by": one.by,
                "due": one.due.isoformat() if one.due else None,
            }
            for one in network.promises
            if contact.path in one.contacts
        ],
        "loans": [
            {"note": one.note, "line": one.line, "what": one.what, "by": one.by}
            for one in network.loans
            if one.contact == contact.path
        ],
        "to_come": [{"date": day, "what": what} for day, what in _to_come(contact, network)],
    }
