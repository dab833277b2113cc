"""`vaulttool watch` as a process, under the system's own events."""

from __future__ import annotations

import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from editors import STYLES

from daemons import ANA, MEETING, TODAY, Watcher, hidden_files, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

Start = Callable[..., Watcher]
PEOPLE = ("Ana Ruiz", "Bo Lund", "Cléo Morel", "Dag Holm")


@pytest.fixture
def ana(vault: Vault) -> Vault:
    for name in PEOPLE:
        vault.write(f"People/{name}.md", person(name).replace("\n", "\r\n"))
    vault.write("Home.md", "A vault.\n")
    return vault


def last_contact(vault: Vault, name: str = "Ana Ruiz") -> str | None:
    return vault.property(f"People/{name}.md", "last_contact")


def test_each_editor_style_reaches_the_contact_within_a_second(ana: Vault, watch: Start) -> None:
    watcher = watch()
    before = ana.snapshot()
    meetings = ana.root / "Meetings"
    meetings.mkdir()
    delays = []
    for name, save in zip(PEOPLE, STYLES, strict=True):
        note = meetings / f"{TODAY} {name}.md"
        save(note, b"A plan.\n")
        assert until(lambda note=note: has_rested(note))
        began = time.monotonic()
        save(note, meeting(name).encode())
        assert until(lambda name=name: last_contact(ana, name) == TODAY), watcher.lines
        delays.append(time.monotonic() - began)
    kept = (f"last_contact: {TODAY}\r\n", "last_contact_note: ")
    for name in PEOPLE:
        path = f"People/{name}.md"
        lines = ana.bytes(path).decode().splitlines(keepends=True)
        assert "".join(line for line in lines if not line.startswith(kept)).encode() == before[path]
    print(delays)
    assert statistics.median(delays) < 1.0, delays
    assert watcher.end() == 0
    assert watcher.said("last contact") == len(PEOPLE)


def has_rested(note: Path) -> bool:
    """The note was saved long enough ago that the daemon has read it."""
    return note.exists() and time.time() - note.stat().st_mtime > 0.5


def test_deleting_renaming_and_moving_in_and_out(ana: Vault, watch: Start, tmp_path: Path) -> None:
    old = "Meetings/2026-10-01 Call.md"
    ana.write(old, meeting("Ana Ruiz", day="2026-10-01"))
    ana.write("Meetings/2026-11-10 Lunch.md", meeting("Ana Ruiz", day="2026-11-10"))
    watcher = watch()
    assert last_contact(ana) == "2026-11-10"
    ana.remove("Meetings/2026-11-10 Lunch.md")
    assert until(lambda: last_contact(ana) == "2026-10-01"), watcher.lines

    (ana.root / "Meetings").rename(ana.root / "Treffen")
    (ana.root / "Treffen/2026-10-01 Call.md").rename(ana.root / "Treffen/2026-10-01 Phone call.md")
    seal = '"[[2026-10-01 Phone call|2026-10-01]]"'
    assert until(lambda: ana.property(ANA, "last_contact_note") == seal), watcher.lines
    assert last_contact(ana) == "2026-10-01"

    outside = tmp_path / "outside"
    (ana.root / "Treffen").rename(outside)
    assert until(lambda: last_contact(ana) is None), watcher.lines
    outside.rename(ana.root / "Meetings")
    assert until(lambda: last_contact(ana) == "2026-10-01"), watcher.lines
    ana.write("Meetings/2026-11-02 Coffee.md", meeting("Ana Ruiz", day="2026-11-02"))
    assert until(lambda: last_contact(ana) == "2026-11-02"), watcher.lines
    assert watcher.end() == 0
    assert watcher.said("no note proves") == 1  # a rename took no date back


def test_a_flood_is_taken_in_and_each_note_written_once(ana: Vault, watch: Start) -> None:
    watcher = watch()
    for number in range(2000):
        folder = f"Meetings/{number % 20}"
        day = f"2026-{number % 10 + 1:02}-{number % 28 + 1:02}"
        ana.write(f"{folder}/{day} Talk {number}.md", meeting(PEOPLE[number % 4], day=day))
    assert until(lambda: all(last_contact(ana, name) for name in PEOPLE), 30), watcher.lines
    ana.write(MEETING, meeting(*PEOPLE))
    assert until(lambda: all(last_contact(ana, name) == TODAY for name in PEOPLE), 30), watcher.lines
    assert watcher.end() == 0
    assert 2 <= watcher.said("People/Ana Ruiz.md: last contact") <= 4, watcher.lines


