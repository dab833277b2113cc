"""The writer under faults of the system itself: calls that fail or lie, full disks, other programs."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from editors import STYLES, all_words
from one_write import NEW, OLD, PROGRAM
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.vault.journal import Journal, Run
from vaulttool.vault.reader import Unreadable, read_source
from vaulttool.vault.writer import Refused, Writer, Written

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
RUN = Run.start("update", NOW)


def write_under(strace, ground, fault, *files):
    """Do one write in a child in which `fault` is injected, for calls on one of `files` if there are any."""
    chosen = [word for file in files for word in ("-P", str(file))]
    command = [strace, "-f", "-qq", "-o", str(ground / "log"), *chosen, "-e", f"inject={fault}"]
    child = [sys.executable, "-B", "-c", PROGRAM, str(ground)]
    done = subprocess.run(
        command + child, capture_output=True, text=True, env=os.environ, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "INJECTED" in (ground / "log").read_text(), "the fault met no call"
    return done.stdout


def assert_untouched(ground, said):
    assert said.startswith("Refused Ana.md: "), said
    assert [file.name for file in (ground / "vault").iterdir()] == ["Ana.md"]
    assert (ground / "vault" / "Ana.md").read_bytes() == OLD


@pytest.mark.parametrize(
    "fault",
    [
        "write:retval=5",
        "write:error=ENOSPC:when=1",
        "write:error=EDQUOT:when=1",
        "fsync:error=EIO:when=1",
        "close:error=EDQUOT:when=1",
        "fchmod:error=EPERM:when=1",
    ],
)
def test_a6_a7_a8_a_lying_or_failing_call_on_the_hidden_file_leaves_the_note(strace, ground, fault):
    said = write_under(strace, ground, fault, ground / "vault" / ".vt-00000000.tmp")
    assert_untouched(ground, said)
    # An fsync that is tried again succeeds, though the pages are gone.
    assert (ground / "log").read_text().count("fsync(") <= 1


@pytest.mark.parametrize("fault", ["write:error=ENOSPC:when=1", "fsync:error=EIO:when=1"])
@pytest.mark.parametrize("file", ["kept-2026-11-24.bytes", "journal.jsonl"])
def test_a9_a_failing_call_on_the_journal_leaves_the_note(strace, ground, fault, file):
    said = write_under(strace, ground, fault, ground / "state" / "journal" / file)
    assert_untouched(ground, said)
    assert "journal" in said


def test_a_failing_exchange_leaves_the_note(strace, ground):
    assert_untouched(ground, write_under(strace, ground, "renameat2:error=EACCES"))


def test_a1_a_system_without_exchange_falls_back(strace, ground):
    assert write_under(strace, ground, "renameat2:error=ENOSYS").startswith("Written")
    assert (ground / "vault" / "Ana.md").read_bytes() == NEW


def test_a17_a_folder_that_cannot_be_synced_is_told(strace, ground):
    said = write_under(strace, ground, "fsync:error=EIO", ground / "vault")
    assert said.startswith("Written Ana.md: ")
    assert "power cut" in said


def test_a17_each_thing_is_durable_before_the_next_begins(strace, ground):
    """Seen from outside: what the system is asked for, in its order."""
    log = ground / "log"
    command = [
        strace,
        "-f",
        "-y",
        "-qq",
        "-o",
        str(log),
        "-e",
        "trace=fsync,fdatasync,sync,rename,renameat2,unlink",
    ]
    for _ in range(2):  # the first write makes the journal's files, and has more to make durable
        (ground / "vault" / "Ana.md").write_bytes(OLD)
        subprocess.run(
            [*command, sys.executable, "-B", "-c", PROGRAM, str(ground)],
            capture_output=True,
            timeout=60,
            check=True,
        )
    asked = re.findall(r"^\d+ +(\w+)\((.*)\) += 0$", log.read_text(), re.MULTILINE)
    first_name = re.compile(r"[^/<>\", ]+(?=\"|>$)")
    assert [(call, first_name.findall(what)[0]) for call, what in asked if str(ground) in what] == [
        ("fsync", ".vt-00000000.tmp"),
        ("fsync", "kept-2026-11-24.bytes"),
        ("fsync", "journal.jsonl"),
        ("rename", ".vt-00000000.tmp"),
        ("renameat2", ".vt-00000000.old"),
        ("unlink", ".vt-00000000.old"),
        ("fsync", "vault"),
    ]


# Full disks and forbidden files


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 256 kB, where we may mount one."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill_up(disk):
    with (disk / "ballast").open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


def test_a9_a_full_disk_leaves_the_note(small_disk, tmp_path):
    (small_disk / "Ana.md").write_bytes(OLD)
    fill_up(small_disk)
    with Writer(small_disk, Journal(tmp_path / "state")) as writer:
        result = writer.write(Edit("Ana.md", content_hash(OLD), NEW, ""), RUN)
    assert isinstance(result, Refused)
    assert "No space" in result.problem.what
    assert sorted(file.name for file in small_disk.iterdir()) == ["Ana.md", "ballast"]
    assert (small_disk / "Ana.md").read_bytes() == OLD


def test_a9_a_full_disk_of_the_journal_leaves_the_note(small_disk, ground):
    fill_up(small_disk)
    with Writer(ground / "vault", Journal(small_disk / "state")) as writer:
        result = writer.write(Edit("Ana.md", content_hash(OLD), NEW, ""), RUN)
    assert isinstance(result, Refused)
    assert result.problem.rule == "no-journal"
    assert [file.name for file in (ground / "vault").iterdir()] == ["Ana.md"]
    assert (ground / "vault" / "Ana.md").read_bytes() == OLD


def as_ordinary_user(action):
    """Run `action` in a child that is not root; give whether it gave True."""
    child = os.fork()
    if child == 0:
        good = False
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            good = action()
        finally:
            os._exit(0 if good else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.fixture
def shared_ground():
    """A ground that an ordinary user owns and reaches (pytest's own folders are closed to others)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place in (folder, folder / "vault", folder / "state"):
            place.mkdir(exist_ok=True)
        (folder / "vault" / "Ana.md").write_bytes(OLD)
        if os.geteuid() == 0:
            for place in (folder, *folder.rglob("*")):
                os.chown(place, 65534, 65534)
        yield folder


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    ("locked", "mode", "rule"), [("vault/Ana.md", 0o444, "read-only"), ("vault", 0o555, "not-written")]
)
def test_a11_a_read_only_note_or_folder_is_refused(shared_ground, locked, mode, rule):
    (shared_ground / locked).chmod(mode)

    def write():
        with Writer(shared_ground / "vault", Journal(shared_ground / "state")) as writer:
            result = writer.write(Edit("Ana.md", content_hash(OLD), NEW, ""), RUN)
        return isinstance(result, Refused) and result.problem.rule == rule

    assert as_ordinary_user(write)
    assert (shared_ground / "vault" / "Ana.md").read_bytes() == OLD
    (shared_ground / locked).chmod(0o777)


