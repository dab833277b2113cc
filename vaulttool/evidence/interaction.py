"""What a note proves about the user and one contact."""

import datetime as dt
from typing import Literal, NamedTuple

Direction = Literal["me", "them"]


# Named tuples, as a network has hundreds of thousands of them: a dataclass is made four times slower.
class Interaction(NamedTuple):
    """A dated meeting of the user and one contact that has taken place."""

    contact: str
    """Path of the contact's note in the vault, POSIX, with ".md"."""
    note: str
    """Path of the note that proves it."""
    line: int | None
    """Counted from 1; None when the file name or a property is the evidence."""
    date: dt.date
    kind: str
    """lunch, coffee, call, video, meeting, email, message, letter, card, event, introduction or contact."""
    direction: Direction | None
    """Who made the first move, where the note says so."""
    rule: str
    """Name of the rule that found it, as `vaulttool why` prints it."""
    text: str = ""
    """The line as the person wrote it, without bullet; the file name where that is the evidence."""
    gave: str = ""
    """Value of `gave::` on that line or note: what the user gave."""
    received: str = ""
    """Value of `received::`: what the user received."""


class Appointment(NamedTuple):
    """A meeting to come with contacts, as a dated note or line plans it."""

    note: str
    line: int | None
    date: dt.date
    time: str
    """"14:30", or "" where no time is written."""
    title: str
    contacts: tuple[str, ...]
    """Paths of the contacts' notes."""


class Promise(NamedTuple):
    """An open task that names a contact: something owed, by the user or by them."""

    note: str
    line: int
    contacts: tuple[str, ...]
    text: str
    """The task without its box and its date fields, links as written."""
    made: dt.date | None
    """The day of the note or heading in which it stands."""
    due: dt.date | None
    """From 📅, ⏳ or [due:: …]."""
    by: Direction
    """"them" where the contact is the subject ("[[Ana]] to send the plan"), else "me"."""
