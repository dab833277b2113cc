"""The log of a service: turned over when it is large, private, without a line of anybody's notes."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttool.vault.lock import Lock, lock_daemon
from vaulttool.vault.places import state_folder
from vaulttool.watching.log_file import OLD, LogFile
from vaulttool.watching.world import World

from daemons import ANA, MEETING, Watcher, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault


def test_a_large_log_makes_room_and_old_ones_go(tmp_path: Path) -> None:
    log = LogFile(tmp_path, World(wall=lambda: 1_790_000_000.0), largest=1000)
    for number in range(200):
        log.say(f"line {number}")
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["watch.log", "watch.log.1", "watch.log.2"][: OLD + 1]
    assert all(file.stat().st_size <= 1000 for file in files)
    lines = [line for file in reversed(files) for line in file.read_text().splitlines()]
    numbers = [int(line.rpartition(" ")[2]) for line in lines]
    assert numbers == list(range(numbers[0], 200)) and len(numbers) > 50
    assert lines[0].startswith("2026-09-21T")


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "watch.log").mkdir()
    LogFile(tmp_path, World()).say("a line")
    LogFile(tmp_path / "none", World()).say("a line")


def test_the_log_tells_what_was_done_and_nothing_that_stands_in_a_note(
    vault: Vault, watch: Callable[..., Watcher]
) -> None:
    vault.write(ANA, person("Ana Ruiz", 'secret: "unsayable\n'))
    vault.write("People/Bo Lund.md", person("Bo Lund", "last_contact: unsayable words\n"))
    vault.write(MEETING, meeting("Ana Ruiz", "Bo Lund"))
    vault.write("People/a\nb.md", person("a"))
    vault.write("2026-11-24.md", "Lunch with [[a\nb]]: unsayable\n")
    vault.write("People/Cleo.md", person("Cleo") + "unsayable\n")
    before = os.umask(0)
    try:
        watcher = watch("--log", is_silent=True)
    finally:
        os.umask(before)
    log = vault.home / "state"
    assert until(lambda: any("watching vault" in file.read_text() for file in log.rglob("watch.log")), 20)
    vault.write("Meetings/2026-11-23 Call.md", meeting("Cleo", day="2026-11-23"))
    assert until(lambda: vault.property("People/Cleo.md", "last_contact") == "2026-11-23")
    file = next(log.rglob("watch.log"))
    assert until(lambda: "People/Cleo.md: last contact 2026-11-23" in file.read_text())
    assert watcher.end() == 0
    text = file.read_text()
    assert "unsayable" not in text
    assert all(line[:10].startswith("20") and "T" in line[:20] for line in text.splitlines())
    assert watcher.lines == []  # nobody reads the terminal of a service
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_why_it_could_not_begin_stands_in_the_log(vault: Vault) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    first = lock_daemon(state_folder(vault.root, vault.environment()), "2026-11-24T08:00:00+01:00")
    assert isinstance(first, Lock)
    done = vault.run("watch", "--log", code=1)
    first.release()
    assert f"process {os.getpid()}, since 2026-11-24T08:00" in done.err
    (file,) = vault.home.rglob("watch.log")
    assert f"process {os.getpid()}" in file.read_text()
