"""The week's plan: whom to see, whom to write to, and why, within a budget.

The order in which the budget is spent: promises that fall due, words to be answered, days of close people,
promises without a day, ties that grow cold, one introduction. A tie's claim is its circle's weight times how
far the silence will have gone on Sunday beyond cadence or habit, one and a half times at most; after a year
and a half the claim sinks, since a tie that still can be kept warm comes before one that has waited for long.
Where room is left, those who come due soonest take it. Of like claims those first to whom one owes a good
turn or who work elsewhere than the rest, then the longer silence, then the path, so the same network gives
the same plan on every device. `benchmarks/plan_quality.py` measures it.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from vaulttool.evidence.interaction import Interaction, Promise
from vaulttool.network.balance import balance_of
from vaulttool.network.circle import DEFAULT_RULES, CadenceRules, circle_rank
from vaulttool.network.contact import Contact
from vaulttool.network.days import DayToCome, days_to_come
from vaulttool.network.diversity import WORLDS, spread, value_of
from vaulttool.network.folding import fold_text
from vaulttool.network.household import households
from vaulttool.network.introductions import introductions
from vaulttool.network.network import Network
from vaulttool.network.plan import DEFAULT_BUDGET, Act, Budget, Choice, Plan, Why
from vaulttool.network.rhythm import FACE_TO_FACE, has_had_lunch, lunch_streak, week_start
from vaulttool.network.usual_city import usual_city
from vaulttool.network.warmth import may_be_asked_for, warmth_of

_WEIGHTS = (4.0, 3.0, 2.0, 1.0, 0.5)
"""By `circle_rank`: whoever has no circle waits for those whom the user placed in one."""
_MOST_TIMES = 1.5
"""A claim stops growing here: at twice the cadence a tie is cold, and the word would come too late."""
_LONG_GONE_DAYS = 548
_BEYOND_HABIT = 3.0
"""Talks scatter: by chance alone one gap in three is longer than 1.5 medians, one in eight longer than 3."""
_SOON_TIMES = 0.8
"""From here on a week with room may take those who are not due yet, or next week has too many."""
_OWED_AN_ANSWER_DAYS = (3, 60)
_WRITTEN = ("email", "message", "letter", "card")


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
    week = _Week(network, rules, passed_over)
    had_lunch = has_had_lunch(network)
    table = [] if had_lunch else _for_lunch(week, city or usual_city(network))
    seats = week.take(table, budget.lunches + budget.alternatives) if budget.lunches else ()
    touches = _spend(week, budget)
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
    )


def _spend(week: "_Week", budget: Budget) -> list[Choice]:
    """Spend the touches, kind by kind: choices, most of the kind, touches that must stay for the next."""
    introducing = _introductions(week)
    cooling = _cooling(week)
    spent: list[Choice] = []
    for choices, most, kept in (
        (_due_promises(week), budget.touches, 0),
        (_answers(week), budget.answers, budget.for_silences),
        (_near_days(week), budget.touches, budget.for_silences),
        (_open_promises(week), budget.undated_promises, budget.for_silences),
        (cooling, budget.touches, min(budget.introductions, len(introducing))),
        (introducing, budget.introductions, 0),
        (cooling, budget.touches, 0),
    ):
        spent += week.take(choices, max(0, min(most, budget.touches - len(spent) - kept)))
    return spent


class _Week:
    """What the choosing knows, and whom it has chosen so far."""

    def __init__(self, network: Network, rules: CadenceRules, passed_over: frozenset[str]) -> None:
        self.network = network
        self.rules = rules
        self.monday = week_start(network.today)
        self.sunday = self.monday + dt.timedelta(days=6)
        self.homes = households(network.contacts)
        self.taken: set[str] = set()
        self.booked = {path for a in network.appointments if a.date <= self.sunday for path in a.contacts}
        self.can_act = {
            path: contact
            for path, contact in network.contacts.items()
            if may_be_asked_for(contact, network.today) and path not in passed_over
        }
        self.can_meet = {
            path: contact
            for path, contact in self.can_act.items()
            if path not in self.booked and network.last_contact.get(path) and not self._just_seen(path)
        }
        self.days = self._days()
        spreads = (spread(network, aspect, network.today - dt.timedelta(days=365)) for aspect in WORLDS)
        self.narrow = [found for found in spreads if found and found.is_narrow]
        self.silences: dict[str, tuple[float, int]] = {}

    def _just_seen(self, path: str) -> bool:
        last = self.network.last_contact.get(path)
        return last is not None and (self.network.today - last).days < 7

    def _days(self) -> tuple[DayToCome, ...]:
        ahead = days_to_come(self.network, self.network.today, self.network.today + dt.timedelta(days=14))
        near = ("inner", "close")
        contacts = self.network.contacts
        return tuple(d for d in ahead if d.date <= self.sunday or contacts[d.contact].circle in near)

    def some_live(self, paths: Iterable[str]) -> bool:
        """Whether a meeting is with somebody who lives."""
        return any(
            path in self.network.contacts and not self.network.contacts[path].is_dead for path in paths
        )

    def silence(self, path: str) -> tuple[float, int]:
        """Give the silence as it will be on Sunday: as a multiple of cadence or habit, and in days."""
        if path not in self.silences:
            self.silences[path] = self._silence(path)
        return self.silences[path]

    def _silence(self, path: str) -> tuple[float, int]:
        warmth = warmth_of(self.network.contacts[path], self.network, self.rules)
        if warmth is None:
            return 0.0, 0
        expected = warmth.cadence.mean_days
        if warmth.usual_days:
            # Those who are used to more than they agreed on miss each other sooner.
            expected = min(expected, max(7.0, warmth.usual_days * _BEYOND_HABIT))
        days = (self.sunday - warmth.last).days
        return days / max(1.0, expected), days

    def favour(self, contact: Contact) -> int:
        """Count what speaks for a contact where claims are alike: a good turn owed, a world of their own."""
        owes = balance_of(self.network, contact.path).owed > 0
        differs = any((own := value_of(contact, s.aspect)) and own != fold_text(s.top) for s in self.narrow)
        return owes + differs

    def last(self, path: str) -> Interaction | None:
        """Give the last talk with a contact."""
        own = self.network.interactions.get(path, ())
        return own[-1] if own else None

    def choice(self, act: Act, why: Why, path: str, **facts: object) -> Choice:
        """Give a choice with all that is known of the person."""
        contact = self.network.contacts[path]
        facts.setdefault("promise", self.open_promise(path))
        warmth = warmth_of(contact, self.network, self.rules)
        return Choice(act, why, path, warmth=warmth, last=self.last(path), **facts)  # type: ignore[arg-type]

    def open_promise(self, path: str) -> Promise | None:
        """Give the oldest open promise of the user to a contact."""
        return next((p for p in self.promises() if path in p.contacts), None)

    def promises(self) -> list[Promise]:
        """Give the user's own open promises of which everyone named may be asked for."""
        return [
            p for p in self.network.promises
            if p.by == "me" and p.contacts and all(path in self.can_act for path in p.contacts)
        ]  # fmt: skip

    def take(self, choices: Iterable[Choice], most: int) -> tuple[Choice, ...]:
        """Take up to `most` choices, one a household, and remember whom."""
        taken: list[Choice] = []
        for choice in choices:
            if len(taken) >= most:
                break
            homes = {self.homes[choice.contact]}
            if choice.introduction:
                homes.add(self.homes[choice.introduction.helper])
            if homes & self.taken:
                continue
            self.taken |= homes
            taken.append(choice)
        return tuple(taken)


