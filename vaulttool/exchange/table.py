"""CSV files as programs export them: charset, delimiter and header found, one bad quote bears no others
away."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from vaulttool.exchange.decoding import clean, clean_lines, decode
from vaulttool.exchange.records import LeftOut
from vaulttool.notes.accents import without_accents

_DELIMITERS = ",;\t|"
_PREAMBLE = 40
"""Lines in which the header is looked for: LinkedIn puts a note of several lines above it."""
_LONGEST_RECORD = 1_000
"""Lines of one record; messages have many, a quote that never closes has all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table."""

    line: int
    """On which it begins, counted from 1 in the file."""
    cells: tuple[tuple[str, str], ...]
    """Folded column names (they may repeat) with cleaned cells, empty ones left out."""

    def get(self, *columns: str) -> str:
        """Give the first cell of these folded columns that says something."""
        return next((value for name in columns for key, value in self.cells if key == name), "")


def fold_header(text: str) -> str:
    """Give the form in which column names are compared: "Tél. mobile" is "tel mobile"."""
    plain = without_accents(text.casefold())
    kept = "".join(sign if sign.isalnum() else " " for sign in plain)
    return " ".join(kept.split())


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header was found."""

    columns: tuple[str, ...]
    """Folded."""
    rows: Iterator[Row | LeftOut]


def read_table(lines: Iterable[bytes], file: str, is_header: Callable[[list[str]], bool]) -> Table | None:
    """Find the header (the first line whose folded cells `is_header` takes) and read the rows below it.

    None where there is no header: whoever reads on without one would report success over nothing.
    """
    numbered = _decoded(lines)
    head = []
    for number, text in numbered:
        delimiter = _delimiter(text)
        columns = [fold_header(cell) for cell in next(csv.reader([text], delimiter=delimiter), [])]
        if is_header(columns):
            return Table(tuple(columns), _rows(numbered, tuple(columns), delimiter, file))
        head.append(number)
        if len(head) > _PREAMBLE:
            break
    return None


def read_bare_table(
    lines: Iterable[bytes], file: str, columns_of: Callable[[list[list[str]]], tuple[str, ...] | None]
) -> Table | None:
    """Read a table that has no header: `columns_of` names the columns by its first rows, or refuses."""
    numbered = _decoded(lines)
    held = list(islice(numbered, _PREAMBLE))
    delimiter = _delimiter("".join(text for _, text in held))
    rows = [next(csv.reader([text], delimiter=delimiter), []) for _, text in held]
    columns = columns_of([[clean(cell) for cell in row] for row in rows if row])
    return Table(columns, _rows(chain(held, numbered), columns, delimiter, file)) if columns else None


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The header of a table that nobody knows, and what its columns hold in the next row."""

    columns: tuple[str, ...]
    """As written."""
    example: tuple[str, ...]


def first_rows(lines: Iterable[bytes]) -> FirstRows | None:
    """Give the first line of several cells, and the one below it; None where there is no table."""
    rows: list[list[str]] = []
    delimiter = ","
    for _, text in islice(_decoded(lines), _PREAMBLE):
        if not rows:
            delimiter = _delimiter(text)
        cells = [clean(cell) for cell in next(csv.reader([text], delimiter=delimiter), [])]
        if len([cell for cell in cells if cell]) > 1 or rows:
            rows.append(cells)
        if len(rows) == 2:
            break
    if not rows:
        return None
    example = rows[1] if len(rows) > 1 else []
    return FirstRows(tuple(rows[0]), tuple(example + [""] * (len(rows[0]) - len(example))))


def _decoded(lines: Iterable[bytes]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=1):
        parts = re.split(rb"\r\n|\r(?!\n)", line) if b"\r" in line.rstrip(b"\r\n") else [line]
        yield from ((number, decode(part).rstrip("\r\n") + "\n") for part in parts)


def _delimiter(line: str) -> str:
    outside = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=outside.count)


def _rows(
    numbered: Iterator[tuple[int, str]], columns: tuple[str, ...], delimiter: str, file: str
) -> Iterator[Row | LeftOut]:
    waiting: deque[tuple[int, str]] = deque()
    while True:
        feed = _Feed(numbered, waiting)
        try:
            cells = next(csv.reader(feed, delimiter=delimiter), None)
        except csv.Error as error:
            yield LeftOut(f"the row cannot be read: {error}", f"{file}:{feed.first}")
            continue
        if cells is None:
            return
        if feed.starved and len(feed.taken) > 1:
            yield LeftOut("a quote opens in this row and never closes", f"{file}:{feed.first}")
            waiting.extendleft(reversed(feed.taken[1:]))
            continue
        if row := _row(feed.first, columns, cells):
            yield row


class _Feed(Iterator[str]):
    """The lines that a CSV reader takes for one record, kept so that they can be read again."""

    def __init__(self, numbered: Iterator[tuple[int, str]], waiting: deque[tuple[int, str]]) -> None:
        self._numbered = numbered
        self._waiting = waiting
        self.taken: list[tuple[int, str]] = []
        self.starved = False

    def __next__(self) -> str:
        found = None
        if len(self.taken) < _LONGEST_RECORD:
            found = self._waiting.popleft() if self._waiting else next(self._numbered, None)
        if found is None:
            self.starved = True
            raise StopIteration
        self.taken.append(found)
        return found[1]

    @property
    def first(self) -> int:
        """The number of the record's first line."""
        return self.taken[0][0] if self.taken else 0


def _row(line: int, columns: tuple[str, ...], cells: list[str]) -> Row | None:
    said = (
        (name, clean_lines(cell) if "\n" in cell else clean(cell))
        for name, cell in zip(columns, cells, strict=False)
    )
    kept = tuple((name, cell) for name, cell in said if cell)
    return Row(line, kept) if kept else None
