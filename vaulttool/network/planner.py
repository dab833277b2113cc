"""The week's plan: whom to see, whom to write to, and why, within a budget.

Promises that fall due in the week are in it, budget or not: their day was chosen by the user. What is left of
the budget goes to promises that are late, words to be answered, days of close people, people who moved,
promises without a day, ties that grow cold, one introduction. A tie's claim is its circle's weight times how
far the silence will have gone on Sunday beyond cadence or habit, one and a half times at most; after a year
and a half the claim sinks, since a tie that still can be kept warm comes before one that has waited for long.
Whoever was placed in a circle and never met counts as just due, so that four hundred new people, or all
that waited while the user was away, come a few a week, the nearest first. Where room is left, those who come
due soonest take it. Of like claims those first to whom one owes a good
turn or who work elsewhere than the rest, then the longer silence, then the path, so the same network gives
the same plan on every device. `benchmarks/plan_quality.py` measures it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from vaulttool.evidence.interaction import Promise
from vaulttool.network.circle import DEFAULT_RULES, CadenceRules, circle_rank
from vaulttool.network.contact import Contact, Move
from vaulttool.network.folding import fold_text
from vaulttool.network.introductions import Introduction, introductions
from vaulttool.network.moved import last_move
from vaulttool.network.network import Network
from vaulttool.network.plan import DEFAULT_BUDGET, Budget, Choice, Plan, Why
from vaulttool.network.replies import replies_owed
from vaulttool.network.rhythm import FACE_TO_FACE, has_had_lunch, lunch_streak
from vaulttool.network.seen import unseen_since
from vaulttool.network.talks import columns_of
from vaulttool.network.usual_city import usual_city
from vaulttool.network.week import Week

_WEIGHTS = (4.0, 3.0, 2.0, 1.0, 0.5)
"""By `circle_rank`: whoever has no circle waits for those whom the user placed in one."""
_MOST_TIMES = 1.5
"""A claim stops growing here: at twice the cadence a tie is cold, and the word would come too late."""
_LONG_GONE_DAYS = 548
_FACE_TO_FACE = frozenset(FACE_TO_FACE)
_APART_DAYS = 60
_SOON_TIMES = 0.8
"""From here on a week with room may take those who are not due yet, or next week has too many."""


def plan_week(
    network: Network,
    rules: CadenceRules = DEFAULT_RULES,
    budget: Budget = DEFAULT_BUDGET,
    city: str = "",
    passed_over: frozenset[str] = frozenset(),
) -> Plan:
    """Choose whom to see and to write to in the week of `network.today`.

    `city` is where the user lives; without it the city of most lunches of the last year. `passed_over` are
    people who were "not now" in the plan before: they are not proposed again this time. Nobody is proposed
    who is dead, archived, resting, snoozed, unknown, or met this week or about to be. Of a household one.
    """
    week = Week(network, rules, passed_over)
    had_lunch = has_had_lunch(network)
    table = iter(()) if had_lunch else _for_lunch(week, city or usual_city(network))
    seats = week.take(table, budget.lunches + budget.alternatives) if budget.lunches else ()
    possible = introductions(network)
    touches = _spend(week, budget, possible)
    chosen_days = {choice.day for choice in touches}
    return Plan(
        week=week.monday,
        budget=budget,
        lunch=seats[0] if seats else None,
        alternatives=tuple(seats[1:]),
        touches=tuple(touches),
        lunch_streak=lunch_streak(network),
        had_lunch=had_lunch,
        appointments=tuple(
            a for a in network.appointments if a.date <= week.sunday and week.some_live(a.contacts)
        ),
        days=tuple(day for day in week.days if day not in chosen_days),
        introductions=possible,
    )


def _spend(week: Week, budget: Budget, possible: Sequence[Introduction]) -> list[Choice]:
    """Spend the touches, kind by kind: choices, most of the kind, touches that must stay for the next."""
    introducing = _introductions(week, possible)
    ranked = _by_claim(week)
    spent = week.take_all(week.due)
    for choices, most, kept in (
        (_late_promises(week), budget.touches, budget.for_silences),
        (_answers(week), budget.answers, budget.for_silences),
        (_near_days(week), budget.touches, budget.for_silences),
        (_moved(week), budget.moves, budget.for_silences),
        (_open_promises(week), budget.undated_promises, budget.for_silences),
        (_cooling(week, ranked), budget.touches, min(budget.introductions, len(introducing))),
        (introducing, budget.introductions, 0),
        (_cooling(week, ranked), budget.touches, 0),
    ):
        spent += week.take(choices, max(0, min(most, budget.touches - len(spent) - kept)))
    return spent


def _by_claim(week: Week, bonus: Callable[[Contact], float] = lambda contact: 0.0) -> list[Contact]:
    """Those who are due by Sunday, the greatest claim first; then those who come due soonest after it."""
    waiting = []
    for path, contact in week.can_meet.items():
        times, silence = week.silence(path)
        if times >= 1:
            still_warm = min(1.0, _LONG_GONE_DAYS / silence)
            claim = _WEIGHTS[circle_rank(contact.circle)] * min(times, _MOST_TIMES) * still_warm
            waiting.append((0, -claim - bonus(contact), -week.favour(contact), -silence, path))
        elif times >= _SOON_TIMES:
            waiting.append((1, -times, -week.favour(contact), -silence, path))
    for path, contact in week.to_begin.items():
        waiting.append((0, -_WEIGHTS[circle_rank(contact.circle)], -week.favour(contact), 0, path))
    return [week.network.contacts[path] for *_, path in sorted(waiting)]


def _for_lunch(week: Week, city: str) -> Iterator[Choice]:
    """Overdue people who live where the user does, those first with whom a promise is open.

    Of those never met only the near: one does not ask a stranger to lunch.
    """
    here = fold_text(city)

    def in_reach(contact: Contact) -> bool:
        return bool(here) and here == fold_text(contact.city)

    def bonus(contact: Contact) -> float:
        own = columns_of(week.network.interactions.get(contact.path, ()))
        has_met = not _FACE_TO_FACE.isdisjoint(own.kinds)
        promised = week.open_promise(contact.path) is not None
        return 1.0 * has_met + 0.5 * promised + 0.5 * _only_wrote(week, contact)

    met = week.can_meet
    ranked = [c for c in _by_claim(week, bonus) if c.path in met or circle_rank(c.circle) <= 1]
    reachable = [contact for contact in ranked if in_reach(contact)]
    reachable += [contact for contact in ranked if not contact.city or not here]
    return (
        week.choice(
            "lunch", _why(week, contact), contact.path, city=contact.city if in_reach(contact) else ""
        )
        for contact in {contact.path: contact for contact in reachable}.values()
    )


def _only_wrote(week: Week, contact: Contact) -> bool:
    """Whether two were in touch long after they saw each other: a mail does not take the place of a lunch."""
    return unseen_since(week.network, contact.path, _APART_DAYS) is not None


def _late_promises(week: Week) -> list[Choice]:
    """Promises whose day was before this week: they wait with all else, since they have waited already."""
    return week.in_turn(p for p in week.promises if p.due is not None and p.due < week.monday)


def _open_promises(week: Week) -> list[Choice]:
    """Promises without a day, when they are a week old; the nearest people first, then the oldest.

    Those to people whom the user is about to meet anyway stand with the meeting.
    """
    ripe = week.network.today - dt.timedelta(days=7)
    undated = [
        p
        for p in week.promises
        if p.due is None and (p.made is None or p.made <= ripe) and not week.booked & set(p.contacts)
    ]

    def order(promise: Promise) -> tuple[int, dt.date, str, int]:
        rank = min(circle_rank(week.network.contacts[path].circle) for path in promise.contacts)
        return rank, promise.made or dt.date.min, promise.note, promise.line

    return [week.choice("promise", "promise", p.contacts[0], promise=p) for p in sorted(undated, key=order)]


def _answers(week: Week) -> list[Choice]:
    """People who wrote last and wait for a word."""
    owed = replies_owed(week.network, week.can_act.values())
    return [week.choice("write", "answer", last.contact) for last in owed]


def _near_days(week: Week) -> list[Choice]:
    """Days of this week of people in the two nearest circles."""
    return [
        week.choice("write", "day", day.contact, day=day)
        for day in week.days
        if day.date <= week.sunday and day.contact in week.can_act
        if circle_rank(week.network.contacts[day.contact].circle) <= 1
    ]


def _moved(week: Week) -> list[Choice]:
    """People with another company, role or town, and without a word since: the nearest, then the newest."""
    found = [
        (circle_rank(contact.circle), -move.day.toordinal(), path, move)
        for path, contact in week.can_meet.items()
        if (move := last_move(contact, week.network.today)) and not _is_told(week, path, move)
    ]
    found.sort(key=lambda one: one[:3])
    return [week.choice("write", "move", path, move=move) for *_, path, move in found]


def _is_told(week: Week, path: str, move: Move) -> bool:
    last = week.network.last_contact.get(path)
    return last is not None and last >= move.day


def _cooling(week: Week, ranked: Iterable[Contact]) -> Iterator[Choice]:
    return (week.choice("write", _why(week, contact), contact.path) for contact in ranked)


def _why(week: Week, contact: Contact) -> Why:
    return "silence" if contact.path in week.can_meet else "begin"


def _introductions(week: Week, possible: Sequence[Introduction]) -> list[Choice]:
    return [
        week.choice("introduce", "offer", found.seeker, introduction=found)
        for found in possible
        if found.seeker in week.can_act and found.helper in week.can_act
    ]
