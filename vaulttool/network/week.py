"""What the planner knows of one week, and whom it has chosen so far."""

import datetime as dt
from collections.abc import Iterable

from vaulttool.evidence.interaction import Interaction, Promise
from vaulttool.network.balance import balance_of
from vaulttool.network.circle import CIRCLES, CadenceRules, circle_rank, effective_cadence, is_placed
from vaulttool.network.contact import Contact
from vaulttool.network.days import DayToCome, days_to_come
from vaulttool.network.diversity import WORLDS, spread, value_of
from vaulttool.network.folding import fold_text
from vaulttool.network.household import households
from vaulttool.network.network import Network
from vaulttool.network.plan import Act, Choice, Why
from vaulttool.network.rhythm import week_start
from vaulttool.network.talks import columns_of
from vaulttool.network.warmth import may_be_asked_for, usual_gap, warmth_of

_BEYOND_HABIT = 3.0
"""Talks scatter: by chance alone one gap in three is longer than 1.5 medians, one in eight longer than 3."""
MOST_DAYS_OF_OTHERS = 5
"""A thousand imported people have a birthday three times a day; whoever has a circle is told of always."""


class Week:
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
        self.to_begin = {
            path: contact
            for path, contact in self.can_act.items()
            if path not in self.booked and not network.last_contact.get(path) and is_placed(contact, rules)
        }
        self.days = self._days()
        spreads = (spread(network, aspect, network.today - dt.timedelta(days=365)) for aspect in WORLDS)
        self.narrow = [found for found in spreads if found and found.is_narrow]
        self.silences: dict[str, tuple[float, int]] = {}
        self.promises = [
            p for p in network.promises
            if p.by == "me" and p.contacts and all(path in self.can_act for path in p.contacts)
        ]  # fmt: skip
        """The user's own open promises of which everyone named may be asked for, the oldest first."""
        self.due_promises = frozenset(
            p for p in self.promises if p.due is not None and self.monday <= p.due <= self.sunday
        )
        self.oldest_promises: dict[str, Promise] = {}
        """Of each contact the oldest open promise that has no line of its own this week."""
        for promise in self.promises:
            if promise not in self.due_promises:
                for path in promise.contacts:
                    self.oldest_promises.setdefault(path, promise)
        self.due = self.in_turn(self.due_promises)

    def _just_seen(self, path: str) -> bool:
        last = self.network.last_contact.get(path)
        return last is not None and (self.network.today - last).days < 7

    def _days(self) -> tuple[DayToCome, ...]:
        today = self.network.today
        week_ahead = today + dt.timedelta(days=7)
        ahead = days_to_come(self.network, today, today + dt.timedelta(days=14))
        circles = {day: circle_rank(self.network.contacts[day.contact].circle) for day in ahead}
        told = [
            day
            for day in ahead
            if circles[day] <= 1 or (circles[day] < len(CIRCLES) and day.date <= week_ahead)
        ]
        others = [day for day in ahead if circles[day] == len(CIRCLES) and day.date <= week_ahead]
        others.sort(key=lambda day: (not self.network.last_contact.get(day.contact), day.date, day.contact))
        return tuple(sorted((*told, *others[:MOST_DAYS_OF_OTHERS]), key=lambda day: (day.date, day.contact)))

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
        last = self.network.last_contact.get(path)
        cadence, _ = effective_cadence(self.network.contacts[path], self.rules)
        if last is None or last > self.network.today or cadence.never:
            return 0.0, 0
        expected = cadence.mean_days
        usual = usual_gap(self.network.interactions.get(path, ()))
        if usual:
            # Those who are used to more than they agreed on miss each other sooner.
            expected = min(expected, max(7.0, usual * _BEYOND_HABIT))
        days = (self.sunday - last).days
        return days / max(1.0, expected), days

    def favour(self, contact: Contact) -> int:
        """Count what speaks for a contact where claims are alike: a good turn owed, a world of their own."""
        own = columns_of(self.network.interactions.get(contact.path, ()))
        owes = bool(own.good) and balance_of(self.network, contact.path).owed > 0
        differs = any((said := value_of(contact, s.aspect)) and said != fold_text(s.top) for s in self.narrow)
        return owes + differs

    def last(self, path: str) -> Interaction | None:
        """Give the last talk with a contact."""
        own = self.network.interactions.get(path, ())
        return own[-1] if own else None

    def choice(self, act: Act, why: Why, path: str, **facts: object) -> Choice:
        """Give a choice with all that is known of the person."""
        contact = self.network.contacts[path]
        facts.setdefault("promise", self.open_promise(path))
        if why == "begin":
            facts["cadence"] = effective_cadence(contact, self.rules)[0]
        warmth = warmth_of(contact, self.network, self.rules)
        return Choice(act, why, path, warmth=warmth, last=self.last(path), **facts)  # type: ignore[arg-type]

    def open_promise(self, path: str) -> Promise | None:
        """Give the oldest open promise of the user to a contact that has no line of its own this week."""
        return self.oldest_promises.get(path)

    def in_turn(self, promises: Iterable[Promise]) -> list[Choice]:
        """Give promises with a day as choices, the first to fall due first."""
        due = sorted(promises, key=lambda p: (p.due or dt.date.max, p.note, p.line))
        return [self.choice("promise", "due", p.contacts[0], promise=p) for p in due]

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

    def take_all(self, choices: Iterable[Choice]) -> list[Choice]:
        """Take all of some choices, also several of one household."""
        taken = list(choices)
        self.taken |= {self.homes[choice.contact] for choice in taken}
        return taken
