"""Birthdays and other yearly days as a calendar."""

from collections.abc import Iterable

from vaulttool.exchange.vcard_write import contact_uid
from vaulttool.exchange.write_lines import escape, to_bytes
from vaulttool.network.contact import Contact, YearlyDay

STAMP = "19700101T000000Z"
"""Always the same, so that two exports of one vault are equal."""
_NO_YEAR = 1972
"""The first year of a day without one: a leap year, so that 29 February stands."""


def write_days(contacts: Iterable[Contact]) -> bytes:
    """Give a calendar of whole days that come back each year and block no time.

    Nobody who has died, is archived or at rest: a calendar asks for an act on the day.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//vaulttool//yearly days//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Birthdays",
    ]
    for contact in contacts:
        if contact.asks_for_acts:
            for day in contact.days:
                lines += _event(contact, day)
    return to_bytes([*lines, "END:VCALENDAR"])


def _event(contact: Contact, day: YearlyDay) -> list[str]:
    year = day.year if day.year is not None else _NO_YEAR
    # On 29 February of common years the rule falls silent; the last day of the month is what people keep.
    leap = ";BYMONTH=2;BYMONTHDAY=-1" if (day.month, day.day) == (2, 29) else ""
    said = f"{contact.name}: {day.label}" + (f" ({day.year})" if day.year is not None else "")
    return [
        "BEGIN:VEVENT",
        f"UID:{escape(contact_uid(contact))}-{day.month:02}{day.day:02}",
        f"DTSTAMP:{STAMP}",
        f"DTSTART;VALUE=DATE:{year:04}{day.month:02}{day.day:02}",
        f"RRULE:FREQ=YEARLY{leap}",
        f"SUMMARY:{escape(said)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
