"""org-contacts: a heading a person, their data in a property drawer."""

import re
from collections.abc import Iterable, Iterator

from vaulttool.exchange.days import read_birthday
from vaulttool.exchange.decoding import clean, decode, unique
from vaulttool.exchange.names import clean_name, split_name
from vaulttool.exchange.records import ImportedPerson, LeftOut

_HEADING = re.compile(r"(\*+)\s+(.*?)(?:\s+:([\w@#%:]+):)?\s*$")
_PROPERTY = re.compile(r"\s*:([\w+-]+):\s*(.*)$")
_LINK = re.compile(r"\[\[(?:[a-z+]+:)?([^\]]*)\](?:\[[^\]]*\])?\]")
_MEANING = {
    "email": "EMAIL MAIL E-MAIL EMAIL_HOME EMAIL_WORK EMAIL2",
    "phone": "PHONE TEL TELEPHONE MOBILE CELL CELLPHONE PHONE_HOME PHONE_WORK HOMEPHONE WORKPHONE FAX",
    "birthday": "BIRTHDAY BORN BIRTHDATE",
    "company": "COMPANY ORG ORGANIZATION ORGANISATION EMPLOYER",
    "role": "TITLE ROLE JOB POSITION",
    "url": "URL HOMEPAGE WEBSITE BLOG LINKEDIN XING WEB",
    "nickname": "NICKNAME ALIAS",
    "notes": "NOTE NOTES",
    "city": "CITY TOWN",
    "uid": "ID UID",
}
_BY_KEY = {key: prop for prop, keys in _MEANING.items() for key in keys.split()}
_IDENTIFYING = frozenset(("email", "phone", "birthday", "nickname", "company"))


def read_org(lines: Iterable[bytes], file: str) -> Iterator[ImportedPerson | LeftOut]:
    """Read every heading with a drawer that speaks of a person; other headings are no records."""
    heading, tags, first = "", "", 0
    properties: list[tuple[str, str]] = []
    in_drawer = found = False
    for number, raw in enumerate([*lines, b"* end"], start=1):
        line = clean(decode(raw)) if not raw[:1].isspace() else clean(decode(raw)).strip()
        if match := _HEADING.match(decode(raw)):
            if person := _person(heading, tags, properties, f"{file}:{first}"):
                found = True
                yield person
            heading, tags, first, properties = match[2], match[3] or "", number, []
            in_drawer = False
        elif line.upper() == ":PROPERTIES:":
            in_drawer = True
        elif line.upper() == ":END:":
            in_drawer = False
        elif in_drawer and (pair := _PROPERTY.match(line)):
            properties.append((pair[1].upper().rstrip("+"), pair[2]))
    if not found:
        yield LeftOut("no heading with properties of a person", file)


def _person(
    heading: str, tags: str, properties: list[tuple[str, str]], record: str
) -> ImportedPerson | LeftOut | None:
    values: dict[str, list[str]] = {}
    for key, value in properties:
        if (prop := _BY_KEY.get(key)) and value.strip():
            values.setdefault(prop, []).append(_LINK.sub(r"\1", clean(value)))
    is_typed = any(key == "TYPE" and value.strip().lower() == "person" for key, value in properties)
    if not heading or not (values.keys() & _IDENTIFYING or is_typed):
        return None
    name = clean_name(_LINK.sub(r"\1", heading))
    if not name:
        return LeftOut("a heading without a name", record)
    split = split_name(name)
    emails = (
        part for value in values.get("email", ()) for part in re.split(r"[\s,;]+", value) if "@" in part
    )
    # Several numbers stand on one line by blanks, and one number has blanks inside: only two signs part them.
    phones = (part.strip() for value in values.get("phone", ()) for part in re.split(r"[,;]|\s(?=\+)", value))
    return ImportedPerson(
        name=name,
        given=split.given,
        family=split.family,
        emails=unique(part.removeprefix("mailto:") for part in emails),
        phones=unique(phones),
        company=_first(values, "company"),
        role=_first(values, "role"),
        birthday=read_birthday(_first(values, "birthday").strip("<>[]")),
        urls=unique(part for value in values.get("url", ()) for part in value.split()),
        source="org-contacts",
        record=record,
        notes="\n".join(values.get("notes", ())),
        nickname=_first(values, "nickname"),
        city=_first(values, "city"),
        groups=unique(tags.split(":")),
        uid=_first(values, "uid"),
    )


def _first(values: dict[str, list[str]], prop: str) -> str:
    return next(iter(values.get(prop, ())), "")
