"""The review of a month or a year: what it held, beside the one before."""

from typing import Any

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.moments import best_moments
from vaulttool.network.network import Network
from vaulttool.network.period import (
    Account,
    Period,
    account,
    came_back,
    gone_cold,
    is_told,
    new_people,
    not_seen,
    same_stretch,
)
from vaulttool.network.returns import Return
from vaulttool.pages.choice_facts import tie_facts
from vaulttool.pages.escape import list_item
from vaulttool.pages.glance import chart_facts
from vaulttool.pages.language import Language
from vaulttool.pages.render import Page, page
from vaulttool.pages.teller import Teller
from vaulttool.pages.voice import Voice

MOST = 6
"""Of people in one section; how many more there are is said."""


def period_page(
    period: Period,
    network: Network,
    voice: Voice,
) -> Page:
    """Give the review of a month or a year as of `network.today`, which lies in it or is its last day."""
    facts = period_facts(period, network, voice)
    opening = {"en": "How it went", "fr": "Le bilan"}[voice.language.code]
    heading = f"{opening} · {facts['full_name']}"
    return page("review", heading, voice.render("period.md", facts))


def period_facts(period: Period, network: Network, voice: Voice) -> dict[str, Any]:
    """Give what the template of a period knows; its names are the same in every language."""
    teller, language = voice.teller(network), voice.language
    before, until = period.before(), same_stretch(network, period)
    is_year = period.unit == "year"
    then = account(network, before, until)
    beside = then if is_told(then, before, until) else None
    return {
        "is_year": is_year,
        "is_over": network.today >= period.end,
        "name": _name(period, language),
        "full_name": _full_name(period, language),
        "before_name": _name(before, language),
        "now": _counts(account(network, period), beside, language),
        "then": _counts(beside, account(network, period), language) if beside else None,
        "then_whole": until == before.end,
        "chart": chart_facts(network, language) if is_year else None,
        "lunches": [] if is_year else [_talk(lunch, teller) for lunch in _lunches(network, period)],
        "new": _few(language, [_talk(talk, teller) for talk in new_people(network, period)]),
        "back": _few(language, [_back(back, teller) for back in came_back(network, period)]),
        "cold": _few(language, [_tie(path, teller) for path in gone_cold(network, period)]),
        "unseen": _few(
            language, [_tie(path, teller) for path in (not_seen(network, period) if is_year else ())]
        ),
        "moments": [
            told
            for talk in (best_moments(network, period.first, period.end) if is_year else ())
            if (told := _talk(talk, teller))["words"]
        ],
    }


def _lunches(network: Network, period: Period) -> list[Interaction]:
    """Give the lunches to tell of: not those with people towards whom nothing is proposed any more."""
    return [talk for talk in account(network, period).lunches if network.contacts[talk.contact].asks_for_acts]


def _counts(found: Account, beside: Account | None, language: Language) -> dict[str, Any]:
    """Numbers of a period, in words where those of their sentence, with the period beside it, are small."""
    numbers, others = _numbers(found), _numbers(beside) if beside else {}
    words: dict[str, str] = {}
    for names, feminine in (
        (("people", "moves"), True),
        (("lunches",), False),
        (("gave", "received"), False),
    ):
        together = [numbers[name] for name in names] + [others[name] for name in names if others]
        said = language.numbers(*together, feminine=feminine)
        words |= {f"{name}_words": one for name, one in zip(names, said, strict=False)}
    return {**numbers, **words, "lunch_weeks": found.lunch_weeks, "weeks": found.weeks}


def _numbers(found: Account) -> dict[str, int]:
    return {
        "people": found.people,
        "moves": found.own_moves,
        "lunches": len(found.lunches),
        "gave": found.gave,
        "received": found.received,
    }


def _few(language: Language, items: list[dict[str, Any]]) -> dict[str, Any]:
    left = max(0, len(items) - MOST)
    return {"shown": items[:MOST], "more": language.number(left) if left else ""}


def _talk(talk: Interaction, teller: Teller) -> dict[str, Any]:
    contact = teller.network.contacts[talk.contact]
    words = teller.words(talk)
    return {
        "who": teller.person(talk.contact),
        "proof": teller.proof(talk),
        "kind": teller.kind_beside(talk, words),
        "words": words,
        "company": list_item(contact.company),
        "field": list_item(contact.field),
    }


def _back(back: Return, teller: Teller) -> dict[str, Any]:
    return _talk(back.word, teller) | {"silence": teller.language.span(back.silence_days)}


def _tie(path: str, teller: Teller) -> dict[str, Any]:
    return {"who": teller.person(path), **tie_facts(path, None, teller)}


def _name(period: Period, language: Language) -> str:
    """The month's name, or the year's number."""
    return language.month(period.first, period.first) if period.unit == "month" else str(period.first.year)


def _full_name(period: Period, language: Language) -> str:
    name = _name(period, language)
    return f"{name} {period.first.year}" if period.unit == "month" else name
