"""The facts of one proposed act, as the sentences of the templates need them."""

from typing import Any

from vaulttool.network.circle import CIRCLES
from vaulttool.network.plan import Choice
from vaulttool.network.seen import unseen_since
from vaulttool.network.warmth import Warmth
from vaulttool.pages.escape import list_item
from vaulttool.pages.item_id import ItemIds
from vaulttool.pages.open_loops import loan_facts
from vaulttool.pages.teller import LONGEST_WORDS, Teller

UNSEEN_DAYS = 30
"""So long after the last meeting a mail is told apart from it: a mail does not take the place of a lunch."""


def choice_facts(choice: Choice, teller: Teller, ids: ItemIds) -> dict[str, Any]:
    """Give who, why and the proof of a choice, every text safe in a list item."""
    return {
        "act": choice.act,
        "who": teller.person(choice.contact),
        "city": list_item(choice.city),
        "id": ids.of(choice.act, choice.contact, _subject(choice)),
        **tie_facts(choice.contact, choice.warmth, teller),
        "why": choice.why,
        **_promise_facts(choice, teller),
        "loan": _loan(choice.contact, teller),
        **_begin_facts(choice, teller),
        **_day_facts(choice, teller),
        **_introduction_facts(choice, teller),
        **_move_facts(choice, teller),
    }


def tie_facts(
    path: str, warmth: Warmth | None, teller: Teller, most_words: int = LONGEST_WORDS
) -> dict[str, Any]:
    """Give how long the silence is, what the two are used to, and the last talk in the person's own words."""
    own = teller.network.interactions.get(path, ())
    last = own[-1] if own else None
    silence = (teller.network.today - last.date).days if last else 0
    usual = warmth.usual_days if warmth and (warmth.usual_days or 0) * 1.5 < silence else None
    in_words = usual is None or teller.language.has_words_for(usual, silence)
    telling = next((talk for talk in reversed(own[-3:]) if teller.words(talk)), None)
    words = teller.words(telling, most_words)
    return {
        "properties": teller.properties(path),
        "why": "silence",
        "silence": teller.language.span(silence, in_words) if last else "",
        "unseen": _unseen(path, teller),
        "is_long": silence >= 21,
        "every": teller.language.every(usual, in_words) if usual else "",
        "kind": teller.kind_beside(last, words if telling is last else ""),
        "proof": teller.proof(last) if last else "",
        "weekday": teller.language.weekday(last.date) if last and silence < 7 else "",
        "day": teller.day(last.date) if last else "",
        "words": words,
        "words_proof": teller.proof(telling) if telling else "",
        "words_are_last": telling is last,
    }


def _unseen(path: str, teller: Teller) -> str:
    """Give how long two have not seen each other, where they wrote or called since."""
    met = unseen_since(teller.network, path, UNSEEN_DAYS)
    return teller.language.span((teller.network.today - met).days) if met else ""


def _loan(path: str, teller: Teller) -> dict[str, Any] | None:
    loan = next((loan for loan in teller.network.loans if loan.contact == path), None)
    return loan_facts(loan, teller) if loan else None


def _subject(choice: Choice) -> str:
    if choice.act == "promise" and choice.promise:
        return choice.promise.text
    if choice.introduction:
        return choice.introduction.helper
    return str(choice.day.label) if choice.day else ""


def _promise_facts(choice: Choice, teller: Teller) -> dict[str, Any]:
    promise = choice.promise
    if promise is None:
        return {"promise": "", "promise_proof": "", "by": "", "is_late": False}
    due = promise.due
    today = teller.network.today
    soon = due is not None and 0 <= (due - today).days < 7
    return {
        "promise": teller.promise(promise) if choice.act == "promise" else teller.own_words(promise.text),
        "promise_proof": teller.promise_proof(promise),
        "by": "" if due is None else teller.language.weekday(due) if soon else teller.day(due),
        "is_late": due is not None and due < today,
    }


def _begin_facts(choice: Choice, teller: Teller) -> dict[str, Any]:
    """Give where the user placed somebody of whom no note tells a talk yet."""
    if choice.why != "begin":
        return {}
    contact = teller.network.contacts[choice.contact]
    return {
        "circle": teller.language.circle(contact.circle) if contact.circle in CIRCLES else "",
        "asked": teller.language.every(round(choice.cadence.mean_days)) if choice.cadence else "",
        "met": teller.own_words(contact.met_at or contact.met),
    }


def _day_facts(choice: Choice, teller: Teller) -> dict[str, Any]:
    if choice.day is None:
        return {"label": "", "on": "", "turns": None}
    return {
        "label": "" if choice.day.label == "birthday" else list_item(choice.day.label),
        "on": teller.language.weekday(choice.day.date),
        "turns": choice.day.turns,
        "is_today": choice.day.date == teller.network.today,
    }


def _move_facts(choice: Choice, teller: Teller) -> dict[str, Any]:
    move = choice.move
    if move is None:
        return {}
    since = move.since or move.day
    return {
        "moved": move.what,
        "old": list_item(move.old),
        "new": list_item(move.new),
        "since": teller.language.month(since, teller.network.today),
    }


def _introduction_facts(choice: Choice, teller: Teller) -> dict[str, Any]:
    found = choice.introduction
    if found is None:
        return {}
    helper = teller.network.contacts[found.helper]
    return {
        "helper": teller.person(found.helper),
        "need": list_item(found.need),
        "offer": list_item(found.offer),
        "is_offered": found.offer in helper.offers,
    }
