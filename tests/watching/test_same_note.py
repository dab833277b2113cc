"""An editor and the daemon at work on one note: every word stays, however the editor saves."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from editors import STYLES, all_words
from vaulttool.vault.journal import Journal
from vaulttool.vault.places import state_folder

from daemons import ANA, TODAY, Turned, Watcher, hidden_files, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

Start = Callable[..., Watcher]
FIRST = dt.date(2023, 1, 1)
QUICK = {"VAULTTOOL_REST_SECONDS": "0", "VAULTTOOL_SETTLE_SECONDS": "0"}
"""The daemon writes as soon as it can, so that it meets the editor as often as can be."""
PATIENCE = 120.0
"""Seconds; a machine may have much else to do."""


@pytest.mark.parametrize("saves", [12, pytest.param(1000, marks=pytest.mark.long)])
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a1_a4_a15_an_editor_and_the_daemon_on_one_note_lose_nothing(
    vault: Vault, watch: Start, monkeypatch: pytest.MonkeyPatch, style: Callable[..., None], saves: int
) -> None:
    """The editor has a buffer of its own, without our lines: each save of it makes the daemon write again."""
    for name, value in vault.environment().items():
        monkeypatch.setenv(name, value)
    note = vault.write("People/Ana Ruiz.md", person("Ana Ruiz"))
    watcher = watch(**QUICK)
    chance = random.Random(saves)
    typed = person("Ana Ruiz")
    for number in range(saves):
        day = FIRST + dt.timedelta(days=number)
        word = f"word {number}."
        typed += f"- {day}: coffee, {word}\n"
        style(note, typed.encode())
        if number % 2:  # into the middle of what the daemon does about it
            time.sleep(chance.random() * 0.02)
        else:
            # Where the save met a write, its words may be in a copy, and the next save brings them back.
            assert until(
                lambda day=day, word=word: is_written(note, day) or word not in words_of(note), PATIENCE
            ), watcher.lines[-5:]
        assert until(lambda word=word: word.encode() in all_words(note.parent), PATIENCE), word
    last = FIRST + dt.timedelta(days=saves - 1)
    if f"word {saves - 1}." in words_of(note):
        assert until(lambda: is_written(note, last), PATIENCE), watcher.lines[-5:]
    assert watcher.end() == 0
    words = all_words(note.parent)
    lost = [number for number in range(saves) if b"word %d.\n" % number not in words]
    own_writes = len(Journal(state_folder(vault.root)).entries())
    print(f"{style.__name__}: {saves} saves, {own_writes} own writes, {len(lost)} lost")
    assert lost == []
    assert own_writes >= saves // 2
    assert hidden_files(vault.root) == []


def is_written(note: Path, day: dt.date) -> bool:
    return f"last_contact: {day}\n" in words_of(note)


def words_of(note: Path) -> str:
    return note.read_text("utf-8") if note.exists() else ""


def test_a15_a_note_saved_since_it_was_read_is_read_before_it_is_written(
    vault: Vault, turned: Callable[..., Turned]
) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    daemon = turned(rest_seconds="0")
    vault.write("Meetings/2026-11-10 Lunch.md", meeting("Ana Ruiz", day="2026-11-10"))
    vault.write(ANA, person("Ana Ruiz") + f"- {TODAY}: coffee\n")  # its event comes late, or never
    daemon.settle("Meetings/2026-11-10 Lunch.md")
    daemon.wait(2)
    assert vault.property(ANA, "last_contact") == TODAY
    assert daemon.writes == 1
