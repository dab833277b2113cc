"""Changes of several notes that belong to one command, gathered before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass, field

from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.usecases.source_if_there import source_if_there
from vaulttool.vault.reader import Source


@dataclass(slots=True)
class _Draft:
    expected: str | None
    before: bytes | None
    now: bytes | None
    whys: tuple[str, ...] = ()


@dataclass(slots=True)
class Changes:
    """The vault as it would be: what is read here is what earlier changes of the same command left."""

    read_source: Callable[[str], Source]
    _drafts: dict[str, _Draft] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a file; None where there is none. Raises VaultError where it cannot be read."""
        draft = self._drafts.get(path)
        if draft is None:
            source = source_if_there(self.read_source, path)
            known = (None, None, None) if source is None else (source.hash, source.content, source.content)
            draft = _Draft(*known)
            self._drafts[path] = draft
        return draft.now

    def put(self, path: str, new: bytes | Problem | None, why: str) -> None:
        """Give a file other bytes (None: it goes). A Problem is raised as VaultError."""
        if isinstance(new, Problem):
            raise VaultError(new)
        if self.read(path) != new:
            draft = self._drafts[path]
            self._drafts[path] = _Draft(draft.expected, draft.before, new, (*draft.whys, why))

    def forget(self, path: str) -> None:
        """Let go of the bytes of a file that nothing has changed: a whole vault may pass through here."""
        draft = self._drafts.get(path)
        if draft is not None and draft.now == draft.before:
            del self._drafts[path]

    def state(self) -> dict[str, _Draft]:
        """Give what `back_to` takes; drafts are never changed in place."""
        return dict(self._drafts)

    def back_to(self, state: dict[str, _Draft]) -> None:
        """Forget all changes since a state."""
        self._drafts = dict(state)

    def edits(self) -> tuple[Edit, ...]:
        """Give one edit for each changed file, in order of path; those that go come last."""
        changed = [(path, draft) for path, draft in sorted(self._drafts.items()) if draft.now != draft.before]
        edits = [
            Edit(path, draft.expected, draft.now, "; ".join(dict.fromkeys(draft.whys)))
            for path, draft in changed
        ]
        return tuple(sorted(edits, key=lambda edit: edit.new is None))
