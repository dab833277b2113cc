"""Events that are missing, late, strange or too many: what they miss is found by looking (FAULTS B).

Files, events and watches are the system's own; the clock is the test's.
"""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaulttool.watching import supervision
from vaulttool.watching.file_system import remote_file_system
from vaulttool.watching.kernel_watches import watched_inodes
from vaulttool.watching.pulse import Pulse
from vaulttool.watching.watches import Watches

from daemons import ANA, MEETING, Turned, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

Start = Callable[..., Turned]
CALL = "Meetings/2026-11-20 Call.md"


def last_contact(vault: Vault, path: str = ANA) -> str | None:
    return vault.property(path, "last_contact")


@pytest.fixture
def ana(vault: Vault) -> Vault:
    vault.write(ANA, person("Ana Ruiz"))
    vault.write("Meetings/Plan.md", "A plan.\n")
    return vault


def hears_all(daemon: Turned) -> None:
    """Hand over every event that the system has told by now, and let all rest."""
    for folder in list(daemon.daemon._supervision.watches._watched):  # each has a thread of its own
        if (daemon.vault.root / folder).is_dir():
            done = daemon.vault.write(f"{folder}/Done.md".lstrip("/"), f"{time.monotonic()}\n")
            assert daemon.heard(str(done.relative_to(daemon.vault.root)))
            done.unlink()
    daemon.wait(3)


def test_b6_files_in_new_folders_are_found(ana: Vault, turned: Start) -> None:
    daemon = turned()
    ana.write("Meetings/2026/10/2026-10-01 Call.md", meeting("Ana Ruiz", day="2026-10-01"))
    hears_all(daemon)
    assert last_contact(ana) == "2026-10-01"
    outside = ana.home / "tree" / "deep"
    outside.mkdir(parents=True)
    (outside / "2026-10-02 Call.md").write_text(meeting("Ana Ruiz", day="2026-10-02"))
    shutil.copytree(ana.home / "tree", ana.root / "Copied")
    hears_all(daemon)
    assert last_contact(ana) == "2026-10-02"
    (outside / "2026-10-02 Call.md").rename(outside / "2026-10-03 Call.md")
    (outside / "2026-10-03 Call.md").write_text(meeting("Ana Ruiz", day="2026-10-03"))
    (ana.home / "tree").rename(ana.root / "Moved")
    hears_all(daemon)
    assert last_contact(ana) == "2026-10-03"


def test_b6_a_file_that_is_told_before_its_content_is_read_at_rest(ana: Vault, turned: Start) -> None:
    daemon = turned()
    with ana.write(MEETING).open("wb") as file:
        assert daemon.heard(MEETING)
        daemon.wait(1)
        file.write(meeting("Ana Ruiz").encode())
    hears_all(daemon)
    assert last_contact(ana) == "2026-11-24"


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not here")
@pytest.mark.parametrize("backup", ["yes", "no", "auto"])
def test_b7_each_way_in_which_vim_saves_is_seen(ana: Vault, turned: Start, backup: str) -> None:
    note = ana.write(MEETING, meeting("Bo Lund"))
    daemon = turned()
    vim = [
        "vim",
        "-Nu",
        "NONE",
        "-es",
        "-i",
        "NONE",
        "-c",
        f"set backupskip= backupcopy={backup} writebackup",
    ]
    subprocess.run([*vim, "-c", "%s/Bo Lund/Ana Ruiz/", "-c", "wq", str(note)], check=True, timeout=20)
    hears_all(daemon)
    assert last_contact(ana) == "2026-11-24"
    assert not [path for path in ana.snapshot() if path.endswith("~")]


@pytest.mark.skipif(shutil.which("sed") is None, reason="sed is not here")
def test_b7_sed_saves_by_renaming_and_is_seen(ana: Vault, turned: Start) -> None:
    note = ana.write(MEETING, meeting("Bo Lund"))
    daemon = turned()
    subprocess.run(["sed", "-i", "s/Bo Lund/Ana Ruiz/", str(note)], check=True, timeout=20)
    hears_all(daemon)
    assert last_contact(ana) == "2026-11-24"


def test_b8_a_folder_that_moves_out_and_back_is_read_as_it_is(ana: Vault, turned: Start) -> None:
    ana.write("Talks/2026-11-20 Call.md", meeting("Ana Ruiz", day="2026-11-20"))
    daemon = turned()
    assert last_contact(ana) == "2026-11-20"
    outside = ana.home / "Talks"
    (ana.root / "Talks").rename(outside)
    hears_all(daemon)
    daemon.wait(10)
    assert last_contact(ana) is None
    (outside / "2026-11-20 Call.md").write_text(meeting("Bo Lund"))
    (outside / "2026-11-18 Call.md").write_text(meeting("Ana Ruiz", day="2026-11-18"))
    hears_all(daemon)
    assert last_contact(ana) is None  # events of the folder under its old path name nothing that is there
    outside.rename(ana.root / "Talks")
    hears_all(daemon)
    assert last_contact(ana) == "2026-11-18"


