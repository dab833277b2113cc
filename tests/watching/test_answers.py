"""What is answered in a page is carried out when the page is saved."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from editors import by_rename, in_place

from daemons import ANA, MEETING, TODAY, Turned, Watcher, meeting, person, until
from decide.pages_by_hand import AGENDA, REVIEW, Notes

if TYPE_CHECKING:
    from tests.conftest import Vault

PEOPLE = ("Ana Ruiz", "Bo Lund", "Cléo Morel", "Dag Holm")
RECORD = f"  - → {TODAY}, vaulttool: "


@pytest.fixture
def notes(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Notes:
    for name, value in vault.environment().items():
        monkeypatch.setenv(name, value)  # a command in this process and a daemon share their journal
    made = Notes(vault.root)
    for name in PEOPLE:
        vault.write(f"People/{name}.md", person(name).replace("\n", "\r\n"))
    return made


def asked(notes: Notes, name: str) -> str:
    """Put the question whether somebody stays on the page of the review."""
    return notes.item(REVIEW, f"[[{name}]]", "new-year", f"People/{name}.md")


def without_records(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(RECORD))


def ticked(notes: Notes, page: str, item: str, box: str = "x") -> bytes:
    """Give the page as an editor would save it with a sign in an item's box."""
    lines = notes.read(page).splitlines(keepends=True)
    return "".join(line.replace("[ ]", f"[{box}]") if item in line else line for line in lines).encode()


def reviewed(notes: Notes, name: str) -> str | None:
    return notes.property(f"People/{name}.md", "reviewed")


def test_a_tick_changes_the_contact_within_a_second_and_undo_takes_it_back(
    vault: Vault, notes: Notes, watch: Callable[..., Watcher]
) -> None:
    items = {name: asked(notes, name) for name in PEOPLE}
    watcher = watch()
    before = vault.snapshot()
    delays = []
    for name, save in zip(PEOPLE, (in_place, by_rename, in_place, by_rename), strict=True):
        page = ticked(notes, REVIEW, items[name])
        began = time.monotonic()
        save(vault.root / REVIEW, page)
        assert until(lambda name=name: reviewed(notes, name) == TODAY), watcher.lines
        delays.append(time.monotonic() - began)
        assert until(lambda item=items[name]: notes.under(REVIEW, item)), watcher.lines
        assert notes.under(REVIEW, items[name])[0].startswith(RECORD.strip())
        assert without_records(notes.read(REVIEW)).encode() == without_records(page.decode()).encode()
        kept = vault.bytes(f"People/{name}.md").replace(f"reviewed: {TODAY}\r\n".encode(), b"")
        assert kept == before[f"People/{name}.md"]
    print("seconds until the contact had changed:", [round(delay, 2) for delay in delays])
    assert statistics.median(delays) < 1.0, delays

    page = ticked(notes, REVIEW, items["Dag Holm"])
    notes.run("undo")
    taken_back = vault.snapshot()
    assert taken_back["People/Dag Holm.md"] == before["People/Dag Holm.md"]
    assert not notes.under(REVIEW, items["Dag Holm"])
    vault.write(MEETING, meeting("Ana Ruiz"))
    assert until(lambda: vault.property(ANA, "last_contact") == TODAY), watcher.lines
    assert watcher.end() == 0
    now = vault.snapshot()
    assert {path for path in now if now[path] != taken_back.get(path)} == {ANA, MEETING}