def _by_claim(week: _Week, bonus: Callable[[Contact], float] = lambda contact: 0.0) -> list[Contact]:
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
    return [week.network.contacts[path] for *_, path in sorted(waiting)]


def _for_lunch(week: _Week, city: str) -> list[Choice]:
    """Overdue people who live where the user does, those first with whom a promise is open."""
    here = fold_text(city)

    def in_reach(contact: Contact) -> bool:
        return bool(here) and here == fold_text(contact.city)

    def bonus(contact: Contact) -> float:
        has_met = any(i.kind in FACE_TO_FACE for i in week.network.interactions.get(contact.path, ()))
        return 1.0 * has_met + 0.5 * (week.open_promise(contact.path) is not None)

    ranked = _by_claim(week, bonus)
    reachable = [contact for contact in ranked if in_reach(contact)]
    reachable += [contact for contact in ranked if not contact.city or not here]
    return [
        week.choice("lunch", "silence", contact.path, city=contact.city if in_reach(contact) else "")
        for contact in {contact.path: contact for contact in reachable}.values()
    ]


def _due_promises(week: _Week) -> list[Choice]:
    due = [p for p in week.promises() if p.due is not None and p.due <= week.sunday]
    due.sort(key=lambda p: (p.due or dt.date.max, p.note, p.line))
    return [week.choice("promise", "due", p.contacts[0], promise=p) for p in due]


def _open_promises(week: _Week) -> list[Choice]:
    """Promises without a day, when they are a week old; the nearest people first, then the oldest.

    Those to people whom the user is about to meet anyway stand with the meeting.
    """
    ripe = week.network.today - dt.timedelta(days=7)
    undated = [
        p
        for p in week.promises()
        if p.due is None and (p.made is None or p.made <= ripe) and not week.booked & set(p.contacts)
    ]

    def order(promise: Promise) -> tuple[int, dt.date, str, int]:
        rank = min(circle_rank(week.network.contacts[path].circle) for path in promise.contacts)
        return rank, promise.made or dt.date.min, promise.note, promise.line

    return [week.choice("promise", "promise", p.contacts[0], promise=p) for p in sorted(undated, key=order)]


def _answers(week: _Week) -> list[Choice]:
    """People who wrote last and wait for a word, the nearest first; a stranger's first word is no debt."""
    least, most = _OWED_AN_ANSWER_DAYS
    waiting = [
        (circle_rank(contact.circle), last.date, path)
        for path, contact in week.can_act.items()
        if (last := week.last(path)) and last.direction == "them" and last.kind in _WRITTEN
        if least <= (week.network.today - last.date).days <= most
        if len({talk.date for talk in week.network.interactions[path]}) > 1
    ]
    return [week.choice("write", "answer", path) for *_, path in sorted(waiting)]


def _near_days(week: _Week) -> list[Choice]:
    """Days of this week of people in the two nearest circles."""
    return [
        week.choice("write", "day", day.contact, day=day)
        for day in week.days
        if day.date <= week.sunday and day.contact in week.can_act
        if circle_rank(week.network.contacts[day.contact].circle) <= 1
    ]


def _cooling(week: _Week) -> list[Choice]:
    return [week.choice("write", "silence", contact.path) for contact in _by_claim(week)]


def _introductions(week: _Week) -> list[Choice]:
    return [
        week.choice("introduce", "offer", found.seeker, introduction=found)
        for found in introductions(week.network)
        if found.seeker in week.can_act and found.helper in week.can_act
    ]
