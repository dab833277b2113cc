"""A finished draft takes the place of its note, and nothing that a person typed is lost over it."""

import contextlib
import datetime as dt
import os

from vaulttool.notes.edit import content_hash
from vaulttool.vault.drafts import Draft
from vaulttool.vault.exchange_files import CannotExchange, exchange, rename_if_free, while_held
from vaulttool.vault.kept_copies import keep_file
from vaulttool.vault.leftovers import hash_at, settle
from vaulttool.vault.old_inodes import OldInodes, late_words
from vaulttool.vault.reader import read_file
from vaulttool.vault.steps import Hook, step
from vaulttool.vault.written import Again, Refused, Result, Written, left_over, not_written


def place(draft: Draft, time: dt.datetime, hook: Hook, old: OldInodes, clock: float) -> Result:
    """Make the change of a draft; its old bytes are in the journal already.

    `time` is for the name of a kept copy, `clock` (monotonic, seconds) for how long `old` watches the file
    that loses its name.
    """
    placing = _Placing(draft, time, hook, old, clock)
    try:
        if draft.edit.new is None:
            return placing.remove()
        if draft.old is None:
            return placing.create()
        return placing.exchange()
    except OSError as error:
        return placing.rescue(error)


def discard(file: str) -> None:
    """Remove a hidden file that holds nothing but our own bytes."""
    with contextlib.suppress(OSError):
        os.unlink(file)


class _Placing:
    """The steps of one draft."""

    def __init__(self, draft: Draft, time: dt.datetime, hook: Hook, old: OldInodes, clock: float) -> None:
        self._draft = draft
        self._time = time
        self._hook = hook
        self._old = old
        self._clock = clock

    def _step(self, name: str) -> contextlib.AbstractContextManager[None]:
        return step(self._hook, name)

    def exchange(self) -> Result:
        """Exchange with the note, and look what came out."""
        with self._step("name temporary"):
            while_held(lambda: os.rename(self._draft.fresh, self._draft.hidden))
        try:
            with self._step("exchange"):
                exchange(self._draft.hidden, self._draft.place)
        except CannotExchange:
            return self._replace()
        except FileNotFoundError:
            discard(self._draft.hidden)
            return Again(self._draft.edit)
        if self._is_what_came_out(self._draft.edit.expected):
            self._remove_hidden()
            return Written(self._draft.edit)
        return self._exchange_back()

    def _exchange_back(self) -> Again:
        """Somebody saved between our look and the exchange: theirs must stand in the note's place."""
        try:
            with self._step("exchange back"):
                exchange(self._draft.hidden, self._draft.place)
        except FileNotFoundError:  # and then deleted or moved the note
            return self._keep_copy()
        assert self._draft.edit.new is not None
        if self._is_what_came_out(content_hash(self._draft.edit.new)):
            self._remove_hidden()
            return Again(self._draft.edit)
        # Saved once more, over ours: the newest stays the note, the one before becomes a copy.
        with contextlib.suppress(FileNotFoundError), self._step("exchange back"):
            exchange(self._draft.hidden, self._draft.place)
        return self._keep_copy()

    def _replace(self) -> Result:
        """Compare and replace, for want of an exchange. A save by rename between the two is lost."""
        with contextlib.ExitStack() as opened:
            try:
                with self._step("compare"):
                    descriptor = _open(self._draft.place, opened)
            except FileNotFoundError:
                discard(self._draft.hidden)
                return Again(self._draft.edit)
            found = content_hash(read_file(descriptor, os.fstat(descriptor).st_size))
            if found != self._draft.edit.expected:
                discard(self._draft.hidden)
                return Again(self._draft.edit)
            with self._step("replace"):
                while_held(lambda: os.replace(self._draft.hidden, self._draft.place))
                self._hold(descriptor, found, opened)
        return Written(self._draft.edit, exchanged=False)

    def create(self) -> Result:
        """Give the new file its name, if that is still free."""
        try:
            with self._step("give name"):
                rename_if_free(self._draft.fresh, self._draft.place)
        except FileExistsError:
            discard(self._draft.fresh)
            return Again(self._draft.edit)
        return Written(self._draft.edit)

    def remove(self) -> Result:
        """Set the note aside, look whether it is the one that was meant, then delete it."""
        try:
            with self._step("set aside"):
                while_held(lambda: os.rename(self._draft.place, self._draft.hidden))
        except FileNotFoundError:
            return Again(self._draft.edit)
        if self._is_what_came_out(self._draft.edit.expected):
            self._remove_hidden()
            return Written(self._draft.edit)
        try:
            with self._step("put back"):
                rename_if_free(self._draft.hidden, self._draft.place)
        except FileExistsError:
            return self._keep_copy()
        return Again(self._draft.edit)

    def _is_what_came_out(self, expected: str | None) -> bool:
        with self._step("look at what came out"):
            return self._watch(self._draft.hidden, expected)

    def _watch(self, file: str, expected: str | None) -> bool:
        """Tell whether `file` holds what is expected; if so, watch it for late words from now on."""
        with contextlib.ExitStack() as opened:
            descriptor = _open(file, opened)
            found = content_hash(read_file(descriptor, os.fstat(descriptor).st_size))
            if found == expected:
                self._hold(descriptor, found, opened)
        return found == expected

    def _hold(self, descriptor: int, known: str, opened: contextlib.ExitStack) -> None:
        self._old.hold(descriptor, self._draft.edit.path, self._draft.place, known, self._clock, self._time)
        opened.pop_all()

    def _remove_hidden(self) -> None:
        with self._step("remove hidden file"):
            while_held(lambda: os.unlink(self._draft.hidden))

    def _keep_copy(self) -> Again:
        with self._step("keep copy"):
            copy = keep_file(self._draft.hidden, self._draft.place, self._time)
        return Again(self._draft.edit, late_words(self._draft.edit.path, copy))

    def rescue(self, error: OSError) -> Result:
        """Find out what a failed step left, and leave neither a hidden file nor lost words."""
        problem = not_written(self._draft.edit.path, error)
        new = None if self._draft.edit.new is None else content_hash(self._draft.edit.new)
        try:
            discard(self._draft.fresh)
            copy = settle(self._draft.hidden, self._draft.place, {self._draft.edit.expected, new}, self._time)
            problem = late_words(self._draft.edit.path, copy) if copy else problem
            is_done = hash_at(self._draft.place) == new
        except OSError as second:
            return Refused(self._draft.edit, left_over(self._draft, second))
        return Written(self._draft.edit, problem=problem) if is_done else Refused(self._draft.edit, problem)


def _open(file: str, opened: contextlib.ExitStack) -> int:
    """Open a file to look at it; it is closed with what was `opened`."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    opened.callback(os.close, descriptor)
    return descriptor
