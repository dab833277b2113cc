"""A large vault is read by another process, so that the daemon stays small."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from vaulttool.vault import read_notes
from vaulttool.vault.what_is_stale import GRAIN_NS
from vaulttool.watching import first_read
from vaulttool.watching.heartbeat import EVERY, Heartbeat

from daemons import ANA, MEETING, TODAY, Turned, Watcher, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

Start = Callable[..., Turned]


@pytest.fixture
def read_here(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take three notes for many; gives the notes that this process reads itself."""
    monkeypatch.setattr(first_read, "MANY", 3)
    vault.write(ANA, person("Ana Ruiz"))
    vault.write(MEETING, meeting("Ana Ruiz"))
    vault.write("Home.md", "A vault.\n")
    read: list[str] = []
    by_source = read_notes.read_source

    def noted(root: Path, name: str) -> object:
        read.append(name)
        return by_source(root, name)

    monkeypatch.setattr(read_notes, "read_source", noted)
    return read


def test_many_notes_are_read_by_another_process(vault: Vault, turned: Start, read_here: list[str]) -> None:
    turned()
    assert vault.property(ANA, "last_contact") == TODAY
    assert MEETING not in read_here


@pytest.mark.parametrize("command", ["no such program", sys.executable])
def test_what_the_other_process_does_not_do_is_done_here(
    vault: Vault, turned: Start, read_here: list[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(sys, "executable", command)
    monkeypatch.setattr(first_read, "AT_LEAST", -1000.0)  # it is late at once, and ended
    turned()
    assert vault.property(ANA, "last_contact") == TODAY
    assert MEETING in read_here


def test_a_vault_that_is_known_needs_no_other_process(
    vault: Vault, turned: Start, read_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.run("update", "--yes")
    newest = max(note.stat().st_ctime_ns for note in vault.root.rglob("*.md"))
    assert until(lambda: time.time_ns() - newest > GRAIN_NS)  # a note just written is read again
    vault.run("list")
    monkeypatch.setattr(first_read.subprocess, "Popen", None)
    turned()
    assert vault.property(ANA, "last_contact") == TODAY


@pytest.fixture
def manager(tmp_path: Path) -> socket.socket:
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.bind(str(tmp_path / "notify"))
    listening.settimeout(10)
    return listening


@pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")
def test_e10_a_daemon_gives_signs_of_life_where_they_are_asked_for(
    vault: Vault, watch: Callable[..., Watcher], manager: socket.socket
) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    watch(NOTIFY_SOCKET=manager.getsockname())
    assert manager.recv(64) == b"WATCHDOG=1"


@pytest.mark.skipif(sys.platform != "linux", reason="abstract names are Linux's")
def test_a_sign_is_given_now_and_then_and_only_to_who_listens() -> None:
    now = [0.0]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind("")
        listening.settimeout(0)
        name = "@" + listening.getsockname()[1:].decode()
        heart = Heartbeat({"NOTIFY_SOCKET": name}, lambda: now[0])
        heart.beat()
        heart.beat()
        assert listening.recv(64) == b"WATCHDOG=1"
        with pytest.raises(BlockingIOError):
            listening.recv(64)
        now[0] = EVERY
        heart.beat()
        assert listening.recv(64) == b"WATCHDOG=1"
    now[0] = 2 * EVERY
    heart.beat()  # nobody listens any more
    Heartbeat({}).beat()
