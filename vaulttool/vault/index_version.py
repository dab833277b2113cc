"""What the facts in the index depend on beside the notes: program, rules, words, settings."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import vaulttool
from vaulttool.vault.settings import Settings

_PACKAGES = ("notes", "evidence", "network", "vault")


def index_version(schema: int, settings: Settings) -> str:
    """Give the name of all that facts depend on; another name, and every note is read anew."""
    return program_version(schema, repr(sorted(asdict(settings).items(), key=str)))


def program_version(schema: int, more: str = "", packages: Iterable[str] = _PACKAGES) -> str:
    """Give the name of the program as it is: an edited rule or word list is another program."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{schema} {vaulttool.__version__} {sys.hexversion} {more}".encode())
    for package in packages:
        for line in sorted(_sources(Path(vaulttool.__file__).parent / package)):
            digest.update(line.encode())
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[str]:
    """Give name, size and time of every source file."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".toml")):
                found = entry.stat()
                yield f"{entry.name} {found.st_size} {found.st_mtime_ns}"
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _sources(Path(entry.path))