def test_a_lunch_of_the_agenda_is_one_run_with_its_day(
    vault: Vault, notes: Notes, watch: Callable[..., Watcher]
) -> None:
    """The page is the tool's own; two ticks so close together that they are one save for us."""
    vault.write("Meetings/2025-01-05 Talk.md", meeting("Ana Ruiz", day="2025-01-05"))
    vault.write(
        "Meetings/2026-11-02 Call.md", "---\ndate: 2026-11-02\n---\n- [ ] Send [[Bo Lund]] the book\n"
    )
    notes.run("agenda")
    watcher = watch()
    before = vault.snapshot()
    text = vault.read(AGENDA)
    assert text.count("- [ ] ") >= 2 and "- [ ] Lunch with [[Ana Ruiz]]" in text
    text = text.replace("- [ ] Lunch with", "- [x] Lunch with")
    in_place(vault.root / AGENDA, text.encode())
    in_place(vault.root / AGENDA, text.replace("- [ ] ", "- [x] ").encode())
    page = vault.bytes(AGENDA)
    assert until(lambda: vault.read(AGENDA).count(RECORD) == page.count(b"- [x] ")), watcher.lines
    assert vault.property(ANA, "last_contact") == TODAY
    assert "- [x] Send [[Bo Lund]] the book" in vault.read("Meetings/2026-11-02 Call.md")
    assert without_records(vault.read(AGENDA)).encode() == page
    assert watcher.end() == 0
    notes.run("undo")
    assert vault.snapshot() == before | {AGENDA: page}


def test_a_page_that_was_answered_before_the_daemon_began(
    notes: Notes, turned: Callable[..., Turned]
) -> None:
    item = asked(notes, "Ana Ruiz")
    notes.answer(REVIEW, item, " ", "keep")
    daemon = turned()
    daemon.wait(1)
    assert reviewed(notes, "Ana Ruiz") == TODAY
    assert daemon.writes == 2
    notes.run("undo")
    for _ in range(3):
        daemon.settle(REVIEW, ANA)
    daemon.daemon.end()
    again = turned()
    again.wait(1)
    assert reviewed(notes, "Ana Ruiz") is None
    assert again.writes == 4  # the two, taken back


def test_a_contradiction_is_told_once_and_nothing_is_written(
    notes: Notes, turned: Callable[..., Turned]
) -> None:
    daemon = turned()
    item, other = asked(notes, "Ana Ruiz"), asked(notes, "Bo Lund")
    notes.answer(REVIEW, item, "x", "remove")
    before = notes.snapshot()
    for _ in range(3):
        daemon.settle(REVIEW)
    daemon.wait(20)
    assert notes.snapshot() == before
    notes.answer(REVIEW, other, "x")
    daemon.settle(REVIEW)
    assert reviewed(notes, "Bo Lund") == TODAY  # what is clear on the same page is done
    assert daemon.said("; `vaulttool apply` says more") == 1
    assert not daemon.said("remove")


def test_who_is_removed_moves_and_all_links_follow(notes: Notes, turned: Callable[..., Turned]) -> None:
    links = {
        "a.md": "[[People/Dag Holm|Dag]]\n",
        "Maps/all.canvas": '{"nodes":[{"type":"file","file":"%s"}]}',
    }
    notes.write("a.md", links["a.md"])
    notes.write("Maps/all.canvas", links["Maps/all.canvas"] % "People/Dag Holm.md")
    item = asked(notes, "Dag Holm")
    daemon = turned()
    notes.answer(REVIEW, item, "-")
    before = notes.snapshot()
    daemon.settle(REVIEW)
    moved = "Archive/People/Dag Holm.md"
    assert notes.property(moved, "status") == "archived"
    assert not notes.exists("People/Dag Holm.md")
    assert notes.read("a.md") == "[[Dag Holm|Dag]]\n"
    assert notes.read("Maps/all.canvas") == links["Maps/all.canvas"] % moved
    writes = daemon.writes
    daemon.settle("People/Dag Holm.md", moved, "a.md", REVIEW, "Maps/all.canvas", "Archive")
    daemon.wait(60)
    assert daemon.writes == writes
    assert daemon.daemon._looks.opened is not None
    assert {moved, "a.md"} < daemon.daemon._looks.opened.held.known
    assert "People/Dag Holm.md" not in daemon.daemon._looks.opened.held.known
    notes.run("undo")
    assert notes.snapshot() == before
    daemon.settle("People/Dag Holm.md", moved, "a.md", REVIEW, "Archive")
    daemon.wait(60)
    assert notes.snapshot() == before


