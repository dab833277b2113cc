"""The whole daemon, turned by hand: the clocks are the test's, files and writes are real."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from vaulttool.usecases.keep_true import KeepTrue
from vaulttool.usecases.undo import undo
from vaulttool.vault.journal import Run
from vaulttool.vault.writer import Writer

from daemons import ANA, MEETING, Turned, meeting, person

if TYPE_CHECKING:
    from tests.conftest import Vault

Start = Callable[..., Turned]
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)


def last_contact(vault: Vault, path: str = ANA) -> str | None:
    return vault.property(path, "last_contact")


@pytest.fixture
def ana(vault: Vault) -> Vault:
    vault.write(ANA, person("Ana Ruiz"))
    vault.write("Home.md", "A vault.\n")
    return vault


def test_the_first_look_writes_what_is_not_true(ana: Vault, turned: Start) -> None:
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon = turned()
    assert last_contact(ana) == "2026-11-24"
    assert daemon.writes == 1
    assert daemon.said("watching vault: 3 notes, 1 people") == 1


def test_a3_own_writes_are_recognised(ana: Vault, turned: Start) -> None:
    daemon = turned()
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    for _ in range(5):  # what the system tells of our own write, again and again
        daemon.settle(ANA, "People/.vt-00000000.tmp", "People")
    daemon.wait(60)
    assert daemon.writes == 1


def test_midnight_makes_a_planned_meeting_an_interaction(ana: Vault, turned: Start) -> None:
    ana.write("Meetings/2026-11-25 Lunch.md", meeting("Ana Ruiz", day="2026-11-25"))
    daemon = turned()
    assert last_contact(ana) is None
    daemon.wait(10)
    assert last_contact(ana) is None
    daemon.day += dt.timedelta(days=1)
    daemon.wait(6)
    assert last_contact(ana) == "2026-11-25"
    assert daemon.said("a new day") == 1


def test_what_no_event_told_is_found_hourly_and_after_sleep(ana: Vault, turned: Start) -> None:
    daemon = turned()
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.wait(3000, step=100)
    assert last_contact(ana) is None
    daemon.wait(700, step=5)
    assert last_contact(ana) == "2026-11-24"
    ana.write("Meetings/2026-11-23 Call.md", meeting("Ana Ruiz", day="2026-11-23"))
    ana.remove(MEETING)
    daemon.slept += 8 * 3600
    daemon.wait(20)
    assert last_contact(ana) == "2026-11-23"


def test_a_deleted_meeting_takes_the_date_back_after_a_rest(ana: Vault, turned: Start) -> None:
    ana.write("Meetings/2026-10-01 Call.md", meeting("Ana Ruiz", day="2026-10-01"))
    ana.write("Meetings/2026-11-20 Coffee.md", meeting("Ana Ruiz", day="2026-11-20"))
    daemon = turned()
    ana.remove("Meetings/2026-11-20 Coffee.md")
    daemon.saw("Meetings/2026-11-20 Coffee.md")
    daemon.wait(5.5)
    assert last_contact(ana) == "2026-11-20"
    daemon.wait(1)
    assert last_contact(ana) == "2026-10-01"
    assert daemon.writes == 2


def test_a_save_during_our_write_is_kept_and_written_to_after_its_rest(ana: Vault, turned: Start) -> None:
    daemon = turned()
    typed = person("Ana Ruiz") + "typed at this very moment\n"
    steps: list[str] = []

    def hook(step: str) -> None:
        if step == "before exchange" and step not in steps:
            ana.write(ANA, typed)
        steps.append(step)

    daemon.daemon._passes._keeper = KeepTrue(ana.root, daemon.journal, lambda: NOW, hook)
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    assert ana.read(ANA) == typed
    daemon.wait(20)
    assert last_contact(ana) == "2026-11-24"
    assert ana.read(ANA).endswith("typed at this very moment\n")


def test_d8_a_meeting_deleted_and_made_again_elsewhere_moves_no_date(ana: Vault, turned: Start) -> None:
    old, new = "Meetings/2026-11-10 Lunch.md", "Archive/2026-11-10 Lunch.md"
    ana.write(old, meeting("Ana Ruiz", day="2026-11-10"))
    daemon = turned()
    ana.remove(old)
    daemon.saw(old)
    daemon.wait(5)
    ana.write(new, meeting("Ana Ruiz", day="2026-11-10"))
    daemon.settle("Archive", new)
    daemon.wait(20)
    assert last_contact(ana) == "2026-11-10"
    assert all("2026-11-10" in entry.why for entry in daemon.journal.entries())


def test_a4_a_half_saved_meeting_takes_nobody_their_date(ana: Vault, turned: Start) -> None:
    path = "Meetings/2026-11-10 Lunch.md"
    whole = meeting("Ana Ruiz", day="2026-11-10")
    ana.write(path, whole)
    daemon = turned()
    for part in ("", whole[:20], whole[: whole.index("attendees")] + "---\n"):
        ana.write(path, part)
        daemon.settle(path)
        daemon.wait(3)
        assert last_contact(ana) == "2026-11-10"
    ana.write(path, whole)
    daemon.settle(path)
    daemon.wait(30)
    assert daemon.writes == 1


def test_a_meeting_emptied_for_good_takes_the_date_back(ana: Vault, turned: Start) -> None:
    path = "Meetings/2026-11-10 Lunch.md"
    ana.write(path, meeting("Ana Ruiz", day="2026-11-10"))
    daemon = turned()
    ana.write(path, "")
    daemon.settle(path)
    daemon.wait(15)
    assert last_contact(ana) is None


def test_a_person_who_was_left_out_loses_the_date_after_a_rest(ana: Vault, turned: Start) -> None:
    path = "Meetings/2026-11-10 Lunch.md"
    ana.write(path, meeting("Ana Ruiz", "Ben", day="2026-11-10"))
    daemon = turned()
    ana.write(path, meeting("Ben", day="2026-11-10"))
    daemon.settle(path)
    daemon.wait(4)
    assert last_contact(ana) == "2026-11-10"
    daemon.wait(3)
    assert last_contact(ana) is None


def test_a15_the_note_being_typed_in_is_left_alone(ana: Vault, turned: Start) -> None:
    daemon = turned()
    for words in ("one", "one two"):
        ana.write(ANA, person("Ana Ruiz") + words)
        daemon.settle(ANA)
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    daemon.wait(11)
    assert ana.read(ANA) == person("Ana Ruiz") + "one two"
    daemon.wait(5)
    assert last_contact(ana) == "2026-11-24"
    assert ana.read(ANA).endswith("one two")


def test_a4_no_front_matter_is_put_on_a_note_that_lost_its_own(ana: Vault, turned: Start) -> None:
    daemon = turned()
    for left in ("", "# Ana Ruiz\n"):
        ana.write(ANA, left)
        ana.write(MEETING, meeting("Ana Ruiz"))
        daemon.settle(ANA, MEETING)
        daemon.wait(60)
        assert ana.read(ANA) == left
    assert daemon.said("lost its front matter")
    ana.write(ANA, person("Ana Ruiz"))
    daemon.settle(ANA)
    daemon.wait(20)
    assert last_contact(ana) == "2026-11-24"


def test_d4_a_value_changed_back_twice_is_left_alone_and_told(ana: Vault, turned: Start) -> None:
    daemon = turned()
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    for _ in range(5):
        ana.write(ANA, person("Ana Ruiz"))  # another device that does not agree
        daemon.settle(ANA)
        daemon.wait(20)
    assert daemon.writes == 3
    assert daemon.said("changed back") == 1


def test_b11_nothing_is_written_while_git_is_at_work(ana: Vault, turned: Start) -> None:
    lock = ana.write(".git/index.lock")
    daemon = turned()
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    daemon.wait(30)
    assert last_contact(ana) is None
    assert daemon.said("git is at work (index.lock)") == 1
    lock.unlink()
    daemon.wait(2)
    assert last_contact(ana) == "2026-11-24"


def test_what_undo_took_back_stays_so_until_there_is_news(ana: Vault, turned: Start) -> None:
    daemon = turned()
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    outcome, run = undo(ana.root, daemon.journal)
    with Writer(ana.root, daemon.journal) as writer:
        writer.write_all(outcome.edits, Run.start("undo", NOW, run))
    assert ana.read(ANA) == person("Ana Ruiz")
    daemon.settle(ANA)
    daemon.wait(60)
    assert ana.read(ANA) == person("Ana Ruiz")
    assert daemon.said("`undo` took back") == 1
    ana.write("Meetings/2026-11-24 Another.md", meeting("Ana Ruiz"))
    daemon.settle("Meetings/2026-11-24 Another.md")
    assert last_contact(ana) == "2026-11-24"


def many_people(vault: Vault, count: int) -> list[str]:
    """People with a meeting each; gives the meetings."""
    for number in range(count):
        vault.write(f"People/Person {number}.md", person(f"Person {number}"))
        vault.write(f"Meetings/2026-10-01 Talk {number}.md", meeting(f"Person {number}", day="2026-10-01"))
    return [f"Meetings/2026-10-01 Talk {number}.md" for number in range(count)]


def test_many_dates_are_not_taken_back_without_asking(vault: Vault, turned: Start) -> None:
    meetings = many_people(vault, 18)
    daemon = turned()
    assert daemon.writes == 18
    before = {path: text for path, text in vault.snapshot().items() if path.startswith("People")}
    for path in meetings[:8]:
        vault.remove(path)
    daemon.saw(*meetings[:8])
    daemon.wait(60)
    after = {path: text for path, text in vault.snapshot().items() if path.startswith("People")}
    assert after == before
    assert daemon.said("8 dates would go back") == 1
    for number, path in enumerate(meetings[:8]):
        vault.write(path, meeting(f"Person {number}", day="2026-10-01"))
    daemon.settle("Meetings")
    daemon.wait(5)
    vault.write(MEETING, meeting("Person 17"))
    daemon.settle(MEETING)
    assert last_contact(vault, "People/Person 17.md") == "2026-11-24"


def test_d2_an_emptied_vault_is_left_alone_until_it_is_whole(vault: Vault, turned: Start) -> None:
    many_people(vault, 18)
    daemon = turned()
    for name in ("Meetings", "People"):
        shutil.move(vault.root / name, vault.home / name)
    daemon.settle("Meetings", "People")
    daemon.wait(60)
    assert daemon.said("36 of the 36 notes that were here are missing, so nothing is written") == 1
    for name in ("Meetings", "People"):
        shutil.move(vault.home / name, vault.root / name)
    daemon.settle("Meetings", "People")
    daemon.wait(60)
    assert daemon.said("whole again") == 1
    assert daemon.writes == 18


def test_d2_without_its_settings_the_vault_is_left_alone_until_they_are_back(
    ana: Vault, turned: Start
) -> None:
    settings = "---\ntype: vaulttool-settings\nproperty_last_contact: Last chat\n---\n"
    ana.write("vaulttool.md", settings)
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon = turned()
    note = ana.read(ANA)
    assert "Last chat: 2026-11-24" in note
    ana.remove("vaulttool.md")
    daemon.settle("vaulttool.md")
    daemon.wait(60)
    assert daemon.said("the vault's settings, was here and is gone") == 1
    assert ana.read(ANA) == note
    ana.write("vaulttool.md", settings)
    daemon.settle("vaulttool.md")
    daemon.wait(60)
    assert daemon.said("whole again") == 1 and ana.read(ANA) == note


def test_a_large_folder_may_be_renamed(vault: Vault, turned: Start) -> None:
    many_people(vault, 18)
    daemon = turned()
    (vault.root / "Meetings").rename(vault.root / "Treffen")
    (vault.root / "People").rename(vault.root / "Leute")
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\npeople_folders:\n  - Leute\n---\n")
    daemon.settle("Meetings", "Treffen", "People", "Leute")
    daemon.wait(20)
    assert daemon.said("missing") == 0
    vault.write("Treffen/2026-11-24 Talk.md", meeting("Person 3"))
    daemon.settle("Treffen/2026-11-24 Talk.md")
    daemon.wait(20)
    assert last_contact(vault, "Leute/Person 3.md") == "2026-11-24"
    assert daemon.said("2026-10-01 is no longer") == 0


def test_d2_a_vault_found_emptied_at_the_start_is_waited_for(vault: Vault, turned: Start) -> None:
    many_people(vault, 18)
    turned().daemon.end()
    for name in ("Meetings", "People"):
        shutil.move(vault.root / name, vault.home / name)
    daemon = turned()
    daemon.wait(60)
    assert daemon.said("nothing is written") == 1 and not daemon.said("watching")
    for name in ("Meetings", "People"):
        shutil.move(vault.home / name, vault.root / name)
    daemon.wait(60)
    assert daemon.said("watching vault: 36 notes") == 1
    assert daemon.writes == 18


def test_b4_a_root_made_again_is_watched_anew_and_no_date_goes_back(ana: Vault, turned: Start) -> None:
    path = "Meetings/2026-11-10 Lunch.md"
    ana.write(path, meeting("Ana Ruiz", day="2026-11-10"))
    daemon = turned()
    note = ana.read(ANA)
    shutil.rmtree(ana.root)
    daemon.wait(30)
    assert daemon.said("folder is not there") == 1
    ana.write(ANA, note)  # its meeting is not here yet: absent is not deleted
    daemon.wait(60)
    assert ana.read(ANA) == note
    ana.write(MEETING, meeting("Ana Ruiz"))
    assert daemon.heard("Meetings")
    daemon.settle()
    daemon.wait(20)
    assert last_contact(ana) == "2026-11-24"


def test_d12_many_first_writes_are_asked_about_once(vault: Vault, turned: Start) -> None:
    many_people(vault, 25)
    daemon = turned()
    assert daemon.allowed == [25]
    assert daemon.writes == 25


def test_the_settings_note_is_followed(ana: Vault, turned: Start) -> None:
    ana.write("Leute/Ben.md", "# Ben\n")
    ana.write(MEETING, meeting("Ben"))
    daemon = turned()
    assert last_contact(ana, "Leute/Ben.md") is None
    ana.write("vaulttool.md", "---\ntype: vaulttool-settings\npeople_folders:\n  - Leute\n---\n")
    daemon.settle("vaulttool.md")
    daemon.wait(20)
    assert last_contact(ana, "Leute/Ben.md") == "2026-11-24"


def test_conflict_copies_are_no_people(ana: Vault, turned: Start) -> None:
    daemon = turned()
    copy = "People/Ana Ruiz.sync-conflict-20261120-101112-ABCDEFG.md"
    ana.write(copy, person("Ana Ruiz"))
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(copy, MEETING)
    daemon.wait(30)
    assert last_contact(ana) == "2026-11-24"
    assert ana.read(copy) == person("Ana Ruiz")


def test_d1_a_date_proved_again_by_another_device_stays(ana: Vault, turned: Start) -> None:
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon = turned()
    sealed = ana.bytes(ANA)
    ana.remove(MEETING)
    daemon.settle(MEETING)
    daemon.wait(30)
    assert ana.property(ANA, "last_contact") is None
    ana.write(ANA, sealed)
    daemon.settle(ANA)
    daemon.wait(60)
    assert ana.bytes(ANA) == sealed
    daemon.daemon.end()
    again = turned()
    again.wait(60)
    assert ana.bytes(ANA) == sealed and again.said("absent") + again.said("is not here")


def test_a_restart_is_warm_and_knows_what_went(ana: Vault, turned: Start) -> None:
    path = "Meetings/2026-11-10 Lunch.md"
    first = turned()
    ana.write(path, meeting("Ana Ruiz", day="2026-11-10"))
    first.settle(path)
    first.daemon.end()
    assert last_contact(ana) == "2026-11-10"
    ana.remove(path)
    second = turned()
    second.wait(10)
    assert last_contact(ana) is None


def test_old_bytes_go_after_their_days(ana: Vault, turned: Start) -> None:
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon = turned(journal_days="30")
    (kept,) = ana.home.rglob("kept-*.bytes")
    daemon.slept = 29 * 86_400.0
    daemon.wait(10)
    assert kept.exists()
    daemon.slept = 32 * 86_400.0
    daemon.wait(10)
    assert not kept.exists()
    assert daemon.journal.entries_of(ANA)


def test_a_note_with_unsaved_text_in_an_editor_waits_and_is_told_once(ana: Vault, turned: Start) -> None:
    lock = ana.write("People/.Ana Ruiz.md.kate-swp")
    daemon = turned()
    ana.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(MEETING)
    daemon.wait(60)
    assert last_contact(ana) is None
    assert daemon.said("Kate holds unsaved text") == 1
    lock.unlink()
    daemon.wait(15)
    assert last_contact(ana) == "2026-11-24"


def test_late_words_are_looked_for_though_a_turn_took_long(ana: Vault, turned: Start) -> None:
    """As in a large vault on a busy machine: the next turn comes when all late words have come."""
    daemon = turned()
    daemon.daemon._keeper._writer._clock = lambda: daemon.time
    with (ana.root / ANA).open("r+b") as editor:
        ana.write(MEETING, meeting("Ana Ruiz"))
        daemon.settle(MEETING)
        assert last_contact(ana) == "2026-11-24"
        editor.seek(0, 2)
        editor.write(b"typed late\n")
    daemon.wait(100, step=100)
    kept = [path for path in ana.snapshot() if "vaulttool kept" in path]
    assert len(kept) == 1 and ana.read(kept[0]).endswith("typed late\n")
    assert not daemon.daemon._passes.looks_for_late_words
