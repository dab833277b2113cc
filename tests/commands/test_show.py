import json


def test_show_gathers_what_the_notes_say_of_one_person(people):
    people.write(
        "People/Bruno Stein.md",
        '---\ncircle: wide\nbirthday: 1980-12-01\npartner: "[[Alice Martin]]"\nneeds: [a flat]\n---\n',
    )
    people.write("Daily/2026-11-09.md", "Coffee with [[Bruno Stein]]\n- [ ] send [[Bruno Stein]] the plan\n")
    people.write("Daily/2026-12-02.md", "Lunch with [[Bruno Stein]]\n")
    out = people.run_quickly("show", "Bruno Stein").out
    for said in (
        "partner: Alice Martin",
        "needs: a flat",
        "last contact: 2026-11-09 (15 days ago); due 2027-11-09 (circle: wide)",
        "2026-11-09  coffee  Daily/2026-11-09.md:1  Coffee with [[Bruno Stein]]",
        "Daily/2026-11-09.md:2  send [[Bruno Stein]] the plan",
        "2026-12-01  birthday, turns 46",
        "2026-12-02  Lunch with",
    ):
        assert said in out
    assert "partner: Bruno Stein" in people.run_quickly("show", "Alice").out
    one = json.loads(people.run_quickly("show", "Bruno Stein", "--json").out)
    assert one["edges"] == [{"name": "partner", "contact": "People/Alice Martin.md"}]
    assert [talk["line"] for talk in one["interactions"]] == [1]


def test_an_open_task_in_a_persons_own_note_is_a_promise(people):
    people.write("Daily/2026-11-20.md", "Coffee with [[Bruno Stein]]\n")
    people.write(
        "People/Bruno Stein.md",
        "# Bruno\n- [ ] lend him the book\n- [ ] [[Bruno Stein]] to send the plan\n- [x] the map\n- [ ]\n",
    )
    out = people.run_quickly("show", "Bruno Stein").out
    promises = out.partition("Open promises\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split("  ")[-1] for line in promises] == [
        "lend him the book",
        "[[Bruno Stein]] to send the plan",
    ]
    people.run_quickly("agenda")
    assert "- [ ] [[Bruno Stein]]: lend him the book ([[Bruno Stein|their note]])." in people.read(
        "Agenda/2026-W48.md"
    )
    people.run_quickly("agenda", "--with", "Bruno Stein", "--on", "2026-11-27")
    briefing = next(people.read(path) for path in people.snapshot() if path.startswith("Meetings/2026-11-27"))
    assert "You: lend him the book ([[Bruno Stein|their note]])" in briefing
    assert "From them: Bruno Stein to send the plan ([[Bruno Stein|their note]])" in briefing


def test_odd_file_names_are_shown_as_escapes(people):
    people.write("People/Eve \x1b[2J\u202e.md", "")
    people.write("People/Ada\nNew.md", "")
    out = people.run_quickly("list").out
    assert "\x1b" not in out and "\u202e" not in out and "Eve \\x1b[2J" in out
    assert any(line.startswith("Ada New") for line in out.splitlines())
    paths = [json.loads(line)["path"] for line in people.run_quickly("list", "--json").out.splitlines()]
    assert "People/Ada\nNew.md" in paths and len(paths) == 5
