"""The note of an introduction: permission first, then the mail to both."""

from typing import Any

from vaulttool.network.contact import Contact
from vaulttool.network.introductions import need_met
from vaulttool.network.network import Network
from vaulttool.pages.escape import list_item, yaml_text
from vaulttool.pages.item_id import ItemIds
from vaulttool.pages.render import Page, page
from vaulttool.pages.sayable import addressed, first_name, sayable, spoken
from vaulttool.pages.teller import Teller
from vaulttool.pages.voice import Voice

NAME = "introduction"


def introduction_page(
    one: Contact,
    other: Contact,
    network: Network,
    voice: Voice,
) -> Page:
    """Give the note: why the two, one box for "it is done", and three drafts below it.

    The drafts stand outside the managed block: once the note is there they are the person's. Both names stand
    in the property `introduces`. The box has the id that `introduction_id` gives.
    """
    facts = introduction_facts(one, other, network, voice)
    block = voice.render("introduction.md", facts)
    drafts = voice.render("introduction_drafts.md", facts)
    links = "".join(f"  - {yaml_text(voice.link(c.path, c.name))}\n" for c in (one, other))
    front = f"---\ntype: introduction\nintroduces:\n{links}---\n\n"
    heading = f"{list_item(one.name)} × {list_item(other.name)}"
    return page(NAME, heading, block, before=front, after=drafts)


def introduction_id(one: str, other: str) -> str:
    """Give the id of the box that says that two people (paths, in any order) have been introduced."""
    first, second = sorted((one, other))
    return ItemIds(NAME).of("introduce", first, second)


def introduction_facts(one: Contact, other: Contact, network: Network, voice: Voice) -> dict[str, Any]:
    """Give what the templates of an introduction know; mails have plain words made safe for Markdown."""
    teller = voice.teller(network)
    pairs = [found for found in (need_met(one, other), need_met(other, one)) if found]
    contacts = network.contacts
    return {
        "one": _person(one, other, teller),
        "other": _person(other, one, teller),
        "matches": [
            {"seeker": teller.person(i.seeker), "need": list_item(i.need), "helper": teller.person(i.helper),
             "offer": list_item(i.offer), "is_offered": i.offer in contacts[i.helper].offers}
            for i in pairs
        ],
        "addresses": [list_item(mail) for c in (one, other) for mail in c.emails[:1]],
        "id": introduction_id(one.path, other.path),
    }  # fmt: skip


def _person(contact: Contact, partner: Contact, teller: Teller) -> dict[str, Any]:
    """What is said to and of one of the two."""
    code = teller.language.code
    to = addressed((contact,), code)
    looks_for, meets = need_met(contact, partner), need_met(partner, contact)
    last = teller.network.interactions[contact.path][-1]
    offer = next(filter(None, (spoken(text, code) for text in contact.offers)), "")
    need = next(filter(None, (spoken(text, code) for text in contact.needs)), "")
    if meets and meets.offer in contact.offers:
        offer = spoken(meets.offer, code) or offer
    if looks_for:
        need = spoken(looks_for.need, code) or need
    work = ", ".join(filter(None, (spoken(contact.role, code), contact.company)))
    greeted = first_name(contact)
    return {
        "who": teller.person(contact.path),
        "name": list_item(contact.name),
        "greeted": list_item(greeted),
        "has_first_name": greeted != contact.name or " " not in greeted,
        "near": to.near,
        "tu": to.tu,
        "work": list_item(work),
        "offer": list_item(offer),
        "need": list_item(need),
        "own_need": list_item(sayable(looks_for.need, to)) if looks_for else "",
        "seeks": bool(looks_for),
        "helps": bool(meets),
        "last": teller.proof(last),
        "last_kind": teller.language.kind(last.kind),
    }
