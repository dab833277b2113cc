"""What is open, both ways: replies that are owed, things lent and borrowed until they come back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.loans import LoanLine, open_loans

from made_up_network import TODAY
from pages.small_vault import agenda, day, review


@pytest.fixture
def met(notes):
    notes.person("Ana Ruiz", "circle: close", "city: Lyon")
    notes.person("Bo Li", "circle: wide")
    day(notes, 100, "Lunch with [[Ana Ruiz]].", "Called [[Bo Li]].")
    return notes


def still_open(page: str) -> list[str]:
    section = page.partition("## Still open between you\n")[2].partition("\n\n")[0]
    return [re.sub(r" \(\[\[.*?\]\]\)", "", line) for line in section.splitlines()]


def test_what_is_lent_and_borrowed_is_told_until_it_is_returned(met):
    day(met, 60, "lent:: the blue tent to [[Ana Ruiz]]", "Saw a film. [borrowed:: Dune, from [[Bo Li]]]")
    assert still_open(review(met)) == [
        "- With [[Ana Ruiz]] is still: the blue tent.",
        "- Still with you, from [[Bo Li]]: Dune.",
    ]
    assert "You lent: the blue tent" in agenda(met)
    shown = met.run("show", "Bo Li")
    assert "borrowed: Dune" in shown and "Daily/2026-09-25.md:3" in shown
    met.run("agenda", "--with", "Bo Li")
    assert "Still with you: Dune" in met.read("Meetings/2026-11-24 Meeting with Bo Li.md")
    day(met, 5, "returned:: the tent [[Ana Ruiz]]")
    assert still_open(review(met)) == ["- Still with you, from [[Bo Li]]: Dune."]
    day(met, 4, "[[Bo Li]] has it back.", "returned:: [[Bo Li]]")
    assert still_open(review(met)) == []


@pytest.mark.parametrize(
    "line",
    ["- [x] lent:: the tent [[Ana Ruiz]]", "lent:: the tent [[Ana Ruiz]] [returned:: 2026-11-01]",
     "[lent:: the tent] [returned::] to [[Ana Ruiz]]", "`lent:: the tent` [[Ana Ruiz]]",
     "lent:: [[Nobody Here]]"],
)  # fmt: skip
def test_what_came_back_or_was_never_lent_is_not_told(met, line):
    day(met, 60, line)
    assert still_open(review(met)) == []


def test_in_somebodys_own_note_the_thing_is_theirs(met):
    met.write(
        "People/Bo Li.md", "---\ntype: person\n---\nborrowed:: the red bicycle\n\n- 2026-08-01 prêté:: Dune\n"
    )
    assert still_open(review(met)) == [
        "- With [[Bo Li]] is still: Dune.",
        "- Still with you, from [[Bo Li]]: the red bicycle.",
    ]


def test_a_loan_is_no_meeting_and_no_promise_of_its_own(met):
    day(met, 5, "lent:: the tent to [[Bo Li]]", "- [ ] borrowed:: Dune from [[Bo Li]]")
    assert "2026-08-16" in met.run("list", "--circle", "wide")
    assert "You said you would" not in agenda(met)


def test_replies_that_the_agenda_has_no_room_for_stand_in_the_review(notes):
    for number in range(6):
        notes.person(f"Friend {number}", "circle: active")
        day(notes, 90 + number, f"Called [[Friend {number}]].")
        day(notes, 10 + number, f"Mail from [[Friend {number}]] about the boat on the canal (from:: them)")
    page, said = review(notes), agenda(notes)
    in_agenda = re.findall(r"\[\[(Friend \d)\]\] wrote on", said)
    in_review = re.findall(
        r"\[\[(Friend \d)\]\] wrote last, two weeks ago|\[\[(Friend \d)\]\] wrote last", page
    )
    in_review = [one or other for one, other in in_review]
    assert len(in_agenda) == 2 and len(in_review) == 4 and not set(in_agenda) & set(in_review)


def test_french_pages_tell_of_loans(met):
    met.write("vaulttool.md", "---\ntype: vaulttool-settings\nlanguage: fr\n---\n")
    day(met, 60, "prêté:: la tente à [[Ana Ruiz]]", "emprunté:: Dune [[Bo Li]]")
    met.run("review")
    page = (
        met.read("Reviews/2026-W48.md")
        if met.exists("Reviews/2026-W48.md")
        else met.read("Bilans/2026-W48.md")
    )
    assert "- Encore chez [[Ana Ruiz]] : la tente" in page.replace("\u00a0", " ")
    assert "- À rendre à [[Bo Li]] : Dune" in page.replace("\u00a0", " ")


THINGS = st.sampled_from(["", "tent", "the blue tent", "Dune", "[[Bo Li|the boat]]", "2026-11-01", "yes"])
LINES = st.builds(
    LoanLine,
    contact=st.sampled_from(["People/Ana.md", "People/Bo.md"]),
    note=st.sampled_from(["Daily/a.md", "Daily/b.md"]),
    line=st.integers(1, 4),
    date=st.none() | st.dates(TODAY.replace(year=2025), TODAY.replace(year=2027)),
    lent=THINGS, borrowed=THINGS, returned=THINGS,
)  # fmt: skip


@given(st.lists(LINES, max_size=8), st.randoms(use_true_random=False))
def test_what_is_open_hangs_on_no_order_and_closing_opens_nothing(lines, random):
    loans = open_loans(lines, TODAY)
    assert all(loan.since is None or loan.since <= TODAY for loan in loans)
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert open_loans(shuffled, TODAY) == loans
    back = LoanLine("People/Ana.md", "Daily/z.md", 1, TODAY, "", "", "yes")
    assert set(open_loans([*lines, back], TODAY)) <= set(loans)
