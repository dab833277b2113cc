"""The front matter of a note, read as Obsidian reads it (YAML 1.2)."""

from dataclasses import dataclass
from typing import Any

from vaulttool.notes.problem import Problem


@dataclass(frozen=True, slots=True)
class Property:
    """One property. Its value is text until someone asks for more."""

    name: str
    """As written."""
    value: Any
    """None, bool, str (also for numbers and dates: the raw text), list or dict of these."""
    line: int
    """Of the key, counted from 1 in the file."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block between the fences; empty where there is none."""

    properties: tuple[Property, ...] = ()
    problem: Problem | None = None
    """Why the block could not be read; its properties are then what could be read line by line."""
    body_line: int = 1
    """The line of the file on which the body begins, counted from 1."""

    def find(self, *names: str) -> Property | None:
        """Give the first property that bears one of the names, compared folded."""
        wanted = {fold_name(name) for name in names}
        return next((p for p in self.properties if fold_name(p.name) in wanted), None)


def fold_name(name: str) -> str:
    """Give the form in which property names are compared: case, space, "_" and "-" make no difference."""
    return name.casefold().replace(" ", "").replace("_", "").replace("-", "")
