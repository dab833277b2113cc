"""Answers in the pages of wishes and of an introduction."""

import pytest

from decide.pages_by_hand import Notes

WISHES, INTRODUCTION = "Wishes/2027.md", "Introductions/Ivo Marek × Nadia Benali.md"
TODAY = "2027-01-02"


def with_wishes(notes: Notes) -> None:
    notes.person("Greta Holm", 'household: "[[Jo Holm]]"')
    notes.person("Jo Holm")
    notes.person("Paul Renn")
    notes.write(
        "2026-06-01.md", "".join(f"- Lunch with [[{n}]]\n" for n in ("Greta Holm", "Jo Holm", "Paul Renn"))
    )
    notes.run("wishes", "2027", today=TODAY)


def answer(notes: Notes, page: str, name: str, box: str) -> None:
    lines = notes.read(page).split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("- [ ]") and name in line)
    notes.write(page, "\n".join([*lines[:at], lines[at].replace("[ ]", f"[{box}]"), *lines[at + 1 :]]))


def test_a_wish_to_a_household_is_told_for_each_of_them(notes):
    with_wishes(notes)
    answer(notes, WISHES, "Greta Holm", "x")
    notes.run("apply", today=TODAY)
    told = notes.run("interactions", today=TODAY)
    assert [f"2027-01-02  {name}  message" in told for name in ("Greta Holm", "Jo Holm", "Paul Renn")] == [
        True,
        True,
        False,
    ]
    assert "wished on 2 January, in [[2027-01-02]]" in notes.read(WISHES)
    after = notes.snapshot()
    assert "Nothing new" in notes.run("apply", today=TODAY)
    assert notes.snapshot() == after


@pytest.mark.parametrize(("box", "status"), [("-", "resting"), (">", None)])
def test_whom_one_cannot_wish_it_to_may_rest_and_later_is_only_later(notes, box, status):
    with_wishes(notes)
    answer(notes, WISHES, "Paul Renn", box)
    notes.run("apply", today=TODAY)
    assert notes.property("People/Paul Renn.md", "status") == status


def test_an_introduction_that_was_made_is_told_once_wherever_it_is_ticked(notes):
    notes.person("Nadia Benali", 'needs: ["a rail engineer"]')
    notes.person("Ivo Marek", 'offers: ["rail engineer"]')
    notes.write("2026-06-01.md", "- Lunch with [[Nadia Benali]]\n- Lunch with [[Ivo Marek]]\n")
    notes.run("intro", "Nadia Benali", "Ivo Marek")
    answer(notes, INTRODUCTION, "both said yes", "x")
    notes.run("apply")
    assert notes.read("2026-11-24.md").count("Introduction with") == 1
    assert notes.run("interactions").count("introduction") == 2
    assert "introduced on 24 November" in notes.read(INTRODUCTION)
    notes.write(
        INTRODUCTION, "\n".join(line for line in notes.read(INTRODUCTION).split("\n") if "→" not in line)
    )
    notes.run("apply", today="2026-11-26")
    assert not notes.exists("2026-11-26.md")
    assert "introduced on 24 November, in [[2026-11-24]]" in notes.read(INTRODUCTION)
