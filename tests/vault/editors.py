"""How other programs save a note."""

import os
from collections.abc import Callable
from pathlib import Path


def in_place(note: Path, content: bytes) -> None:
    with note.open("wb") as file:
        file.write(content)


def in_two_writes(note: Path, content: bytes) -> None:
    half = len(content) // 2
    with note.open("wb", buffering=0) as file:
        file.write(content[:half])
        file.write(content[half:])


def by_rename(note: Path, content: bytes) -> None:
    fresh = note.with_name(f".{note.name}.editor")
    fresh.write_bytes(content)
    fresh.replace(note)


def by_vim(note: Path, content: bytes) -> None:
    """What vim does outside /tmp: set the note aside, write a new one, delete the old one."""
    aside = note.with_name(note.name + "~")
    if note.exists():
        note.rename(aside)
    with note.open("wb") as file:
        file.write(content)
        os.fsync(file.fileno())
    aside.unlink(missing_ok=True)


STYLES: list[Callable[[Path, bytes], None]] = [in_place, in_two_writes, by_rename, by_vim]


def all_words(folder: Path) -> bytes:
    """All that a person can find: the notes and the kept copies, not the hidden files."""
    files = [file for file in folder.iterdir() if not file.name.startswith(".")]
    return b"\n".join(file.read_bytes() for file in files)
