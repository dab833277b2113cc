"""The note for one meeting: who they are, the last talk, what is open, what could be offered."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from vaulttool.evidence.interaction import Promise
from vaulttool.network.balance import balance_of
from vaulttool.network.contact import Contact
from vaulttool.network.introductions import introductions
from vaulttool.network.network import Network
from vaulttool.notes.paths import name_of
from vaulttool.pages.choice_facts import tie_facts
from vaulttool.pages.escape import link_text, list_item, yaml_text
from vaulttool.pages.open_loops import loan_facts
from vaulttool.pages.render import Page, page
from vaulttool.pages.teller import Teller
from vaulttool.pages.voice import Voice

MOST_TALKS = 3


def briefing_page(
    paths: Sequence[str],
    day: dt.date,
    network: Network,
    voice: Voice,
    kind: str = "meeting",
    event: tuple[str, str] | None = None,
) -> Page:
    """Give the note for a meeting with some contacts, in the form that counts once `day` has come.

    `event` is time and title in the calendar. Its front matter has type, date and attendees. People who are
    not in the network are left out.
    """
    people = [network.contacts[path] for path in paths if path in network.contacts]
    told = {"time": voice.language.time(event[0]), "title": list_item(event[1])} if event else None
    facts = {"people": [person_facts(c, network, voice) for c in people], "event": told}
    block = voice.render("briefing.md", facts)
    names = voice.language.join([link_text(contact.name) for contact in people])
    word = {"en": "Call" if kind == "call" else "Meeting", "fr": "Appel" if kind == "call" else "Rendez-vous"}
    attendees = "".join(f"  - {yaml_text(voice.link(contact.path, contact.name))}\n" for contact in people)
    front = f"---\ntype: meeting\ndate: {day.isoformat()}\nattendees:\n{attendees}---\n\n"
    code = voice.language.code
    heading = f"{word[code]} {'with' if code == 'en' else 'avec'} {names}"
    return page("briefing", heading, block, before=front, after="## Notes\n")


def person_facts(contact: Contact, network: Network, voice: Voice) -> dict[str, Any]:
    """Give what the briefing's template knows of one attendee."""
    teller = voice.teller(network)
    balance = balance_of(network, contact.path)
    mine, theirs = (
        [p for p in network.promises if contact.path in p.contacts and p.by == by] for by in ("me", "them")
    )
    return tie_facts(contact.path, None, teller) | {
        "who": teller.person(contact.path),
        "position": teller.position(contact),
        "field": list_item(contact.field),
        "city": list_item(contact.city),
        "met": teller.own_words(contact.met),
        "met_at": teller.own_words(contact.met_at),
        "introduced_by": _introducer(contact, teller),
        "talks": _talks(contact, teller),
        "mine": [_open(promise, teller) for promise in mine],
        "theirs": [_open(promise, teller) for promise in theirs],
        "loans": [loan_facts(loan, teller) for loan in network.loans if loan.contact == contact.path],
        "gave": [{"what": teller.own_words(i.gave), "proof": teller.proof(i)} for i in balance.gave[-2:]],
        "received": [
            {"what": teller.own_words(i.received), "proof": teller.proof(i)} for i in balance.received[-2:]
        ],
        "needs": _needs(contact, teller),
        "offers": [list_item(offer) for offer in contact.offers],
        "to_introduce": [
            {"who": teller.person(i.seeker), "need": list_item(i.need)}
            for i in introductions(network)
            if i.helper == contact.path
        ],
    }


def _introducer(contact: Contact, teller: Teller) -> str:
    edge = next((edge for edge in contact.edges if edge.name == "introduced_by"), None)
    if edge and edge.target in teller.network.contacts:
        return teller.person(edge.target)
    return list_item(name_of(contact.introduced_by))


def _talks(contact: Contact, teller: Teller) -> list[dict[str, str]]:
    """The last talks, newest first, one a day."""
    by_day = {talk.date: talk for talk in teller.network.interactions.get(contact.path, ())}
    newest = [by_day[day] for day in sorted(by_day, reverse=True)[:MOST_TALKS]]
    return [
        {"proof": teller.proof(talk), "kind": teller.kind_beside(talk, words), "words": words}
        for talk in newest
        for words in (teller.words(talk),)
    ]


def _needs(contact: Contact, teller: Teller) -> list[dict[str, str]]:
    helpers = {i.need: i.helper for i in introductions(teller.network) if i.seeker == contact.path}
    return [
        {"what": list_item(need), "helper": teller.person(helpers[need]) if need in helpers else ""}
        for need in contact.needs
    ]


def _open(promise: Promise, teller: Teller) -> dict[str, str]:
    due = teller.day(promise.due) if promise.due else ""
    return {"what": teller.own_words(promise.text), "proof": teller.promise_proof(promise), "due": due}
