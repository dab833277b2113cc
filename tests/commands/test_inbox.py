"""The inbox note: `update` files each line into its day's note, and never loses one."""

import datetime as dt
import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaulttool.usecases.apply import records
from vaulttool.usecases.file_inbox import file_inbox
from vaulttool.vault.journal import Run
from vaulttool.vault.writer import Writer

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DAY = "Daily/2026-11-24.md"
QUESTIONS = "Inbox/Questions.md"
SETTINGS = "---\ntype: vaulttool-settings\ndaily_folder: Daily\npeople_folders: [People]\n---\n"


@pytest.fixture
def inbox(people):
    people.write(
        "vaulttool.md", "---\ntype: vaulttool-settings\ndaily_folder: Daily\npeople_folders: [People]\n---\n"
    )
    people.run_quickly("update", "--yes")

    def put(text, day=dt.date(2026, 11, 24)):
        file = people.write("Inbox.md", text)
        noon = dt.datetime.combine(day, dt.time(12)).timestamp()
        os.utime(file, (noon, noon))
        return people

    people.put = put
    return people


def test_a_line_goes_into_the_days_note_in_the_form_that_counts(inbox):
    inbox.put("coffee with Alice, her son starts school\n")
    inbox.run_quickly("update")
    assert inbox.read(DAY) == "- coffee with [[Alice Martin|Alice]], her son starts school\n"
    assert inbox.read("Inbox.md") == ""
    assert inbox.property("People/Alice Martin.md", "last_contact") == "2026-11-24"
    after = inbox.snapshot()
    inbox.run_quickly("update")
    assert inbox.snapshot() == after


def test_what_is_not_understood_stays_where_it_is(inbox):
    text = (
        "# Inbox\r\n\r\nbuy milk\r\n- [ ] call Alice\r\n- tomorrow lunch with Alice\r\n- coffee with Zed\r\n"
        "> tea with Alice\r\n```\ntea with Alice\n```\n- 2026-12-24 dinner with Alice\n"
    )
    before = inbox.put(text).snapshot()
    inbox.run_quickly("update")
    assert inbox.snapshot() == before


def test_only_the_filed_lines_leave_and_every_other_byte_stays(inbox):
    inbox.put("\ufeff# Inbox\r\n- buy milk\r\n* tea with Alice Martin\r\n  with lemon\r\n- a lamp\r\nlast")
    inbox.run_quickly("update")
    assert inbox.bytes("Inbox.md") == "\ufeff# Inbox\r\n- buy milk\r\n- a lamp\r\nlast".encode()
    assert inbox.read(DAY) == "- tea with [[Alice Martin]]\n\twith lemon\n"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2026-11-20 tea with Alice", "2026-11-20"),
        ("- yesterday tea with Alice", "2026-11-23"),
        ("hier déjeuner avec Alice", "2026-11-23"),
        ("14:30 tea with Alice", "2026-11-24"),
    ],
)
def test_a_line_goes_into_the_note_of_its_own_day(inbox, line, day):
    inbox.put(f"{line}\n")
    inbox.run_quickly("update")
    assert "[[Alice Martin|Alice]]" in inbox.read(f"Daily/{day}.md")
    assert inbox.property("People/Alice Martin.md", "last_contact") == day


def test_a_line_of_yesterday_goes_into_the_note_of_yesterday(inbox):
    inbox.put("tea with Alice\n", dt.date(2026, 11, 22))
    inbox.run_quickly("update")
    assert inbox.exists("Daily/2026-11-22.md")


@pytest.mark.parametrize(("clock", "is_filed"), [(dt.date(2026, 11, 24), False), (dt.date(2027, 1, 1), True)])
def test_nobody_knows_the_day_of_a_line_that_lay_for_weeks(inbox, opened, clock, is_filed):
    inbox.put("tea with Alice\n2026-11-20 tea with Alice\n", dt.date(2026, 10, 1))
    edits = {edit.path for edit in file_inbox(opened(), clock).edits}
    assert "Daily/2026-11-20.md" in edits
    assert (DAY in edits) is is_filed


