"""Erase what this device keeps of a forgotten person beside the vault: journal, index, copies, logs."""

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path

from vaulttool.notes.paths import name_of
from vaulttool.usecases.forget import Forgetting
from vaulttool.vault.index import Index
from vaulttool.vault.journal import whole_words
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.places import state_folder, usable_cache_folder
from vaulttool.vault.text_index import NAME as TEXT_INDEX

_CLEANED = re.compile(r".*\.lock|index\.sqlite.*|journal\.jsonl|kept-.*\.bytes")
"""What needs no look: it names nobody, or was cleaned by itself."""
_WORDS = re.compile(rf"{re.escape(TEXT_INDEX)}.*")
"""The words of all notes, cut into pieces in which no name is found: they are made anew."""


def erase_traces(vault: OpenVault, words: Sequence[str], gone: Sequence[str], changed: Sequence[str]) -> int:
    """Erase every trace; give how many entries of the journal went. Nothing of it can be taken back."""
    erased = vault.journal.erase(*words)
    cache = usable_cache_folder(vault.root)
    if cache is not None:
        with Index(cache, vault.settings) as index:
            index.forget(gone, changed)
    named = whole_words(words)
    for folder in filter(None, (state_folder(vault.root), cache)):
        for file in sorted(folder.rglob("*")):
            if _WORDS.fullmatch(file.name):
                file.unlink(missing_ok=True)
            elif file.is_file() and not _CLEANED.fullmatch(file.name):
                _clean(file, named)
    return erased


def left_over(vault: OpenVault, name: str) -> Forgetting | None:
    """Give what an interrupted run still has to erase: the note is gone, the journal knows it; None: nothing.

    `name` is the name of the note, or its path.
    """
    wanted = name.removesuffix(".md").casefold()
    paths = dict.fromkeys(entry.path for entry in vault.journal.entries() if entry.command == "forget")
    paths = {path: None for path in paths if wanted in (name_of(path).casefold(), path[:-3].casefold())}
    here = set(vault.read.paths)
    gone = [path for path in paths if path not in here]
    if not gone:
        return None
    return Forgetting((), (*gone, *map(name_of, gone)), (), ())


def _clean(file: Path, named: re.Pattern[str]) -> None:
    """Take the lines of a log that name the person; any other file that does can be made again."""
    with contextlib.suppress(OSError):
        text = file.read_bytes().decode(errors="replace")
        if not named.search(text):
            return
        if file.suffix == ".log":
            kept = "".join(line for line in text.splitlines(keepends=True) if not named.search(line))
            file.write_bytes(kept.encode())
        else:
            file.unlink()
