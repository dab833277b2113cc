"""What answers in an agenda do: talks in the day's note, tasks ticked, people left in peace for a while."""

import pytest

from decide.pages_by_hand import AGENDA, Notes

NADIA, IVO = "People/Nadia Benali.md", "People/Ivo Marek.md"


def people(notes: Notes) -> None:
    notes.person("Nadia Benali", "last_contact: 2026-01-02")
    notes.person("Ivo Marek")


def lunch(notes: Notes) -> str:
    people(notes)
    return notes.item(AGENDA, "Lunch with [[Nadia Benali]], in Lyon.", "lunch", NADIA)


@pytest.mark.parametrize(
    ("box", "words", "done", "day"),
    [
        ("x", (), "", "2026-11-24"),
        ("x", (), " ✅ 2026-11-20", "2026-11-20"),
        ("x", (), " [completion:: 2026-11-20]", "2026-11-20"),
        (" ", ("fait le 19 novembre",), "", "2026-11-19"),
        ("x", ("done yesterday",), "", "2026-11-23"),
    ],
)
def test_a_lunch_that_took_place_is_told_in_that_days_note(notes, box, words, done, day):
    notes.answer(AGENDA, lunch(notes), box, *words, done=done)
    notes.run("apply")
    assert notes.read(f"{day}.md") == "- Lunch with [[Nadia Benali]]\n"
    assert f"{day}  Nadia Benali  lunch" in notes.run("interactions")
    assert notes.property(NADIA, "last_contact") == day


def test_the_days_note_gets_one_line_where_it_counts(notes):
    notes.answer(AGENDA, lunch(notes), "x")
    notes.write("2026-11-24.md", "---\na: 1\n---\nMorning.\r\n\r\n## Plans\r\n- [ ] See [[Ivo Marek]]")
    notes.run("apply")
    after = notes.read("2026-11-24.md")
    assert after.replace("- Lunch with [[Nadia Benali]]\r\n", "") == (
        "---\na: 1\n---\nMorning.\r\n\r\n## Plans\r\n- [ ] See [[Ivo Marek]]"
    )
    assert "2026-11-24  Nadia Benali  lunch" in notes.run("interactions")


def test_a_lunch_that_a_note_tells_already_is_not_told_twice(notes):
    item = lunch(notes)
    notes.write("2026-11-24 Lunch with Nadia Benali.md", "We spoke of rail.")
    notes.answer(AGENDA, item, "x")
    notes.run("apply")
    assert not notes.exists("2026-11-24.md")
    assert "in [[2026-11-24 Lunch with Nadia Benali]]" in notes.under(AGENDA, item)[0]


def test_the_lunch_may_have_been_with_somebody_else(notes):
    notes.answer(AGENDA, lunch(notes), "x", "with [[Ivo Marek]]")
    notes.run("apply")
    assert notes.read("2026-11-24.md") == "- Lunch with [[Ivo Marek]]\n"


def test_a_letter_is_told_as_my_own_move_in_either_language(notes):
    people(notes)
    item = notes.item(AGENDA, "[[Ivo Marek]]. It has been a year.", "write", IVO)
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nlanguage: fr\n---\n")
    notes.answer(AGENDA, item, "x", "il va mieux")
    notes.run("apply")
    assert notes.read("2026-11-24.md") == "- Écrit à [[Ivo Marek]] [from:: moi]\n"
    assert '"direction": "me"' in notes.run("interactions", "--json")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("box", "task", "after"),
    [
        ("x", "- [ ] Send [[Ivo Marek]] the list", "- [x] Send [[Ivo Marek]] the list ✅ 2026-11-24"),
        (
            "x",
            "\t* [ ] Send [[Ivo Marek]] the list 📅 2026-11-26 ^abc",
            "\t* [x] Send [[Ivo Marek]] the list 📅 2026-11-26 ✅ 2026-11-24 ^abc",
        ),
        (
            "x",
            "1. [ ] Send [[Ivo Marek]] it [due:: 2026-11-26]  ",
            "1. [x] Send [[Ivo Marek]] it [due:: 2026-11-26] [completion:: 2026-11-24]  ",
        ),
        ("-", "- [ ] Send [[Ivo Marek]] the list", "- [-] Send [[Ivo Marek]] the list ❌ 2026-11-24"),
    ],
)
def test_a_promise_is_ticked_where_it_stands(notes, box, task, after, line_end):
    people(notes)
    before = f"- one{line_end}{task}{line_end}- two"
    notes.write("2026-11-12.md", before)
    text = task.partition("] ")[2].partition(" ^abc")[0].strip()
    whole = task.partition("] ")[2].strip()
    item = notes.item(AGENDA, f"{text} ([[2026-11-12|12 November]]).", "promise", IVO, whole)
    notes.answer(AGENDA, item, box)
    notes.run("apply")
    assert notes.read("2026-11-12.md") == before.replace(task, after)


def test_a_promise_that_was_ticked_elsewhere_meanwhile_is_only_recorded(notes):
    people(notes)
    notes.write("2026-11-12.md", "- [x] Send [[Ivo Marek]] the list ✅ 2026-11-20\n")
    item = notes.item(
        AGENDA, "Send [[Ivo Marek]] the list ([[2026-11-12]])", "promise", IVO, "Send [[Ivo Marek]] the list"
    )
    notes.answer(AGENDA, item, "x")
    notes.run("apply")
    assert notes.read("2026-11-12.md") == "- [x] Send [[Ivo Marek]] the list ✅ 2026-11-20\n"
    assert "ticked in [[2026-11-12]]" in notes.under(AGENDA, item)[0]


