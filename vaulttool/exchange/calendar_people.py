"""Who took part in an event: attendees, or the people whom its title names."""

import re
from typing import TYPE_CHECKING, Any

from vaulttool.exchange.addresses import spoken_name
from vaulttool.exchange.calendar_series import text_of
from vaulttool.exchange.decoding import clean
from vaulttool.exchange.records import Party

if TYPE_CHECKING:
    from icalendar import Event

MOST_PEOPLE = 12
"""An event with more attendees is no meeting with anybody."""
_WITH = re.compile(
    r"^\W*(?:\w+\s+)?(?:lunch|brunch|breakfast|dinner|drinks?|beers?|coffee|tea|walk|call|phone|meeting|"
    r"meet|catch[- ]?up|"
    r"1[:-]1|one[- ]on[- ]one|chat|interview|visit|zoom|visio|d[ée]jeuner|d[îi]ner|caf[ée]|th[ée]|verre|"
    r"ap[ée]ro|appel|"
    r"rdv|rendez[- ]vous|r[ée]union|point|entretien|visite|balade|mittagessen|kaffee|treffen|anruf|"
    r"telefonat|gespr[äa]ch|"
    r"almuerzo|cena|comida|reuni[óo]n)\b[\w :/–-]{0,25}?\s(?:with|avec|mit|con|w/)\s+(.+)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: (?:(?:de|van|von|du|la|le|der|den) )*[^\W\d_a-z][\w'’.-]*){0,3}")


def people_of(event: "Event", me: frozenset[str]) -> tuple[tuple[Party, ...], str]:
    """Give who took part besides the user, and why nobody counts."""
    attendees = _listed(event.get("ATTENDEE"))
    others: dict[str, Party] = {}
    for value in [*attendees, *_listed(event.get("ORGANIZER"))]:
        party, state = party_of(value), _parameter(value, "PARTSTAT")
        if party is None or _parameter(value, "CUTYPE") in ("ROOM", "RESOURCE", "GROUP"):
            continue
        if party.email and party.email in me:
            if state in ("DECLINED", "NEEDS-ACTION") and value in attendees:
                return (), "declined, or never answered"
        # Whoever sent somebody else, or only stands there to know of it, was not in the room.
        elif state not in ("DECLINED", "DELEGATED") and _parameter(value, "ROLE") != "NON-PARTICIPANT":
            others.setdefault(party.label.casefold(), party)
    if len(others) > MOST_PEOPLE:
        return (), f"a meeting of {len(others)} people"
    people = tuple(others.values()) if attendees else named_in(text_of(event, "SUMMARY"))
    return people, "" if people else "nobody is named who took part"


def has_declined(event: "Event", me: frozenset[str]) -> bool:
    """Say whether the user has said that they do not come."""
    return any(
        (party := party_of(value)) is not None
        and party.email in me
        and _parameter(value, "PARTSTAT") == "DECLINED"
        for value in _listed(event.get("ATTENDEE"))
    )


def parties(event: "Event") -> list[Party]:
    """Give everybody whom the event lists, the organizer too."""
    values = [*_listed(event.get("ATTENDEE")), *_listed(event.get("ORGANIZER"))]
    return [party for value in values if (party := party_of(value))]


def named_in(summary: str) -> tuple[Party, ...]:
    """Find the people whom a title names: "Lunch with Ana Ruiz & Bob Lee"."""
    found = _WITH.search(summary)
    if not found:
        return ()
    names = re.split(r"\s*(?:,|&|\+|\band\b|\bet\b|\bund\b|\by\b)\s*", found[1])
    parts = (
        re.split(r"[(@:;–—-]\s|\s(?:at|chez|in|im|à|about|re)\s", name)[0].strip(" .!?()") for name in names
    )
    return tuple(Party(name) for name in parts if _NAME.fullmatch(name))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _parameter(value: Any, name: str) -> str:
    return str(getattr(value, "params", {}).get(name, "")).upper()


def party_of(value: Any) -> Party | None:
    """Read an attendee: `mailto:` in any case or missing; an Exchange path gives its name only."""
    if value is None:
        return None
    text = re.sub(r"^mailto:\s*", "", clean(str(value)), flags=re.IGNORECASE)
    name = spoken_name(str(getattr(value, "params", {}).get("CN", "")))
    found = re.search(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+", text)
    email = found[0].casefold() if found else ""
    if email.endswith(("@group.calendar.google.com", "@resource.calendar.google.com")):
        return None
    return Party(name, email) if name or email else None
