"""LDIF, as Thunderbird and LDAP directories export people (RFC 2849)."""

import base64
import binascii
from collections.abc import Iterable, Iterator

from vaulttool.exchange.days import read_birthday
from vaulttool.exchange.decoding import clean, clean_lines, decode, unique
from vaulttool.exchange.names import clean_name, split_name, without_titles
from vaulttool.exchange.records import ImportedPerson, LeftOut

_PHONES = ("telephonenumber", "homephone", "mobile", "cellphone", "fax", "facsimiletelephonenumber", "pager")
_EMAILS = ("mail", "mozillasecondemail", "mailalternateaddress", "rfc822mailbox")
_URLS = ("labeleduri", "mozillahomeurl", "mozillaworkurl", "homeurl", "workurl", "url")
_NO_PERSON = frozenset(
    ("groupofnames", "groupofuniquenames", "organizationalunit", "organization", "posixgroup")
)


def read_ldif(lines: Iterable[bytes], file: str) -> Iterator[ImportedPerson | LeftOut]:
    """Read every entry that describes a person; groups and branches of the directory are left out."""
    first, entry = 0, dict[str, list[str]]()
    found = False
    for number, raw in _unfolded([*lines, b"\n"]):
        if not raw.strip():
            if entry.keys() - {"version"}:
                found = True
                yield _person(entry, f"{file}:{first}")
            entry = {}
            continue
        name, _, value = raw.partition(b":")
        if not entry:
            first = number
        entry.setdefault(decode(name).strip().casefold().partition(";")[0], []).append(_value(value))
    if not found:
        yield LeftOut("no entry in it", file)


def _unfolded(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    held, first = b"", 0
    for number, line in enumerate(lines, start=1):
        bare = line.rstrip(b"\r\n")
        if bare.startswith(b" ") and first:
            held += bare[1:]
            continue
        if first and not held.startswith(b"#"):
            yield first, held
        held, first = bare, number
    if first:
        yield first, held


def _value(raw: bytes) -> str:
    if not raw.startswith(b":"):
        return decode(raw).strip()
    try:
        return decode(base64.b64decode(raw[1:].strip()))
    except binascii.Error:
        return ""


def _person(entry: dict[str, list[str]], record: str) -> ImportedPerson | LeftOut:
    def first(*names: str) -> str:
        return next((said for name in names for value in entry.get(name, ()) if (said := clean(value))), "")

    def every(names: tuple[str, ...]) -> tuple[str, ...]:
        return unique(clean(value) for name in names for value in entry.get(name, ()))

    if {value.casefold() for value in entry.get("objectclass", ())} & _NO_PERSON:
        return LeftOut("a group or a branch of a directory, no person", record)
    name = clean_name(first("cn", "displayname"))
    given, family = clean_name(first("givenname", "gn")), clean_name(without_titles(first("sn", "surname")))
    if not given and " " in name:
        split = split_name(name)
        given, family = split.given, split.family
    name = name or f"{given} {family}".strip()
    emails = tuple(value for value in every(_EMAILS) if "@" in value)
    if not (name or emails):
        return LeftOut("an entry without name and address", record)
    year, month, day = first("birthyear") or "0000", first("birthmonth"), first("birthday")
    return ImportedPerson(
        name=name,
        given=given,
        family=family,
        emails=emails,
        phones=every(_PHONES),
        company=first("o", "company"),
        role=first("title"),
        birthday=read_birthday(f"{year:0>4}-{month:0>2}-{day:0>2}") if month and day else "",
        urls=every(_URLS),
        source="ldif",
        record=record,
        notes=clean_lines("\n".join(entry.get("description", ()))),
        nickname=first("mozillanickname", "xmozillanickname"),
        city=first("mozillahomelocalityname", "l", "locality"),
    )
