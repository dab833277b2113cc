"""What `vaulttool status` says: whether a daemon watches, since when, and what stands in its way."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaulttool.vault.lock import DAEMON_LOCK, is_locked, read_holder
from vaulttool.vault.places import state_folder
from vaulttool.watching.report import Report, read_report, to_json

_SHOWN = 20
"""So many notes that are left alone are shown in words; `--json` has more."""


@dataclass(frozen=True, slots=True)
class Status:
    """Of the daemon of one vault."""

    vault: str
    is_running: bool
    pid: int
    since: str
    """ISO 8601; of the daemon that runs, else none."""
    report: Report | None
    """What that daemon wrote down of itself, or the last one that ran."""

    @property
    def is_well(self) -> bool:
        """Whether a daemon watches, and nothing keeps it from writing."""
        return self.is_running and (self.report is None or self.report.brake is None)


def read_status(root: Path) -> Status:
    """Ask how the daemon of a vault is. Raises VaultError where there can be no state folder."""
    state = state_folder(root)
    report = read_report(state)
    if not is_locked(state / DAEMON_LOCK):
        return Status(str(root), False, 0, "", report)
    holder = read_holder(state / DAEMON_LOCK)
    is_its_own = report is not None and report.pid == holder.pid and not report.ended.how
    return Status(str(root), True, holder.pid, holder.since, report if is_its_own else None)


def status_in_words(status: Status, now: dt.datetime) -> list[str]:
    """Say it to a person; `now` has its time zone."""
    name = Path(status.vault).name
    if status.is_running:
        lines = [f"vaulttool watches {name} since {_when(status.since, now)} (process {status.pid})."]
        report = status.report
        if report is None:
            return [*lines, "It has not told yet how it does; ask again in a moment."]
        return [*lines, *_figures(report, now), *_faults(report)]
    lines = [f"No vaulttool watches {name}; `vaulttool watch` does, or `vaulttool service start`."]
    return lines + (_last_one(status.report, now) if status.report is not None else [])


def status_in_json(status: Status) -> dict[str, Any]:
    """Give it as plain values: those of the report, `running`, and `pid` and `since` of what runs."""
    said = to_json(status.report or Report())
    said |= {"vault": status.vault, "running": status.is_running}
    return said | ({"pid": status.pid, "since": status.since} if status.is_running else {})


def _figures(report: Report, now: dt.datetime) -> list[str]:
    return [
        f"  notes           {report.notes:,}, {report.people:,} of them people",
        f"  last event      {_when(report.last_event, now)}",
        f"  last full look  {_when(report.last_look, now)}",
        f"  last write      {_when(report.last_write, now)}",
    ]


def _faults(report: Report) -> list[str]:
    lines = [f"Writing is held back: {report.brake}"] if report.brake is not None else []
    lines += [str(problem) for problem in report.problems]
    if report.refused:
        lines.append(f"Left alone, notes: {report.refused_count}")
        lines += [f"  {problem}" for problem in report.refused[:_SHOWN]]
        more = report.refused_count - min(len(report.refused), _SHOWN)
        lines += [f"  … and {more} more; `vaulttool check` has them all."] if more else []
    return lines


def _last_one(report: Report, now: dt.datetime) -> list[str]:
    began = f"The last one ran since {_when(report.since, now)}"
    seen = max(report.last_event, report.last_look, report.last_write, report.since)
    if report.ended.how == "stopped":
        lines = [f"{began} and was stopped."]
    elif report.ended.how == "failed":
        lines = [f"{began} and failed: {report.ended.why}"]
    else:
        lines = [f"{began} and was killed, or the machine was switched off; last seen {_when(seen, now)}."]
    return lines + _faults(report)


def _when(iso: str, now: dt.datetime) -> str:
    """Give a time as a person in the zone of `now` says it."""
    if not iso:
        return "never"
    try:
        moment = dt.datetime.fromisoformat(iso).astimezone(now.tzinfo)
    except ValueError:
        return iso
    return f"{moment:%H:%M:%S}" if moment.date() == now.date() else f"{moment:%Y-%m-%d %H:%M:%S}"
