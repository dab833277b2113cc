"""What is wrong in the bytes of notes: conflict copies, merge markers, templates that were not filled in."""

from collections.abc import Collection, Iterator
from pathlib import Path

from vaulttool.notes.problem import Problem
from vaulttool.vault.conflict_copies import has_git_markers
from vaulttool.vault.facts import find_placeholder
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.reader import read_source
from vaulttool.vault.vault_read import VaultRead

_GIT = b"<<<<<<< "


def note_problems(root: Path, read: VaultRead, to_write: Collection[str]) -> Iterator[Problem]:
    """Give what only the bytes of the notes show; `to_write`: contacts whose day is not in their note yet."""
    for copy in read.walked.conflict_copies:
        mend = f"Bring it together with {copy.original}, then delete it; until then it counts for nothing."
        yield Problem(
            copy.path, None, "this is a conflict copy that a sync program made", mend, "conflict-copy"
        )
    for file in read.walked.files:
        if file.is_evicted:
            continue
        try:
            content = read_source(root, file.on_disk).content
        except Unreadable:
            continue
        if file.path in read.contacts and not content.strip():
            yield _empty(file.path, file.path in to_write)
        yield from _of_content(file.path, content, read)


def _empty(path: str, has_day: bool) -> Problem:
    if not has_day:
        what = "the note of this person is empty"
        return Problem(
            path, None, what, "If there was more in it, bring it back from a backup.", "empty-person"
        )
    what = "the note of this person is empty, so the day of the last contact is not written into it"
    return Problem(path, None, what, "Write a word into it, or bring it back from a backup.", "empty-note")


def _of_content(path: str, content: bytes, read: VaultRead) -> Iterator[Problem]:
    if _GIT in content and has_git_markers(content.decode("utf-8", "replace")):
        line = _line_of(content, content.index(_GIT))
        what = "git left the marks of a conflict in the note"
        yield Problem(path, line, what, "Choose what holds, and delete the marks.", "conflict-markers")
    at = find_placeholder(content)
    if at is not None and not read.settings.is_template(path):
        what = "a template left its placeholders in the note, so nothing in it counts"
        mend = "Fill them in, or move the note into your folder of templates."
        yield Problem(path, _line_of(content, at), what, mend, "unrendered-template")


def _line_of(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1
