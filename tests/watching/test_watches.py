"""The watching itself: what is watched, what is not, and whether it goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from vaulttool.watching.inbox import Inbox
from vaulttool.watching.watches import Watches
from watchdog.observers import Observer

from daemons import ANA, MEETING, Turned, meeting, person, until

if TYPE_CHECKING:
    from tests.conftest import Vault

ends_a_thread = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


class Seen:
    """Watches on a folder, with the paths and alarms that they gave."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.paths: list[str] = []
        self.alarms: list[str] = []
        self.fails = 0
        self.watches = Watches(root, self._put, self.alarms.append)
        self.watches.start()

    def _put(self, path: str | bytes) -> None:
        if self.fails:
            self.fails -= 1
            raise RuntimeError("a handler fails")
        self.paths.append(os.path.relpath(os.fsdecode(path), self.root))

    def hears(self, path: str) -> bool:
        (self.root / path).write_text("words")
        return until(lambda: path in self.paths)


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Seen]:
    root = tmp_path / "vault"
    for name in ("People/Friends", ".git/objects", ".obsidian"):
        (root / name).mkdir(parents=True)
    made = Seen(root)
    yield made
    made.watches.stop()


def test_b11_visible_folders_are_watched_and_hidden_ones_are_not(seen: Seen) -> None:
    for name in (".git/index", ".git/objects/a", ".obsidian/app.json"):
        (seen.root / name).write_text("words")
    assert seen.hears("Home.md") and seen.hears("People/Ana.md") and seen.hears("People/Friends/Ben.md")
    assert [path for path in seen.paths if path.startswith((".git/", ".obsidian/"))] == []


def test_b5_reading_makes_no_event(seen: Seen) -> None:
    assert seen.hears("People/Ana.md")
    assert until(lambda: seen.paths.count("People/Ana.md") >= 3)  # created, modified, closed
    before = seen.paths.count("People/Ana.md")
    (seen.root / "People/Ana.md").read_text()
    assert seen.hears("People/Ben.md")
    assert seen.paths.count("People/Ana.md") == before


def test_new_folders_are_added(seen: Seen) -> None:
    (seen.root / "Meetings").mkdir()
    assert until(lambda: "Meetings" in seen.paths)
    assert seen.watches.reconcile()
    assert seen.hears("Meetings/Lunch.md")
    (seen.root / "Meetings/2026").mkdir()
    assert until(lambda: "Meetings/2026" in seen.paths)
    assert seen.hears("Meetings/2026/Lunch.md")
    assert not seen.watches.reconcile()


def test_a_folder_renamed_and_made_again_is_told_under_its_new_name(seen: Seen) -> None:
    (seen.root / "People").rename(seen.root / "Folk")
    (seen.root / "People").mkdir()
    assert until(lambda: "Folk" in seen.paths)
    seen.watches.reconcile()
    seen.paths.clear()
    assert seen.hears("Folk/Ana.md") and seen.hears("People/Ben.md")
    assert "People/Ana.md" not in seen.paths


def test_b2_a_handler_that_fails_ends_nothing_and_is_told(seen: Seen) -> None:
    seen.fails = 1
    (seen.root / "Home.md").write_text("words")
    assert until(lambda: seen.alarms == ["an event could not be taken in"])
    assert seen.watches.is_alive()
    assert seen.hears("People/Ana.md")


@ends_a_thread
@pytest.mark.parametrize("thread", ["dispatcher", "emitter", "reader"])
def test_b2_a_thread_that_ends_is_noticed_and_a_restart_mends_it(
    seen: Seen, thread: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    observer = seen.watches._observer
    assert observer is not None
    victim, method = {
        "dispatcher": (observer, "dispatch_events"),
        "emitter": (next(iter(observer.emitters)), "queue_events"),
        "reader": (getattr(observer, "_inotify_fd", None), "handle_event"),
    }[thread]
    if victim is None:
        pytest.skip("this watchdog has a reader for each emitter")

    def fails(*_: object) -> None:
        raise RuntimeError("a thread fails")

    monkeypatch.setattr(victim, method, fails)
    for name in ("Home.md", "People/Ben.md"):
        (seen.root / name).write_text("words")
    assert until(lambda: not seen.watches.is_alive())
    monkeypatch.undo()
    seen.watches.restart()
    assert seen.watches.is_alive()
    assert seen.hears("People/Ana.md")


def test_b4_a_dead_emitter_is_noticed(seen: Seen) -> None:
    assert seen.watches.is_alive()
    shutil.rmtree(seen.root / "People")
    assert until(lambda: not seen.watches.is_alive())
    (seen.root / "People").mkdir()
    seen.watches.reconcile()
    assert until(seen.watches.is_alive)
    assert seen.hears("People/Ana.md")


def test_b1_lost_events_raise_an_alarm_and_our_own_ending_does_not(seen: Seen) -> None:
    import logging

    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
    assert seen.alarms == ["events were lost"]
    seen.watches.restart()
    assert seen.alarms == ["events were lost"]


def test_b3_folders_without_a_watch_are_known(tmp_path: Path) -> None:
    """A system that gives no watch for one folder: the others are watched, and this one is named (B3)."""
    for name in ("People", "Meetings"):
        (tmp_path / name).mkdir()

    class Stingy(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, handler: object, path: str, **options: object) -> object:
            if path.endswith("Meetings"):
                raise OSError(28, "No space left on device")
            return super().schedule(handler, path, **options)

    watches = Watches(tmp_path, lambda path: None, lambda reason: None, make=Stingy)
    watches.start()
    assert watches.unwatched == ("Meetings",)
    watches.stop()


@ends_a_thread
def test_b2_the_daemon_goes_on_after_its_watching_has_ended(
    vault: Vault, turned: Callable[..., Turned], monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.write(ANA, person("Ana Ruiz"))
    daemon = turned()
    watches = daemon.daemon._supervision.watches
    failing = watches._observer

    def fails(*_: object) -> None:
        raise RuntimeError("a thread fails")

    monkeypatch.setattr(failing, "dispatch_events", fails)
    vault.write("Home.md", "words")
    assert until(lambda: not watches.is_alive())
    vault.write(MEETING, meeting("Ana Ruiz"))
    daemon.wait(10)
    assert daemon.said("the watching had ended") == 1
    assert vault.property(ANA, "last_contact") == "2026-11-24"
    assert watches.is_alive()


def test_the_inbox_gives_each_path_once_and_wakes_for_a_ring() -> None:
    inbox = Inbox()
    for path in ("a.md", "b.md", "a.md", os.fsencode("c.md")):
        inbox.put(path)
    assert inbox.take(0) == {"a.md", "b.md", "c.md"}
    inbox.ring()
    assert inbox.take(60) == set()
    assert inbox.take(0) == set()


def test_b13_names_that_are_no_text_are_no_fault(seen: Seen) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    (seen.root / "People" / name).write_text("words")
    assert until(lambda: f"People/{name}" in seen.paths)
