import datetime as dt

import pytest
from vaulttool.usecases.held_days import decisions
from vaulttool.usecases.why import why
from vaulttool.usecases.why_note import why_note

TODAY = dt.date(2026, 11, 24)

PATH = "People/Alice Martin.md"


def told(people, opened, note, content):
    """What `why` says of each line of a note."""
    people.write(note, content)
    read = opened().read
    outcome = why_note(read.contacts[PATH], note, people.bytes(note), read, TODAY, "[[Alice Martin]]")
    return {one["line"]: one for one in outcome.data}


def test_each_proof_is_told_with_its_line(people):
    out = people.run_quickly("why", "Alice").out
    assert "last contact 2026-11-02, which Daily/2026-11-02.md:1 proves" in out
    assert "Lunch with [[Alice Martin]] in Lyon" in out


def test_a_date_typed_by_hand_is_told_so(people, opened):
    people.write(PATH, people.read(PATH).replace("circle:", "last_contact: 2026-11-20\ncircle:"))
    vault = opened()
    outcome = why(vault.read.contacts[PATH], vault.network, decisions(vault)[PATH])
    assert "2026-11-20, typed by hand" in outcome.show[0]
    assert [one["date"] for one in outcome.data if one["is_last"]] == ["2026-11-20"]


@pytest.mark.parametrize(
    ("line", "why", "mend"),
    [
        ("Alice Martin came by", "not linked", "[[Alice Martin]]"),
        ("`Lunch with [[Alice Martin]]`", "code", "line"),
        ("> Lunch with [[Alice Martin]]", "quotation", ">"),
        ("- [ ] Lunch with [[Alice Martin]]", "open task", "tick"),
        ("- [-] Lunch with [[Alice Martin]]", "cancelled", "tick"),
        ("Thought about [[Alice Martin]]", "only named", "Lunch with [[Alice Martin]]"),
        ("[[Alice Martin]]'s book is good", "theirs", "say it"),
        ("Lunch with ~~[[Alice Martin]]~~", "struck out", "~~"),
        ("Tomorrow lunch with [[Alice Martin]]", "planned", "happened"),
        ("Lunch with [[Bruno]]", "nothing in", "Lunch with [[Alice Martin]]"),
    ],
)
def test_why_a_line_does_not_count(people, opened, line, why, mend):
    found = told(people, opened, "Daily/2026-11-09.md", f"# Day\n\n{line}\n")
    one = found.get(3) or found[None]
    assert one["counts"] is False and why in one["why"] and mend in one["mend"]


def test_a_day_is_asked_for_and_a_day_to_come_waits(people, opened):
    assert "which day" in told(people, opened, "Ideas.md", "Lunch with [[Alice Martin]]\n")[1]["why"]
    later = told(people, opened, "Daily/2026-12-01.md", "Lunch with [[Alice Martin]]\n")[1]
    assert "still to come" in later["why"] and later["date"] == "2026-12-01"


def test_notes_that_count_for_nobody_as_a_whole(people, opened):
    people.write("Daily/2026-11-08.md", "Lunch with [[Alice Martin]]\n")
    template = told(people, opened, "Templates/Day.md", "Lunch with [[Alice Martin]]\n")
    assert "templates" in template[None]["why"]
    unfilled = told(people, opened, "x.md", "# {{title}}\nLunch with [[Alice Martin]]\n")
    assert "placeholders" in unfilled[None]["why"]
    copy = "Daily/2026-11-08.sync-conflict-20261109-101010-ABCDEFG.md"
    assert "conflict copy" in told(people, opened, copy, "Lunch with [[Alice Martin]]\n")[None]["why"]
    assert "UTF-8" in told(people, opened, "bad.md", b"\xff[[Alice Martin]]")[None]["why"]


def test_other_properties_and_several_people_of_one_name(people, opened):
    related = told(people, opened, "2026-11-08 Notes.md", '---\nrelated: "[[Alice Martin]]"\n---\n')
    assert "property" in related[2]["why"]
    people.write("Family/Alice Martin.md", "---\ntype: person\n---\n")
    several = told(people, opened, "Daily/2026-11-08.md", "Lunch with [[Alice Martin]]\n")
    assert "may mean" in several[1]["why"]


def test_an_unknown_note_is_named_with_what_is_near(people):
    assert "Daily/2026-11-02.md" in people.run_quickly("why", "Alice", "2026-11-03", code=1).err


def test_a_link_to_a_namesake_is_told(people, opened):
    people.write("Kin/Alice Martin.md", "---\ntype: person\n---\n")
    found = told(people, opened, "Daily/2026-11-08.md", "Lunch with [[Alice Martin]]\n")
    assert "means Kin/Alice Martin.md here" in found[1]["why"]


def test_a_note_may_be_named_by_its_day(people):
    people.write(".obsidian/daily-notes.json", '{"folder": "Log", "format": "YYYY/MM/DD-MM-YYYY"}')
    people.write("Log/2026/11/09-11-2026.md", "Coffee with [[Al]]\n")
    out = people.run_quickly("why", "Alice", "2026-11-09").out
    assert "Log/2026/11/09-11-2026.md:1" in out and "It counts on 2026-11-09" in out
