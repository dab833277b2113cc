"""What a use case gives back: changes to make, problems to tell, and what to show."""

from dataclasses import dataclass, field
from typing import Any

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to what a person asked; nothing is on the disk yet."""

    edits: tuple[Edit, ...] = ()
    problems: tuple[Problem, ...] = ()
    show: tuple[str, ...] = ()
    """Lines for a terminal."""
    data: tuple[dict[str, Any], ...] = field(default=())
    """The same for `--json`: one object a line."""
