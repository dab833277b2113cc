"""Wishes, drafts and reviews of a period as commands: vault in, page out, the person's answers kept."""

import re

import pytest


@pytest.fixture
def met(vault):
    vault.write("People/Ana Ruiz.md", "---\ntype: person\ncircle: close\nemail: ana@ruiz.example\n---\n")
    vault.write("People/Bo Li.md", "---\ntype: person\nemail: 'bo@li.example?bcc=x@y.example'\n---\n")
    vault.write("People/Cy Orr.md", "---\ntype: person\nprivate: true\n---\n")
    vault.write("People/Di Dow.md", "---\ntype: person\ndied: 2026-03-01\n---\n")
    people = "[[Ana Ruiz]], [[Bo Li]] and [[Di Dow]]"
    said = f"Lunch with {people}: crêpes on the quay, and far too many.\n"
    vault.write("Daily/2026-02-02.md", f"{said}\nCoffee with [[Cy Orr]], all about the trial and its end.\n")
    return vault


def test_wishes_are_written_counted_and_written_again_without_a_change(met):
    met.run("wishes", "2027", today="2027-01-05")
    page = met.read("Wishes/2027.md")
    assert "2 to wish until the end of January" in page
    assert "[[Cy Orr]]" not in page and "[[Di Dow]]" not in page
    ticked = page.replace("- [ ] [[Ana Ruiz]]", "- [x] [[Ana Ruiz]]")
    met.write("Wishes/2027.md", ticked)
    met.run("wishes", today="2027-01-06")
    again = met.read("Wishes/2027.md")
    assert "One of 2 wished" in again and "- [x] [[Ana Ruiz]]" in again
    met.run("wishes", today="2027-01-06")
    assert met.read("Wishes/2027.md") == again


def test_private_people_are_wished_in_a_private_folder_only(met):
    met.write(
        "vaulttool.md",
        "---\ntype: vaulttool-settings\nprivate_folders:\n  - Mine\nwishes_folder: Mine\n---\n",
    )
    met.run("wishes")
    assert "[[Cy Orr]]" in met.read("Mine/2027.md")


def test_a_filter_chooses_whom_to_wish(met):
    met.run("wishes", "--circle", "close")
    assert re.findall(r"- \[ \] (\[\[.+?\]\])", met.read("Wishes/2027.md")) == ["[[Ana Ruiz]]"]


def test_a_year_too_far_is_refused(met):
    assert "too far away" in met.run("wishes", "2029", code=2).err


def test_a_draft_is_printed_and_nothing_is_written(met):
    before = met.snapshot()
    assert met.run_process("draft", "Ana", "--as", "mailto").out.startswith(
        "mailto:ana@ruiz.example?subject="
    )
    assert "To: Ana Ruiz <ana@ruiz.example>\n" in met.run_process("draft", "Ana", "--as", "eml").out
    assert "crêpes on the quay" in met.run_process("draft", "Ana").out
    assert met.snapshot() == before


@pytest.mark.parametrize(("name", "said"), [("Bo Li", "cannot be written to"), ("Di Dow", "has died")])
def test_a_draft_is_refused_with_the_reason(met, name, said):
    assert said in met.run("draft", name, "--as", "mailto", code=1).err


def test_reviews_of_a_month_and_a_year_have_their_own_notes(met):
    met.run("review", "--month", "2026-02")
    met.run("review", "--year", "2026")
    assert "How it went · February 2026" in met.read("Reviews/2026-02.md")
    assert "crêpes on the quay" in met.read("Reviews/2026.md")
    once = met.snapshot()
    met.run("review", "--year", "2026")
    assert met.snapshot() == once


def test_a_week_by_name_is_reviewed_as_of_its_end_and_never_after_today(met):
    met.run("review", "--week", "2026-W06")
    past = met.read("Reviews/2026-W06.md")
    met.run("review", today="2026-02-08")
    assert met.read("Reviews/2026-W06.md") == past
    met.run("review", "--week", "2026-W48")
    this = met.read("Reviews/2026-W48.md")
    met.run("review")
    assert met.read("Reviews/2026-W48.md") == this


@pytest.mark.parametrize(
    "arguments",
    [("--week", "48"), ("--month", "2026-13"), ("--year", "2027"), ("--week", "2026-W48", "--year", "2026")],
)
def test_what_is_no_period_is_refused(met, arguments):
    met.run("review", *arguments, code=2)
    assert not met.exists("Reviews")