def test_a12_the_birth_time_is_new_and_the_page_of_promises_says_so(ground):
    def born():
        told = subprocess.run(
            ["stat", "-c", "%W", "."], cwd=ground, capture_output=True, text=True, check=False
        )
        return float(told.stdout or 0)

    if shutil.which("stat") is None or not born():
        pytest.skip("this system tells no birth time")
    note = ground / "vault" / "Ana.md"
    command = ["stat", "-c", "%W %w", str(note)]
    before = subprocess.run(command, capture_output=True, check=True).stdout
    with Writer(ground / "vault", Journal(ground / "state")) as writer:
        writer.write(Edit("Ana.md", content_hash(OLD), NEW, ""), RUN)
    assert subprocess.run(command, capture_output=True, check=True).stdout != before
    page = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text("utf-8")
    assert "**Birth time.**" in page


# An editor at work on the same note


def edit_until_done(note, style, saves):
    """Save `saves` times, each with one more word of one's own; True if each word was there afterwards.

    Between two saves the writer gets to write once, and then some part of its next write.
    """
    typed = OLD
    for number in range(saves):
        word = b"word %d.\n" % number
        typed += word
        style(note, typed)
        deadline = time.monotonic() + 5
        while word not in all_words(note.parent) or note.read_bytes() in (typed, b""):
            if time.monotonic() > deadline:
                return False
        until = time.perf_counter() + number % 10 * 0.0003
        while time.perf_counter() < until:
            pass
    return True


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
@pytest.mark.parametrize("saves", [60, pytest.param(1000, marks=pytest.mark.long)])
def test_a1_an_editor_and_the_writer_on_one_note_lose_nothing(ground, style, saves, record_property):
    note = ground / "vault" / "Ana.md"
    writer = Writer(ground / "vault", Journal(ground / "state"), seconds=1)
    editor = os.fork()
    if editor == 0:
        good = False
        try:
            good = edit_until_done(note, style, saves)
        finally:
            os._exit(0 if good else 1)
    written = number = 0
    while (ended := os.waitpid(editor, os.WNOHANG))[0] == 0:
        number += 1
        try:
            source = read_source(ground / "vault", "Ana.md")
        except Unreadable:
            continue
        if not source.content:
            continue  # an editor between truncating and writing
        new = re.sub(rb"last_contact: .*", b"last_contact: %d" % number, source.content, count=1)
        result = writer.write(Edit("Ana.md", source.hash, new, ""), RUN)
        written += isinstance(result, Written)
        writer.look_again()
    writer.close()
    record_property("own writes", written)
    assert os.waitstatus_to_exitcode(ended[1]) == 0, "a word was lost"
    assert written >= saves // 2
    assert not list((ground / "vault").glob(".vt-*"))


# Two of our own writers


def count_up(folder, name, times):
    """Count a property of the note up, each time from what stands there; True when that is done."""
    writer = Writer(folder / "vault", Journal(folder / "state"))
    done = 0
    while done < times:
        source = read_source(folder / "vault", "Ana.md")
        number = int(re.search(rb"%s: (\d+)" % name, source.content)[1])
        new = source.content.replace(b"%s: %d\n" % (name, number), b"%s: %d\n" % (name, number + 1))
        done += isinstance(writer.write(Edit("Ana.md", source.hash, new, ""), RUN), Written)
    return writer.close() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_daemon_and_command_on_one_note_do_not_disturb_each_other(ground):
    (ground / "vault" / "Ana.md").write_bytes(b"one: 0\ntwo: 0\n")
    other = os.fork()
    if other == 0:
        good = False
        try:
            good = count_up(ground, b"one", 100)
        finally:
            os._exit(0 if good else 1)
    assert count_up(ground, b"two", 100)
    assert os.waitstatus_to_exitcode(os.waitpid(other, 0)[1]) == 0
    assert {file.name: file.read_bytes() for file in (ground / "vault").iterdir()} == {
        "Ana.md": b"one: 100\ntwo: 100\n"
    }
