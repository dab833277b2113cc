"""Monica 4: its JSON export, and its SQL dump as text that is never executed."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vaulttool.exchange.days import read_birthday, read_day
from vaulttool.exchange.decoding import clean, clean_lines, unique
from vaulttool.exchange.names import clean_name
from vaulttool.exchange.records import Direction, ImportedInteraction, ImportedPerson, LeftOut, Party

_Json = Mapping[str, Any]


def read_monica(
    source: str, file: str, today: dt.date
) -> Iterator[ImportedPerson | ImportedInteraction | LeftOut]:
    """Read contacts, activities, calls and conversations of an account."""
    try:
        whole = json.loads(source)
    except (ValueError, RecursionError) as error:
        yield LeftOut(f"the file is no whole JSON: {str(error)[:120]}", file)
        return
    account = _map(whole).get("account", whole)
    groups = _groups(_map(account))
    contacts = groups.get("contact", [])
    if not contacts:
        yield LeftOut("no contacts in it", file)
        return
    activities = {str(item.get("uuid")): item for item in groups.get("activity", ())}
    seen: dict[str, list[Party]] = {}
    me = {str(_map(user.get("properties")).get("me_contact") or "") for user in groups.get("user", ())}
    for number, contact in enumerate(contacts, start=1):
        record = f"{file}:{contact.get('uuid') or f'contact {number}'}"
        is_me = str(contact.get("uuid") or "-") in me
        person = LeftOut("yourself", record) if is_me else _person(contact, record)
        yield person
        if isinstance(person, LeftOut):
            continue
        party = Party(person.name, person.emails[0] if person.emails else "")
        for kind, item in _inside(contact):
            if kind == "activity":
                key = str(item.get("uuid"))
                activities.setdefault(key, item)
                seen.setdefault(key, []).append(party)
            elif kind in ("call", "conversation", "message"):
                yield _talk(kind, item, party, record, today)
    for key, people in seen.items():
        yield _activity(activities[key], tuple(dict.fromkeys(people)), f"{file}:{key}", today)


def _map(value: object) -> _Json:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _groups(account: _Json) -> dict[str, list[_Json]]:
    """Give what an account holds by its type in the singular: real exports write "contact", others
    "contacts"."""
    found: dict[str, list[_Json]] = {}
    for group in _list(account.get("data")):
        values = [_map(value) for value in _list(_map(group).get("values"))]
        found.setdefault(_singular(str(_map(group).get("type", ""))), []).extend(values)
    for name in ("contacts", "activities"):
        if values := [_map(value) for value in _list(account.get(name))]:
            found.setdefault(_singular(name), []).extend(values)
    return found


def _singular(name: str) -> str:
    name = name.lower()
    return name[:-3] + "y" if name.endswith("ies") else name.removesuffix("s")


def _inside(contact: _Json) -> Iterator[tuple[str, _Json]]:
    """Give the things that belong to a contact; some stand there by their uuid alone."""
    for group in _list(contact.get("data")):
        kind = _singular(str(_map(group).get("type", "")))
        for value in _list(_map(group).get("values")):
            yield kind, value if isinstance(value, dict) else {"uuid": value}


def _person(contact: _Json, record: str) -> ImportedPerson | LeftOut:
    about = _map(contact.get("properties")) or contact
    given, middle, family = (
        clean_name(str(about.get(name) or "")) for name in ("first_name", "middle_name", "last_name")
    )
    name = " ".join(part for part in (given, middle, family) if part)
    if not name:
        return LeftOut("a contact without a name", record)
    if about.get("is_partial"):
        return LeftOut(f"{name} stands there only as somebody's relative", record)
    fields = [_field(value) for kind, value in _inside(contact) if kind == "contact_field"]
    texts = [value for _, value in fields]
    return ImportedPerson(
        name=name,
        given=given,
        family=family,
        emails=unique(value for value in texts if re.fullmatch(r"[^\s@]+@[^\s@]+", value)),
        phones=unique(value for value in texts if re.fullmatch(r"\+?[\d\s().\-/]{5,}", value)),
        company=clean(str(about.get("company") or "")),
        role=clean(str(about.get("job") or "")),
        birthday=_birthday(_map(about.get("birthdate"))),
        urls=unique(value for value in texts if re.match(r"https?://|www\.", value)),
        source="monica",
        record=record,
        notes=clean_lines(str(about.get("description") or "")),
        nickname=clean_name(str(about.get("nickname") or "")),
        groups=unique(clean(str(tag)) for tag in _list(about.get("tags")) if isinstance(tag, str)),
        met=read_day(str(_map(about.get("first_met_date")).get("date") or "")),
        uid=str(contact.get("uuid") or ""),
    )


def _field(value: _Json) -> tuple[str, str]:
    about = _map(value.get("properties")) or value
    return clean(str(about.get("type") or "")), clean(str(about.get("data") or about.get("content") or ""))


def _birthday(about: _Json) -> str:
    """Read a birthdate; one made from an age says nothing about the day, an unknown year is a dummy."""
    if about.get("is_age_based"):
        return ""
    found = read_birthday(str(about.get("date") or ""))
    return (
        f"--{found[5:]}" if found and about.get("is_year_unknown") and not found.startswith("--") else found
    )


def _activity(
    item: _Json, people: tuple[Party, ...], record: str, today: dt.date
) -> ImportedInteraction | LeftOut:
    about = _map(item.get("properties")) or item
    day = read_day(str(about.get("happened_at") or about.get("date_it_happened") or ""))
    if day is None or day > today:
        return LeftOut("an activity without a date that can be", record)
    return ImportedInteraction(
        day, "meeting", None, people, "monica", record, clean(str(about.get("summary") or ""))
    )


def _talk(kind: str, item: _Json, party: Party, record: str, today: dt.date) -> ImportedInteraction | LeftOut:
    about = _map(item.get("properties")) or item
    day = read_day(str(about.get("called_at") or about.get("happened_at") or about.get("written_at") or ""))
    if day is None or day > today:
        return LeftOut(f"a {kind} without a date that can be", record)
    by_contact = about.get("contact_called", about.get("written_by_me") is False)
    direction: Direction = "them" if by_contact else "me"
    return ImportedInteraction(
        day, "call" if kind == "call" else "message", direction, (party,), "monica", record
    )


_INSERT = re.compile(r"INSERT (?:IGNORE )?INTO `?(\w+)`? \(([^)]*)\) VALUES\s*", re.IGNORECASE)


def read_monica_sql(
    lines: Iterable[bytes], file: str, today: dt.date
) -> Iterator[ImportedPerson | ImportedInteraction | LeftOut]:
    """Read the contacts of an SQL dump by its words: nothing in it is ever executed."""
    tables: dict[str, list[dict[str, str | None]]] = {}
    columns: list[str] = []
    table = ""
    for raw in lines:
        text = raw.decode("utf-8", "replace")
        if found := _INSERT.search(text):
            table, columns = found[1].lower(), re.findall(r"\w+", found[2])
            text = text[found.end() :]
        if table in _SQL_TABLES and len(tables.setdefault(table, [])) < 200_000:
            rows = (dict(zip(columns, row, strict=False)) for row in _sql_rows(text))
            tables[table] += rows
        if text.rstrip().endswith(";"):
            table = ""
    if not tables.get("contacts"):
        yield LeftOut("no contacts in it", file)
        return
    yield from read_monica(json.dumps(_as_export(tables)), file, today)


_SQL_TABLES = frozenset(
    (
        "contacts",
        "contact_fields",
        "activities",
        "activity_contact",
        "calls",
        "special_dates",
        "tags",
        "contact_tag",
    )
)
_SQL_VALUE = re.compile(
    r"\s*(?:'((?:[^'\\]|\\.|'')*)'|(NULL)|([^,()']+?))\s*([,)])", re.IGNORECASE | re.DOTALL
)


def _sql_rows(text: str) -> Iterator[list[str | None]]:
    """Read `(1,'Ana',NULL),(2,…)`: values quoted by addslashes, numbers bare."""
    at = text.find("(")
    while at >= 0:
        row: list[str | None] = []
        at += 1
        while found := _SQL_VALUE.match(text, at):
            quoted, null, bare, end = found.groups()
            row.append(None if null else re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else bare)
            at = found.end()
            if end == ")":
                yield row
                break
        else:
            return
        at = text.find("(", at)


def _as_export(tables: Mapping[str, list[dict[str, str | None]]]) -> dict[str, Any]:
    """Give the tables in the form of the JSON export, so that one reader knows both."""
    dates = {row.get("id"): row for row in tables.get("special_dates", ())}
    tags = {row.get("id"): row.get("name") for row in tables.get("tags", ())}
    fields, calls = _by(tables, "contact_fields"), _by(tables, "calls")
    joined, tagged = _by(tables, "activity_contact"), _by(tables, "contact_tag")
    contacts = []
    for row in tables["contacts"]:
        key = row.get("id") or ""
        born = dates.get(row.get("birthday_special_date_id")) or {}
        birthdate = {
            "date": born.get("date"),
            "is_year_unknown": born.get("is_year_unknown") == "1",
            "is_age_based": born.get("is_age_based") == "1",
        }
        names = [tags.get(link.get("tag_id")) for link in tagged.get(key, ())]
        data = [
            {"type": "contact_field", "values": fields.get(key, [])},
            {"type": "call", "values": [_call(call) for call in calls.get(key, ())]},
            {"type": "activity", "values": [link.get("activity_id") for link in joined.get(key, ())]},
        ]
        partial = row.get("is_partial") == "1"
        about = {**row, "birthdate": birthdate, "tags": names, "is_partial": partial}
        contacts.append({"uuid": row.get("uuid") or f"contact {key}", "properties": about, "data": data})
    activities = [{**row, "uuid": row.get("id")} for row in tables.get("activities", ())]
    return {
        "account": {
            "data": [{"type": "contact", "values": contacts}, {"type": "activity", "values": activities}]
        }
    }


def _call(row: Mapping[str, str | None]) -> dict[str, Any]:
    return {**row, "contact_called": row.get("contact_called") == "1"}


def _by(
    tables: Mapping[str, list[dict[str, str | None]]], table: str
) -> dict[str, list[dict[str, str | None]]]:
    found: dict[str, list[dict[str, str | None]]] = {}
    for row in tables.get(table, ()):
        found.setdefault(row.get("contact_id") or "", []).append(row)
    return found
