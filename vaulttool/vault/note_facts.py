"""What is known of one note by that note alone, and what that depends on: types only."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from vaulttool.notes.problem import Problem
from vaulttool.vault.settings import Settings

# A run that finds facts in the index needs nothing of what finds them in notes.
if TYPE_CHECKING:
    from vaulttool.evidence.finding import Finding
    from vaulttool.evidence.languages_in_use import Languages
    from vaulttool.network.contact import Contact
    from vaulttool.network.group import Group
    from vaulttool.network.recognise import ContactRules
    from vaulttool.network.trips import Trip


# A named tuple for the same reason as `Finding`.
class NoteFacts(NamedTuple):
    """A note as far as the rest of the program needs it; nothing of another note is in it."""

    path: str
    hash: str
    """`content_hash` of the bytes that it was read from."""
    contact: "Contact | None" = None
    """With the targets of its edges as written."""
    findings: "tuple[Finding, ...]" = ()
    problems: tuple[Problem, ...] = ()
    group: "Group | None" = None
    """Where the note is a group's."""
    trip: "Trip | None" = None
    """Where the note is a trip's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything but the note itself that its facts depend on."""

    settings: Settings
    rules: "ContactRules"
    languages: "Languages"
