"""Compiled patterns and what they need, kept between runs: making them takes as long as reading 2,000 notes.

A pattern cannot be pickled, but what Python compiles it to is a list of numbers, from which one is made forty
times faster. Where this Python has other insides than those known here, it compiles as ever.
"""

import marshal
import re
import sys
from array import array
from importlib import import_module
from pathlib import Path
from typing import Any

from vaulttool.evidence.lazy_pattern import Making, make_with
from vaulttool.evidence.needed_words import Needed, needed_by_parsed
from vaulttool.vault.index_version import program_version
from vaulttool.vault.kept_file import read_kept, write_kept

_SCHEMA = 2
_Form = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, groups by name, names by group: what `_sre.compile` takes."""
_NeededForm = tuple[tuple[str, ...], tuple[str, ...]] | None
"""Words and parts of `Needed`."""


def keep_patterns(folder: Path) -> "KeptPatterns":
    """Have the patterns of languages be taken from a folder, and give what `save` is to be asked of.

    They are the same for all vaults: the folder is that in which the caches of vaults lie.
    """
    kept = KeptPatterns(folder)
    make_with(Making(kept.compile, kept.needed))
    return kept


class KeptPatterns:
    """The patterns that a file holds; those that it lacks are compiled, and kept by `save`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "vaulttool-patterns"
        self._forms: dict[str, _Form] | None = None
        self._needed: dict[str, _NeededForm] = {}
        self._parsed: dict[str, Any] = {}
        """Of patterns of which it is known what they need, and that nobody has asked yet."""
        self._key = b""
        self._is_new = False

    def compile(self, text: str) -> re.Pattern[str]:
        """Give the compiled pattern. Raises re.error where it is none."""
        forms = self._opened()
        try:
            if text not in forms:
                forms[text] = _form_of(self._parsed.pop(text, None) or _parse(text))
                self._is_new = True
            flags, code, *rest = forms[text]
            made: re.Pattern[str] = import_module("_sre").compile(text, flags, list(array("I", code)), *rest)
            return made
        except re.error:
            raise
        except Exception:  # Another Python may have other insides.
            forms.pop(text, None)
            return re.compile(text)

    def needed(self, text: str, common: frozenset[str]) -> Needed | None:
        """Give what `needed_words` gives: for one pattern always with the same `common` words."""
        self._opened()
        if text not in self._needed:
            found = self._needed_by(text, common)
            self._needed[text] = None if found is None else (tuple(found.words), tuple(found.parts))
            self._is_new = True
        kept = self._needed[text]
        return None if kept is None else Needed(*map(frozenset, kept))

    def _needed_by(self, text: str, common: frozenset[str]) -> Needed | None:
        try:
            self._parsed[text] = parsed = _parse(text)
            return needed_by_parsed(parsed, common)
        except (ImportError, AttributeError):  # Another Python may have other insides.
            return None

    def _opened(self) -> dict[str, _Form]:
        if self._forms is None:
            self._key = _name_of_this_python()
            body = read_kept(self._file, self._key)
            self._forms, self._needed = ({}, {}) if body is None else marshal.loads(body)
        return self._forms

    def save(self) -> None:
        """Keep what was compiled since the file was read."""
        if not self._is_new or self._forms is None:
            return
        self._is_new = False
        write_kept(self._file, self._key, marshal.dumps((self._forms, self._needed)))


def _name_of_this_python() -> bytes:
    magic = getattr(import_module("_sre"), "MAGIC", 0)
    return bytes.fromhex(program_version(_SCHEMA, f"{sys.version} {magic} {array('I').itemsize}"))


def _parse(text: str) -> Any:
    return import_module("re._parser").parse(text)


def _form_of(parsed: Any) -> _Form:
    """Compile as `re.compile` does, and give what comes of it before it is a pattern."""
    code: list[int] = import_module("re._compiler")._code(parsed, 0)
    state: Any = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return state.flags, array("I", code).tobytes(), state.groups - 1, dict(state.groupdict), tuple(names)
