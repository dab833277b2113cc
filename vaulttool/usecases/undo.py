"""Take back what vaulttool wrote.

`undo` takes back the last run that still stands, then the one before, and so on. To take back an undo, name
its run: that does its changes again, and the run that they belong to stands once more.

    outcome, undone = undo(root, journal)                       # or a run's id, or one note's path
    run = Run.start("undo", now, undoes=undone)
    results = writer.write_all(outcome.edits, run)
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.journal import Entry, Journal
from vaulttool.vault.reader import Unreadable, read_source

OldBytes = Callable[[Entry], bytes | None]


def undo(root: Path, journal: Journal, run: str = "", path: str = "") -> tuple[Outcome, str]:
    """Find the edits that take back a run, and its id, which the run that writes them must name.

    Without `run` it is the newest that still stands; with `path` only its changes of that note. A note that
    was edited since is a problem, and stays as it is. The id is "" where there is nothing to take back.
    """
    entries = journal.entries()
    chosen = run or newest_standing_run(entries, path)
    mine = [entry for entry in standing(entries, chosen) if path in ("", entry.path)]
    if not mine:
        return _nothing(entries, run), ""
    hashes: dict[str, str | None] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(entry.path for entry in mine):
        try:
            hashes[name] = _hash_of(root, name)
        except Unreadable as error:
            problems.append(error.problem)
    readable = [entry for entry in mine if entry.path in hashes]
    outcome = undo_entries(readable, entries, hashes, journal.old_bytes)
    return Outcome(outcome.edits, (*problems, *outcome.problems), outcome.show), chosen


def newest_standing_run(entries: Sequence[Entry], path: str = "") -> str:
    """Give the id of the newest run that no undo took back and that is none itself; "" for none."""
    taken_back = _taken_back(entries)
    for entry in reversed(entries):
        is_standing = not entry.undoes and (entry.run, entry.path) not in taken_back
        if is_standing and path in ("", entry.path):
            return entry.run
    return ""


def standing(entries: Sequence[Entry], run: str) -> list[Entry]:
    """Give the changes of a run that no undo took back, oldest first."""
    taken_back = _taken_back(entries)
    return [entry for entry in entries if entry.run == run and (run, entry.path) not in taken_back]


def undo_entries(
    mine: Sequence[Entry], entries: Sequence[Entry], hashes: Mapping[str, str | None], old_bytes: OldBytes
) -> Outcome:
    """Give the edits that take back the entries `mine` of one run.

    `entries` is the whole journal, `hashes` the hash of each note as it is now (None: not there).
    """
    edits: list[Edit] = []
    problems: list[Problem] = []
    show: list[str] = []
    for path in dict.fromkeys(entry.path for entry in mine):
        changes = [entry for entry in mine if entry.path == path]
        first = _first_of_chain(changes, hashes[path])
        if first is None:
            # What stands there is what stood there before: that change was never made.
            if hashes[path] not in [entry.old for entry in changes]:
                problems.append(_changed_since(changes[-1], entries, hashes[path]))
            continue
        old = None if first.old is None else old_bytes(first)
        if first.old is not None and old is None:
            problems.append(_not_kept(first))
            continue
        why = f"undo of {first.command}, {first.time[:16].replace('T', ' ')} UTC"
        edits.append(Edit(path, hashes[path], old, f"{why}: {first.why}" if first.why else why))
        show.append(f"{path}: {edits[-1].why}")
    return Outcome(tuple(edits), tuple(problems), tuple(show))


def _taken_back(entries: Sequence[Entry]) -> set[tuple[str, str]]:
    """Give run and path of all that was taken back; an undo that was itself taken back counts for nothing."""
    found: set[tuple[str, str]] = set()
    for entry in reversed(entries):
        if entry.undoes and (entry.run, entry.path) not in found:
            found.add((entry.undoes, entry.path))
    return found


def _first_of_chain(changes: Sequence[Entry], now: str | None) -> Entry | None:
    """Follow the changes of one note back from what stands there now; None where none leads there."""
    first = None
    for entry in reversed(changes):
        if entry.new == now:
            first, now = entry, entry.old
    return first


def _hash_of(root: Path, path: str) -> str | None:
    try:
        return read_source(root, path).hash
    except Unreadable as error:
        if error.problem.rule == "absent":
            return None
        raise


def _nothing(entries: Sequence[Entry], run: str) -> Outcome:
    if not run:
        return Outcome(show=("Nothing to take back.",))
    if all(entry.run != run for entry in entries):
        what, mend = f'there is no run "{run}" in the journal', "Look at the list of runs."
    else:
        what, mend = f'the run "{run}" is taken back already', "To do it again, take back that undo."
    return Outcome(problems=(Problem("", None, what, mend, "nothing-to-undo"),))


def _changed_since(entry: Entry, entries: Sequence[Entry], now: str | None) -> Problem:
    later = next((e for e in reversed(entries) if e.path == entry.path and e.new == now and e != entry), None)
    if later is not None:
        what = f"vaulttool changed this note again ({later.command}, run {later.run})"
        return Problem(entry.path, None, what, "Take that run back first.", "changed-since")
    if now is None:
        what = "this note was moved or deleted since, and stays so"
        return Problem(entry.path, None, what, "", "changed-since")
    what = "this note was edited since, and stays as it is"
    return Problem(entry.path, None, what, "Change it by hand where you still want to.", "changed-since")


def _not_kept(entry: Entry) -> Problem:
    what = "the text before this change is no longer kept"
    mend = "How long it is kept is a setting; an older text may be in your backup."
    return Problem(entry.path, None, what, mend, "not-kept")
