"""Reading notes for their facts: one, or very many by two processes."""

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from vaulttool.notes.problem import Problem
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.note_facts import NoteFacts, Reading
from vaulttool.vault.reader import read_source
from vaulttool.vault.walk import FileStat

Progress = Callable[[Iterable[FileStat]], Iterable[FileStat]]

Before = Callable[[FileStat], Problem | None]
"""Told of each note before it is read; what it gives is why the note must not be read."""

MANY = 600
"""Notes from which on the start of other processes pays."""
_AT_ONCE = 64
"""Notes that a process is given at a time."""
_MOST_PROCESSES = 4


def read_notes(
    root: Path,
    files: Sequence[FileStat],
    reading: Reading,
    progress: Progress | None = None,
    before: Before | None = None,
) -> Iterator[NoteFacts]:
    """Read notes in the order of `files`; `progress` is shown the files as they are done."""
    shown = progress(files) if progress else files
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    if len(files) < MANY or processes < 2 or not _may_fork():
        return (facts_of_file(root, file, reading, before) for file in shown)
    reading.languages.make_ready()
    read = _read_by_many(partial(_facts_of_files, root, reading, before), files, processes)
    return (facts for _, facts in zip(shown, read, strict=True))


def facts_of_file(
    root: Path,
    file: FileStat,
    reading: Reading,
    before: Before | None = None,
    held: NoteFacts | None = None,
) -> NoteFacts:
    """Read one file. One that cannot be read, or lies in the cloud only, is a problem and has no facts.

    `held` is what the same reading found in it before: where the bytes are the same, they are not read again.
    """
    if file.is_evicted:
        problem = Problem(
            file.path, None, "the note is in the cloud only", "Open it once to download it.", "evicted"
        )
        return NoteFacts(file.path, "", problems=(problem,))
    refusal = before(file) if before is not None else None
    if refusal is not None:
        return NoteFacts(file.path, "", problems=(refusal,))
    try:
        source = read_source(root, file.on_disk)
    except Unreadable as error:
        return NoteFacts(file.path, "", problems=(replace(error.problem, path=file.path),))
    if held is not None and held.hash == source.hash:
        return held
    # All rules and words come with it: not before a note must be read.
    from vaulttool.vault.facts import read_facts

    return read_facts(source.content, file.path, source.hash, reading)


def _may_fork() -> bool:
    """Say whether this process may be copied: on Linux, and while no thread of it could hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def _facts_of_files(
    root: Path, reading: Reading, before: Before | None, files: Sequence[FileStat]
) -> list[NoteFacts]:
    return [facts_of_file(root, file, reading, before) for file in files]


_Read = Callable[[Sequence[FileStat]], list[NoteFacts]]


def _read_by_many(read: _Read, files: Sequence[FileStat], processes: int) -> Iterator[NoteFacts]:
    """Share the files among copies of this process."""
    from vaulttool.vault.copies import by_copies

    parts = [files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE)]
    # The rules are imported before the copies are made, so that they are imported once.
    yield from read(parts[0])
    for found in by_copies(read, parts[1:], processes):
        yield from found
