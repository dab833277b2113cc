"""A simulated life with limited time: ties that cool, people who write, and a week's few touches."""

import dataclasses
import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from vaulttool.evidence.interaction import Interaction
from vaulttool.network.contact import Contact, YearlyDay
from vaulttool.network.network import Network

FIRST_MONDAY = dt.date(2027, 1, 4)
HOME = "Lyon"

WARM, LOST = 0.25, 0.125
"""Closeness at which a tie still is what its circle means, and below which it is gone."""
GAIN = {"lunch": 0.8, "meeting": 0.5, "call": 0.5, "email": 0.5, "message": 0.5}
UNANSWERED = 0.15
"""What a word that got no answer, or an unanswered word of theirs, still does for a tie."""
NOT_NOW = 0.1
SNOOZE = dt.timedelta(weeks=4)
NOTED = 0.85
"""The share of chance meetings that find their way into the notes."""
ANSWERED_AT_ONCE = 0.8


@dataclass(frozen=True, slots=True)
class Layer:
    """One circle: how many, how fast its ties cool, and what comes without any plan."""

    circle: str
    people: int
    half_life: int
    """Days of silence that halve a tie."""
    writes: float
    """How often a year they make the first move, at full closeness."""
    met_by_chance: float
    """How often a year one meets by chance, on average: many never, a few all the time."""
    family: float


LAYERS = (
    Layer("inner", 5, 14, 26.0, 8.0, 0.4),
    Layer("close", 10, 60, 6.0, 3.0, 0.3),
    Layer("active", 35, 180, 1.0, 1.0, 0.2),
    Layer("wide", 100, 365, 0.35, 0.5, 0.1),
    Layer("", 1_350, 730, 0.1, 0.15, 0.0),
)
FAMILY_LASTS = 2.0
IN_TOWN = 0.6