def test_a_second_daemon_refuses_and_names_the_first(ana: Vault, watch: Start) -> None:
    first = watch()
    second = ana.run("watch", today=None, code=1)
    assert f"process {first.process.pid}" in second.err
    assert first.end(signal.SIGINT) == 0
    watch().end()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_while_it_writes(ana: Vault, number: int) -> None:
    for count in range(40):
        ana.write(f"People/Person {count}.md", person(f"Person {count}"))
        ana.write(f"Meetings/2026-10-01 Talk {count}.md", meeting(f"Person {count}", day="2026-10-01"))
    watcher = Watcher(ana)
    assert until(lambda: any(last_contact(ana, f"Person {count}") for count in range(40)), 20)
    assert watcher.end(number) == 0
    assert all(last_contact(ana, f"Person {count}") for count in range(40))
    assert hidden_files(ana.root) == []


def test_b1_events_that_the_system_dropped_are_made_up_for(ana: Vault, watch: Start) -> None:
    """More saves than the queue holds while the daemon is stopped: a look finds what no event tells (B1)."""
    limit = Path("/proc/sys/fs/inotify/max_queued_events")
    if not limit.exists() or int(limit.read_text()) > 50_000:
        pytest.skip("the queue of events is too long to fill")
    busy = ana.write("Meetings/Busy.md", "Nobody.\n")
    watcher = watch()
    watcher.process.send_signal(signal.SIGSTOP)
    for _ in range(int(limit.read_text())):
        with busy.open("r+b") as file:  # a save without truncation: ext4 makes that one wait for the disk
            file.write(b"Nobody.\n")
    ana.write(MEETING, meeting("Ana Ruiz"))
    watcher.process.send_signal(signal.SIGCONT)
    assert until(lambda: last_contact(ana) == TODAY, 15), watcher.lines
    assert watcher.said("events were lost"), watcher.lines
    assert watcher.end() == 0


def killed_again_and_again(ana: Vault, times: int) -> Iterator[int]:
    """Kill a daemon at ever later moments of its work; gives how many changes each had made."""
    texts = {name: ana.read(f"People/{name}.md") for name in PEOPLE}
    for attempt in range(times):
        day = f"2026-{attempt % 10 + 1:02}-{attempt % 28 + 1:02}"
        for path in (ana.root / "Meetings").glob("*.md"):
            path.unlink()
        for name in PEOPLE:
            (ana.root / f"People/{name}.md").write_bytes(texts[name].encode())
        ana.write(f"Meetings/{day} All.md", meeting(*PEOPLE, day=day))
        left = set(hidden_files(ana.root))
        watcher = Watcher(ana, "--yes")
        assert until(lambda left=left: set(hidden_files(ana.root)) - left or last_contact(ana, PEOPLE[0]), 20)
        time.sleep(attempt * 7 % 60 / 1000)  # the moment is what is tried
        watcher.process.kill()
        watcher.process.wait(10)
        for name in PEOPLE:
            found = ana.read(f"People/{name}.md")
            lines = [line for line in found.splitlines(True) if not line.startswith("last_contact")]
            assert "".join(lines) == texts[name], found
        yield sum(last_contact(ana, name) is not None for name in PEOPLE)


def test_killed_at_any_moment_it_leaves_no_half_note(ana: Vault) -> None:
    list(killed_again_and_again(ana, 3))
    assert until(lambda: all(time.time() - f.stat().st_ctime > 1.2 for f in ana.root.rglob(".vt-*")))
    watcher = Watcher(ana, "--yes").ready()
    assert hidden_files(ana.root) == []
    assert until(lambda: all(last_contact(ana, name) for name in PEOPLE))
    assert watcher.end() == 0
    assert not list(ana.root.rglob("*vaulttool kept*"))


