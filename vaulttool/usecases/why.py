"""Why `last_contact` is what it is: the lines that prove each day, or the hand that typed it."""

from typing import Any

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.contact import Contact
from vaulttool.network.last_contact import Decision
from vaulttool.network.network import Network
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.show_person import place
from vaulttool.usecases.verdict_words import RULES

MOST_SHOWN = 20


def why(contact: Contact, network: Network, decision: Decision) -> Outcome:
    """Show the proofs of a contact's days, newest first, and which one `last_contact` stands on."""
    talks = sorted(
        network.interactions.get(contact.path, ()), key=lambda one: (one.date, one.note), reverse=True
    )
    typed = decision.last_contact if decision.why.endswith("typed by hand") else None
    show = [f"{contact.name}: {_stands_on(contact, decision, talks)}"]
    for one in talks[:MOST_SHOWN]:
        show += ["", f"{one.date}  {place(one.note, one.line)}"]
        show += [f"  {one.text}"] if one.text else []
        show.append(f"  {one.kind}: {RULES.get(one.rule, one.rule)}")
    if len(talks) > MOST_SHOWN:
        show += ["", f"… and {len(talks) - MOST_SHOWN} before; --json shows all."]
    if not talks:
        show += [
            "No note says that you were in touch.",
            "`vaulttool why NAME NOTE` says why a note does not count.",
        ]
    data = [_data(one, decision) for one in talks]
    if typed is not None:
        data.insert(0, _typed(contact, decision))
    return Outcome(
        problems=(decision.problem,) if decision.problem else (), show=tuple(show), data=tuple(data)
    )


def _stands_on(contact: Contact, decision: Decision, talks: list[Interaction]) -> str:
    day = decision.last_contact
    if day is None:
        return "never."
    if decision.why.endswith("typed by hand"):
        return f"last contact {day}, typed by hand in {contact.path}."
    proofs = sorted(one.note for one in talks if one.date == day)
    if proofs:
        first = next(one for one in talks if one.note == proofs[0] and one.date == day)
        return f"last contact {day}, which {place(first.note, first.line)} proves."
    return f"{decision.why}."


def _data(one: Interaction, decision: Decision) -> dict[str, Any]:
    return {
        "date": one.date.isoformat(),
        "note": one.note,
        "line": one.line,
        "text": one.text,
        "kind": one.kind,
        "rule": one.rule,
        "why": RULES.get(one.rule, one.rule),
        "is_last": one.date == decision.last_contact,
    }


def _typed(contact: Contact, decision: Decision) -> dict[str, Any]:
    assert decision.last_contact is not None
    return {
        "date": decision.last_contact.isoformat(),
        "note": contact.path,
        "line": None,
        "text": "",
        "kind": "contact",
        "rule": "typed",
        "why": RULES["typed"],
        "is_last": True,
    }
