"""People from any CSV: Google, Outlook, Yahoo, Thunderbird, LinkedIn's connections, XING, a spreadsheet."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from vaulttool.exchange.addresses import ADDRESS
from vaulttool.exchange.columns import bare_columns, is_people_header, meaning, source_of
from vaulttool.exchange.days import is_day_first, read_birthday, read_day
from vaulttool.exchange.decoding import clean, unique
from vaulttool.exchange.names import clean_name, compose, is_particle, split_name, without_titles
from vaulttool.exchange.records import ImportedPerson, LeftOut
from vaulttool.exchange.table import Row, Table, fold_header, read_bare_table, read_table

_BEGIN = 50
"""Lines that are held until it is clear whether the table has a header."""
_AHEAD = 5_000
"""Rows looked at to tell whether days or months come first."""
_MONTH_FIRST = frozenset(("birthday", "e mail address", "business phone"))
"""Columns of the English Outlook, which writes American dates where no row says otherwise."""
NO_HEADER = 'no header that vaulttool knows; say what the columns are with --map "Column=property"'


def read_people(
    lines: Iterable[bytes],
    file: str,
    *,
    source: str = "",
    mapping: Mapping[str, str] | None = None,
    day_first: bool | None = None,
) -> Iterator[ImportedPerson | LeftOut]:
    """Read people from a CSV by its header; `mapping` gives columns a meaning of `columns.meaning` by hand.

    A table without a known header is one `LeftOut`, never an empty success. `day_first` None: the column
    decides.
    """
    chosen = {fold_header(column): prop for column, prop in (mapping or {}).items()}

    def is_header(columns: list[str]) -> bool:
        return is_people_header(columns) or bool(chosen and chosen.keys() & set(columns))

    begin = list(islice(lines := iter(lines), _BEGIN))
    table = read_table(chain(begin, lines), file, is_header)
    if table is None:
        # The lines behind the beginning were not touched where no header was in it.
        table = read_bare_table(chain(begin, lines), file, bare_columns)
    if table is None:
        yield LeftOut(NO_HEADER, file)
        return
    source = source or source_of(table.columns)
    meanings = _meanings(table.columns, source) | chosen
    ahead = list(islice(table.rows, _AHEAD))
    reader = _Reader(meanings, source, file, _order(table, meanings, ahead, day_first))
    for row in chain(ahead, table.rows):
        yield row if isinstance(row, LeftOut) else reader.person(row)


def _meanings(columns: tuple[str, ...], source: str) -> dict[str, str]:
    """Give each column its meaning, where another column decides too."""
    found = {column: meaning(column) for column in columns}
    have = set(found.values())
    if not {"role", "suffix"} & have:
        # Outlook's Title is "Dr."; where no other column names the work, it is the work.
        found |= {column: "role" for column, prop in found.items() if prop == "title"}
    if "name" not in have and len({"given", "family"} & have) == 1:
        # "Nom" alone, or "Nombre" alone, is the whole name.
        found |= {column: "name" for column, prop in found.items() if prop in ("given", "family")}
    if "birth month" in have and "birth day" not in have:
        # Thunderbird's columns in German: the day alone is called "Geburtstag".
        found |= {column: "birth day" for column, prop in found.items() if prop == "birthday"}
    if "aniversario" in found and {"data de nascimento", "fecha de nacimiento"} & found.keys():
        found["aniversario"] = ""
    if found.get("occupation") == "role" and list(found.values()).count("role") > 1:
        found["occupation"] = ""
    if source == "yahoo":
        found |= {column: "phone" for column in ("home", "work", "other", "primary") if column in found}
    return found


def _order(table: Table, meanings: Mapping[str, str], rows: list[Row | LeftOut], told: bool | None) -> bool:
    if told is not None:
        return told
    days = [
        value
        for row in rows
        if isinstance(row, Row)
        for name, value in row.cells
        if meanings.get(name) in ("birthday", "met")
    ]
    found = is_day_first(days)
    if found is not None:
        return found
    is_american = any({"zip", "zipcode", "state"} & set(column.split()) for column in table.columns)
    return not is_american and len(_MONTH_FIRST & set(table.columns)) < 2


@dataclass(frozen=True, slots=True)
class _Reader:
    meanings: Mapping[str, str]
    source: str
    file: str
    day_first: bool

    def person(self, row: Row) -> ImportedPerson | LeftOut:
        """Give the person of one row."""
        record = f"{self.file}:{row.line}"
        name, given, family, maiden = self.names(row)
        emails = unique(
            address.strip(".'") for cell in self.cells(row, "email") for address in ADDRESS.findall(cell)
        )
        phones = self.phones(row)
        urls = unique(
            part for cell in self.cells(row, "url") for part in _several(cell) if "." in part or "//" in part
        )
        if not (name or emails or phones or urls):
            return LeftOut("a row without name, address or number: perhaps a deleted account", record)
        if not (name or emails) and self.line(row, "company") and self.source != "linkedin":
            return LeftOut("an organisation, no person", record)
        if self.source == "linkedin" and not (name or urls):
            return LeftOut("a deleted account", record)
        return ImportedPerson(
            name=name,
            given=given,
            family=family,
            emails=emails,
            phones=phones,
            company=self.line(row, "company"),
            role=self.line(row, "role"),
            birthday=self.birthday(row),
            urls=urls,
            source=self.source,
            record=record,
            notes=self.first(row, "notes"),
            nickname=clean_name(self.line(row, "nickname")),
            maiden_name=clean_name(self.line(row, "maiden")) or maiden,
            city=self.line(row, "city"),
            street=clean(f"{self.line(row, 'number')} {self.line(row, 'street')}"),
            postcode=self.line(row, "postcode"),
            groups=self.groups(row),
            met=read_day(self.first(row, "met"), day_first=self.day_first),
            uid=self.first(row, "uid"),
        )

    def phones(self, row: Row) -> tuple[str, ...]:
        """Give the numbers; an apostrophe that keeps a spreadsheet from counting with them is cut."""
        return unique(
            part.removeprefix("'")
            for cell in self.cells(row, "phone")
            for part in _several(cell)
            if sum(c.isdigit() for c in part) > 2
        )

    def cells(self, row: Row, prop: str) -> list[str]:
        """Give the cells of every column that holds this property."""
        return [value for name, value in row.cells if self.meanings.get(name) == prop]

    def first(self, row: Row, prop: str) -> str:
        """Give the first of these cells, "" for none."""
        return next(iter(self.cells(row, prop)), "")

    def line(self, row: Row, prop: str) -> str:
        """Give the first of these cells as one line, and of several values the first."""
        found = clean(self.first(row, prop).split(" ::: ")[0])
        return "" if found.casefold() in ("undefined", "null", "none", "n/a") else found

    def names(self, row: Row) -> tuple[str, str, str, str]:
        """Give name, given, family and maiden name."""
        shown = clean_name(self.line(row, "name"))
        given, middle = clean_name(self.line(row, "given")), clean_name(self.line(row, "middle"))
        family = clean_name(self.line(row, "family"))
        if "@" in given or "@" in family:
            given, family = ("" if "@" in part else part for part in (given, family))
        if not given and not family:
            split = split_name(shown)
            return (
                ("" if "@" in shown and not split.given else shown),
                split.given,
                split.family,
                split.maiden,
            )
        if self.source == "linkedin":
            # People write their first name at work there: "Ana (Anita)".
            given = clean_name(re.sub(r"\s*[(\[\"“].*?[)\]\"”]", " ", given)) or given
        said = split_name(f"{given} {family}")
        family_alone = split_name(f"X {family}") if "(" in family else None
        if family_alone:
            family = family_alone.family
        if is_particle(middle):
            family, middle = f"{middle} {family}".strip(), ""
        given, family = without_titles(given), without_titles(family)
        composed = compose(given, family, middle)
        return (shown if shown and "@" not in shown else composed), given, family, said.maiden

    def birthday(self, row: Row) -> str:
        """Give the birthday, also from three columns."""
        if found := read_birthday(self.first(row, "birthday"), day_first=self.day_first):
            return found
        year, month, day = (self.first(row, f"birth {part}") for part in ("year", "month", "day"))
        if not (month.isdecimal() and day.isdecimal()):
            return ""
        return read_birthday(f"{year if year.isdecimal() else '0000':0>4}-{month:0>2}-{day:0>2}")

    def groups(self, row: Row) -> tuple[str, ...]:
        """Give labels without the marks of Google ("* myContacts" is everybody)."""
        parts = (part for cell in self.cells(row, "groups") for part in re.split(r" ::: |;|,", cell))
        names = (part.strip().removeprefix("*").strip() for part in parts)
        return unique(name for name in names if name.casefold() not in ("mycontacts", "my contacts"))


def _several(cell: str) -> list[str]:
    """Split a cell with several values (" ::: " of Google, a semicolon, a line break)."""
    return [part.strip() for part in re.split(r" ::: |[;\n]", cell) if part.strip()]
