"""The one writer: every change of the vault goes through here (docs/architecture.md, "Writing")."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from vaulttool.notes.edit import Edit, content_hash
from vaulttool.notes.problem import Problem
from vaulttool.vault import drafts
from vaulttool.vault.drafts import Draft, Stale
from vaulttool.vault.journal import Entry, Journal, Run, sync_folder
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.old_inodes import OldInodes
from vaulttool.vault.placing import discard, place
from vaulttool.vault.steps import STEPS, Hook, step
from vaulttool.vault.written import (
    Again,
    Refused,
    Result,
    Written,
    attributes_lost,
    no_journal,
    not_durable,
    not_removed,
    not_written,
    replaced,
)

__all__ = ["STEPS", "Again", "Hook", "Refused", "Result", "Writer", "Written"]

_BATCH = 64


class Writer:
    """Writes edits into the vault at `root`.

    `hook` is told each step (see STEPS); an OSError that it raises counts as that step's own. `seconds` is
    how long old files are watched for late words: call `look_again` now and then, and `close` at the end
    (leaving a `with` block looks, but tells nobody).
    """

    def __init__(
        self,
        root: Path,
        journal: Journal,
        hook: Hook | None = None,
        seconds: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root = root
        self._journal = journal
        self._hook = hook or (lambda moment: None)
        self._clock = clock
        self._old = OldInodes(seconds)
        self._has_told_of_replacing = False

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, edit: Edit, run: Run) -> Result:
        """Make one change."""
        return self.write_all([edit], run)[0]

    def write_all(self, edits: Sequence[Edit], run: Run) -> list[Result]:
        """Make many changes; the results are in their order.

        Files go away last, and only if all else was done: a move that could not write the new file keeps
        the old one.
        """
        with self._journal.writing():
            return self._write_stays_then_goes(edits, run)

    def _write_stays_then_goes(self, edits: Sequence[Edit], run: Run) -> list[Result]:
        results: dict[int, Result] = {}
        stay = [index for index, edit in enumerate(edits) if edit.new is not None]
        for batch in _batches(stay, edits):
            results |= self._write_batch({index: edits[index] for index in batch}, run)
        is_whole = all(isinstance(result, Written) for result in results.values())
        go = [index for index, edit in enumerate(edits) if edit.new is None]
        for batch in _batches(go, edits):
            some = {index: edits[index] for index in batch}
            results |= (
                self._write_batch(some, run) if is_whole else {i: not_removed(e) for i, e in some.items()}
            )
        return [results[index] for index in range(len(edits))]

    def look_again(self) -> list[Problem]:
        """Look for late words in the files of the last seconds; each find is kept in a copy and told."""
        return self._old.look(self._clock())

    def close(self) -> list[Problem]:
        """Look for late words a last time."""
        return self._old.look(self._clock(), last=True)

    def _step(self, name: str) -> contextlib.AbstractContextManager[None]:
        return step(self._hook, name)

    def _write_batch(self, edits: dict[int, Edit], run: Run) -> dict[int, Result]:
        results: dict[int, Result] = {}
        ready: dict[int, Draft] = {}
        for index, edit in edits.items():
            prepared = self._prepare(edit)
            if isinstance(prepared, Draft):
                ready[index] = prepared
            else:
                results[index] = prepared
        if not ready:
            return results
        try:
            with self._step("journal"):
                entries = self._journal.record([(_entry(d, run), d.old) for d in ready.values()])
        except OSError as error:
            for index, draft in ready.items():
                discard(draft.fresh)
                results[index] = Refused(draft.edit, no_journal(draft.edit.path, error))
            return results
        for (index, draft), entry in zip(ready.items(), entries, strict=True):
            results[index] = self._commit(draft, entry, run)
        return results | self._sync_folders(ready, results)

    def _prepare(self, edit: Edit) -> Draft | Result:
        """Do all that leaves the note alone."""
        if edit.new is not None and edit.expected == content_hash(edit.new):
            return Written(edit)  # nothing changes, so nothing is written
        try:
            with self._step("look"):
                draft = drafts.look(self._root, edit)
        except Stale:
            return Again(edit)
        except Unreadable as error:
            return Refused(edit, error.problem)
        except OSError as error:
            return Refused(edit, not_written(edit.path, error))
        if edit.new is None:
            return draft
        try:
            self._make_fresh(draft)
        except OSError as error:
            discard(draft.fresh)
            return Refused(edit, not_written(edit.path, error))
        return draft

    def _make_fresh(self, draft: Draft) -> None:
        """Make the hidden file, whole and durable. Raises OSError, with no descriptor left open."""
        descriptor: int | None = None
        try:
            with self._step("make temporary"):
                descriptor = drafts.open_fresh(draft)
            with self._step("write temporary"):
                drafts.fill(draft, descriptor)
            with self._step("copy attributes"):
                drafts.take_attributes(draft, descriptor)
            with self._step("sync temporary"):
                drafts.sync(descriptor)
            with self._step("check temporary"):
                drafts.check(draft, descriptor)
            with self._step("close temporary"):
                closing, descriptor = descriptor, None
                os.close(closing)
        finally:
            if descriptor is not None:
                with contextlib.suppress(OSError):
                    os.close(descriptor)

    def _commit(self, draft: Draft, entry: Entry, run: Run) -> Result:
        """Put the change in the note's place, and tell the journal where that was not done."""
        result = place(draft, run.time, self._hook, self._old, self._clock())
        if not isinstance(result, Written) and not os.path.lexists(draft.hidden):
            with contextlib.suppress(OSError):
                self._journal.drop(entry)
        elif isinstance(result, Written) and draft.lost and result.problem is None:
            return replace(result, problem=attributes_lost(draft))
        if isinstance(result, Written) and not result.exchanged and not self._has_told_of_replacing:
            self._has_told_of_replacing = True
            return replace(result, problem=replaced(draft.edit.path))
        return result

    def _sync_folders(self, ready: dict[int, Draft], results: dict[int, Result]) -> dict[int, Result]:
        """Make names durable, each folder once."""
        changed: dict[int, Result] = {}
        for folder in dict.fromkeys(draft.folder for draft in ready.values()):
            try:
                with self._step("sync folder"):
                    sync_folder(folder)
            except OSError as error:
                for index, draft in ready.items():
                    result = results[index]
                    if draft.folder == folder and isinstance(result, Written):
                        changed[index] = replace(result, problem=not_durable(draft.edit.path, error))
        return changed


def _batches(indexes: list[int], edits: Sequence[Edit]) -> Iterator[list[int]]:
    """Cut into batches of which none names a path twice: a second edit builds on the first."""
    batch: list[int] = []
    paths: set[str] = set()
    for index in indexes:
        if len(batch) == _BATCH or edits[index].path in paths:
            yield batch
            batch, paths = [], set()
        batch.append(index)
        paths.add(edits[index].path)
    if batch:
        yield batch


def _entry(draft: Draft, run: Run) -> Entry:
    edit = draft.edit
    return Entry(
        run=run.id,
        time=run.time_in_utc,
        command=run.command,
        path=edit.path,
        old=edit.expected,
        new=None if edit.new is None else content_hash(edit.new),
        why=edit.why,
        undoes=run.undoes,
        hidden=os.path.basename(draft.hidden),
    )
