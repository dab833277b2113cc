"""The folder goes and comes, the system gives no watches, disks are full, clocks jump."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from vaulttool.notes.problem import VaultError
from vaulttool.vault.lock import Lock, lock_daemon
from vaulttool.vault.places import cache_folder, state_folder
from vaulttool.watching import watches
from vaulttool.watching.clockwork import Clockwork
from vaulttool.watching.status import read_status
from vaulttool.watching.world import World

from daemons import ANA, MEETING, TODAY, Turned, Watcher, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

Start = Callable[..., Turned]


def last_contact(vault: Vault, path: str = ANA) -> str | None:
    return vault.property(path, "last_contact")


@pytest.fixture
def ana(vault: Vault) -> Vault:
    vault.write(ANA, person("Ana Ruiz"))
    vault.write("Meetings/Plan.md", "A plan.\n")
    return vault


def few(limit: str, count: int) -> list[str]:
    """A user namespace whose limit of this kind is so small: that of the machine stays as it is."""
    line = ["unshare", "--user", "--map-root-user", "sh", "-c"]
    script = f'echo {count} > /proc/sys/user/{limit} && exec "$@"'
    try:
        done = subprocess.run([*line, script, "sh", "true"], capture_output=True, timeout=10, check=False)
    except OSError:
        pytest.skip("unshare is not here")
    if done.returncode:
        pytest.skip("no user namespace of our own")
    return [*line, script, "sh"]


def problems(vault: Vault, code: int = 0) -> dict[str, str]:
    said: dict[str, Any] = json.loads(vault.run("status", "--json", code=code).out)
    return {problem["rule"]: problem["what"] for problem in said["problems"]}


def test_b3_a_limit_of_watches_in_a_sub_folder_is_told(ana: Vault, watch: Callable[..., Watcher]) -> None:
    for number in range(40):
        ana.write(f"Notes/{number}/Note.md", "Words.\n")
    watcher = watch(before=few("max_inotify_watches", 20))
    assert until(lambda: "few-watches" in problems(ana))
    assert "no watch for 2" in problems(ana)["few-watches"]
    assert watcher.said("all is looked at every minute") == 1
    ana.write("2026-11-24 Lunch.md", meeting("Ana Ruiz"))  # what can be watched is
    assert until(lambda: last_contact(ana) == TODAY), watcher.lines
    assert watcher.end() == 0


def test_b3_without_any_watch_it_looks_every_minute(ana: Vault, watch: Callable[..., Watcher]) -> None:
    watcher = watch(before=few("max_inotify_instances", 0))
    assert until(lambda: "no-watch" in problems(ana))
    assert watcher.end() == 0


def test_b3_what_no_watch_tells_is_found_within_a_minute_and_watching_begins_when_it_can(
    ana: Vault, turned: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vaulttool.watching.watches import Watches

    def none_left(*_: object) -> None:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(Watches, "start", none_left)
        daemon = turned()
        assert daemon.said("cannot be watched (Too many open files)") == 1
        ana.write(MEETING, meeting("Ana Ruiz"))
        daemon.wait(66)
        assert last_contact(ana) == TODAY
    daemon.wait(70)
    assert daemon.said("cannot be watched") == 1
    assert daemon.daemon._supervision.watches.is_alive()
    assert read_status(ana.root).report.problems == ()  # type: ignore[union-attr]
    ana.write("Meetings/2026-11-20 Call.md", "A plan.\n")
    assert daemon.heard("Meetings/2026-11-20 Call.md")


@pytest.mark.parametrize("what", ["the folder", "a folder above"])
def test_b4_a_root_renamed_and_back(vault: Vault, turned: Start, what: str) -> None:
    vault.root = vault.root / "in" / "it"
    vault.write(ANA, person("Ana Ruiz"))
    daemon = turned()
    moved = vault.root if what == "the folder" else vault.root.parent
    moved.rename(vault.home / "aside")
    inside = vault.home / "aside" / vault.root.relative_to(moved)
    (inside / "Meetings").mkdir()
    (inside / MEETING).write_text(meeting("Ana Ruiz"))
    daemon.wait(5.5)  # a few seconds
    assert daemon.said("folder is not there") == 1
    assert not read_status(vault.root).is_well
    daemon.wait(60)
    assert daemon.writes == 0
    (vault.home / "aside").rename(moved)
    daemon.wait(10)
    assert last_contact(vault) == TODAY
    assert read_status(vault.root).is_well
    vault.write("Meetings/2026-11-20 Call.md", "A plan.\n")
    assert daemon.heard("Meetings/2026-11-20 Call.md")


@contextmanager
def mounted(*line: str) -> Iterator[Callable[[], None]]:
    """A disk under `line`'s last word; gives how to mount it again."""

    def mount() -> None:
        subprocess.run(["mount", *line], check=True, capture_output=True, timeout=10)

    try:
        mount()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting is not allowed here")
    try:
        yield mount
    finally:
        subprocess.run(["umount", "-l", line[-1]], check=False, capture_output=True, timeout=10)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does")
