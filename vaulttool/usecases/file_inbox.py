"""File the lines of the inbox note into the notes of their days; what is not understood stays there."""

import datetime as dt
from collections import Counter
from functools import partial

from vaulttool.notes.edit import content_hash
from vaulttool.notes.links import find_links
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.changes import Changes
from vaulttool.usecases.day_line import day_note, put_day_line
from vaulttool.usecases.days_after import put_days
from vaulttool.usecases.inbox_lines import InboxLine, inbox_lines
from vaulttool.usecases.inbox_questions import questions_of
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.questions import put_questions
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source

OLDEST = 14
"""Days for which the time of the inbox note says when its lines were written."""


def file_inbox(vault: OpenVault, clock: dt.date | None = None) -> Outcome:
    """Give the edits that file every line that counts for somebody, and the questions about unsure names.

    `data` names the inbox note as the page, so that `records` keeps its edit for last: a line is in the
    day's note before it leaves the inbox. After a run that was ended between the two it is in both, and the
    next run only takes it out of the inbox. `clock` is the day of the system, see `day_of_inbox`.
    """
    inbox = vault.settings.inbox_note
    if not inbox or all(file.path != inbox for file in vault.walked.files):
        return Outcome()
    changes = Changes(partial(read_source, vault.root))
    try:
        content = changes.read(inbox) or b""
        lines = inbox_lines(vault, content, day_of_inbox(vault, clock))
    except VaultError as error:
        return Outcome(problems=(error.problem,))
    except ValueError:
        mend = "Save it as UTF-8 in your editor."
        return Outcome(problems=(Problem(inbox, None, "the inbox is not UTF-8", mend, "not-utf8"),))
    return _Filing(vault, changes, inbox, content).file(lines)


def day_of_inbox(vault: OpenVault, clock: dt.date | None) -> dt.date | None:
    """Give the day of lines that name none: when the inbox was last appended to, by its time.

    None where it lay untouched for long: nobody knows the day of such lines. Where the vault's day is not the
    system's (it was said by hand), an old time says nothing, and the lines are of that day.
    """
    inbox = vault.settings.inbox_note
    file = next((one for one in vault.walked.files if one.path == inbox), None)
    if file is None:
        return vault.today
    day = dt.datetime.fromtimestamp(file.mtime_ns / 1e9).date()
    if vault.today - day > dt.timedelta(days=OLDEST):
        return None if clock == vault.today else vault.today
    return min(day, vault.today)


class _Filing:
    """One run over the inbox note."""

    def __init__(self, vault: OpenVault, changes: Changes, inbox: str, content: bytes) -> None:
        self.vault = vault
        self.changes = changes
        self.inbox = inbox
        self.content = content
        self.taken: set[int] = set()
        self.met: Counter[tuple[str, str]] = Counter()
        """How often a line for a day's note was met in the inbox."""
        self.people: set[str] = set()
        self.show: list[str] = []
        self.data: list[dict[str, object]] = []
        self.problems: list[Problem] = []

    def file(self, lines: list[InboxLine]) -> Outcome:
        for line in lines:
            if line.people and not line.unsure:
                self._file(line)
        self._take_out()
        try:
            put_questions(self.vault, self.changes, "inbox", questions_of(self.vault, self.inbox, lines))
        except VaultError as error:
            self.problems.append(error.problem)
        if self.people:
            self.problems += put_days(self.vault, self.changes, frozenset(self.people))
        return Outcome(self.changes.edits(), tuple(self.problems), tuple(self.show), tuple(self.data))

    def _file(self, line: InboxLine) -> None:
        state = self.changes.state()
        try:
            note = self._put(line)
        except VaultError:
            self.changes.back_to(state)
            return  # No place in the day's note bears it: it stays where it is.
        self.taken |= set(line.numbers)
        self.people |= set(line.people)
        self.show.append(f"{self.inbox}:{line.number}: filed in {note}")
        self.data.append({"page": self.inbox, "line": line.number, "note": note, "text": line.text})

    def _put(self, line: InboxLine) -> str:
        note = day_note(self.vault, line.day)
        shown = _shown(line.text)
        self.met[note, shown] += 1
        there = (self.changes.read(note) or b"").decode("utf-8", "replace").split("\n")
        is_there = [_shown(_bare(one)) for one in there].count(shown) >= self.met[note, shown]
        if is_there and self._half_done(note):
            return note
        why = f"from {self.inbox}"
        put_day_line(self.vault, self.changes, line.day, line.text, line.people, why, again=True)
        if line.below:
            self.changes.put(note, _with_below(self.changes.read(note) or b"", line), why)
        return note

    def _half_done(self, note: str) -> bool:
        """Say whether the last filing into a note may have ended before the inbox was written.

        A run of this device that wrote both was whole: the same line is then a new one.
        """
        now = content_hash(self.content)
        entries = self.vault.journal.entries()
        mine = [one for one in entries if one.path == note and f"from {self.inbox}" in one.why]
        if not mine:
            return True
        both = [one for one in entries if one.run == mine[-1].run and one.path == self.inbox]
        return not both or both[-1].old == now

    def _take_out(self) -> None:
        lines = self.content.split(b"\n")
        kept = [line for number, line in enumerate(lines, 1) if number not in self.taken]
        self.changes.put(self.inbox, b"\n".join(kept), "filed in the notes of the days")


def _bare(line: str) -> str:
    return line.strip().removeprefix("- ").strip()


def _shown(text: str) -> str:
    """Give a line as its reader sees it, so that a name that is linked by now makes no difference."""
    for link in reversed(find_links(text)):
        text = text[: link.start] + link.shown + text[link.end :]
    return " ".join(text.split()).casefold()


def _with_below(content: bytes, line: InboxLine) -> bytes:
    """Put the nested lines under the line that was just filed."""
    lines = content.split(b"\n")
    head = f"- {line.text}"
    at = max(
        number
        for number, one in enumerate(lines)
        if one.decode("utf-8", "replace").rstrip("\r").strip() == head
    )
    end = b"\r" if b"\r\n" in content else b""
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip(b" \t"))] + b"\t"
    nested = [indent + one.strip().encode() + end for one in line.below]
    if at == len(lines) - 1:
        lines[at] += end
        lines.append(b"")
    return b"\n".join([*lines[: at + 1], *nested, *lines[at + 1 :]])
