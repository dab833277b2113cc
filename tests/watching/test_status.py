"""`vaulttool status`: what a person is told of the daemon."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from vaulttool.vault.places import state_folder
from vaulttool.watching import reporter
from vaulttool.watching.report import FILE, read_report
from vaulttool.watching.status import read_status, status_in_json, status_in_words

from daemons import ANA, MEETING, TODAY, Turned, Watcher, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture
def ana(vault: Vault) -> Vault:
    vault.write(ANA, person("Ana Ruiz"))
    vault.write(MEETING, meeting("Ana Ruiz"))
    return vault


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def said(vault: Vault, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(vault.run("status", "--json", code=code).out)
    return found


def test_where_nothing_watches_it_says_so_and_ends_with_1(ana: Vault) -> None:
    told = ana.run("status", code=1)
    assert told.out.startswith("No vaulttool watches vault;")
    assert said(ana, 1)["running"] is False


def test_a_running_daemon_is_described(ana: Vault, watch: Callable[..., Watcher]) -> None:
    ana.write("People/Bad.md", '---\ntype: person\ncity: "Lyon\n---\n')
    ana.write(MEETING, meeting("Ana Ruiz", "Bad"))
    watcher = watch()
    assert until(lambda: said(ana)["last_write"], 15)
    found = said(ana)
    assert found["running"] and found["pid"] == watcher.process.pid and found["brake"] is None
    assert (found["notes"], found["people"]) == (3, 2)
    assert [problem["path"] for problem in found["refused"]] == ["People/Bad.md"]
    looked = dt.datetime.fromisoformat(found["last_look"])
    assert dt.timedelta() <= looked - dt.datetime.fromisoformat(found["since"]) < dt.timedelta(seconds=60)
    words = ana.run("status").out
    assert f"(process {watcher.process.pid})" in words and "3, 2 of them people" in words
    assert "Left alone, notes: 1\n  People/Bad.md" in words and "Lyon" not in words
    assert watcher.end() == 0
    assert "and was stopped." in ana.run("status", code=1).out


def test_a_killed_daemon_is_told_from_a_stopped_one(ana: Vault, watch: Callable[..., Watcher]) -> None:
    watcher = watch()
    watcher.process.send_signal(signal.SIGKILL)
    watcher.process.wait(10)
    assert "was killed, or the machine was switched off" in ana.run("status", code=1).out
    again = watch()
    assert said(ana)["pid"] == again.process.pid
    assert again.end() == 0


@pytest.mark.long
def test_a_daemon_that_failed_says_why(ana: Vault, watch: Callable[..., Watcher]) -> None:
    watcher = watch()
    lock = next(ana.home.rglob("daemon.lock"))
    lock.unlink()
    other = Watcher(ana).ready()  # nothing keeps it out now
    assert until(lambda: watcher.process.poll() is not None, 20)
    assert watcher.process.returncode == 1 and watcher.said("no longer ours")
    assert said(ana)["pid"] == other.process.pid
    assert other.end() == 0


def test_what_holds_writing_back_is_told_and_goes_again(vault: Vault, turned: Callable[..., Turned]) -> None:
    for number in range(30):
        vault.write(f"Notes/{number}.md", "Words.\n")
    daemon = turned()
    shutil.move(vault.root / "Notes", vault.home / "Notes")
    daemon.settle("Notes")
    daemon.wait(40)
    status = read_status(vault.root)
    assert status.is_running and not status.is_well
    assert any(line.startswith("Writing is held back: 30 of the 30") for line in status_in_words(status, NOW))
    assert status_in_json(status)["brake"]["rule"] == "emptied"
    shutil.move(vault.home / "Notes", vault.root / "Notes")
    daemon.settle("Notes")
    daemon.wait(60)
    assert read_status(vault.root).is_well


def test_events_and_writes_have_their_time(ana: Vault, turned: Callable[..., Turned]) -> None:
    daemon = turned()
    ana.write("Meetings/2026-11-23 Call.md", meeting("Ana Ruiz", day="2026-11-23"))
    daemon.wait(100)
    daemon.saw("Meetings/2026-11-23 Call.md")
    daemon.wait(6)
    report = read_report(state_folder(ana.root))
    assert report is not None
    event, look = (dt.datetime.fromisoformat(text) for text in (report.last_event, report.last_look))
    assert event - look == dt.timedelta(seconds=100)
    assert report.notes == 3


def test_while_nothing_happens_nothing_is_written_down(
    ana: Vault, turned: Callable[..., Turned], monkeypatch: pytest.MonkeyPatch
) -> None:
    puts: list[bytes] = []
    monkeypatch.setattr(reporter, "_put", lambda file, content: puts.append(content))
    daemon = turned()
    daemon.wait(30)
    before = len(puts)
    daemon.wait(600)
    assert len(puts) == before
    for _ in range(100):  # ten seconds in which much happens
        daemon.saw(MEETING)
        daemon.wait(0.1, step=0.1)
    assert 2 <= len(puts) - before <= 3


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_what_it_writes_down_is_private_whatever_the_umask(
    ana: Vault, open_umask: None, turned: Callable[..., Turned]
) -> None:
    turned().wait(10)
    state = state_folder(ana.root)
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in (state, *state.rglob("*"))}
    assert len(found) > 4
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in found.items()), found


def test_a_report_that_is_no_report_is_none(ana: Vault, turned: Callable[..., Turned]) -> None:
    state = state_folder(ana.root)
    for content in (b"", b"[]", b"{}", b'{"brake": 3}', b"\xff", b'{"notes": 1}'):
        (state / FILE).write_bytes(content)
        assert read_report(state) is None
        assert not read_status(ana.root).is_running
    (state / FILE).unlink()
    (state / FILE).mkdir()  # cannot be written: the daemon does without
    daemon = turned()
    daemon.wait(10)
    assert ana.property(ANA, "last_contact") == TODAY
    assert read_status(ana.root).is_running