@pytest.mark.parametrize("seconds_away", [0, 30])
def test_b4_a_disk_unmounted_and_mounted_again(vault: Vault, turned: Start, seconds_away: float) -> None:
    """Of the same disk device and inode are the same: only the kernel's list tells that its watches went."""
    image = vault.home / "disk"
    with image.open("wb") as file:
        file.truncate(8 << 20)
    if shutil.which("mkfs.ext4") is None:
        pytest.skip("mkfs.ext4 is not here")
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True, capture_output=True, timeout=20)
    with mounted("-o", "loop", str(image), str(vault.root)) as mount:
        vault.write(ANA, person("Ana Ruiz"))
        for number in range(30):
            vault.write(f"Notes/{number}.md", "Words.\n")
        vault.write("Meetings/2026-11-20 Call.md", meeting("Ana Ruiz", day="2026-11-20"))
        daemon = turned()
        subprocess.run(["umount", "-l", str(vault.root)], check=True, timeout=10)
        daemon.wait(seconds_away)
        if seconds_away:
            assert not read_status(vault.root).is_well
            assert list(vault.root.iterdir()) == []
        mount()
        assert last_contact(vault) == "2026-11-20"
        daemon.wait(6)
        vault.write(MEETING, meeting("Ana Ruiz"))
        assert daemon.heard(MEETING)
        daemon.wait(40)
        assert last_contact(vault) == TODAY
        assert daemon.writes == 2
        daemon.daemon.end()


def test_b4_where_the_kernel_lists_other_numbers_than_stat_gives_nothing_is_held_to_be_dead(
    ana: Vault, turned: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watches, "watched_inodes", lambda: frozenset({1}))
    daemon = turned()
    daemon.wait(60)
    assert daemon.said("the watching had ended") == daemon.said("gives no watch") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does")
def test_b4_on_an_overlay_as_in_a_container_all_is_watched(vault: Vault, turned: Start) -> None:
    layers = [vault.home / name for name in ("lower", "upper", "work")]
    for layer in layers:
        layer.mkdir()
    for place in ("Meetings/2026/11", "People/Friends", "Notes/a/b"):
        (layers[0] / place).mkdir(parents=True)
    (layers[0] / ANA).write_text(person("Ana Ruiz"))
    options = f"lowerdir={layers[0]},upperdir={layers[1]},workdir={layers[2]}"
    with mounted("-t", "overlay", "-o", options, "overlay", str(vault.root)):
        daemon = turned()
        vault.write("Meetings/2026/11/2026-11-20 Call.md", meeting("Ana Ruiz", day="2026-11-20"))
        assert daemon.heard("Meetings/2026/11/2026-11-20 Call.md")
        daemon.wait(60)
        assert last_contact(vault) == "2026-11-20"
        assert daemon.said("the watching had ended") == daemon.said("gives no watch") == 0
        daemon.daemon.end()


def test_a_cache_folder_that_cannot_be_used_changes_nothing(ana: Vault, turned: Start) -> None:
    folder = cache_folder(ana.root)
    daemon = turned()
    shutil.rmtree(folder)
    folder.write_text("a file in its place")
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    daemon.wait(60)
    assert last_contact(ana) == TODAY
    daemon.daemon.end()
    again = turned()
    assert again.said("watching vault: 3 notes")


@pytest.mark.parametrize("fault", ["gone", "a file in its place"])
def test_a_state_folder_that_goes_stops_writing_and_not_the_daemon(
    ana: Vault, turned: Start, fault: str
) -> None:
    daemon = turned()
    state = state_folder(ana.root)
    shutil.rmtree(state)
    if fault != "gone":
        state.write_text("")
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    daemon.wait(10)
    if fault == "gone":
        assert daemon.said("was deleted, and is ours again") == 1
    else:
        assert last_contact(ana) is None  # what cannot be taken back is not written
        assert daemon.said("the state folder cannot be used") == 1
        state.unlink()
    daemon.slept += 3600
    daemon.wait(20)
    assert last_contact(ana) == TODAY
    assert read_status(ana.root).is_well
    assert daemon.journal.entries()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does")
