"""A week's plan: what it proposes, to whom, and the facts of each reason."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from vaulttool.evidence.interaction import Appointment, Interaction, Promise
from vaulttool.network.cadence import Cadence
from vaulttool.network.contact import Move
from vaulttool.network.days import DayToCome
from vaulttool.network.introductions import Introduction
from vaulttool.network.warmth import Warmth

Act = Literal["lunch", "write", "promise", "introduce"]
Why = Literal["due", "promise", "answer", "day", "move", "silence", "begin", "offer"]
"""`begin`: somebody whom the user placed near, and of whom no note tells a talk yet."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a week may ask for."""

    touches: int = 5
    lunches: int = 1
    alternatives: int = 2
    """People named beside the one for lunch; they cost nothing."""
    undated_promises: int = 2
    answers: int = 2
    moves: int = 2
    for_silences: int = 2
    """Touches that answers, days, late promises and those without a day leave for ties that grow cold."""
    introductions: int = 1


DEFAULT_BUDGET = Budget()


@dataclass(frozen=True, slots=True)
class Choice:
    """One act that the plan proposes towards one person, with all that its reason needs."""

    act: Act
    why: Why
    contact: str
    warmth: Warmth | None = None
    """None for people who are never due."""
    last: Interaction | None = None
    """The last talk: the proof that the reason links."""
    promise: Promise | None = None
    """The one to keep, or (for lunch and mail) one that is open with them."""
    day: DayToCome | None = None
    move: Move | None = None
    """What changed in their life, where that is the reason."""
    cadence: Cadence | None = None
    """What holds for somebody never met; else it stands in `warmth`."""
    introduction: Introduction | None = None
    city: str = ""
    """Where the two can have lunch; "" where no note says it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one week proposes, and what it brings anyway."""

    week: dt.date
    """Its Monday."""
    budget: Budget
    lunch: Choice | None
    alternatives: tuple[Choice, ...]
    touches: tuple[Choice, ...]
    """In the order in which they were chosen; beyond the budget only promises that fall due this week."""
    lunch_streak: int
    had_lunch: bool
    appointments: tuple[Appointment, ...]
    """From today to Sunday, soonest first."""
    days: tuple[DayToCome, ...]
    """Yearly days of a week ahead (of near people two weeks) that are not themselves a touch."""
    introductions: tuple[Introduction, ...] = ()
    """All that could be made, also those that no touch proposes."""

    @property
    def is_full(self) -> bool:
        """Whether the budget is spent."""
        return len(self.touches) >= self.budget.touches

    def of(self, act: Act) -> tuple[Choice, ...]:
        """Give the touches of one act."""
        return tuple(choice for choice in self.touches if choice.act == act)
