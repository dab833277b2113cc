"""What one place in one note says of one person, before anyone knows who that is."""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from vaulttool.evidence.interaction import Direction

if TYPE_CHECKING:
    from vaulttool.evidence.sentence import Label
    from vaulttool.notes.links import LinkKind

OWN = "\0own"
"""Target of a finding about the person whose note it is (a log in a contact's own note)."""


# A named tuple, as the index keeps hundreds of thousands of them: a dataclass is read five times slower.
class Finding(NamedTuple):
    """A judged mention; facts of this note alone: its target is resolved and its day compared later."""

    target: str
    """Link path, or name as written, or `OWN`."""
    link: "LinkKind"
    line: int | None
    date: dt.date | None
    """None where nothing says the day: then it is no interaction, whatever `label` says."""
    label: "Label"
    kind: str
    direction: Direction | None
    rule: str
    """The rule that decided: "sentence", "attendees"…"""
    why: str
    """What in the rule decided, in words."""
    text: str
    """The line as written; "" where the file name or a property is meant."""
    gave: str = ""
    received: str = ""
    time: str = ""
    """"14:30" where the line begins with it."""
    due: dt.date | None = None
    """Of an open task."""
    lent: str = ""
    """What the line says the user lent, borrowed, or what came back (see `loan_fields`)."""
    borrowed: str = ""
    returned: str = ""
    is_task: bool = False
    """An open task, from which a promise may be made."""
    is_subject: bool = False
    """The task says that this person is to do it ("[[Ana]] to send the plan")."""
