"""Which day a line is about."""

import datetime as dt

import pytest
from vaulttool.vault.settings import Settings

from reading_notes import PEOPLE, days_of, read_notes, with_links

LUNCH = "Lunch with [[Ana Ruiz]]"


def days(path: str, text: str, settings: Settings | None = None, today: str = "2026-11-24") -> list[str]:
    """The days of Ana's interactions in one note."""
    read = read_notes({path: with_links(text)}, settings)
    found = days_of(read, dt.date.fromisoformat(today))
    return sorted(day for name, day in found if name == PEOPLE["A"])


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026-11-03.md", "2026-11-03"),
        ("Journal/2026_11_03.md", "2026-11-03"),
        ("20261103.md", "2026-11-03"),
        ("2026-11-03 A wet Tuesday.md", "2026-11-03"),
        ("A wet Tuesday 2026-11-03.md", "2026-11-03"),
        ("202611031430 Roof.md", "2026-11-03"),
        ("20261103143055.md", "2026-11-03"),
    ],
)
def test_a_file_name_dates_its_note(path: str, day: str) -> None:
    assert days(path, f"- {LUNCH}\n") == [day]


@pytest.mark.parametrize("path", ["Roof.md", "Invoice 31337.md", "2026.md", "2026-13-45.md"])
def test_an_undated_note_proves_nothing(path: str) -> None:
    assert days(path, f"- {LUNCH}\n") == []


def test_the_vaults_own_daily_format_is_read() -> None:
    settings = Settings(daily_folder="Log", daily_format="DD-MM-YYYY")
    assert days("Log/03-11-2026.md", f"- {LUNCH}\n", settings) == ["2026-11-03"]


@pytest.mark.parametrize(
    "value", ["2026-11-03", '"2026-11-03"', '"[[2026-11-03]]"', "2026-11-03T14:30:00", "3 November 2026"]
)
def test_a_date_property_dates_its_note(value: str) -> None:
    assert days("Roof.md", f"---\ndate: {value}\n---\n- {LUNCH}\n") == ["2026-11-03"]


@pytest.mark.parametrize("name", ["updated", "birthday", "due", "published"])
def test_other_date_properties_do_not(name: str) -> None:
    assert days("Roof.md", f"---\n{name}: 2026-11-03\n---\n- {LUNCH}\n") == []


def test_created_dates_a_meeting_note_only() -> None:
    assert days("Roof.md", f"---\ncreated: 2026-11-03\n---\n- {LUNCH}\n") == []
    assert days("Roof.md", "---\ntype: meeting\ncreated: 2026-11-03\nattendees: ['{A}']\n---\n") == [
        "2026-11-03"
    ]


def test_a_bold_date_line_dates_its_note() -> None:
    assert days("Roof.md", f"**Date:** 2026-11-03\n\n- {LUNCH}\n") == ["2026-11-03"]


@pytest.mark.parametrize(
    "heading", ["2026-11-03", "[[2026-11-03]]", "3 November 2026", "Tue 3 November", "3 novembre 2026"]
)
def test_a_heading_of_a_day_comes_before_the_day_of_the_note(heading: str) -> None:
    text = f"## {heading}\n\n- {LUNCH}\n"
    assert days("2026-11-20 Notes.md", text) == ["2026-11-03"]


def test_a_heading_of_another_kind_ends_the_day() -> None:
    text = f"# Log\n\n## 2026-11-03\n\n- read a lot\n\n## Reading\n\n- {LUNCH}\n"
    assert days("Log.md", text) == []


def test_a_heading_below_keeps_the_day() -> None:
    assert days("Log.md", f"## 2026-11-03\n\n### Evening\n\n- {LUNCH}\n") == ["2026-11-03"]


@pytest.mark.parametrize(
    ("path", "numbering", "day"),
    [
        ("2026-W45.md", "iso", "2026-11-03"),
        ("2027-W22.md", "iso", "2027-06-01"),
        ("2027-W23.md", "en-us", "2027-06-01"),
    ],
)
def test_a_weekday_in_a_week_note(path: str, numbering: str, day: str) -> None:
    text = f"## Tuesday\n\n- {LUNCH}\n"
    assert days(path, text, Settings(week_numbering=numbering), today="2027-12-31") == [day]
    french = "## Mardi\n\n- Déjeuner avec {A}\n"
    assert days(path, french, Settings(week_numbering=numbering), today="2027-12-31") == [day]


