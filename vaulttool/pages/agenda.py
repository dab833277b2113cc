"""The week's agenda: what to do."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from vaulttool.evidence.interaction import Appointment, Promise
from vaulttool.network.days import DayToCome
from vaulttool.network.network import Network
from vaulttool.network.plan import Plan
from vaulttool.network.trips import Stay
from vaulttool.notes.paths import name_of
from vaulttool.pages.choice_facts import choice_facts
from vaulttool.pages.escape import list_item
from vaulttool.pages.item_id import ItemIds
from vaulttool.pages.render import Page, page
from vaulttool.pages.teller import Teller, plain_words, without_stamp
from vaulttool.pages.voice import Voice

_OF_A_DAY = re.compile(
    r"… (?:is|turns|will be|aura|a|fête)\b|\b(?:birthday|anniversary|anniversaire)\b|🎂", re.IGNORECASE
)
"""What a line says that tells of a yearly day; the name is cut out of it, since names are words, too."""


def agenda_page(
    plan: Plan,
    network: Network,
    voice: Voice,
    stays: Sequence[Stay] = (),
) -> Page:
    """Give the agenda of a planned week."""
    number = plan.week.isocalendar().week
    heading = {"en": "Week", "fr": "Semaine"}[voice.language.code]
    span = voice.language.days_span(plan.week, plan.week + dt.timedelta(days=6))
    facts = agenda_facts(plan, network, voice, stays)
    block = voice.render("agenda.md", facts)
    return page("agenda", f"{heading} {number} · {span}", block)


def agenda_facts(plan: Plan, network: Network, voice: Voice, stays: Sequence[Stay] = ()) -> dict[str, Any]:
    """Give what the agenda's template knows; its names are the same in every language."""
    teller, language = voice.teller(network), voice.language
    ids = ItemIds(f"agenda {plan.week.isoformat()}")
    chosen = frozenset(choice.promise for choice in plan.of("promise") if choice.promise)
    coming = [(a.date, appointment_line(a, teller, chosen)) for a in plan.appointments]
    coming += [(d.date, _day_line(d, teller)) for d in plan.days if not _is_told(d, plan, teller)]
    return {
        "streak": plan.lunch_streak,
        "streak_words": language.number(plan.lunch_streak),
        "had_lunch": plan.had_lunch,
        "lunch": choice_facts(plan.lunch, teller, ids) if plan.lunch else None,
        "alternatives": [choice_facts(choice, teller, ids) for choice in plan.alternatives],
        "writes": [choice_facts(choice, teller, ids) for choice in plan.of("write")],
        "promises": [choice_facts(choice, teller, ids) for choice in plan.of("promise")],
        "introductions": [choice_facts(choice, teller, ids) for choice in plan.of("introduce")],
        "trips": [_trip(stay, teller, ids) for stay in stays],
        "coming": [line for _, line in sorted(coming, key=lambda dated: dated[0])],
        "touches": len(plan.touches),
        "touches_words": language.number(len(plan.touches)),
        "is_full": plan.is_full,
    }


def _trip(stay: Stay, teller: Teller, ids: ItemIds) -> dict[str, Any]:
    trip = stay.trip
    return {
        "place": teller.link(trip.note, trip.place),
        "when": teller.language.days_span(trip.first, trip.last)
        if trip.last > trip.first
        else teller.language.day(trip.first, trip.first),
        "people": [choice_facts(choice, teller, ids) for choice in stay.choices],
    }


def appointment_line(
    appointment: Appointment, teller: Teller, told: frozenset[Promise] = frozenset()
) -> dict[str, Any]:
    """Give a meeting to come, with what is open with those who will be there and not told elsewhere."""
    network = teller.network
    contacts = network.contacts
    live = [path for path in appointment.contacts if path in contacts and contacts[path].asks_for_acts]
    opened = [
        {"text": teller.own_words(p.text), "proof": teller.promise_proof(p), "by_me": p.by == "me"}
        for p in network.promises
        if set(p.contacts) & set(live) and p not in told
        if all(contacts[path].asks_for_acts for path in p.contacts if path in contacts)
    ]
    said = plain_words(appointment.title).removesuffix(".") if appointment.line else appointment.title
    title = without_stamp(said) or said
    shown, unnamed = _title(appointment, title or name_of(appointment.note), live, teller)
    return {
        "what": "appointment",
        "when": _weekday(appointment.date, teller),
        "time": list_item(teller.language.time(appointment.time)),
        "title": shown,
        "with": teller.people(unnamed),
        "open": opened[:3],
    }


def _is_told(day: DayToCome, plan: Plan, teller: Teller) -> bool:
    """Whether a line of the user's own says it already: "Saturday: Jo is forty"."""
    name = teller.network.contacts[day.contact].name
    return any(
        one.date == day.date and day.contact in one.contacts and one.line is not None
        and _OF_A_DAY.search(plain_words(one.title).replace(name, "…"))
        for one in plan.appointments
    )  # fmt: skip


def _title(appointment: Appointment, title: str, live: list[str], teller: Teller) -> tuple[str, list[str]]:
    """Give the title as it stands in the line, and those whom it does not name.

    It links the note that plans the meeting; one from a calendar stands in no note, so the people are linked.
    """
    contacts = teller.network.contacts
    if appointment.note:
        named = any(contacts[path].name in title for path in live)
        return teller.link(appointment.note, title), [] if named else live
    shown, unnamed = list_item(title), []
    for path in live:
        for name in (contacts[path].name, contacts[path].name.split()[0]):
            parts = re.split(rf"(?<![\w\[|-]){re.escape(list_item(name))}(?![\w\]|-])", shown, maxsplit=1)
            if len(parts) == 2:
                shown = teller.link(path, name).join(parts)
                break
        else:
            unnamed.append(path)
    return shown, unnamed


def _day_line(day: DayToCome, teller: Teller) -> dict[str, Any]:
    return {
        "what": "day",
        "when": _weekday(day.date, teller),
        "who": teller.person(day.contact),
        "label": "" if day.label == "birthday" else list_item(day.label),
        "turns": day.turns,
    }


def _weekday(day: dt.date, teller: Teller) -> str:
    """Within the next seven days the weekday, later with the day."""
    name = teller.language.weekday(day)
    return name if (day - teller.network.today).days < 7 else f"{name} {teller.day(day)}"
