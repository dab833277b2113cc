"""A personal letter with something real in it, for one person, drafted from the notes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from vaulttool.network.balance import balance_of
from vaulttool.network.contact import Contact
from vaulttool.network.days import days_to_come
from vaulttool.network.introductions import introductions
from vaulttool.network.network import Network
from vaulttool.network.property_value import date_of
from vaulttool.pages.briefing import person_facts
from vaulttool.pages.escape import list_item, one_line
from vaulttool.pages.language import Language
from vaulttool.pages.sayable import Addressed, addressed, first_name, sayable, sayable_promise
from vaulttool.pages.voice import Voice

_WRITTEN = ("email", "message", "letter", "card")
_WAITED_FOR_DAYS = 60
_RECENT_DAYS = 60
_DAY_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Letter:
    """A drafted letter; nobody has sent it."""

    name: str
    """Of the person, on one line."""
    subject: str
    body: str
    """Plain text, lines ended by "\\n", without signature."""
    beside: str
    """What the notes say of the person, as Markdown, for the writer alone."""


def letter_to(
    contact: Contact,
    network: Network,
    voice: Voice,
    about: str = "",
) -> Letter | None:
    """Give a letter to a contact; None where the notes hold nothing real to write of, and `about` is "".

    Only what can be said to the person stands in the letter: the day of the last talk, good turns, what was
    promised, what they look for. What the notes say *about* them stands beside it.
    """
    said = letter_facts(contact, network, voice.language, about)
    if not any(said[real] for real in ("about", "asks", "last", "met", "promise", "need", "birthday")):
        return None
    beside = person_facts(contact, network, voice)
    subject, _, body = voice.render("letter.txt", said).partition("\n")
    return Letter(
        name=one_line(contact.name),
        subject=subject.strip(),
        body=body.strip("\n") + "\n",
        beside=voice.render("beside_letter.md", {"p": beside}),
    )


def letter_facts(contact: Contact, network: Network, language: Language, about: str) -> dict[str, Any]:
    """Give what the letter's template knows, as plain text on one line each."""
    to = addressed((contact,), language.code)
    name = first_name(contact)
    asked = date_of(contact.properties.get("asked"))
    return {
        "name": name,
        "is_full_name": name == one_line(contact.name) and " " in name,
        "near": to.near,
        "tu": to.tu,
        "about": one_line(about).strip(),
        "asks": contact.status == "unknown",
        "asked": language.day(asked, network.today) if asked else "",
        **_last_facts(contact, network, language, to),
        "promise": _promise(contact, network, to),
        "need": next((need for text in contact.needs if (need := sayable(text, to))), ""),
        "has_helper": any(i.seeker == contact.path for i in introductions(network)),
        "birthday": _birthday(contact, network, language),
    }


def _last_facts(contact: Contact, network: Network, language: Language, to: Addressed) -> dict[str, Any]:
    own = network.interactions.get(contact.path, ())
    last = own[-1] if own else None
    silence = (network.today - last.date).days if last else 0
    received = balance_of(network, contact.path).received
    good = received[-1] if received and (network.today - received[-1].date).days < 365 else None
    day = language.day(last.date, network.today) if last else ""
    return {
        "last": day,
        "kind": last.kind if last else "",
        "kind_word": language.kind(last.kind) if last else "",
        "waits": last is not None
        and last.direction == "them"
        and last.kind in _WRITTEN
        and silence <= _WAITED_FOR_DAYS,
        "is_recent": silence < _RECENT_DAYS,
        "silence": language.span(silence),
        "received": sayable(good.received, to) if good else "",
        "met": "" if last else sayable(contact.met_at, to),
    }


def _promise(contact: Contact, network: Network, to: Addressed) -> str:
    """The oldest open promise to this person alone that can be said."""
    mine = (p for p in network.promises if p.by == "me" and tuple(p.contacts) == (contact.path,))
    return next((said for p in mine if (said := sayable_promise(p.text, (contact,), to))), "")


def _birthday(contact: Contact, network: Network, language: Language) -> str:
    """The weekday of a birthday in the next week, the day of one in the week after."""
    ahead = days_to_come(network, network.today, network.today + dt.timedelta(days=_DAY_AHEAD))
    day = next((d.date for d in ahead if d.contact == contact.path and d.label == "birthday"), None)
    if day is None:
        return ""
    if (day - network.today).days < 7:
        return language.weekday(day)
    return language.day(day, network.today)


def letter_as_markdown(letter: Letter, address: str) -> str:
    """Give the letter for reading, with what the notes say beside it; every line made safe for Markdown."""
    lines = [list_item(line) for line in letter.body.rstrip("\n").split("\n")]
    head = [f"**{list_item(letter.name)}**{f' · {list_item(address)}' if address else ''}"]
    return "\n".join(
        [*head, "", f"**{list_item(letter.subject)}**", "", *lines, "", "---", "", letter.beside]
    )