def test_b9_a_note_that_moves_out_holds_up_no_other(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    times: dict[str, float] = {}
    watches = Watches(
        root, lambda path: times.setdefault(os.fsdecode(path), time.monotonic()), lambda why: None
    )
    watches.start()
    delays = []
    for number in range(5):
        (root / f"{number}.md").write_text("words")
        other = str(root / f"other {number}.md")
        (root / f"{number}.md").rename(tmp_path / f"{number}.md")
        began = time.monotonic()
        Path(other).write_text("words")
        assert until(lambda other=other: other in times)
        delays.append(times[other] - began)
    watches.stop()
    assert min(delays) < 0.4, delays  # half a second without our doing


@pytest.mark.parametrize("how", ["hard link", "mmap", "folder behind a link"])
def test_b10_what_no_event_tells_is_found_within_the_hour(ana: Vault, turned: Start, how: str) -> None:
    old, new = (meeting("Ana Ruiz", day=day).encode() for day in ("2026-11-10", "2026-11-20"))
    note = ana.write("Meetings/2026-11-10 Lunch.md", old)
    daemon = turned()
    assert last_contact(ana) == "2026-11-10"
    aside = ana.home / "aside"
    aside.mkdir()
    if how == "hard link":
        os.link(note, aside / "other name.md")
        with (aside / "other name.md").open("r+b") as file:
            file.write(new)
    elif how == "mmap":
        with note.open("r+b") as file, mmap.mmap(file.fileno(), 0) as mapped:
            mapped[:] = new
            mapped.flush()
    else:
        (aside / "notes").symlink_to(ana.root / "Meetings")
        (aside / "notes" / note.name).write_bytes(new)
    daemon.wait(3700, step=4)
    assert last_contact(ana) == "2026-11-20"


def test_b10_on_a_share_all_is_looked_at_every_minute(
    ana: Vault, turned: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "remote_file_system", lambda root: "nfs4")
    daemon = turned()
    assert daemon.said("nfs4, which tells no change that another machine makes") == 1
    ana.write(MEETING, meeting("Ana Ruiz"))  # and none of its events is handed over
    daemon.wait(58)
    assert last_contact(ana) is None
    daemon.wait(9)
    assert last_contact(ana) == "2026-11-24"
    assert daemon.said("looking at everything") == 0  # what is done every minute is not told every minute


def test_b10_a_share_is_known_by_the_mount_that_holds_the_vault(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
        "30 21 0:40 / /home/ana/My\\040Share rw shared:5 master:1 - cifs //nas/ana rw\n"
        "31 30 0:41 / /home/ana/My\\040Share/local rw - ext4 /dev/vdb rw\n"
        "32 21 0:42 / /mnt/box rw - fuse.sshfs ana@box: rw\n"
        "odd line\n"
    )
    found = {
        place: remote_file_system(Path(place), mounts)
        for place in (
            "/home/ana/notes",
            "/home/ana/My Share/notes",
            "/home/ana/My Share/local",
            "/mnt/box",
            "/mnt/boxes",
        )
    }
    assert list(found.values()) == ["", "cifs", "", "fuse.sshfs", ""]
    assert remote_file_system(tmp_path, tmp_path / "none") == ""


def test_b12_links_in_circles_and_out_are_not_watched(tmp_path: Path) -> None:
    before = watched_inodes() or frozenset()
    root, out = tmp_path / "vault", tmp_path / "out"
    for folder in (root / "People" / "Friends", out / "one", out / "two"):
        folder.mkdir(parents=True)
    (root / "People" / "loop").symlink_to(root)
    (root / "loop").symlink_to(root)
    (root / "People" / "away").symlink_to(out)
    watches = Watches(root, lambda path: None, lambda why: None)
    watches.start()
    now = watched_inodes()
    watches.stop()
    if now is None:
        pytest.skip("this system does not tell what is watched")
    assert len(now - before) == 3
    assert watches.unwatched == ()


@pytest.mark.skipif(os.name != "posix", reason="such names are POSIX")
def test_b13_names_that_steer_or_are_no_text_reach_the_log_as_escapes(
    ana: Vault, watch: Callable[..., object]
) -> None:
    names = [b"caf\xe9.md", b"2026-11-24 a\n\x1b[31m.md"]
    for name in names:
        (ana.root / "Meetings" / os.fsdecode(name)).write_text(meeting("Ana Ruiz"))
    broken = "---\ntype: person\n  odd: [\n---\n"
    (ana.root / "People" / os.fsdecode(b"b\n\x1b[31m.md")).write_text(broken)
    (ana.root / "Meetings" / "All.md").write_text(meeting("Ana Ruiz", "b\n\x1b[31m"))
    before = {name: (ana.root / "Meetings" / os.fsdecode(name)).read_bytes() for name in names}
    watcher = watch()
    ana.write("Meetings/2026-11-23 x.md", meeting("Ana Ruiz", day="2026-11-23"))
    assert until(lambda: last_contact(ana) == "2026-11-24"), watcher.lines  # type: ignore[attr-defined]
    assert "\x1b" not in ana.run("status").out
    assert watcher.end() == 0  # type: ignore[attr-defined]
    assert not any("\x1b" in line for line in watcher.lines)  # type: ignore[attr-defined]
    after = {name: (ana.root / "Meetings" / os.fsdecode(name)).read_bytes() for name in names}
    assert after == before


def test_b14_a_change_that_keeps_size_and_time_is_found(ana: Vault, turned: Start) -> None:
    note = ana.write("Meetings/2026-11-10 Lunch.md", meeting("Ana Ruiz", day="2026-11-10"))
    os.utime(note, ns=(10**18, 10**18))
    daemon = turned()
    note.write_text(meeting("Ana Ruiz", day="2026-11-20"))
    os.utime(note, ns=(10**18, 10**18))
    daemon.wait(3700, step=4)
    assert last_contact(ana) == "2026-11-20"


def test_b15_a_change_between_the_first_watch_and_the_first_look_is_an_event(
    ana: Vault, turned: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Watches.start

    def start_then_change(watches: Watches) -> None:
        start(watches)
        ana.write(MEETING, meeting("Ana Ruiz"))

    monkeypatch.setattr(Watches, "start", start_then_change)
    daemon = turned()
    assert last_contact(ana) == "2026-11-24"
    assert daemon.heard(MEETING)


def test_b16_touch_and_chmod_change_nothing(ana: Vault, turned: Start) -> None:
    note = ana.write(MEETING, meeting("Ana Ruiz"))
    daemon = turned()
    before = ana.snapshot()
    for _ in range(5):
        note.touch()
        note.chmod(0o600)
        hears_all(daemon)
    assert ana.snapshot() == before
    assert daemon.writes == 1


NOTES = [f"Meetings/2026-10-{day:02} Talk.md" for day in (1, 2, 3)] + ["Meetings/2026-10-04.md"]
DEEDS = st.lists(
    st.tuples(st.sampled_from(NOTES), st.sampled_from(["meet", "other", "delete", "rename"])), max_size=8
)
TOLD = st.lists(st.sampled_from([*NOTES, "Meetings", "", "People", "gone/away.md", ANA]), max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS, told=TOLD)
def test_b17_whatever_events_say_it_comes_to_what_stands_there(
    ana: Vault, turned: Start, deeds: list[tuple[str, str]], told: list[str]
) -> None:
    """Merged, repeated, dropped, in any order, of things that never were: after a look all is true."""
    shutil.rmtree(ana.root / "Meetings", ignore_errors=True)
    (ana.root / "Meetings").mkdir()
    daemon = turned()
    for path, deed in deeds:
        if deed == "delete":
            (ana.root / path).unlink(missing_ok=True)
        elif deed == "rename" and ana.exists(path):
            (ana.root / path).rename(ana.root / path.replace("2026-10", "2026-09"))
        else:
            ana.write(path, meeting("Ana Ruiz" if deed == "meet" else "Bo Lund", day=path[9:19]))
    for path in told:
        daemon.saw(path)
        daemon.wait(0.2, step=0.1)
    daemon.slept += 3600
    daemon.wait(40)
    daemon.daemon.end()
    texts = [text.decode() for path, text in ana.snapshot().items() if path.startswith("Meetings")]
    met = [text.partition("date: ")[2][:10] for text in texts if "Ana" in text]
    assert last_contact(ana) == max(met, default=None)


def test_b18_a_reader_that_hangs_is_noticed_though_all_threads_live(tmp_path: Path) -> None:
    root, own = tmp_path / "vault", tmp_path / "state" / "own"
    root.mkdir()
    own.parent.mkdir()
    own.write_text("")
    watches = Watches(root, lambda path: None, lambda why: None, own)
    watches._pulse = Pulse(own, late=0.3)
    watches.start()
    reader = getattr(watches._observer, "_inotify_fd", None)
    if reader is None:
        watches.stop()
        pytest.skip("this watchdog has a reader for each emitter")
    assert all(watches.is_alive() or time.sleep(0.02) for _ in range(30))
    assert until(watches.is_alive)
    with reader._lock:  # what a thread that hangs holds
        assert until(lambda: not watches.is_alive())
        assert reader.is_alive()
    assert until(watches.is_alive)
    watches.stop()
