"""A note with members, and what "with [[Book club]]" says of each of them."""

import json

import pytest

CLUB = """---
members:
  - "[[Ana Ruiz]]"
  - "[[Ben Okoye|Ben]]"
  - "[[Nobody Yet]]"
counts: members
---
"""


@pytest.fixture
def club(vault):
    vault.write("People/Ana Ruiz.md", "---\ntype: person\n---\n")
    vault.write("People/Ben Okoye.md", "---\ntype: person\n---\n")
    vault.write("People/Book club.md", CLUB)
    vault.write("Daily/2026-10-01.md", "Dinner with [[Book club]].\n")
    return vault


def days(vault):
    return tuple(vault.property(f"People/{name}.md", "last_contact") for name in ("Ana Ruiz", "Ben Okoye"))


def test_a_group_that_says_so_counts_for_its_members_and_is_no_person(club):
    club.run_quickly("update", "--yes")
    assert days(club) == ("2026-10-01", "2026-10-01")
    assert club.read("People/Book club.md") == CLUB
    assert "Book club" not in club.run_quickly("list").out
    found = [json.loads(line) for line in club.run_quickly("interactions", "--json").out.splitlines()]
    assert {(one["contact"], one["rule"]) for one in found} == {
        ("People/Ana Ruiz.md", "group"),
        ("People/Ben Okoye.md", "group"),
    }
    why = club.run_quickly("why", "Ben").out
    assert "Daily/2026-10-01.md:1" in why and "a group was there that counts for its members" in why
    why = club.run_quickly("why", "Ben", "Daily/2026-10-01.md").out
    assert "It counts on 2026-10-01" in why


@pytest.mark.parametrize("counts", ["", "counts:\n", "counts: false\n", "counts: me\n"])
def test_a_group_that_does_not_say_so_counts_for_nobody(club, counts):
    club.write("People/Book club.md", CLUB.replace("counts: members\n", counts))
    club.run_quickly("update", "--yes")
    assert days(club) == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "Read about [[Book club]].",
        "- [ ] dinner with [[Book club]]",
        "> Dinner with [[Book club]].",
        "Dinner with [[Book club]] next week.",
    ],
)
def test_what_is_no_meeting_with_a_person_is_none_with_a_group(club, line):
    club.write("Daily/2026-10-01.md", f"{line}\n")
    club.run_quickly("update", "--yes")
    assert days(club) == (None, None)


@pytest.mark.parametrize(
    "note",
    [
        "---\nattendees: ['[[Book club]]']\nabsent: ['[[Ana Ruiz]]']\ndate: 2026-10-01\n---\n",
        "Dinner with [[Book club]], [[Ana Ruiz]] was not there.\n",
    ],
)
def test_a_member_named_beside_the_group_is_judged_by_that(club, note):
    club.remove("Daily/2026-10-01.md")
    club.write("Meetings/2026-10-01.md", note)
    club.run_quickly("update", "--yes")
    assert days(club) == (None, "2026-10-01")


def test_changing_members_derives_the_days_again(club):
    club.run("update", "--yes")
    club.write("People/Book club.md", CLUB.replace('  - "[[Ben Okoye|Ben]]"\n', ""))
    club.run("update", "--yes")
    assert days(club) == ("2026-10-01", None)
    club.write("People/Book club.md", CLUB)
    club.run("update", "--yes")
    assert days(club) == ("2026-10-01", "2026-10-01")
    before = club.snapshot()
    club.run("update", "--yes")
    assert club.snapshot() == before


def test_a_meeting_to_come_with_a_group_is_one_with_its_members(club):
    club.write("Meetings/2026-11-26 Dinner with Book club.md", "---\nattendees: '[[Book club]]'\n---\n")
    assert "2026-11-26" in club.run_quickly("show", "Ana").out


@pytest.mark.parametrize(("died", "day"), [("2026-09-01", None), ("yes", None), ("2026-10-02", "2026-10-01")])
def test_a_group_that_goes_on_without_a_member_who_died_does_not_count_for_them(club, died, day):
    club.write("People/Ana Ruiz.md", f"---\ntype: person\ndied: {died}\n---\n")
    club.run_quickly("update", "--yes")
    assert days(club) == (day, "2026-10-01")