def test_a_task_that_comes_back_is_left_to_tasks(notes):
    people(notes)
    notes.write("2026-11-12.md", "- [ ] Call [[Ivo Marek]] 🔁 every month 📅 2026-11-26\n")
    text = "Call [[Ivo Marek]] 🔁 every month 📅 2026-11-26"
    item = notes.item(AGENDA, "Call [[Ivo Marek]] ([[2026-11-12]])", "promise", IVO, text)
    notes.answer(AGENDA, item, "x")
    before = notes.snapshot()
    assert "2026-11-12.md:1" in notes.run("apply", code=1)
    assert notes.snapshot() == before


def pair(notes: Notes) -> str:
    notes.person("Nadia Benali", 'needs: ["a rail engineer"]')
    notes.person("Ivo Marek", 'offers: ["rail engineer"]')
    notes.write("2026-06-01.md", "- Lunch with [[Nadia Benali]]\n- Lunch with [[Ivo Marek]]\n")
    text = "[[Nadia Benali]] looks for: a rail engineer. [[Ivo Marek]] offers: rail engineer."
    return notes.item(AGENDA, text, "introduce", NADIA, IVO)


@pytest.mark.parametrize(("box", "is_told"), [("x", True), ("-", False), (">", False)])
def test_an_introduction_made_or_refused_is_not_proposed_again(notes, box, is_told):
    item = pair(notes)
    notes.run("agenda", today="2026-11-17")
    assert "looks for" in notes.read("Agenda/2026-W47.md")
    notes.answer(AGENDA, item, box)
    notes.run("apply")
    told = notes.run("interactions")
    assert told.count("introduction") == (2 if is_told else 0)
    notes.run("agenda", today="2026-12-01")
    assert "looks for" not in notes.read("Agenda/2026-W49.md")
    notes.run("agenda", today="2026-12-08")
    assert ("looks for" in notes.read("Agenda/2026-W50.md")) == (box == ">")
    assert ("kept_apart" in notes.read(NADIA)) == (box == "-")
    if box == "-":
        assert "not to be introduced" in notes.run("intro", "Nadia Benali", "Ivo Marek", code=1)


def test_an_introduction_in_french_counts_for_both_as_given(notes):
    item = pair(notes)
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nlanguage: fr\n---\n")
    notes.answer(AGENDA, item, " ", "fait")
    notes.run("apply")
    told = notes.run("interactions")
    assert told.count("introduction  2026-11-24.md:1") == 2
    assert "[gave:: une mise en relation] [from:: moi]" in notes.read("2026-11-24.md")


def test_a_vault_with_markdown_links_gets_markdown_links(notes):
    item = lunch(notes)
    notes.write(".obsidian/app.json", '{"useMarkdownLinks": true}')
    notes.answer(AGENDA, item, "x")
    notes.run("apply")
    assert notes.read("2026-11-24.md") == "- Lunch with [Nadia Benali](Nadia%20Benali.md)\n"
    assert "in [2026-11-24](2026-11-24.md)" in notes.under(AGENDA, item)[0]


def test_who_was_not_now_is_passed_over_in_the_next_plan(notes):
    for name in ("Nadia Benali", "Ivo Marek"):
        notes.person(name, "circle: close")
    notes.write("2026-01-05.md", "- Lunch with [[Nadia Benali]]\n- Call with [[Ivo Marek]]\n")
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nweekly_lunches: 0\nweekly_touches: 1\n---\n")
    notes.run("agenda")
    first = "Nadia Benali" if "[ ] [[Nadia Benali]]" in notes.read(AGENDA) else "Ivo Marek"
    notes.write(AGENDA, notes.read(AGENDA).replace("- [ ]", "- [>]", 1))
    notes.run("apply")
    assert notes.property(f"People/{first}.md", "snooze_until") == "2026-12-07"
    for day, week, is_named in (
        ("2026-11-30", "2026-W49", False),
        ("2026-12-06", "2026-W49", False),
        ("2026-12-07", "2026-W50", True),
    ):
        notes.run("agenda", today=day)
        assert (f"[ ] [[{first}]]" in notes.read(f"Agenda/{week}.md")) == is_named, day


def test_what_is_done_spends_the_weeks_budget(notes):
    for name in ("Nadia Benali", "Ivo Marek", "Jo Park"):
        notes.person(name, "circle: close")
    notes.write(
        "2026-01-05.md", "".join(f"- Call with [[{n}]]\n" for n in ("Nadia Benali", "Ivo Marek", "Jo Park"))
    )
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nweekly_lunches: 0\nweekly_touches: 2\n---\n")
    notes.run("agenda")
    assert notes.read(AGENDA).count("- [ ]") == 2
    notes.write(AGENDA, notes.read(AGENDA).replace("- [ ]", "- [x]"))
    notes.run("apply")
    notes.run("agenda")
    assert notes.read(AGENDA).count("- [ ]") == 0
    assert notes.read(AGENDA).count("- [x]") == 2


def test_rest_and_remove_are_said_with_a_word(notes):
    people(notes)
    one = notes.item(AGENDA, "[[Ivo Marek]].", "write", IVO)
    other = notes.item(AGENDA, "[[Nadia Benali]].", "write", NADIA)
    notes.answer(AGENDA, one, " ", "repos")
    notes.answer(AGENDA, other, " ", "remove")
    notes.run("apply")
    assert notes.property(IVO, "status") == "resting"
    assert notes.property("Archive/People/Nadia Benali.md", "status") == "archived"
