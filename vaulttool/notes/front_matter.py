"""The front matter of a note, read as Obsidian reads it (YAML 1.2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vaulttool.notes.problem import Problem
from vaulttool.notes.yaml_gate import gate

if TYPE_CHECKING:
    from vaulttool.notes.obsidian_yaml import ObsidianHandler


class Property(NamedTuple):
    """One property. Its value is text until someone asks for more."""

    name: str
    """As written."""
    value: Any
    """None, bool, str (also for numbers and dates: the raw text), list or dict of these."""
    line: int
    """Of the key, counted from 1 in the file."""


_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
"""Of a block, in the very first line; a BOM may stand before it."""
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True)
class FrontMatter:
    """The block between the fences; empty where there is none."""

    properties: tuple[Property, ...] = ()
    problem: Problem | None = None
    """Why the block could not be read; its properties are then what could be read line by line."""
    body_line: int = 1
    """The line of the file on which the body begins, counted from 1."""

    def find(self, *names: str) -> Property | None:
        """Give the first property that bears one of the names, in the order of the names, compared folded."""
        if self.properties:
            for name in names:
                found = self._by_name.get(fold_name(name))
                if found is not None:
                    return found
        return None

    def bears(self, names: tuple[str, ...]) -> bool:
        """Say whether there is a property that bears one of the names."""
        return bool(self.properties) and not _folded(names).isdisjoint(self._by_name)

    @cached_property
    def _by_name(self) -> dict[str, Property]:
        return {fold_name(one.name): one for one in reversed(self.properties)}


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """Give the form in which property names are compared: case, space, "_" and "-" make no difference."""
    return name.casefold().replace(" ", "").replace("_", "").replace("-", "")


@cache
def _handler() -> "ObsidianHandler":
    # YAML takes half as long to import as click: what reads no note does without it.
    from vaulttool.notes.obsidian_yaml import ObsidianHandler

    return ObsidianHandler()


@lru_cache(maxsize=64)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_name, names))


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Give the block (None where there is none), the body, and the body's first line counted from 1."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None, text.removeprefix("\ufeff"), 1
    body = min(closing.end() + 1, len(text))
    return text[opening.end() : closing.start()], text[body:], text.count("\n", 0, body) + 1


def read_front_matter(text: str, path: str) -> FrontMatter:
    """Read the front matter of a note's text; what is no YAML is read line by line, with a problem."""
    block, _, body_line = split_front_matter(text)
    if block is None:
        return FrontMatter()
    # What reads it is imported when the first is read: names of properties are wanted by much more.
    from vaulttool.notes.plain_front_matter import plain_properties

    found = plain_properties(block)
    return _read_as_yaml(block, path, body_line) if found is None else _of_found(found, path, body_line)


def _of_found(found: Iterable[tuple[str, Any, int]], path: str, body_line: int) -> FrontMatter:
    properties = tuple(Property(name, value, line + 2) for name, value, line in found)
    return FrontMatter(properties, _duplicate(properties, path), body_line)


def _read_as_yaml(block: str, path: str, body_line: int) -> FrontMatter:
    refused = gate(block)
    if refused is not None:
        problem = Problem(path, 1, refused, "It is not read.", "front-matter-refused")
        return FrontMatter((), problem, body_line)
    try:
        found = _handler().load(block)
    except Exception as error:  # FAULTS, part C: PyYAML raises more than YAMLError
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        what = getattr(error, "problem", None) or str(error)
        problem = Problem(
            path,
            line,
            f"the front matter is not valid YAML ({what})",
            "Obsidian shows it in red too; mend that line.",
            "invalid-yaml",
        )
        return FrontMatter(_read_by_line(block), problem, body_line)
    return _of_found(found, path, body_line)


def _duplicate(properties: tuple[Property, ...], path: str) -> Problem | None:
    seen: dict[str, int] = {}
    for found in properties:
        if found.name in seen:
            return Problem(
                path,
                found.line,
                f'the property "{found.name}" stands twice (also in line {seen[found.name]})',
                "Obsidian refuses such a note; delete one of them.",
                "duplicate-key",
            )
        seen[found.name] = found.line
    return None


_KEY_LINE = re.compile(r"""^(["']?)([^\s#:"'-][^:"']*?)\1\s*:(?:\s+(.*))?$""")
_ITEM_LINE = re.compile(r"^\s*-\s+(.*)$")


def _read_by_line(block: str) -> tuple[Property, ...]:
    """Read what a person can read in a broken block: `key: value` and `- item` lines."""
    properties: list[Property] = []
    for number, line in enumerate(block.splitlines()):
        key = _KEY_LINE.match(line)
        item = _ITEM_LINE.match(line)
        if key:
            properties.append(Property(key[2].strip(), _bare(key[3] or ""), number + 2))
        elif item and properties and not isinstance(properties[-1].value, str):
            last = properties[-1]
            properties[-1] = Property(last.name, [*(last.value or []), _bare(item[1])], last.line)
    return tuple(properties)


def _bare(text: str) -> str | None:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return text or None