@dataclass(slots=True)
class Tie:
    """What is true between two people, which no policy sees."""

    layer: Layer
    half_life: float
    by_chance: float
    closeness: float
    as_of: dt.date
    owed: bool = False
    """They wrote and wait for an answer."""
    is_lost: bool = False

    def level(self, day: dt.date) -> float:
        """Give the closeness on a day: it halves with each half-life of silence."""
        return float(self.closeness * 0.5 ** ((day - self.as_of).days / self.half_life))

    def deepen(self, day: dt.date, gain: float) -> None:
        """Let a talk add to it; there is no more than all."""
        self.closeness, self.as_of = min(1.0, self.level(day) + gain), day


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a policy proposes for a week: people for lunch in order of choice, and people to write to."""

    lunch: tuple[str, ...]
    touches: tuple[str, ...]


Policy = Callable[[Network, random.Random, int, bool, frozenset[str]], Proposal]
"""Takes the notes of Monday, dice, the touches left, whether lunch is asked for, and whom to pass over."""


@dataclass(slots=True)
class Measures:
    """What came of a life, summed up by week and, at the end, by year."""

    efforts: list[tuple[int, int]] = dataclasses.field(default_factory=list)
    """Touches and lunches done, by week."""
    warm: dict[str, float] = dataclasses.field(default_factory=dict)
    """By circle: the share of its ties that were warm, summed over the weeks."""
    warm_ties: float = 0.0
    """The share of all ties that were warm, summed over the weeks."""
    warm_in_circles: float = 0.0
    """Of those with a circle."""
    near_minutes: int = 0
    minutes: int = 0
    lost: int = 0
    """Ties with a circle that went cold, and those of them that became warm again."""
    regained: int = 0

    def count(self, acts: list[tuple[str, str]], contacts: Mapping[str, Contact]) -> None:
        """Add the acts of a week."""
        lunches = sum(act == "lunch" for _, act in acts)
        self.efforts.append((len(acts) - lunches, lunches))
        for path, act in acts:
            self.minutes += MINUTES[act]
            self.near_minutes += MINUTES[act] * (contacts[path].circle in ("inner", "close"))


MINUTES = {"lunch": 90, "email": 20}


class Life:
    """One person's years: the truth of each tie, and the notes that a policy sees."""

    def __init__(self, people: int, seed: int) -> None:
        self.dice = random.Random(seed)
        self.ties: dict[str, Tie] = {}
        self.contacts: dict[str, Contact] = {}
        self.notes: dict[str, list[Interaction]] = {}
        self.last: dict[str, dt.date | None] = {}
        for layer in LAYERS:
            for _ in range(min(layer.people, people - len(self.ties))):
                self._meet(layer)

    def _meet(self, layer: Layer) -> None:
        dice = self.dice
        # Paths in the order of circles would let the alphabet decide where claims are alike.
        path = f"People/{dice.getrandbits(40):010x}.md"
        family = FAMILY_LASTS if dice.random() < layer.family else 1.0
        half_life = layer.half_life * family * dice.lognormvariate(0.0, 0.35)
        by_chance = layer.met_by_chance * dice.gammavariate(0.5, 2.0)
        born = dt.date(1980, 1, 1) + dt.timedelta(days=dice.randrange(365))
        self.ties[path] = Tie(layer, half_life, by_chance, 0.0, FIRST_MONDAY - dt.timedelta(days=3 * 365))
        self.contacts[path] = Contact(
            path, path[7:-3], circle=layer.circle, city=HOME if dice.random() < IN_TOWN else "Oslo",
            days=(YearlyDay(born.month, born.day, 1980, "birthday"),) if dice.random() < 0.5 else (),
        )  # fmt: skip
        for back in (3, 2, 1):
            day = FIRST_MONDAY - dt.timedelta(days=1 + round(half_life * (back - dice.random())))
            self._talk(path, max(day, self.ties[path].as_of), "call", None, GAIN["call"])

    def network(self, today: dt.date) -> Network:
        """Give what the notes show."""
        return Network(today, self.contacts, self.notes, self.last)

    def _talk(self, path: str, day: dt.date, kind: str, direction: str | None, gain: float) -> None:
        self.ties[path].deepen(day, gain)
        self._note(path, day, kind, direction)

    def _note(self, path: str, day: dt.date, kind: str, direction: str | None) -> None:
        talk = Interaction(path, f"Daily/{day}.md", 1, day, kind, direction, "sentence")  # type: ignore[arg-type]
        self.notes.setdefault(path, []).append(talk)
        self.last[path] = day

    def live(self, policy: Policy, efforts: Iterable[tuple[int, int]]) -> Measures:
        """Live by a policy, measured week by week; `efforts`: touches and lunches of each week, at most."""
        measures = Measures()
        for week, (touches, lunches) in enumerate(efforts):
            monday = FIRST_MONDAY + dt.timedelta(weeks=week)
            acts = self._decide(policy, monday, touches, lunches > 0)
            measures.count(acts, self.contacts)
            unplanned = list(self._unplanned(monday))
            events = [(monday + dt.timedelta(days=self.dice.randrange(5)), path, act) for path, act in acts]
            for day, path, act in sorted(events + unplanned, key=lambda event: event[0]):
                self._happen(day, path, act)
            self._measure(monday + dt.timedelta(days=6), measures)
        return measures

    def _decide(self, policy: Policy, monday: dt.date, left: int, wants_lunch: bool) -> list[tuple[str, str]]:
        """Go through what the policy proposes until the week is full; "not now" is a month's rest."""
        acts: list[tuple[str, str]] = []
        passed: set[str] = set()
        for _ in range(3):
            proposal = policy(self.network(monday), self.dice, left, wants_lunch, frozenset(passed))
            for path in proposal.lunch if wants_lunch else ():
                passed.add(path)
                if not self._is_not_now(path, monday) and self._says_yes(path, monday):
                    acts.append((path, "lunch"))
                    wants_lunch = False
                    break
            for path in proposal.touches:
                if left and path not in passed:
                    passed.add(path)
                    if not self._is_not_now(path, monday):
                        acts.append((path, "email"))
                        left -= 1
            if not left and not wants_lunch:
                break
        return acts

    def _is_not_now(self, path: str, monday: dt.date) -> bool:
        if self.dice.random() >= NOT_NOW:
            return False
        self.contacts[path] = dataclasses.replace(self.contacts[path], snooze_until=monday + SNOOZE)
        return True

    def _says_yes(self, path: str, day: dt.date) -> bool:
        tie = self.ties[path]
        likely = 0.4 + 0.55 * min(1.0, tie.level(day) / 0.5)
        return tie.owed or self._has_birthday(path, day) or self.dice.random() < likely

    def _has_birthday(self, path: str, monday: dt.date) -> bool:
        week = [monday + dt.timedelta(days=ahead) for ahead in range(7)]
        return any((day.month, day.day) == (d.month, d.day) for d in self.contacts[path].days for day in week)

    def _unplanned(self, monday: dt.date) -> Iterator[tuple[dt.date, str, str]]:
        """Chance meetings, and their own first moves: the closer the tie, the more of them."""
        for path, tie in self.ties.items():
            by_chance = tie.by_chance * 7 / 365 if self.contacts[path].city == HOME else 0.0
            if by_chance and self.dice.random() < by_chance:
                yield monday + dt.timedelta(days=self.dice.randrange(7)), path, "meeting"
            if self.dice.random() < tie.layer.writes * tie.level(monday) * 7 / 365:
                kind = "message" if self.dice.random() < 0.6 else "call"
                yield monday + dt.timedelta(days=self.dice.randrange(7)), path, kind

    def _happen(self, day: dt.date, path: str, act: str) -> None:
        tie, dice = self.ties[path], self.dice
        if act == "email":
            answered = self._says_yes(path, day)
            tie.owed = False
            self._talk(path, day, act, "me", GAIN[act] if answered else UNANSWERED)
        elif act == "message":
            tie.owed = dice.random() >= ANSWERED_AT_ONCE
            gain = UNANSWERED if tie.owed else GAIN[act]
            self._talk(path, day, act, "them" if tie.owed else None, gain)
        elif act == "meeting" and dice.random() >= NOTED:
            tie.deepen(day, GAIN[act])
        else:
            tie.owed = False
            self._talk(path, day, act, None, GAIN[act])

    def _measure(self, sunday: dt.date, measures: Measures) -> None:
        warm, held = dict.fromkeys([layer.circle for layer in LAYERS], 0), dict[str, int]()
        for tie in self.ties.values():
            level = tie.level(sunday)
            held[tie.layer.circle] = held.get(tie.layer.circle, 0) + 1
            warm[tie.layer.circle] += level >= WARM
            if not tie.is_lost and level < LOST:
                tie.is_lost = True
                measures.lost += bool(tie.layer.circle)
            elif tie.is_lost and level >= WARM:
                tie.is_lost = False
                measures.regained += bool(tie.layer.circle)
        placed = {circle for circle in held if circle}
        measures.warm_ties += sum(warm.values()) / len(self.ties)
        measures.warm_in_circles += sum(warm[c] for c in placed) / sum(held[c] for c in placed)
        for circle, people in held.items():
            measures.warm[circle] = measures.warm.get(circle, 0.0) + warm[circle] / people
