"""One note, as its bytes say."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from vaulttool.notes.front_matter import FrontMatter
from vaulttool.notes.paths import name_of

LineKind = Literal["heading", "item", "text", "row", "quote"]


# Named tuples: a cold run makes millions of them, each in a fifth of the time of a frozen dataclass.
class Line(NamedTuple):
    """One line of live text: no code block, no comment, no front matter."""

    number: int
    """Counted from 1 in the file."""
    kind: LineKind
    text: str
    """Without bullet, box, heading signs; dead parts (inline code, comments, embeds) are made spaces."""
    level: int = 0
    """Heading: 1 to 6. Item: depth of nesting from 0."""
    box: str | None = None
    """The sign in a task's box: " ", "x", "-"…; TODO words of Logseq give their sign; None: no task."""
    parent: int | None = None
    """Index in `Note.lines` of the item above that this line is nested in."""
    heading: int | None = None
    """Index in `Note.lines` of the nearest heading above."""
    columns: tuple[str, ...] = ()
    """Row: the header cells of its table."""
    cells: tuple[str, ...] = ()
    """Row: its cells."""


@dataclass(frozen=True)
class Note:
    """A note: path, front matter and the live lines of its body."""

    path: str
    """In the vault, POSIX, with ".md", NFC."""
    front_matter: FrontMatter
    lines: tuple[Line, ...]

    @cached_property
    def stem(self) -> str:
        """The file name without ".md"."""
        return name_of(self.path)

    @property
    def folder(self) -> str:
        """The folder in the vault, "" for its root."""
        return self.path.rpartition("/")[0]

    def parents(self, line: Line) -> Iterator[Line]:
        """Give the items that a line is nested in, the nearest first."""
        while line.parent is not None:
            line = self.lines[line.parent]
            yield line
