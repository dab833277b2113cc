"""What a vault already does, as far as its files tell."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from vaulttool.vault.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One setting that the vault itself answers."""

    setting: str
    """Name in the table of settings."""
    value: Any
    why: str
    """A sentence without its full stop: what was seen."""
    fr: str = ""
    """The same in French."""


@dataclass(frozen=True, slots=True)
class Detection:
    """All findings, at most one a setting."""

    findings: tuple[Finding, ...] = ()

    def find(self, setting: str) -> Finding | None:
        """Give what was found for a setting."""
        return next((found for found in self.findings if found.setting == setting), None)

    def settings(self, base: Settings | None = None) -> Settings:
        """Give the settings as detected, `base` (the defaults) where nothing was found."""
        return replace(base or Settings(), **{found.setting: found.value for found in self.findings})


NOTHING_FOUND = Detection()


def one_each(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep the first finding of each setting."""
    kept: dict[str, Finding] = {}
    for found in findings:
        kept.setdefault(found.setting, found)
    return tuple(kept.values())


def count_of(number: int, word: str) -> str:
    """Write a number of things, in English or French: "1 note", "12 notes"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
