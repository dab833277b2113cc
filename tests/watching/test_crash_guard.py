"""A note that ends the process: found out, named, left alone until it changes (FAULTS E10)."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from vaulttool.vault.places import state_folder
from vaulttool.vault.walk import FileStat
from vaulttool.watching.crash_guard import CrashGuard

from daemons import ANA, MEETING, TODAY, Turned, Watcher, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

POISON = """
import os, signal, sys, time
import vaulttool.notes.front_matter
from vaulttool.vault import read_notes

read = read_notes.read_source

def poisoned(root, path):
    source = read(root, path)
    if b"%% ends vaulttool %%" in source.content:
        os.kill(os.getpid(), signal.SIGKILL)
    return source

read_notes.read_source = poisoned
"""
"""In place of a fault that nobody has found yet."""


@pytest.fixture
def poison(tmp_path: Path) -> dict[str, str]:
    """Have every Python of the test end at a certain note."""
    (tmp_path / "site" / "poison.py").parent.mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(POISON)
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")])}


@pytest.mark.skipif(os.name != "posix", reason="ends as POSIX processes do")
def test_e10_a_note_that_ends_the_daemon_is_left_alone_the_next_time(
    vault: Vault, poison: dict[str, str], watch: Callable[..., Watcher]
) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    vault.write("People/Bo Lund.md", person("Bo Lund"))
    vault.write(MEETING, meeting("Ana Ruiz"))
    watcher = watch()
    assert until(lambda: vault.property(ANA, "last_contact") == TODAY)
    assert watcher.end() == 0
    bad = vault.write(MEETING, meeting("Ana Ruiz") + "%% ends vaulttool %%\n")
    first = Watcher(vault, **poison)
    assert first.process.wait(30) == -signal.SIGKILL
    second = watch(**poison)
    assert (
        second.said(f"{MEETING}: reading this note ended vaulttool, so it is left alone until it changes")
        == 1
    )
    vault.write("Meetings/2026-11-23 Call.md", meeting("Bo Lund", day="2026-11-23"))
    assert until(lambda: vault.property("People/Bo Lund.md", "last_contact") == "2026-11-23"), second.lines
    assert vault.property(ANA, "last_contact") == TODAY  # what its seal proves is not read, and stays
    assert until(lambda: f"\n  {MEETING}: reading this note ended" in vault.run("status").out)
    assert second.end() == 0
    third = watch(**poison)  # it is remembered without another crash
    bad.write_text(meeting("Ana Ruiz", "Bo Lund"))
    assert until(lambda: vault.property("People/Bo Lund.md", "last_contact") == TODAY), third.lines
    assert third.end() == 0


def stamped(file: Path, name: str) -> FileStat:
    found = file.lstat()
    return FileStat(name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, name)


def ended_while_reading(vault: Vault, name: str) -> tuple[FileStat, Path]:
    state = state_folder(vault.root, vault.environment())
    file = stamped(vault.root / name, name)
    guard = CrashGuard(vault.root, state)
    guard.begin()
    assert guard.before(file) is None  # and never done
    return file, state


def test_e10_a_note_that_harms_nobody_alone_is_read_again(vault: Vault) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    file, state = ended_while_reading(vault, ANA)
    guard = CrashGuard(vault.root, state)
    told = guard.begin()
    assert told is not None and told.rule == "crash-tried"
    assert guard.before(file) is None
    guard.end()
    assert CrashGuard(vault.root, state, lambda root, name: False).begin() is None


@pytest.mark.parametrize("name", ["People/Ana.md", "People/Élodie 'x'.md", os.fsdecode(b"People/caf\xe9.md")])
def test_e10_what_ends_its_own_process_too_is_skipped_until_it_changes(vault: Vault, name: str) -> None:
    note = vault.write(name, person("Ana"))
    file, state = ended_while_reading(vault, name)
    guard = CrashGuard(vault.root, state, lambda root, tried: tried != name)
    told = guard.begin()
    assert told is not None and told.rule == "crashed"
    refusal = guard.before(file)
    assert refusal is not None and refusal.rule == "crashed"
    guard.end()
    again = CrashGuard(vault.root, state)
    assert again.begin() is None
    assert again.before(file) is not None
    note.write_text("Other words.\n")
    assert again.before(stamped(note, name)) is None
    again.end()


@pytest.mark.parametrize(
    "left", [b"", b"\0", b"[", b"[1, 2]", b'["../x", [1]]', b"null\0", b'{"a": 1}\0', b"\xff" * 99]
)
def test_e10_a_record_that_is_none_accuses_nobody(vault: Vault, left: bytes) -> None:
    state = state_folder(vault.root, vault.environment())
    (state / "reading").write_bytes(left)
    (state / "skipped.json").write_bytes(left.rstrip(b"\0"))
    guard = CrashGuard(vault.root, state, lambda root, name: False)
    assert guard.begin() is None
    vault.write(ANA, person("Ana Ruiz"))
    assert guard.before(stamped(vault.root / ANA, ANA)) is None
    guard.end()


def test_e10_without_a_place_for_the_record_notes_are_read_all_the_same(vault: Vault) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    guard = CrashGuard(vault.root, vault.root / ANA)
    assert guard.begin() is None
    assert guard.before(stamped(vault.root / ANA, ANA)) is None
    guard.done()
    guard.end()


def test_e10_while_the_daemon_rests_no_note_is_on_record(vault: Vault, turned: Callable[..., Turned]) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    record = state_folder(vault.root) / "reading"
    daemon = turned()
    assert record.read_bytes()[:1] == b"\0"
    vault.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    assert vault.property(ANA, "last_contact") == TODAY
    assert record.read_bytes()[:1] == b"\0" and b"Lunch" in record.read_bytes()
