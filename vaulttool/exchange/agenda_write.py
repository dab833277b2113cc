"""The agenda of a week as a calendar: what it proposes, and the meetings that come anyway."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from typing import Literal

from vaulttool.exchange.ics_write import STAMP
from vaulttool.exchange.write_lines import escape, to_bytes
from vaulttool.network.contact import Contact
from vaulttool.network.plan import Choice, Plan

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "name": "Agenda", "lunch": "Lunch with {who}", "write": "Write to {who}",
        "promise": "What you promised {who}: {what}", "introduce": "Introduce {who} to {other}",
    },
    "fr": {
        "name": "Agenda", "lunch": "Déjeuner avec {who}", "write": "Écrire à {who}",
        "promise": "Ce que vous avez promis à {who} : {what}", "introduce": "Présenter {who} à {other}",
    },
}  # fmt: skip
_DUE = re.compile(r"\s*[📅⏳🛫]\ufe0f?\s*\d{4}-\d\d-\d\d|\s*\[(?:due|scheduled)::[^\]]*\]")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")


def write_agenda(plan: Plan, contacts: Mapping[str, Contact], language: Literal["en", "fr"] = "en") -> bytes:
    """Give the calendar; what has no day of its own stands on the week's Monday.

    Nothing of it blocks time but the meetings. The same plan always gives the same bytes.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//vaulttool//agenda//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_WORDS[language]['name']}",
    ]
    for choice in (*((plan.lunch,) if plan.lunch else ()), *plan.touches):
        day = choice.promise.due if choice.promise and choice.act == "promise" else None
        said = _said(choice, contacts, language)
        lines += _event(f"{plan.week}{choice.act}{choice.contact}{said}", day or plan.week, "", said)
    for appointment in plan.appointments:
        key = f"{appointment.note}{appointment.line}{appointment.date}"
        said = _LINK.sub(r"\1", appointment.title)
        lines += _event(key, appointment.date, appointment.time, said)
    return to_bytes([*lines, "END:VCALENDAR"])


def _said(choice: Choice, contacts: Mapping[str, Contact], language: str) -> str:
    def name(path: str) -> str:
        return contacts[path].name if path in contacts else path

    what = _DUE.sub("", _LINK.sub(r"\1", choice.promise.text)).strip() if choice.promise else ""
    pair = choice.introduction
    two = (pair.seeker, pair.helper) if pair else ()
    other = next((name(path) for path in two if path != choice.contact), "")
    return _WORDS[language][choice.act].format(who=name(choice.contact), what=what, other=other)


def _event(key: str, day: dt.date, time: str, said: str) -> list[str]:
    ident = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=10).hexdigest()
    clock = re.fullmatch(r"(\d{1,2}):(\d{2})", time)
    start = f";VALUE=DATE:{day:%Y%m%d}"
    if clock:
        start = f":{day:%Y%m%d}T{int(clock[1]):02}{clock[2]}00"
    lines = ["BEGIN:VEVENT", f"UID:{ident}@vaulttool", f"DTSTAMP:{STAMP}", f"DTSTART{start}"]
    lines += ["DURATION:PT1H"] if clock else ["TRANSP:TRANSPARENT"]
    return [*lines, f"SUMMARY:{escape(said)}", "END:VEVENT"]
