"""What is unclear is told with its line, and nothing is done about it."""

import pytest

from decide.pages_by_hand import AGENDA, REVIEW, Notes

GRETA, JO = "People/Greta Holm.md", "People/Jo Park.md"


def ask(notes: Notes) -> str:
    notes.person("Greta Holm")
    notes.person("Jo Park")
    return notes.item(REVIEW, "[[Greta Holm]] · conference in Oslo", "new-year", GRETA)


def refused(notes: Notes, what: str, line: int | None) -> None:
    before = notes.snapshot()
    told = notes.run("apply", code=1)
    assert what in told
    assert line is None or f".md:{line}: " in told
    assert notes.snapshot() == before


@pytest.mark.parametrize(
    ("box", "words", "what"),
    [
        ("x", ("remove",), 'the box [x] and "remove" say different things'),
        ("x", ("pas maintenant",), "say different things"),
        ("-", ("oui",), "say different things"),
        (">", ("retirer",), "say different things"),
        (" ", ("rest", "remove"), '"rest" and "remove" say different things'),
        ("?", (), "[?] is no answer"),
    ],
)
def test_two_answers_to_one_question(notes, box, words, what):
    notes.answer(REVIEW, ask(notes), box, *words)
    refused(notes, what, 6)


def test_a_day_to_come_is_no_day_on_which_it_was_done(notes):
    notes.person("Greta Holm")
    item = notes.item(AGENDA, "Lunch with [[Greta Holm]].", "lunch", GRETA)
    notes.answer(AGENDA, item, "x", done=" ✅ 2026-12-24")
    refused(notes, "a day to come", 6)


def test_an_answer_that_means_nothing_there(notes):
    notes.person("Greta Holm")
    notes.person("Jo Park")
    item = notes.item(REVIEW, "[[Greta Holm]] and [[Jo Park]]: the same name.", "same", GRETA, JO)
    notes.answer(REVIEW, item, ">")
    refused(notes, "is no answer to this line", 6)


def test_a_line_in_which_another_person_was_put(notes):
    item = ask(notes)
    notes.answer(REVIEW, item, "x")
    notes.write(REVIEW, notes.read(REVIEW).replace("[[Greta Holm]]", "[[Jo Park]]"))
    refused(notes, "do not mean the same person", 6)


def test_a_line_in_other_words_still_means_the_same(notes):
    item = ask(notes)
    notes.answer(REVIEW, item, ">")
    notes.write(REVIEW, notes.read(REVIEW).replace("[[Greta Holm]] · conference", "Greta HOLM, seen"))
    notes.run("apply")
    assert notes.property(GRETA, "status") == "resting"


def test_a_line_that_was_deleted_asks_for_nothing(notes):
    item = ask(notes)
    notes.write(REVIEW, "\n".join(line for line in notes.read(REVIEW).split("\n") if item not in line))
    assert "Nothing new" in notes.run("apply")


def test_a_copy_without_id_as_tasks_makes_it(notes):
    item = ask(notes)
    notes.answer(REVIEW, item, "x")
    copy = "- [ ] [[Greta Holm]] · conference in Oslo"
    notes.write(REVIEW, notes.read(REVIEW).replace("- [x]", f"{copy}\n- [x]"))
    notes.run("apply")
    assert notes.property(GRETA, "reviewed") == "2026-11-24"
    notes.write(REVIEW, notes.read(REVIEW).replace("- [ ]", "- [-]"))
    refused(notes, "it has no id", 6)


def test_an_item_that_stands_twice(notes):
    item = ask(notes)
    line = f"- [ ] [[Greta Holm]] · conference in Oslo {item}"
    notes.write(
        REVIEW,
        notes.read(REVIEW).replace(line, f"{line.replace('[ ]', '[x]')}\n{line.replace('[ ]', '[-]')}"),
    )
    refused(notes, "stands here twice (also on line 6)", 7)
    notes.write(REVIEW, notes.read(REVIEW).replace("- [-]", "- [ ]"))
    notes.run("apply")
    assert notes.property(GRETA, "reviewed") == "2026-11-24"


@pytest.mark.parametrize(
    ("marker", "instead", "what"),
    [
        ("<!-- vaulttool:end review -->", "", "has only its begin marker"),
        ("<!-- vaulttool:begin review -->", "<!-- vaulttool:begin review -->\n" * 2, "second begin marker"),
    ],
)
def test_markers_deleted_or_twice(notes, marker, instead, what):
    notes.answer(REVIEW, ask(notes), "x")
    notes.write(REVIEW, notes.read(REVIEW).replace(marker, instead))
    refused(notes, what, None)


def test_all_markers_deleted(notes):
    notes.answer(REVIEW, ask(notes), "x")
    lines = [line for line in notes.read(REVIEW).split("\n") if "<!--" not in line]
    notes.write(REVIEW, "\n".join(lines))
    refused(notes, "the markers around them are gone", None)


def test_a_page_that_a_sync_program_doubled(notes):
    item = ask(notes)
    notes.answer(REVIEW, item, "-")
    copy = "Reviews/2026-W48.sync-conflict-20261124-101112-ABCDEFG.md"
    notes.write(copy, notes.read(REVIEW))
    notes.write(REVIEW, notes.read(REVIEW).replace("[-]", "[ ]"))
    refused(notes, "a sync program made this copy of Reviews/2026-W48.md", None)


def test_two_pages_of_one_week_and_a_page_under_another_name(notes):
    item = ask(notes)
    notes.answer(REVIEW, item, "x")
    notes.write("Reviews/Old/2026-W48.md", notes.read(REVIEW))
    refused(notes, "is the same page", None)
    (notes.root / "Reviews/Old/2026-W48.md").rename(notes.root / "Reviews/Old/last week.md")
    (notes.root / REVIEW).unlink()
    refused(notes, "has not the name of such a page", None)


def test_another_answer_after_the_first_was_carried_out(notes):
    item = ask(notes)
    notes.answer(REVIEW, item, "x")
    notes.run("apply")
    notes.write(REVIEW, notes.read(REVIEW).replace("[x]", "[-]"))
    refused(notes, "another answer to this line was carried out already", 6)


def test_not_now_may_become_done(notes):
    notes.person("Greta Holm")
    item = notes.item(AGENDA, "Lunch with [[Greta Holm]].", "lunch", GRETA)
    notes.answer(AGENDA, item, ">")
    notes.run("apply")
    notes.write(AGENDA, notes.read(AGENDA).replace("[>]", "[x]"))
    notes.run("apply")
    assert notes.read("2026-11-24.md") == "- Lunch with [[Greta Holm]]\n"
    assert "Nothing new" in notes.run("apply")


def test_one_bad_note_does_not_keep_the_others_waiting(notes):
    item = ask(notes)
    other = notes.item(REVIEW, "[[Jo Park]]", "new-year", JO)
    notes.write(GRETA, "---\na: [1\ntype: person\n---\n")
    notes.answer(REVIEW, item, "x")
    notes.answer(REVIEW, other, "x")
    assert GRETA in notes.run("apply", code=1)
    assert notes.property(JO, "reviewed") == "2026-11-24"
    assert notes.under(REVIEW, item) == []


def test_the_archive_has_somebody_of_that_name(notes):
    item = ask(notes)
    notes.person("greta holm", folder="Archive/People")
    notes.answer(REVIEW, item, "-")
    refused(notes, "is there already", None)
