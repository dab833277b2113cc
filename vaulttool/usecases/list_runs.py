"""The runs that the journal holds, and which of them a person means."""

from collections.abc import Sequence

from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.undo import standing
from vaulttool.vault.journal import Entry
from vaulttool.vault.resolution import fold_path

MOST_SHOWN = 20


def list_runs(entries: Sequence[Entry]) -> Outcome:
    """Show the runs, newest first: id, time, command, how many notes, and whether they still stand."""
    runs = list(dict.fromkeys(entry.run for entry in reversed(entries)))
    data = tuple(_facts(entries, run) for run in runs)
    show = [_line(one) for one in data[:MOST_SHOWN]]
    more = [f"… and {len(data) - MOST_SHOWN} before; --json shows all."] if len(data) > MOST_SHOWN else []
    return Outcome(show=(*show, *more) or ("vaulttool has written nothing here.",), data=data)


def run_or_path(entries: Sequence[Entry], said: str) -> tuple[str, str]:
    """Give the run, or the path of the note, that a person means; one of the two is "".

    A run may be named by the beginning of its id, a note by its path or name. Raises VaultError where neither
    fits, or several do.
    """
    runs = sorted({entry.run for entry in entries if entry.run.startswith(said)})
    paths = sorted({entry.path for entry in entries if _fits(entry.path, said)})
    if said in runs or (len(runs) == 1 and not paths):
        return (said if said in runs else runs[0]), ""
    if len(paths) == 1:
        return "", paths[0]
    candidates = [*runs, *paths]
    if candidates:
        what = f'"{said}" may mean {len(candidates)} runs or notes'
        raise VaultError(
            Problem("", None, what, f"Say which: {', '.join(candidates[-5:])}.", "ambiguous-run")
        )
    what = f'vaulttool has written no note and made no run "{said}"'
    raise VaultError(Problem("", None, what, "`vaulttool undo --list` shows what it did.", "unknown-run"))


def _fits(path: str, said: str) -> bool:
    wanted, whole = fold_path(said).removesuffix(".md"), fold_path(path).removesuffix(".md")
    return whole == wanted or whole.rpartition("/")[2] == wanted


def _facts(entries: Sequence[Entry], run: str) -> dict[str, object]:
    mine = [entry for entry in entries if entry.run == run]
    return {
        "run": run,
        "time": mine[0].time,
        "command": mine[0].command,
        "undoes": mine[0].undoes,
        "notes": list(dict.fromkeys(entry.path for entry in mine)),
        "stands": bool(standing(entries, run)),
    }


def _line(one: dict[str, object]) -> str:
    time = str(one["time"])[:16].replace("T", " ")
    taken_back = "" if one["stands"] else "  (taken back)"
    return f"{one['run']}  {time} UTC  {one['command']}  {_count(one['notes'])}{taken_back}"


def _count(notes: object) -> str:
    assert isinstance(notes, list)
    return str(notes[0]) if len(notes) == 1 else f"{len(notes)} notes"
