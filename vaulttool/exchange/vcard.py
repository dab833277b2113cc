"""vCard 2.1, 3.0 and 4.0 as address books really write them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaulttool.exchange.content_lines import ContentLine, components, content_lines, unescape
from vaulttool.exchange.days import read_birthday
from vaulttool.exchange.decoding import clean, clean_lines, unique
from vaulttool.exchange.names import clean_name, compose, is_particle, split_name, without_titles
from vaulttool.exchange.records import ImportedPerson, LeftOut

_NO_PERSON = {
    "group": "a group of the address book, no person",
    "org": "an organisation, no person",
    "organization": "an organisation, no person",
    "location": "a place, no person",
    "application": "a program, no person",
    "device": "a device, no person",
}
_MOST_LINES = 5_000
"""Properties of one card; what follows is not read."""
_PROFILES = (
    "X-SOCIALPROFILE",
    "SOCIALPROFILE",
    "X-LINKEDIN",
    "X-XING",
    "X-TWITTER",
    "X-FACEBOOK",
    "X-MASTODON",
)
_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")
_BEGIN, _END = "BEGIN", "END"
_CUT = "the file ends in the middle of this card"
_WHOLE = ContentLine("", "END", (), "VCARD", 0)
_OPEN = ContentLine("", "", (), "", 0)
"""Stands last in a card: whether its END was there."""


def read_vcards(lines: Iterable[bytes], file: str) -> Iterator[ImportedPerson | LeftOut]:
    """Read every card of a file, given by its raw lines; `file` is its name in records and messages.

    Cards without END and text between cards are borne; groups, organisations and empty cards are left out.
    """
    found = False
    end = _End()
    for first, card in _cards(content_lines(end.watched(lines))):
        found = True
        record = f"{file}:{first}"
        is_cut = end.is_cut and card[-1:] != [_WHOLE]
        yield LeftOut(_CUT, record) if is_cut else _Card(tuple(card[:-1])).person(record)
    if not found:
        yield LeftOut("no card in it: BEGIN:VCARD is missing", file)


class _End:
    """Sees how a file ends: a last line without its end that closes no card was cut."""

    def __init__(self) -> None:
        self.is_cut = False

    def watched(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Give the same lines."""
        line = b""
        for line in lines:
            yield line
        bare = line.strip().upper()
        self.is_cut = bool(bare) and not line.endswith((b"\n", b"\r")) and not bare.startswith(b"END:")


def _cards(lines: Iterable[ContentLine]) -> Iterator[tuple[int, list[ContentLine]]]:
    """Cut the properties of a file into cards with the line of their BEGIN; a nested card (AGENT) is
    passed over."""
    card: list[ContentLine] = []
    first, nested, last = 0, 0, ""
    for line in lines:
        is_mark = line.value.strip().upper() == "VCARD"
        if line.name == _BEGIN and is_mark:
            if first and last == "AGENT":
                nested += 1
                continue
            if first:
                yield first, [*card, _OPEN]
            card, first, nested = [], line.line, 0
        elif line.name == _END and is_mark:
            if nested:
                nested -= 1
                continue
            if first:
                yield first, [*card, _WHOLE]
            card, first = [], 0
        elif first and not nested and len(card) < _MOST_LINES:
            card.append(line)
        last = line.name if not (line.name == "AGENT" and line.value.strip()) else ""
    if first:
        yield first, [*card, _OPEN]


