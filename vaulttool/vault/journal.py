"""The journal: what vaulttool changed, and the bytes that stood there before."""

import contextlib
import datetime as dt
import errno
import json
import os
import re
import secrets
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vaulttool.notes.edit import content_hash
from vaulttool.vault.journal_entries import Entries, Entry
from vaulttool.vault.lock import locked, take_lock_within
from vaulttool.vault.places import make_private_folder, open_private


@dataclass(frozen=True, slots=True)
class Run:
    """One command, or one pass of the daemon: what `undo` can take back as a whole."""

    id: str
    time: dt.datetime
    """When it began, with its time zone."""
    command: str
    """`update`, `log`, `watch`…"""
    undoes: str = ""
    """Id of the run that this one takes back; "" for all but `undo`."""

    @classmethod
    def start(cls, command: str, now: dt.datetime, undoes: str = "") -> "Run":
        """Give a run with an id of its own, which sorts by time."""
        day = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%S")
        return cls(f"{day}-{secrets.token_hex(4)}", now, command, undoes)

    @property
    def time_in_utc(self) -> str:
        """The time as entries bear it, ISO 8601."""
        return self.time.astimezone(dt.UTC).isoformat()


__all__ = ["Entry", "Journal", "Run"]


class Journal:
    """An append-only journal in the state folder of one vault.

    Entries are lines of JSON in `journal.jsonl`; old bytes lie end to end in one file a day, so that a batch
    costs two fsyncs and not two a note. Any method may raise OSError.
    """

    def __init__(self, state: Path) -> None:
        self._folder = state / "journal"
        self._entries_file = self._folder / "journal.jsonl"
        self._lock_file = self._folder / "journal.lock"
        self._entries = Entries(self._entries_file)

    @contextlib.contextmanager
    def writing(self) -> Iterator[bool]:
        """Keep other writers of this device out meanwhile, for ten seconds at most; say whether they are.

        They would take a note between exchange and exchange back for a person's save. That costs a needless
        copy and no words, so a writer that hangs is not waited for any longer.
        """
        is_alone = False
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(OSError):
                make_private_folder(self._folder)
                lock = take_lock_within(self._folder / "writing.lock", seconds=10)
                if lock is not None:
                    stack.enter_context(lock)
                    is_alone = True
            yield is_alone

    def record(self, changes: Sequence[tuple[Entry, bytes | None]]) -> list[Entry]:
        """Write down changes to come, with the bytes before (None: no file); durable when it returns.

        Gives the entries, which now know where their bytes lie.
        """
        make_private_folder(self._folder)
        with locked(self._lock_file):
            kept = self._keep(changes)
            self._append([entry.line() for entry in kept])
        return kept

    def drop(self, entry: Entry) -> None:
        """Say that a change that was written down was not made after all."""
        with locked(self._lock_file):
            self._append([json.dumps({"dropped": entry.run, "path": entry.path, "hidden": entry.hidden})])

    def entries(self, run: str = "") -> list[Entry]:
        """Give all entries that were not dropped, or those of one run, oldest first."""
        found = self._entries.all()
        return [entry for entry in found if entry.run == run] if run else found

    def entries_of(self, path: str) -> Sequence[Entry]:
        """Give all entries of one file that were not dropped, oldest first."""
        return self._entries.of(path)

    def old_bytes(self, entry: Entry) -> bytes | None:
        """Give the bytes before a change; None where they are no longer kept, or not as they were."""
        if not entry.kept_in:
            return None
        try:
            with (self._folder / entry.kept_in).open("rb") as file:
                file.seek(entry.kept_at)
                content = file.read(entry.kept_size)
        except FileNotFoundError:
            return None
        return content if content_hash(content) == entry.old else None

    def keep_days(self, days: int, now: dt.datetime) -> None:
        """Forget the old bytes of all but so many days; what cannot be deleted waits for the next time."""
        with contextlib.suppress(OSError):
            self.forget_before(now.astimezone(dt.UTC).date() - dt.timedelta(days=days))

    def forget_before(self, day: dt.date) -> None:
        """Delete the old bytes of all days (UTC) before `day`, and the entries of those days.

        The newest entry of a note remains, and what that one took back: it is not done a second time.
        """
        oldest_kept = f"kept-{day.isoformat()}.bytes"
        if all(file.name >= oldest_kept for file in self._folder.glob("kept-*.bytes")):
            return
        with locked(self._lock_file):
            for file in self._folder.glob("kept-*.bytes"):
                if file.name < oldest_kept:
                    file.unlink()
            entries = self._entries.all()
            newest = {entry.path: entry for entry in entries}
            self._rewrite(
                entry if entry.time >= day.isoformat() else replace(entry, kept_in="")
                for entry in entries
                if entry.time >= day.isoformat()
                or entry is newest[entry.path]
                or entry.run == newest[entry.path].undoes
            )

    def erase(self, *words: str) -> int:
        """Erase what names a person: every entry and all kept bytes that hold one of the words, whole.

        Gives the number of entries that went. Letter case makes no difference.
        """
        if not self._entries_file.exists():
            return 0
        with locked(self._lock_file):
            entries = self._entries.all()
            named = whole_words(words)
            gone = [entry for entry in entries if self._holds(entry, named)]
            for entry in gone:
                self._blank(entry)
            erased = set(map(id, gone))
            self._rewrite(entry for entry in entries if id(entry) not in erased)
        return len(gone)

    def _keep(self, changes: Sequence[tuple[Entry, bytes | None]]) -> list[Entry]:
        """Append the old bytes to the file of their day."""
        kept = []
        for day in dict.fromkeys(entry.time[:10] for entry, _ in changes):
            name = f"kept-{day}.bytes"
            is_new = not (self._folder / name).exists()
            descriptor = open_private(self._folder / name, os.O_RDWR)
            try:
                at = os.lseek(descriptor, 0, os.SEEK_END)
                for entry, old in changes:
                    if old is None or entry.time[:10] != day:
                        continue
                    append_whole(descriptor, old)
                    kept.append(replace(entry, kept_in=name, kept_at=at, kept_size=len(old)))
                    at += len(old)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if is_new:
                sync_folder(self._folder)
        places = {(entry.path, entry.hidden): entry for entry in kept}
        return [places.get((entry.path, entry.hidden), entry) for entry, _ in changes]

    def _append(self, lines: Iterable[str]) -> None:
        is_new = not self._entries_file.exists()
        descriptor = open_private(self._entries_file, os.O_RDWR)
        try:
            end = os.lseek(descriptor, 0, os.SEEK_END)
            text = "".join(line + "\n" for line in lines)
            if end and _last_byte(descriptor, end) != b"\n":  # a line that a crash cut off
                text = "\n" + text
            append_whole(descriptor, text.encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(self._folder)

    def _rewrite(self, entries: Iterable[Entry]) -> None:
        fresh = self._folder / "journal.new"
        descriptor = open_private(fresh, os.O_RDWR | os.O_TRUNC)
        try:
            write_whole(descriptor, "".join(entry.line() + "\n" for entry in entries).encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        fresh.replace(self._entries_file)
        sync_folder(self._folder)
        self._entries.forget()

    def _holds(self, entry: Entry, named: re.Pattern[str]) -> bool:
        old = self.old_bytes(entry) or b""
        said = f"{entry.path}\n{entry.why}\n{old.decode(errors='replace')}"
        return named.search(unicodedata.normalize("NFC", said)) is not None

    def _blank(self, entry: Entry) -> None:
        if not entry.kept_in or not (self._folder / entry.kept_in).exists():
            return
        descriptor = open_private(self._folder / entry.kept_in, os.O_RDWR)
        try:
            os.lseek(descriptor, entry.kept_at, os.SEEK_SET)
            write_whole(descriptor, bytes(entry.kept_size))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def whole_words(words: Sequence[str]) -> re.Pattern[str]:
    """Give the pattern that finds any of the words by itself, in whatever letter case; none finds nothing."""
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words) or r"(?!)", re.IGNORECASE
    )


def write_whole(descriptor: int, content: bytes) -> None:
    """Write all of `content`; a system may take less at once than it was given (FAULTS A6)."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def append_whole(descriptor: int, content: bytes) -> None:
    """Write at the end of a file, and read that again: nobody else has these bytes. Raises OSError."""
    at = os.lseek(descriptor, 0, os.SEEK_END)
    write_whole(descriptor, content)
    os.lseek(descriptor, at, os.SEEK_SET)
    if os.read(descriptor, len(content) + 1) != content:
        raise OSError(errno.EIO, "the disk did not take what was written")


def sync_folder(folder: Path | str) -> None:
    """Make the names in `folder` durable, where the system can (Windows cannot)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _last_byte(descriptor: int, end: int) -> bytes:
    os.lseek(descriptor, end - 1, os.SEEK_SET)
    return os.read(descriptor, 1)
