"""People whom an import read and who have no note: counted, and proposed for nothing."""

import datetime as dt
from dataclasses import dataclass

from vaulttool.network.contact import Move


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody without a note, by what the CSV files beside triage notes say."""

    name: str
    company: str
    """As a contact's note writes it where one names the same company."""
    days: tuple[dt.date, ...] = ()
    """When they connected or wrote, the oldest first."""
    moves: tuple[Move, ...] = ()