@dataclass(frozen=True, slots=True)
class _Card:
    """One card's properties, and the questions that a person is made from."""

    lines: Sequence[ContentLine]

    def person(self, record: str) -> ImportedPerson | LeftOut:
        """Give the person whom the card describes, or why it describes none."""
        if problem := self.no_person():
            return LeftOut(problem, record)
        name, given, family = self.names()
        emails, phones = self.emails(), self.phones()
        company, nicknames = self.company(), self.texts("NICKNAME")
        name = name or next(iter(nicknames), "")
        if not (name or emails or phones or company or self.urls()):
            return LeftOut("an empty card: no name, no address, no number", record)
        return ImportedPerson(
            name=name,
            given=given,
            family=family,
            emails=emails,
            phones=phones,
            company=company,
            role=self.text("TITLE") or self.text("ROLE"),
            birthday=self.birthday(),
            urls=self.urls(),
            source="vcard",
            record=record,
            notes=clean_lines("\n".join(unescape(line.value) for line in self.all("NOTE"))),
            nickname=next(iter(nicknames), ""),
            maiden_name=self.text("X-MAIDENNAME") or split_name(name).maiden,
            city=self.address(3),
            street=self.address(2),
            postcode=self.address(5),
            groups=unique(
                clean(part) for line in self.all("CATEGORIES") for part in components(line.value, ",")
            ),
            uid=self.text("UID"),
        )

    def all(self, *names: str) -> list[ContentLine]:
        """Give the properties of these names that say something, the preferred ones first."""
        found = [line for line in self.lines if line.name in names and line.value.strip()]
        return sorted(found, key=_preference)

    def text(self, name: str) -> str:
        """Give the first value of a property as one clean line."""
        return next((said for line in self.all(name) if (said := clean(unescape(line.value)))), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Give every value of a property whose values are a comma list."""
        return unique(clean(part) for line in self.all(name) for part in components(line.value, ","))

    def no_person(self) -> str:
        """Say why the card is no person; "" if it is one."""
        kind = (self.text("KIND") or self.text("X-ADDRESSBOOKSERVER-KIND")).lower()
        if kind in _NO_PERSON:
            return _NO_PERSON[kind]
        if self.text("X-ABSHOWAS").upper() == "COMPANY":
            return _NO_PERSON["org"]
        # Google writes a company so: its name shown, and N there and empty.
        is_nameless = any(line.name == "N" for line in self.lines) and not self.compound("N")
        if is_nameless and self.company() and self.text("FN") in ("", self.company()):
            return _NO_PERSON["org"]
        return ""

    def names(self) -> tuple[str, str, str]:
        """Give the name as shown, the given and the family name."""
        shown = self.text("FN")
        parts = [_part(part) for part in self.compound("N", raw=True)]
        parts += [""] * (5 - len(parts))
        given, family = parts[1], parts[0]
        if is_particle(parts[2]):
            family = f"{parts[2]} {family}".strip()
            parts[2] = ""
        composed = clean(compose(parts[1], family or parts[0], parts[2]))
        if not given and (not family or (" " in family and shown in ("", parts[0]))):
            split = split_name(family or shown)
            given, family = split.given, split.family
        return shown or composed, given, family

    def compound(self, name: str, *, raw: bool = False) -> list[str]:
        """Give the parts of a compound value; `raw`: their own commas still escaped."""
        for line in self.all(name):
            parts = components(line.value, ";", unescaped=not raw)
            if any(part.strip() for part in parts):
                return parts
        return []

    def company(self) -> str:
        """Give the first part of ORG that says something: what follows is the department."""
        return next((said for part in self.compound("ORG") if (said := clean(part))), "")

    def address(self, part: int) -> str:
        """Give a part of the first address: 2 the street, 3 the town, 5 the postcode."""
        parts = self.compound("ADR")
        return clean(parts[part]) if len(parts) > part else ""

    def emails(self) -> tuple[str, ...]:
        """Give every address, without "mailto:" and display names."""
        found = (_ADDRESS.search(clean(unescape(line.value))) for line in self.all("EMAIL"))
        return unique(match[0].strip(".'") for match in found if match)

    def phones(self) -> tuple[str, ...]:
        """Give every number as written, without "tel:"."""
        values = (clean(unescape(line.value)) for line in self.all("TEL"))
        numbers = (re.sub(r"^tel:\s*", "", value, flags=re.IGNORECASE) for value in values)
        return unique(number for number in numbers if any(sign.isalnum() for sign in number))

    def birthday(self) -> str:
        """Give the birthday; the year is unknown where Apple's mark for that says so."""
        for line in self.all("BDAY"):
            found = read_birthday(clean(unescape(line.value)))
            omitted = line.parameter("X-APPLE-OMIT-YEAR")
            if found and omitted and found.startswith(f"{omitted}-"):
                found = f"--{found[5:]}"
            if found:
                return found
        return ""

    def urls(self) -> tuple[str, ...]:
        """Give home pages, and profiles where they are a web address."""
        pages = [clean(unescape(line.value)) for line in self.all("URL")]
        profiles = (clean(unescape(line.value)) for line in self.all(*_PROFILES))
        return unique(
            [*pages, *(url for url in profiles if re.match(r"https?://|www\.", url, re.IGNORECASE))]
        )


def _part(text: str) -> str:
    """Give a part of N: its titles cut ("Looper, DipWSET"), its several values joined."""
    values = ", ".join(components(text, ","))
    return clean_name(without_titles(clean(values)).replace(",", " "))


def _preference(line: ContentLine) -> int:
    """Order by PREF (4.0: 1 is first) or the type "pref" (before 4.0); all others keep their order behind."""
    number = line.parameter("PREF")
    if number.isdecimal() and len(number) <= 3:
        return int(number)
    return 100 if "pref" in line.types else 101