def test_yesterday_is_the_day_before() -> None:
    assert days("2026-11-03.md", f"- Yesterday: {LUNCH}\n") == ["2026-11-02"]
    assert days("2026-11-03.md", "- Hier, déjeuner avec {A}\n") == ["2026-11-02"]
    assert days("2026-11-03.md", "- 09:00 Yesterday I called {A}\n") == ["2026-11-02"]


def test_yesterday_holds_for_its_sentence_only() -> None:
    read = read_notes(
        {"2026-11-03.md": with_links("Yesterday I had lunch with {A}. Called {B} this morning.\n")}
    )
    assert days_of(read) == {(PEOPLE["A"], "2026-11-02"), (PEOPLE["B"], "2026-11-03")}


def test_yesterday_of_the_first_of_january_is_last_year() -> None:
    assert days("2026-01-01.md", f"- Yesterday: {LUNCH}\n") == ["2025-12-31"]


@pytest.mark.parametrize(
    "line",
    [
        "On 2026-11-03 lunch with {A}",
        "Met with {A} on [[2026-11-03]]",
        "Met with {A} on [[Nov 3rd, 2026]]",
        "- 2026-11-03: lunch with {A}",
        "- [[2026-11-03]] lunch with {A}",
    ],
)
def test_a_line_may_bring_its_own_day(line: str) -> None:
    assert days("Project.md", f"{line}\n") == ["2026-11-03"]


def test_a_done_task_has_the_day_on_which_it_was_done() -> None:
    assert days("Tasks.md", "- [x] call {A} 📅 2026-11-10 ✅ 2026-11-03\n") == ["2026-11-03"]
    assert days("Tasks.md", "- [x] call {A} [completion:: 2026-11-03]\n") == ["2026-11-03"]
    assert days("Tasks.md", "- [x] call {A} 📅 2026-11-03\n") == []


def test_a_day_after_today_is_no_interaction_yet() -> None:
    text = "---\nattendees: ['{A}']\n---\n"
    assert days("2026-12-10 Budget.md", text) == []
    assert days("2026-12-10 Budget.md", text, today="2026-12-10") == ["2026-12-10"]


def test_a_note_that_says_that_it_is_upcoming_proves_nothing_on_its_day() -> None:
    text = "---\nstatus: upcoming\nattendees: ['{A}']\n---\n"
    assert days("2026-11-24 Budget.md", text) == []


PREPARED = """---
attendees: ["[[Ana Ruiz]]"]
---
# Lunch with Ana

<!-- vaulttool:begin briefing -->
- Last time: 2026-10-02, coffee
<!-- vaulttool:end briefing -->

## Notes
"""


@pytest.mark.parametrize(("today", "counts"), [("2026-11-23", False), ("2026-11-24", True)])
def test_a_meeting_that_was_prepared_counts_when_its_day_has_come(today: str, counts: bool) -> None:
    assert bool(days("2026-11-24 Lunch.md", PREPARED, today=today)) == counts


def test_a_note_with_nothing_but_a_title_counts_at_once() -> None:
    assert days("2026-11-24 Lunch with Ana Ruiz.md", "") == ["2026-11-24"]


def test_a_line_of_a_week_note_has_the_weekday_with_which_it_begins() -> None:
    assert days("2026-W45.md", f"- Tuesday: {LUNCH}\n") == ["2026-11-03"]


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        ("lunch", True),
        ("déjeuner", True),
        ("her email address changed", False),
        ("read her article", False),
        ("to do: ask about the flat", False),
        ("appelée pour lui souhaiter bonne fête", True),
        ("called to wish her luck", True),
    ],
)
def test_an_entry_of_a_log_is_read_in_every_language_it_may_be_in(entry: str, counts: bool) -> None:
    text = f"## Contacts\n- 2026-11-03: {entry}\n"
    assert bool(days("People/Ana Ruiz.md", text)) == counts
