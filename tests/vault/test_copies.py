"""Copies of this process give what this process would find, whatever becomes of them."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from vaulttool.vault import copies, read_notes
from vaulttool.vault.copies import by_copies
from vaulttool.vault.languages import load_languages
from vaulttool.vault.note_facts import Reading
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import walk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
HERE = os.getpid()
TASKS = range(40)


def square(number: int) -> tuple[int, bytes]:
    return number * number, b"x" * 30_000


SQUARES = [square(number) for number in TASKS]


@pytest.mark.parametrize("number", [1, 2, 3, 60])
def test_results_come_in_the_order_of_the_tasks(number: int) -> None:
    assert list(by_copies(square, TASKS, number)) == SQUARES


def test_the_work_is_done_in_the_copies() -> None:
    pids = set(by_copies(lambda _: os.getpid(), TASKS, 2))
    assert len(pids) == 2
    assert HERE not in pids


@pytest.mark.parametrize("deadly", [0, 7, 39])
def test_what_an_ended_copy_cannot_give_is_worked_out_here(deadly: int) -> None:
    def work(number: int) -> tuple[int, bytes]:
        if number == deadly and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return square(number)

    assert list(by_copies(work, TASKS, 2)) == SQUARES


@pytest.mark.parametrize("call", ["fork", "pipe"])
def test_without_copies_all_is_worked_out_here(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def refused() -> int:
        raise OSError

    monkeypatch.setattr(copies.os, call, refused)
    assert list(by_copies(lambda _: os.getpid(), TASKS, 2)) == [HERE] * len(TASKS)


def test_without_more_room_in_the_pipes_results_come_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        raise OSError

    monkeypatch.setattr("fcntl.fcntl", refused)
    assert list(by_copies(square, TASKS, 2)) == SQUARES


def test_whoever_stops_asking_leaves_no_copy_behind() -> None:
    found = by_copies(lambda _: (os.getpid(), b"x" * 300_000), TASKS, 2)
    pids = {next(found)[0], next(found)[0]}
    found.close()
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_many_notes_are_read_as_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(150):
        text = f"# Day\n\nLunch with [[Ana {number}]].\n" if number % 3 else "---\ntype: person\n---\n"
        (tmp_path / f"2026-11-{number % 28 + 1:02d} {number}.md").write_text(text)
    settings = Settings()
    reading = Reading(settings, settings.contact_rules(), load_languages("en"))
    files = walk(tmp_path).files
    by_one = list(read_notes.read_notes(tmp_path, files, reading))
    monkeypatch.setattr(read_notes, "MANY", 10)
    monkeypatch.setattr(read_notes, "_may_fork", lambda: True)
    monkeypatch.setattr(read_notes.os, "cpu_count", lambda: 2)
    shown: list[Sequence[object]] = []
    by_many = list(
        read_notes.read_notes(
            tmp_path, files, reading, lambda many: (shown.append(one) or one for one in many)
        )
    )
    assert by_many == by_one
    assert shown == list(files)
