"""The page of wishes: a line for everyone, from one real thing of the year."""

import dataclasses
import datetime as dt
import math
from collections.abc import Collection, Sequence
from typing import Any

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.network import Network
from vaulttool.network.wishes import Wish, first_day_of_wishes, is_told
from vaulttool.pages.escape import list_item
from vaulttool.pages.french import elide
from vaulttool.pages.item_id import ItemIds
from vaulttool.pages.render import Page, page
from vaulttool.pages.sayable import addressed, first_name, sayable
from vaulttool.pages.teller import Teller
from vaulttool.pages.voice import Voice

NAME = "wishes"
MOST_A_DAY = 5
"""A number above this would be no help."""


def wishes_page(
    found: Sequence[Wish],
    year: int,
    network: Network,
    voice: Voice,
    ticked: Collection[str] = (),
) -> Page:
    """Give the page of wishes for a year.

    `ticked` are the ids of the boxes that are ticked in the page as it is: with those spoken to since 24
    December they are counted as wished. Days are told as of New Year's Eve, so that January changes no line.
    """
    facts = wishes_facts(found, year, network, voice, ticked)
    heading = {"en": f"Happy new year {year}", "fr": f"Bonne année {year}"}[voice.language.code]
    return page(NAME, heading, voice.render("wishes.md", facts))


def wish_id(wish: Wish, ids: ItemIds) -> str:
    """Give the id of a wish's box: of the year and of the first contact by path."""
    return ids.of("wish", min(contact.path for contact in wish.contacts))


def wishes_facts(
    found: Sequence[Wish],
    year: int,
    network: Network,
    voice: Voice,
    ticked: Collection[str],
) -> dict[str, Any]:
    """Give what the template of wishes knows; its names are the same in every language."""
    eve = min(network.today, dt.date(year - 1, 12, 31))
    teller, language = voice.teller(dataclasses.replace(network, today=eve)), voice.language
    ids = ItemIds(f"wishes {year}")
    lines = [(wish, _line(wish, year, teller, wish_id(wish, ids))) for wish in found]
    done = [line for wish, line in lines if line["id"].removeprefix("^") in ticked or wish.spoken]
    a_day = _a_day(len(lines) - len(done), year, network.today)
    return {
        "year": year,
        "wishes": [line for wish, line in lines if wish.fact],
        "silent": [line for wish, line in lines if not wish.fact],
        "done": len(done),
        "done_words": language.number(len(done), feminine=True),
        "total": len(lines),
        "is_over": (network.today.year, network.today.month) > (year, 1),
        "has_begun": network.today >= first_day_of_wishes(year),
        "left": len(lines) - len(done),
        "a_day": language.numbers(a_day, len(lines))[0] if a_day <= MOST_A_DAY else "",
    }


def _a_day(left: int, year: int, today: dt.date) -> int:
    """How many a day are enough until the end of January."""
    days = (dt.date(year, 1, 31) - max(today, first_day_of_wishes(year))).days + 1
    return math.ceil(left / max(1, days))


def _line(wish: Wish, year: int, teller: Teller, item_id: str) -> dict[str, Any]:
    language, fact = teller.language, wish.fact
    to = addressed(wish.contacts, language.code)
    month = language.month(fact.date, teller.network.today) if fact else ""
    if fact and fact.date.year == year - 1:
        month = month.partition(" ")[0]
    needs = [need for contact in wish.contacts for text in contact.needs if (need := sayable(text, to))]
    words = _words(fact, teller) if fact else ""
    last_words = teller.words(wish.last, most=90)
    met = next((c.met_at or c.met for c in wish.contacts if c.met_at or c.met), "")
    return {
        "properties": teller.properties(wish.contacts[0].path),
        "who": teller.people([contact.path for contact in wish.contacts]),
        "greeting": list_item(language.join([first_name(contact) for contact in wish.contacts])),
        "tu": to.tu,
        "several": to.plural,
        "kind": fact.kind if fact else "",
        "kind_word": language.kind(fact.kind) if fact else "",
        "from_them": bool(fact and fact.direction == "them"),
        "received": list_item(sayable(fact.received, to)) if fact else "",
        "month": month,
        "of_month": of_month(month),
        "need": list_item(needs[0]) if needs else "",
        "proof": teller.proof(fact) if fact else "",
        "words": words,
        "kind_beside": teller.kind_beside(fact, words),
        "variant": sum(wish.contacts[0].path.encode("utf-8", "surrogatepass")) % 3,
        "last": teller.link(wish.last.note, language.month(wish.last.date, teller.network.today))
        if wish.last
        else "",
        "last_kind": teller.kind_beside(wish.last, last_words),
        "last_words": last_words,
        "met": teller.own_words(met),
        "spoken": teller.proof(wish.spoken) if wish.spoken else "",
        "id": item_id,
    }


def _words(fact: Interaction, teller: Teller) -> str:
    """The person's own words, of the good turn first."""
    return teller.own_words(fact.received) or (teller.words(fact) if is_told(fact) else "")


def of_month(month: str) -> str:
    """Give a French month behind "de", with its elision: "d'octobre", "de juin"."""
    return elide("de", month)