def test_more_than_five_to_remove_are_left_to_the_command(
    notes: Notes, turned: Callable[..., Turned]
) -> None:
    names = [f"Person {number}" for number in range(6)]
    for name in names:
        notes.person(name)
    daemon = turned()
    for item in [asked(notes, name) for name in names]:
        notes.answer(REVIEW, item, "-")
    before = notes.snapshot()
    daemon.settle(REVIEW)
    daemon.settle(REVIEW)
    assert notes.snapshot() == before
    assert (
        daemon.said(
            "6 people would be archived at once, so nothing is done by itself; `vaulttool apply` says more"
        )
        == 1
    )


def test_it_waits_while_git_is_at_work(notes: Notes, turned: Callable[..., Turned]) -> None:
    notes.write(".git/index.lock", "")
    item = asked(notes, "Ana Ruiz")
    daemon = turned()
    notes.answer(REVIEW, item, ">")
    daemon.settle(REVIEW)
    daemon.wait(10)
    assert daemon.writes == 0
    assert daemon.said("git is at work") == 1
    (notes.root / ".git/index.lock").unlink()
    daemon.wait(2)
    assert notes.property(ANA, "status") == "resting"


def test_a_vault_that_looks_emptied_gets_no_answer_carried_out(
    notes: Notes, turned: Callable[..., Turned], tmp_path: Path
) -> None:
    for number in range(30):
        notes.write(f"Notes/{number}.md", "A note.\n")
    item = asked(notes, "Ana Ruiz")
    daemon = turned()
    shutil.move(notes.root / "Notes", tmp_path / "elsewhere")
    daemon.settle("Notes")
    notes.answer(REVIEW, item, "x")
    daemon.settle(REVIEW)
    daemon.wait(60)
    assert daemon.writes == 0
    shutil.move(tmp_path / "elsewhere", notes.root / "Notes")
    daemon.wait(40)
    assert reviewed(notes, "Ana Ruiz") == TODAY
    assert daemon.writes == 2


def test_a_contact_that_is_being_typed_in_rests_first(notes: Notes, turned: Callable[..., Turned]) -> None:
    item = asked(notes, "Ana Ruiz")
    daemon = turned()
    notes.write(ANA, person("Ana Ruiz") + "More, and mo\n")
    notes.answer(REVIEW, item, "x")
    daemon.settle(ANA, REVIEW)
    daemon.wait(10)
    assert daemon.writes == 0
    daemon.wait(6)
    assert reviewed(notes, "Ana Ruiz") == TODAY
    assert notes.under(REVIEW, item)


def test_a_save_during_our_write_keeps_the_record_away_until_it_is_done(
    notes: Notes, turned: Callable[..., Turned]
) -> None:
    item = asked(notes, "Ana Ruiz")
    daemon = turned()
    typed = person("Ana Ruiz") + "typed at this very moment\n"
    saves = [typed]

    def hook(step: str) -> None:
        if step == "before exchange" and saves:
            notes.write(ANA, saves.pop())

    daemon.daemon._keeper._writer._hook = hook
    notes.answer(REVIEW, item, "x")
    daemon.settle(REVIEW)
    assert notes.read(ANA) == typed
    assert not notes.under(REVIEW, item)
    daemon.settle(ANA)
    daemon.wait(20)
    assert notes.read(ANA) == typed.replace("person\n", f"person\nreviewed: {TODAY}\n")
    assert notes.under(REVIEW, item)
    assert daemon.writes == 2


def test_what_cannot_be_written_is_not_recorded(notes: Notes, turned: Callable[..., Turned]) -> None:
    """A note that may not be changed keeps the record away; once it may, an hour's look finds it."""
    item = asked(notes, "Ana Ruiz")
    daemon = turned()
    keeper = daemon.daemon._keeper
    failing = True

    def hook(step: str) -> None:
        if failing and step == "before write temporary":
            raise OSError(28, "No space left on device")

    keeper._writer._hook = hook
    notes.answer(REVIEW, item, "x")
    before = notes.snapshot()
    daemon.settle(REVIEW)
    daemon.wait(30)
    assert notes.snapshot() == before
    assert daemon.said("No space left on device") == 1
    failing = False
    daemon.wait(3600, step=30)
    assert reviewed(notes, "Ana Ruiz") == TODAY
    assert notes.under(REVIEW, item)
