"""The review: what to see, and what to decide."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from vaulttool.network.balance import balances, total_balance
from vaulttool.network.capacity import capacity, crowded
from vaulttool.network.circle import (
    DEFAULT_RULES,
    CadenceRules,
    circle_rank,
    effective_cadence,
    unreadable_care,
)
from vaulttool.network.contact import Contact
from vaulttool.network.diversity import Aspect, spread
from vaulttool.network.duplicates import duplicates
from vaulttool.network.introductions import Introduction
from vaulttool.network.missing import without_address
from vaulttool.network.movements import movements
from vaulttool.network.network import Network
from vaulttool.network.new_year import to_look_at
from vaulttool.network.outsider import Outsider
from vaulttool.network.plan import Plan
from vaulttool.network.property_value import date_of, text_of
from vaulttool.network.returns import returns
from vaulttool.network.rhythm import AWAY_DAYS, drought
from vaulttool.network.warmth import overdue
from vaulttool.pages.choice_facts import tie_facts
from vaulttool.pages.escape import list_item
from vaulttool.pages.glance import chart_facts, glance_facts
from vaulttool.pages.item_id import ItemIds
from vaulttool.pages.language import Language
from vaulttool.pages.movement_facts import movement_facts, turnover_facts
from vaulttool.pages.open_loops import open_loops
from vaulttool.pages.render import Page, page
from vaulttool.pages.teller import Teller
from vaulttool.pages.voice import Voice

MOST_COOLING = 5
MOST_RETURNS = 3
MOST_PAIRS = 3
MOST_STRANGERS = 3
MOST_DUPLICATES = 3
MOST_REPAIRS = 3


def review_page(
    plan: Plan,
    network: Network,
    voice: Voice,
    rules: CadenceRules = DEFAULT_RULES,
    outsiders: Sequence[Outsider] = (),
) -> Page:
    """Give the review of the week of a plan; what the agenda proposes does not stand in it again.

    `outsiders` count in movements of companies, and nowhere else.
    """
    number = plan.week.isocalendar().week
    headings = {"en": f"How it goes · week {number}", "fr": f"Où j’en suis · semaine {number}"}
    facts = review_facts(plan, network, voice, rules, outsiders)
    return page("review", headings[voice.language.code], voice.render("review.md", facts))


def review_facts(
    plan: Plan,
    network: Network,
    voice: Voice,
    rules: CadenceRules,
    outsiders: Sequence[Outsider] = (),
) -> dict[str, Any]:
    """Give what the review's template knows; its names are the same in every language."""
    teller = voice.teller(network)
    ids = ItemIds(f"review {plan.week.isoformat()}")
    named = _named_in(plan)
    year_ago = network.today - dt.timedelta(days=365)
    cooling = _cooling(teller, rules, named)
    told = named | {tie["path"] for tie in cooling}
    sections: dict[str, Any] = {
        "glance": glance_facts(network, rules, teller),
        "chart": chart_facts(network, voice.language),
        "movements": [movement_facts(movement, teller) for movement in movements(network, outsiders)[:2]],
        "turnover": turnover_facts(teller, outsiders),
        "returns": _returns(teller, plan.introductions),
        "cooling": cooling,
        "open": open_loops(teller, named),
        "pairs": _pairs(teller, plan),
        "giving": _giving(teller, year_ago),
        "capacity": _capacity(network, rules, voice.language),
        "alike": _alike(teller, year_ago),
        "strangers": _strangers(teller, ids),
        "new_year": [_question(c, teller, ids) for c in to_look_at(network) if c.path not in told],
        "repairs": _repairs(teller, rules),
        "no_address": teller.people(without_address(network)[:MOST_REPAIRS]),
        "duplicates": [
            {"one": teller.person(pair.one), "other": teller.person(pair.other), "why": pair.why,
             "value": list_item(pair.value), "id": ids.of("same", pair.one, pair.other)}
            for pair in duplicates(c for c in network.contacts.values() if c.asks_for_acts)[:MOST_DUPLICATES]
        ],
    }  # fmt: skip
    return sections


def _named_in(plan: Plan) -> set[str]:
    chosen = [choice.contact for choice in (*plan.touches, *plan.alternatives)]
    chosen += [choice.introduction.helper for choice in plan.touches if choice.introduction]
    return {*chosen, *([plan.lunch.contact] if plan.lunch else [])}


def _returns(teller: Teller, possible: Sequence[Introduction]) -> list[dict[str, Any]]:
    """Those who came back, also where the agenda has something to do for them: this is a view, no item."""
    since = teller.network.today - dt.timedelta(days=14)
    found = returns(teller.network, since)
    helpers: dict[str, list[str]] = {}
    for introduction in possible:
        helpers.setdefault(introduction.seeker, []).append(introduction.helper)
    return [
        {
            "who": teller.person(back.contact),
            "on": teller.proof(back.word),
            "silence": teller.language.span(back.silence_days),
            "words": teller.words(back.word),
            "good": [
                {"words": teller.own_words(good.received) or teller.words(good), "proof": teller.proof(good),
                 "received": bool(good.received)}
                for good in back.good
                if good.received or teller.words(good)
            ][:1],
            "helpers": teller.people(helpers.get(back.contact, [])),
        }
        for back in found[:MOST_RETURNS]
    ]  # fmt: skip


