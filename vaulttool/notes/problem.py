"""What is wrong with one note, told to a person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the vault: collected, shown, and the run goes on."""

    path: str
    """Path of the note in the vault, POSIX, with ".md"; "" where no file is meant."""
    line: int | None
    """Counted from 1; None where the whole file is meant."""
    what: str
    """What is wrong, as a sentence without its full stop."""
    mend: str = ""
    """What the person can do about it, as a whole sentence."""
    rule: str = ""
    """A short stable name, such as "duplicate-key", for `check --json`."""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        said = f"{place}: {self.what}." if place else f"{self.what}."
        return f"{said} {self.mend}".rstrip()


class VaultError(Exception):
    """A problem that stops the command (exit code 1)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
