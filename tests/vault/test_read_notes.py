"""Many notes are read by several processes, and what one of them cannot give is read all the same."""

import os
import signal
import sys
import threading

import pytest
from vaulttool.notes.problem import Problem
from vaulttool.vault import read_notes as module
from vaulttool.vault.facts import Reading
from vaulttool.vault.languages import load_languages
from vaulttool.vault.read_notes import facts_of_file, read_notes
from vaulttool.vault.settings import Settings
from vaulttool.vault.walk import walk

READING = Reading(Settings(), Settings().contact_rules(), load_languages("en"))
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")


@pytest.fixture
def files(tmp_path):
    for number in range(20):
        (tmp_path / f"2026-11-{number + 1:02}.md").write_text(f"Lunch with [[Ana {number}]].\n")
    (tmp_path / "2026-11-30.md").write_bytes(b"caf\xe9\n")
    return walk(tmp_path).files


@pytest.fixture
def many(monkeypatch):
    """Make twenty notes many."""
    monkeypatch.setattr(module, "MANY", 4)
    monkeypatch.setattr(module, "_AT_ONCE", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def alone(tmp_path, files):
    return [facts_of_file(tmp_path, file, READING) for file in files]


@linux
def test_many_are_read_by_other_processes_as_by_one(tmp_path, files, many):
    log, shown = tmp_path / "readers", []

    def before(file):
        with log.open("a") as written:
            written.write(f"{os.getpid()}\n")

    def progress(seen):
        for file in seen:
            shown.append(file)
            yield file

    assert list(read_notes(tmp_path, files, READING, progress, before)) == alone(tmp_path, files)
    assert shown == list(files)
    readers = log.read_text().split()
    assert len(readers) == len(files)
    assert len(set(readers)) > 1


@linux
def test_what_a_process_that_was_ended_did_not_give_is_read_here(tmp_path, files, many):
    here = os.getpid()

    def before(file):
        if os.getpid() != here and file.path == "2026-11-11.md":
            os.kill(os.getpid(), signal.SIGKILL)

    assert list(read_notes(tmp_path, files, READING, before=before)) == alone(tmp_path, files)


def test_a_note_that_must_or_can_not_be_read_says_why_and_no_more(tmp_path, files):
    file = files[0]
    [facts] = read_notes(tmp_path, [file._replace(is_evicted=True)], READING)
    assert (facts.path, facts.hash, [one.rule for one in facts.problems]) == (file.path, "", ["evicted"])
    refusal = Problem(file.path, None, "it ended the last run", "", "crash")
    [facts] = read_notes(tmp_path, [file], READING, before=lambda file: refusal)
    assert facts.problems == (refusal,)
    (tmp_path / file.path).unlink()
    [facts] = read_notes(tmp_path, [file._replace(path="Shown.md")], READING)
    assert [(one.path, one.rule) for one in facts.problems] == [("Shown.md", "absent")]
