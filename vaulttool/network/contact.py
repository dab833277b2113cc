"""A person whom the user knows, as their note says."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vaulttool.network.cadence import Cadence

Moved = Literal["company", "role", "city", "address"]


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day that comes back each year: a birthday, a wedding."""

    month: int
    day: int
    year: int | None
    """None where the note has no year (`--05-12`)."""
    label: str
    """"birthday", or what the text behind the date says."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A property of a contact that links another contact: `partner: "[[Jo]]"`."""

    name: str
    """The property's name as written, folded: partner, knows, introduced_by."""
    target: str
    """Path of the other contact's note."""


@dataclass(frozen=True, slots=True)
class Move:
    """One change; texts as a reader sees them, "" for nothing."""

    day: dt.date
    """When it was noticed."""
    what: Moved
    old: str
    new: str
    since: dt.date | None = None
    """When the old value was last known to hold: it changed after that. None: not known."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Everything that one contact note says about its person; nothing is derived from other notes."""

    path: str
    name: str
    names: tuple[str, ...] = ()
    """All names and aliases, the name first."""
    circle: str = ""
    """inner, close, active, wide, daily; "" where the note says none; other words as written."""
    cadence: Cadence | None = None
    """What the note itself asks for; None where it says nothing or nothing readable (see `cadence_text`)."""
    cadence_text: str = ""
    """The property as written, so that a misspelt one can be named."""
    status: str = "active"
    """active, resting, archived or unknown, after mapping; unknown words mean active."""
    status_text: str = ""
    """The property as written, so that one can ask for a word of one's own."""
    last_contact: dt.date | None = None
    """As written in the note; it may be wrong."""
    last_contact_note: str = ""
    """The seal as written: `[[2026-11-02 Lunch with Ana|2026-11-02]]`."""
    last_contact_by_hand: dt.date | None = None
    company: str = ""
    role: str = ""
    field: str = ""
    city: str = ""
    address: str = ""
    """Where post reaches them, as written."""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Without "#", lower case."""
    days: tuple[YearlyDay, ...] = ()
    """The birthday first, then `dates`."""
    met: str = ""
    met_at: str = ""
    introduced_by: str = ""
    """Link target or name as written."""
    died: dt.date | None = None
    is_dead: bool = False
    """True where `died` says anything at all, a date or not."""
    private: bool = False
    household: str = ""
    """Link target as written, or ""."""
    snooze_until: dt.date | None = None
    edges: tuple[Edge, ...] = ()
    moves: tuple[Move, ...] = ()
    """Changes of company, role, city and address that the note's own History tells, in its order."""
    former_companies: tuple[str, ...] = ()
    properties: Mapping[str, object] = dataclasses.field(default_factory=dict)
    """Every property of the note by its folded name (see `notes.front_matter.fold_name`)."""
    doubled: Mapping[str, tuple[object, ...]] = dataclasses.field(default_factory=dict)
    """By folded name all values, in their order, of each property that stands there more than once."""

    @property
    def asks_for_acts(self) -> bool:
        """Whether a page may propose anything about them: not for the dead, the archived and the resting."""
        return not self.is_dead and self.status not in ("archived", "resting")
