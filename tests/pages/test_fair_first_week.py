"""What waits comes a few a week, the nearest first: after an import, or a month away; nothing is a debt."""

import datetime as dt
import re

import pytest

from decide.pages_by_hand import AGENDA, REVIEW, TODAY
from pages.small_vault import agenda, day, review, week_of


def four_hundred(notes, *properties: str) -> None:
    for number in range(400):
        notes.person(
            f"New {number:03} Person", *properties, f"birthday: {1960 + number % 40}-{number % 12 + 1:02}-11"
        )


def proposed(page: str) -> list[str]:
    return re.findall(r"^- \[ \] (?:Lunch with )?\[\[(.+?)\]\]", page, re.MULTILINE)


@pytest.mark.parametrize("properties", [(), ("circle: active",)])
def test_the_first_review_of_four_hundred_people_fits_a_screen(notes, properties):
    four_hundred(notes, *properties)
    said = notes.run("review", today="2026-12-08")
    assert len(said.splitlines()) <= 24
    page = notes.read("Reviews/2026-W50.md")
    assert len(page.splitlines()) <= 40
    assert "overdue" not in page and "More than a year holds" not in page
    coming = agenda(notes, "2026-12-08").partition("**Coming.**")[2]
    assert coming.count("\n- ") <= (40 if properties else 5)


def test_imported_people_wait_for_nobody_and_the_review_says_with_whom_to_begin(notes):
    four_hundred(notes)
    assert "Nobody of these 400 people waits for you" in review(notes)
    assert proposed(agenda(notes)) == []
    for number in range(4):
        notes.person(f"Near {number}", "circle: inner")
    assert "waits for you" not in review(notes)
    assert {f"Near {number}" for number in range(4)} == set(re.findall(r"Near \d", agenda(notes)))


def test_whom_one_placed_comes_a_few_a_week_the_nearest_first(notes):
    notes.write(
        "vaulttool.md",
        "---\ntype: vaulttool-settings\nweekly_lunches: 0\ncadence_by_group:\n  - '#family: 1 month'\n---\n",
    )
    circles = ["active"] * 6 + ["close"] * 6 + ["inner"] * 3
    for number, circle in enumerate(circles):
        notes.person(f"Friend {number:02}", f"circle: {circle}")
    notes.person("Aunt Ada", "tags: [family]", "met_at: a wedding by the lake")
    seen: list[str] = []
    today = dt.date.fromisoformat(TODAY)
    while len(seen) < 16 and today < dt.date(2027, 2, 1):
        page = agenda(notes, today.isoformat())
        names = proposed(page)
        assert 1 <= len(names) <= 5
        seen += names
        # Each gets their word on the spot; those of the inner circle come back every other week.
        notes.write(f"Daily/{today}.md", "".join(f"Called [[{name}]].\n" for name in names))
        today += dt.timedelta(days=7)
    first = list(dict.fromkeys(seen))
    ranks = [
        ("inner", "close", "active").index(circles[int(name[-2:])]) for name in first if name != "Aunt Ada"
    ]
    assert ranks == sorted(ranks) and len(first) == 16


def test_the_reason_to_begin_is_the_place_that_the_user_gave(notes):
    notes.person("Ana Ruiz", "circle: close", "met_at: choir in Oslo")
    notes.person("Bo Li", "cadence: 3 months")
    page = agenda(notes)
    assert (
        "[[Ana Ruiz]]. In your *close* circle, and no talk stands in your notes yet. "
        "How you met: choir in Oslo." in page
    )
    assert (
        "[[Bo Li]]. You want to be in touch every three months, and no talk stands in your notes yet." in page
    )


def test_after_a_month_away_nothing_is_reckoned_up(notes):
    for number in range(30):
        circle = ("inner", "close", "active")[number % 3]
        notes.person(f"Friend {number:02}", f"circle: {circle}")
        for ago in (60, 120, 200, 300):
            day(notes, ago + number, f"Called [[Friend {number:02}]].")
    for number in range(9):
        day(notes, 50 + number, f"- [ ] Send [[Friend {number:02}]] the list 📅 2026-10-1{number}")
    page, said = review(notes), agenda(notes)
    assert "Nothing has to be made up for" in page and "More than a year holds" not in page
    promises, writes = said.count("meant for"), proposed(said.partition("**You said")[0])
    assert promises <= 3 and len(writes) + promises == 6
    assert all(int(name[-2:]) % 3 == 0 for name in writes)


def test_a_follow_up_stands_on_its_day_though_the_week_is_full(notes):
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nweekly_touches: 0\nweekly_lunches: 0\n---\n")
    notes.person("Ana Ruiz")
    follow_ups = (("Ask [[Ana Ruiz]] how the trial went", "11-26"), ("Send [[Ana Ruiz]] the map", "11-27"),
                  ("Lend [[Ana Ruiz]] the tent", "12-02"))  # fmt: skip
    day(notes, 20, "Called [[Ana Ruiz]].", *(f"- [ ] {what} 📅 2026-{when}" for what, when in follow_ups))
    page = agenda(notes)
    assert "how the trial went, by Thursday" in page and "the map, by Friday" in page
    assert "the tent" not in page
    assert "the tent, by Wednesday" in agenda(notes, "2026-11-30")


def test_those_one_lives_with_are_in_no_streak_rhythm_or_capacity(notes):
    notes.person("Kim Home", "circle: daily", "birthday: 11-26")
    notes.person("Ana Ruiz", "circle: close")
    for ago in range(0, 200, 3):
        day(notes, ago, "Lunch with [[Kim Home]].")
    day(notes, 250, "Called [[Ana Ruiz]].")
    page, said = review(notes), agenda(notes)
    assert "[[Kim Home]]" not in page and "in a row" not in page + said
    assert "No talk stands in your notes for eight months" in page
    assert proposed(said) == ["Ana Ruiz"]


def test_the_pages_of_a_first_week_are_written_once(notes):
    four_hundred(notes, "circle: wide")
    review(notes), agenda(notes)
    before = notes.snapshot()
    review(notes), agenda(notes)
    assert notes.snapshot() == before and {REVIEW, AGENDA} <= set(before)
    assert week_of(TODAY) == "2026-W48"