def _cooling(teller: Teller, rules: CadenceRules, named: set[str]) -> list[dict[str, Any]]:
    """Overdue ties that the agenda has no room for, the nearest first, then those soonest cold."""
    network = teller.network
    late = [
        warmth
        for warmth in overdue(network, rules, ("inner", "close", "active"))
        if warmth.contact not in named
    ]
    late.sort(
        key=lambda w: (circle_rank(network.contacts[w.contact].circle), w.cold_on <= network.today, w.cold_on)
    )
    soon = network.today + dt.timedelta(days=90)
    return [
        tie_facts(warmth.contact, warmth, teller)
        | {
            "path": warmth.contact,
            "who": teller.person(warmth.contact),
            "cold_in": teller.language.span((warmth.cold_on - network.today).days)
            if network.today < warmth.cold_on <= soon
            else "",
        }
        for warmth in late[:MOST_COOLING]
    ]


def _giving(teller: Teller, since: dt.date) -> dict[str, Any] | None:
    total = total_balance(teller.network, since)
    if len(total.gave) + len(total.received) < 3:
        return None
    live = [b for b in balances(teller.network) if teller.network.contacts[b.contact].asks_for_acts]
    owed = next((balance for balance in live if balance.owed >= 2), None)
    numbers = teller.language.numbers
    gave_words, received_words = numbers(len(total.gave), len(total.received))
    facts: dict[str, Any] = {
        "gave": len(total.gave),
        "gave_words": gave_words,
        "received": len(total.received),
        "received_words": received_words,
        "who": "",
    }
    if owed:
        their_gave, their_received = numbers(len(owed.gave), len(owed.received))
        facts |= {
            "who": teller.person(owed.contact),
            "their_gave": their_gave,
            "their_received": their_received,
            "needs": [list_item(need) for need in teller.network.contacts[owed.contact].needs[:2]],
            "last_good": teller.own_words(owed.received[-1].received),
            "proof": teller.proof(owed.received[-1]),
        }
    return facts


def _capacity(network: Network, rules: CadenceRules, language: Language) -> dict[str, Any] | None:
    found = capacity(network, rules)
    was_away = drought(network, AWAY_DAYS) is not None
    if found is None or not found.is_too_much or was_away:
        return None
    full = next(iter(crowded(network)), None)
    return {
        "asked": found.asked,
        "made": found.made,
        "circle": language.circle(found.circle),
        "people": found.people,
        "fits": found.fits,
        "crowded": {"circle": language.circle(full[0]), "people": full[1], "room": full[2]} if full else None,
    }


def _alike(teller: Teller, since: dt.date) -> dict[str, Any] | None:
    aspects: tuple[Aspect, ...] = ("field", "company", "city")
    for aspect in aspects:
        found = spread(teller.network, aspect, since)
        if found and found.is_narrow:
            others = [
                {"who": teller.person(path),
                 "value": list_item(getattr(teller.network.contacts[path], aspect)),
                 "year": day.year if (day := teller.network.last_contact.get(path)) else ""}
                for path in found.missing
            ]  # fmt: skip
            return {
                "aspect": aspect,
                "seen": found.seen,
                "top": list_item(found.top),
                "count": found.top_count,
                "others": others,
            }
    return None


def _pairs(teller: Teller, plan: Plan) -> list[dict[str, str]]:
    """Introductions that could be made beside the one that the agenda proposes."""
    proposed = {choice.introduction for choice in plan.touches}
    others = [found for found in plan.introductions if found not in proposed]
    return [
        {"who": teller.person(found.seeker), "need": list_item(found.need),
         "helper": teller.person(found.helper), "offer": list_item(found.offer)}
        for found in others[:MOST_PAIRS]
    ]  # fmt: skip


def _strangers(teller: Teller, ids: ItemIds) -> list[dict[str, Any]]:
    today = teller.network.today
    asking = [
        c
        for c in teller.network.contacts.values()
        if c.status == "unknown" and not c.is_dead and not (c.snooze_until and c.snooze_until > today)
        if (date_of(c.properties.get("asked")) or today) <= today
    ]
    return [
        {"who": teller.person(c.path), "company": list_item(c.company), "role": list_item(c.role),
         "through": list_item(c.introduced_by or text_of(c.properties.get("through"))),
         "reason": list_item(text_of(c.properties.get("why"))),
         "id": ids.of("stranger", c.path)}
        for c in asking[:MOST_STRANGERS]
    ]  # fmt: skip


def _repairs(teller: Teller, rules: CadenceRules) -> list[dict[str, Any]]:
    """Circles and cadences that mean nothing to us, and what holds for their people meanwhile."""
    contacts = teller.network.contacts.values()
    broken = [(c, names) for c in contacts if c.asks_for_acts and (names := unreadable_care(c))]
    return [
        {
            "who": teller.person(contact.path),
            "every": _every(contact, teller, rules),
            "wrong": [
                {
                    "name": name,
                    "value": list_item({"circle": contact.circle, "cadence": contact.cadence_text}[name]),
                }
                for name in names
            ],
        }
        for contact, names in broken[:MOST_REPAIRS]
    ]


def _every(contact: Contact, teller: Teller, rules: CadenceRules) -> str:
    cadence, _ = effective_cadence(contact, rules)
    return "" if cadence.never else teller.language.every(round(cadence.mean_days))


def _question(contact: Contact, teller: Teller, ids: ItemIds) -> dict[str, Any]:
    own = teller.network.interactions.get(contact.path, ())
    return tie_facts(contact.path, None, teller, most_words=70) | {
        "who": teller.person(contact.path),
        "met": teller.own_words(contact.met_at or contact.met),
        "position": teller.position(contact),
        "talks": len({talk.date for talk in own}),
        "id": ids.of("new-year", contact.path),
    }