@pytest.mark.parametrize("count", [150, pytest.param(10_000, marks=pytest.mark.long)])
def test_b11_git_checkouts_back_and_forth(ana: Vault, watch: Start, count: int) -> None:
    """A storm in which each note is deleted and made again: only what is true at its end is written (B11)."""

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "gc.auto=0")
        command = ["git", *identity, *arguments]
        subprocess.run(command, cwd=ana.root, check=True, capture_output=True, env=ana.environment())

    if shutil.which("git") is None:
        pytest.skip("git is not here")
    for number in range(count):
        ana.write(f"Notes/{number}.md", f"{number}\n")
    git("init", "-b", "plain")
    git("add", ".")
    git("commit", "-m", "Notes")
    git("checkout", "-b", "met")
    for number in range(count):
        ana.write(f"Notes/{number}.md", f"{number} and more\n")
    for name in PEOPLE:
        ana.write(f"Meetings/2026-11-10 {name}.md", meeting(name, day="2026-11-10"))
        text = ana.read(f"People/{name}.md")
        seal = (
            f'last_contact: 2026-11-10\r\nlast_contact_note: "[[2026-11-10 {name}|2026-11-10]]"\r\n---\r\n#'
        )
        ana.write(f"People/{name}.md", text.replace("---\r\n#", seal))
    git("add", ".")
    git("commit", "-m", "Meetings")
    before = ana.snapshot()
    watcher = watch(VAULTTOOL_REST_SECONDS="1")
    for branch in ("plain", "met", "plain", "met"):
        git("checkout", branch)
    ana.write(MEETING, meeting("Ana Ruiz"))
    assert until(lambda: last_contact(ana) == TODAY, 8 + count / 100), watcher.lines
    assert watcher.end() == 0
    changed = {path for path, text in ana.snapshot().items() if before.get(path) != text}
    assert {path for path in changed if not path.startswith(".git/")} == {ANA, MEETING}
    assert watcher.said("last contact") == 1, watcher.lines


@pytest.mark.parametrize("saves", [600, pytest.param(100_000, marks=pytest.mark.long)])
def test_a_long_day(ana: Vault, watch: Start, saves: int) -> None:
    """Saves of notes and of the people's own: memory and files stay flat, and it ends on the truth."""
    if sys.platform != "linux":
        pytest.skip("reads /proc")
    watcher = watch(VAULTTOOL_REST_SECONDS="0.5")
    status = Path(f"/proc/{watcher.process.pid}/status")
    files = Path(f"/proc/{watcher.process.pid}/fd")

    def memory() -> int:
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if "VmRSS" in line)

    sizes: list[tuple[int, int]] = []
    for number in range(saves):
        name = PEOPLE[number % 4]
        day = f"2026-{number % 10 + 1:02}-{number % 28 + 1:02}"
        STYLES[number % 4](
            ana.write(f"Meetings/{day} Talk {number % 50}.md"), meeting(name, day=day).encode()
        )
        if number % (saves // 10) == saves // 10 - 1:
            sizes.append((memory(), len(list(files.iterdir()))))
    ana.write(MEETING, meeting(*PEOPLE))
    assert until(lambda: all(last_contact(ana, name) == TODAY for name in PEOPLE), 60), watcher.lines[-5:]
    assert watcher.end() == 0
    print(sizes)
    assert sizes[-1][0] < sizes[2][0] * 1.2 and sizes[-1][1] < sizes[2][1] + 70


@pytest.mark.long
def test_killed_at_very_many_moments(ana: Vault) -> None:
    made = list(killed_again_and_again(ana, 200))
    assert min(made) < len(PEOPLE) and max(made) > 0
    assert not list(ana.root.rglob("*vaulttool kept*"))


def test_idle_it_takes_no_time(ana: Vault, watch: Start) -> None:
    watcher = watch()
    stat = Path(f"/proc/{watcher.process.pid}/stat")
    if sys.platform != "linux":
        pytest.skip("reads /proc")

    def ticks() -> int:
        fields = stat.read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    before = ticks()
    subprocess.run([sys.executable, "-c", "import time; time.sleep(1.5)"], check=True)
    assert ticks() - before <= 3  # hundredths of a second
    assert watcher.end() == 0