def test_a_full_disk_of_the_state_folder_stops_writing_until_there_is_room(ana: Vault, turned: Start) -> None:
    base = state_folder(ana.root).parent
    with mounted("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(base)):
        daemon = turned()
        filler = base / "filler"
        with pytest.raises(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        ana.write(MEETING, meeting("Ana Ruiz"))
        daemon.settle(MEETING)
        daemon.wait(20)
        assert last_contact(ana) is None
        assert daemon.said("No space left on device") == 1
        refused = daemon.daemon._passes.refused()
        assert [(one.path, "No space" in one.what) for one in refused] == [(ANA, True)]
        filler.unlink()
        daemon.slept += 3600
        daemon.wait(20)
        assert last_contact(ana) == TODAY
        assert read_status(ana.root).is_well
        daemon.daemon.end()


def test_a_lock_that_another_took_ends_the_first(ana: Vault, turned: Start) -> None:
    daemon = turned()
    state = state_folder(ana.root)
    (state / "daemon.lock").unlink()
    other = lock_daemon(state, "now")
    assert isinstance(other, Lock)
    with pytest.raises(VaultError, match="no longer ours"):
        daemon.wait(6)
    other.release()


def test_a_start_while_status_looks_at_the_lock_is_no_second_daemon(ana: Vault) -> None:
    """`status` holds the lock for a moment to try it: who begins just then waits for that."""
    import threading

    state = state_folder(ana.root)
    held = lock_daemon(state, "now")
    assert isinstance(held, Lock)
    threading.Timer(0.05, held.release).start()
    begun = lock_daemon(state, "now")
    assert isinstance(begun, Lock)
    begun.release()


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("start", "elsewhere", "days"),
    [
        (dt.datetime(2026, 3, 28, 22, tzinfo=PARIS), PARIS, 2),  # an hour is left out
        (dt.datetime(2026, 10, 24, 22, tzinfo=PARIS), PARIS, 2),  # an hour comes twice
        (dt.datetime(2026, 11, 24, 9, tzinfo=PARIS), ZoneInfo("Asia/Tokyo"), 3),  # there and back by midnight
    ],
)
def test_each_new_day_is_noticed_once_and_summer_time_is_no_jump(
    start: dt.datetime, elsewhere: ZoneInfo, days: int
) -> None:
    seconds = 0.0
    reasons: list[str] = []
    clockwork = Clockwork(
        lambda: seconds,
        lambda: start.timestamp() + seconds,
        lambda: dt.datetime.fromtimestamp(
            start.timestamp() + seconds, elsewhere if 12 <= seconds / 3600 < 14 else PARIS
        ).date(),
    )
    clockwork.looked()
    while seconds < 36 * 3600:
        seconds += 5
        reason = clockwork.reason(3600)
        if reason:
            clockwork.looked()
            reasons.append(reason)
    assert reasons.count("a new day") == days
    assert not any("clock" in reason for reason in reasons)


@pytest.mark.skipif(not hasattr(__import__("time"), "tzset"), reason="tzset is POSIX")
def test_the_day_is_that_of_where_the_person_is_by_now(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    zones = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # never the same day
        monkeypatch.setenv("TZ", zone)
        zones.append(World().today())
    monkeypatch.undo()
    time.tzset()
    assert zones[0] > zones[1]


def test_a_planned_meeting_counts_the_day_after_summer_time_began(ana: Vault, turned: Start) -> None:
    ana.write("Meetings/2026-03-29 Lunch.md", meeting("Ana Ruiz", day="2026-03-29"))
    daemon = turned()
    daemon.day = dt.date(2026, 3, 28)
    daemon.slept += 3600
    daemon.wait(20)
    daemon.day = dt.date(2026, 3, 29)
    daemon.wait(6)
    assert last_contact(ana) == "2026-03-29"


def test_a_name_of_a_vault_that_is_odd_is_watched_and_told_as_it_is(
    vault: Vault, watch: Callable[..., Watcher]
) -> None:
    vault.root = vault.root.with_name("Nötes & 100% $HOME")
    vault.write(ANA, person("Ana Ruiz"))
    watcher = watch()
    vault.write(MEETING, meeting("Ana Ruiz"))
    assert until(lambda: last_contact(vault) == TODAY), watcher.lines
    assert "vaulttool watches Nötes & 100% $HOME since" in vault.run("status").out
    assert watcher.end() == 0
    assert os.name != "posix" or Path(f"/proc/{watcher.process.pid}").exists() is False