def test_a_name_of_two_is_asked_and_filed_when_it_was_answered(inbox):
    inbox.put("coffee with Bruno\n")
    inbox.run_quickly("update")
    assert inbox.read("Inbox.md") == "coffee with Bruno\n"
    page = inbox.read(QUESTIONS)
    assert "Who is **Bruno** in [[Inbox]]: “coffee with Bruno”?" in page
    inbox.write(QUESTIONS, page.replace("- [ ] [[Bruno Keller]]", "- [x] [[Bruno Keller]]"))
    inbox.run_quickly("triage")
    assert inbox.read("Inbox.md") == ""
    assert inbox.read(DAY) == "- coffee with [[Bruno Keller|Bruno]]\n"
    assert "Bruno" not in inbox.read(QUESTIONS)
    assert inbox.property("People/Bruno Keller.md", "last_contact") == "2026-11-24"


def test_a_name_in_small_letters_is_asked(inbox):
    inbox.put("coffee with alice\n")
    inbox.run_quickly("update")
    assert "Who is **alice**" in inbox.read(QUESTIONS)
    inbox.write(QUESTIONS, inbox.read(QUESTIONS).replace("\t- [ ]", "\t- [x]"))
    inbox.run_quickly("triage")
    assert inbox.read(DAY) == "- coffee with [[Alice Martin|alice]]\n"


@pytest.mark.parametrize("written", [0, 1, 2, 3])
def test_a_run_that_ends_in_the_middle_loses_and_doubles_nothing(inbox, opened, written):
    inbox.put("tea with Alice\nbuy milk\n2026-11-20 lunch with Bruno Stein\n")
    vault = opened()
    edits, last = records(file_inbox(vault))
    assert [edit.path for edit in last] == ["Inbox.md"]
    with Writer(vault.root, vault.journal) as writer:
        writer.write_all(edits[:written], Run.start("update", NOW))
    for _ in range(2):
        inbox.run_quickly("update")
    assert inbox.read("Inbox.md") == "buy milk\n"
    assert inbox.read(DAY) == "- tea with [[Alice Martin|Alice]]\n"
    assert inbox.read("Daily/2026-11-20.md") == "- lunch with [[Bruno Stein]]\n"


def test_the_same_words_again_are_a_second_line(inbox):
    inbox.put("call with Alice\ncall with Alice\n")
    inbox.run_quickly("update")
    inbox.put("call with Alice\n")
    inbox.run_quickly("update")
    assert inbox.read(DAY) == "- call with [[Alice Martin|Alice]]\n" * 3


def test_undo_brings_the_line_back(inbox):
    before = inbox.put("tea with Alice\n").snapshot()
    inbox.run_quickly("update")
    inbox.run_quickly("undo")
    assert inbox.snapshot() == before


def test_another_note_can_be_the_inbox_and_none(inbox):
    inbox.write(
        "vaulttool.md",
        inbox.read("vaulttool.md").replace("daily_folder", "inbox_note: In/Quick.md\ndaily_folder"),
    )
    inbox.write("In/Quick.md", "tea with Alice Martin\n")
    before = inbox.put("tea with Alice Martin\n").read("Inbox.md")
    inbox.run_quickly("update")
    assert inbox.read("In/Quick.md") == ""
    assert inbox.read("Inbox.md") == before


def test_dry_run_shows_it_and_writes_nothing(inbox):
    before = inbox.put("tea with Alice\n").snapshot()
    assert "+- tea with [[Alice Martin|Alice]]" in inbox.run_quickly("update", "--dry-run").out
    assert inbox.snapshot() == before


WORDS = st.lists(
    st.sampled_from(
        ["tea", "with", "Alice", "Bruno", "[[Alice Martin]]", "milk", "`", "#", "-", "%%", "\t", "é", "**"]
    ),
    max_size=6,
).map(" ".join)


@given(st.lists(WORDS, max_size=6))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_of_any_inbox_is_lost(inbox, lines):
    for path in (DAY, QUESTIONS):
        if inbox.exists(path):
            inbox.remove(path)
    text = "\n".join(lines)
    inbox.put(text)
    inbox.run_quickly("update")
    left = inbox.read("Inbox.md") + (inbox.read(DAY) if inbox.exists(DAY) else "")
    plain = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", left)
    for word in ("Alice", "Bruno", "milk", "tea", "é"):
        assert plain.count(word) == text.count(word)


def test_an_inbox_of_a_vault_that_was_never_adopted_is_a_note_like_any_other(people):
    people.write("Inbox.md", "coffee with Alice, her son starts school\n")
    people.run_quickly("update", "--yes")
    assert people.read("Inbox.md") == "coffee with Alice, her son starts school\n"
