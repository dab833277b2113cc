"""Each system call of one write, met by a kill, an error, a short write, or an editor's save."""

import datetime as dt
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from editors import STYLES, all_words
from one_write import NEW, OLD, PROGRAM
from vaulttool.notes.problem import Problem
from vaulttool.vault.journal import Journal
from vaulttool.vault.leftovers import sweep_leftovers

TYPED = OLD + b"And coffee, typed just now.\n"
FILES = (
    "vault",
    "vault/Ana.md",
    "vault/.vt-00000000.tmp",
    "vault/.vt-00000000.old",
    "state",
    "state/journal",
    "state/journal/journal.jsonl",
    "state/journal/kept-2026-11-24.bytes",
    "state/journal/journal.lock",
    "state/journal/writing.lock",
)
CALL = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)
SOME = (
    "write:retval=3:when=1",
    "write:retval=3:when=2",
    "rename:signal=KILL:when=1",
    "renameat2:signal=KILL:when=1",
    "unlink:error=EIO:when=1",
    "llistxattr:error=EIO:when=1",
    "openat:error=EMFILE:when=2",
)
"""What the default run tries; the long run tries all faults on all calls."""


class Traced:
    """A write under strace."""

    def __init__(self, strace: str, ground: Path) -> None:
        self.ground = ground
        self.vault = ground / "vault"
        self.note = self.vault / "Ana.md"
        self.log = ground / "log"
        chosen = [word for file in FILES for word in ("-P", str(ground / file))]
        self._strace = [strace, "-f", "-qq", "-o", str(self.log), *chosen]
        self._child = [sys.executable, "-B", "-S", "-c", PROGRAM, str(ground)]

    def begin(self, fault: str = "") -> "subprocess.Popen[str]":
        self.note.write_bytes(OLD)
        self.log.unlink(missing_ok=True)
        inject = ["-e", f"inject={fault}"] if fault else []
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.Popen(
            [*self._strace, *inject, *self._child],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def write(self, fault: str = "") -> str:
        said, error = self.begin(fault).communicate(timeout=60)
        assert "Traceback" not in error, (fault, error)
        return said

    def calls(self) -> list[tuple[str, int]]:
        """Name and number of each call of a clean write, counted by name."""
        self.write()
        assert self.note.read_bytes() == NEW
        counted: dict[str, int] = {}
        found = []
        for name in CALL.findall(self.log.read_text()):
            counted[name] = counted.get(name, 0) + 1
            found.append((name, counted[name]))
        return found

    def is_whole(self) -> bool:
        """Whether the note is the old or the new one, and the old one can be had back."""
        found = self.note.read_bytes()
        if found == OLD:
            return True
        journal = Journal(self.ground / "state")
        return found == NEW and any(journal.old_bytes(entry) == OLD for entry in journal.entries())

    def sweep(self) -> list[Problem]:
        journal = Journal(self.ground / "state")
        with journal.writing() as is_alone:
            return sweep_leftovers(self.vault, journal, dt.datetime.now(dt.UTC), is_alone)

    def names(self) -> list[str]:
        return sorted(file.name for file in self.vault.iterdir())


@pytest.fixture
def traced(strace: str, ground: Path) -> Traced:
    made = Traced(strace, ground)
    made.write()  # the journal's folder is there from now on, so that each write makes the same calls
    return made


def whole_after(traced: Traced, fault: str) -> None:
    """Write under a fault, then sweep and write once more: the note is whole, and nothing stays behind."""
    said = traced.write(fault)
    assert "INJECTED" in traced.log.read_text() or "KILL" in traced.log.read_text(), f"{fault} met no call"
    assert traced.is_whole(), (fault, said)
    assert traced.sweep() == [], fault
    assert traced.names() == ["Ana.md"], fault
    assert traced.write().startswith("Written"), fault
    assert (traced.note.read_bytes(), traced.names()) == (NEW, ["Ana.md"]), fault


def test_a6_a10_some_calls_of_a_write_met_by_a_fault(traced: Traced) -> None:
    for fault in SOME:
        whole_after(traced, fault)


@pytest.mark.long
@pytest.mark.parametrize("fault", ["signal=KILL", "error=EIO", "error=ENOSPC", "error=EDQUOT", "retval=3"])
def test_a6_a7_a8_a9_a10_every_call_of_a_write_met_by_every_fault(traced: Traced, fault: str) -> None:
    calls = traced.calls()
    assert len(calls) > 50
    for name, number in calls:
        if fault != "retval=3" or name == "write":
            whole_after(traced, f"{name}:{fault}:when={number}")


def saved_after(traced: Traced, call: str, number: int, style: object) -> None:
    """Let an editor save while the writer stands still right after one of its calls."""
    child = traced.begin(f"{call}:signal=STOP:when={number}")
    end = time.monotonic() + 30
    while (stopped := re.search(r"^(\d+) +--- stopped by SIGSTOP", read(traced.log), re.MULTILINE)) is None:
        assert child.poll() is None, f"{call} {number} was not met"
        assert time.monotonic() < end
        time.sleep(0.002)
    style(traced.note, TYPED)  # type: ignore[operator]
    os.kill(int(stopped[1]), signal.SIGCONT)
    _, error = child.communicate(timeout=60)
    assert "Traceback" not in error
    assert b"typed just now" in all_words(traced.vault), (call, number)
    assert not [name for name in traced.names() if name.startswith(".vt-")], (call, number)
    for file in traced.vault.iterdir():
        file.unlink()


def read(file: Path) -> str:
    return file.read_text() if file.exists() else ""


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a1_an_editor_saves_right_after_the_exchange(traced: Traced, style: object) -> None:
    saved_after(traced, "renameat2", 1, style)


@pytest.mark.long
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a1_a2_an_editor_saves_right_after_every_call(traced: Traced, style: object) -> None:
    for name, number in traced.calls():
        saved_after(traced, name, number, style)
