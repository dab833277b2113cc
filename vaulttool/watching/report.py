"""What a daemon tells of itself to `vaulttool status`: one small file in the state folder."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple

from vaulttool.notes.problem import Problem

FILE = "status.json"
MOST = 100
"""So many problems are written down; how many there are in all stands beside."""


class Ended(NamedTuple):
    """How a daemon came to its end."""

    how: Literal["", "stopped", "failed"] = ""
    """ "" while it runs, or where it was killed."""
    why: str = ""
    """Names paths and kinds of errors, nothing that stands in a note."""


_RUNS = Ended()


@dataclass(frozen=True, slots=True)
class Report:
    """The state of one daemon. Times are ISO 8601 with their zone, "" for never."""

    vault: str = ""
    pid: int = 0
    since: str = ""
    version: str = ""
    last_event: str = ""
    last_look: str = ""
    """When every file was looked at."""
    last_write: str = ""
    notes: int = 0
    people: int = 0
    brake: Problem | None = None
    """Why nothing is written."""
    problems: tuple[Problem, ...] = ()
    """Of the watching itself."""
    refused: tuple[Problem, ...] = ()
    """Notes that are not read or not written, each with the reason."""
    refused_count: int = 0
    ended: Ended = _RUNS


def to_json(report: Report) -> dict[str, Any]:
    """Give a report as plain values."""
    said: dict[str, Any] = {one.name: getattr(report, one.name) for one in fields(Report)}
    said["brake"] = problem_to_json(report.brake) if report.brake is not None else None
    for name in ("problems", "refused"):
        said[name] = [problem_to_json(problem) for problem in said[name]]
    said["ended"] = report.ended._asdict()
    return said


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Give a problem as plain values."""
    return {one.name: getattr(problem, one.name) for one in fields(Problem)}


def read_report(state: Path) -> Report | None:
    """Give what the last daemon wrote down; None where none did, or where it cannot be read."""
    try:
        said = json.loads((state / FILE).read_bytes())
        said["brake"] = Problem(**said["brake"]) if said["brake"] else None
        for name in ("problems", "refused"):
            said[name] = tuple(Problem(**problem) for problem in said[name])
        said["ended"] = Ended(**said["ended"])
        return Report(**said)
    except (OSError, ValueError, TypeError, KeyError):
        return None
