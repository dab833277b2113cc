"""`vaulttool names`: asks about names without links, and does what was ticked."""

import json
import re

import pytest

QUESTIONS = "Inbox/Questions.md"
COUNT = "---\ntype: vaulttool-settings\npeople_folders: [People]\nnames: count\n---\n"


@pytest.fixture
def named(people):
    people.write("Daily/2026-11-10.md", "Dear diary\n- Tea with Alice Martin, `Alice Martin` in code\r\n")
    people.write("Daily/2026-11-12.md", "Coffee with Bruno at noon\n")
    people.write("Daily/2026-11-14.md", "Lunch with [[Nina Vale]] and [[Alice Martin]]\n")
    return people


def tick(vault, words, sign="x", path=QUESTIONS):
    lines = vault.read(path).split("\n")
    at = next(number for number, line in enumerate(lines) if words in line and "[ ]" in line)
    lines[at] = lines[at].replace("[ ]", f"[{sign}]", 1)
    vault.write(path, "\n".join(lines))


def open_questions(vault):
    return [
        re.sub(r" \^vt-\w+$", "", line.strip())
        for line in vault.read(QUESTIONS).split("\n")
        if "- [ ]" in line
    ]


def test_each_name_without_a_link_is_asked_about_once(named):
    assert "3 new questions" in named.run_quickly("names").out
    assert open_questions(named) == [
        "- [ ] Who is **Bruno** in [[2026-11-12]]: “Coffee with Bruno at noon”?",
        "- [ ] [[Bruno Keller]]",
        "- [ ] [[Bruno Stein]]",
        "- [ ] Link **Alice Martin** in [[2026-11-10]]: “Tea with Alice Martin, in code”",
        "- [ ] Make a note for **Nina Vale**, whom [[2026-11-14]] names: "
        "“Lunch with Nina Vale and Alice Martin”",
    ]
    before = named.snapshot()
    named.run_quickly("names")
    assert named.snapshot() == before


def test_a_tick_links_the_name_and_changes_nothing_else(named):
    named.run_quickly("names")
    tick(named, "Alice Martin** in")
    named.run_quickly("triage")
    assert (
        named.read("Daily/2026-11-10.md")
        == "Dear diary\n- Tea with [[Alice Martin]], `Alice Martin` in code\r\n"
    )
    assert "Alice Martin** in" not in named.read(QUESTIONS)
    assert named.property("People/Alice Martin.md", "last_contact") == "2026-11-14"
    named.run_quickly("names")
    after = named.snapshot()
    named.run_quickly("triage")
    named.run_quickly("names")
    assert named.snapshot() == after


def test_a_namesake_is_linked_as_the_person_chose(named):
    named.run_quickly("names")
    tick(named, "[[Bruno Keller]]")
    named.run_quickly("names")
    assert named.read("Daily/2026-11-12.md") == "Coffee with [[Bruno Keller|Bruno]] at noon\n"
    assert named.property("People/Bruno Keller.md", "last_contact") == "2026-11-12"
    assert "Bruno" not in named.read(QUESTIONS)


def test_a_tick_makes_a_note_for_who_has_none(named):
    named.run_quickly("names")
    tick(named, "Nina Vale")
    named.run_quickly("triage")
    assert named.exists("People/Nina Vale.md")
    named.run_quickly("update")
    assert named.property("People/Nina Vale.md", "last_contact") == "2026-11-14"


def test_a_no_is_remembered(named):
    named.run_quickly("names")
    tick(named, "Alice Martin** in", "-")
    tick(named, "Who is **Bruno**", "-")
    before = {path: text for path, text in named.snapshot().items() if path != QUESTIONS}
    for _ in range(2):
        named.run_quickly("triage")
        named.run_quickly("names")
    assert len(open_questions(named)) == 1
    assert {path: text for path, text in named.snapshot().items() if path != QUESTIONS} == before


def test_two_answers_are_none(named):
    named.run_quickly("names")
    tick(named, "[[Bruno Keller]]")
    tick(named, "[[Bruno Stein]]")
    assert "more than one answer" in named.run_quickly("triage", code=1).err
    assert named.read("Daily/2026-11-12.md") == "Coffee with Bruno at noon\n"


def test_a_line_that_has_changed_since_is_left_alone(named):
    named.run_quickly("names")
    tick(named, "Alice Martin** in")
    named.write("Daily/2026-11-10.md", "Tea with nobody\n")
    named.run_quickly("triage")
    assert named.read("Daily/2026-11-10.md") == "Tea with nobody\n"


def test_undo_takes_all_of_it_back(named):
    named.run_quickly("names")
    tick(named, "Alice Martin** in")
    before = named.snapshot()
    named.run_quickly("triage")
    named.run_quickly("undo")
    assert named.snapshot() == before


def test_french_vaults_are_asked_in_french(vault):
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\nlanguage: fr\n---\n")
    vault.write("People/Zoé Lanthier.md", "---\ntype: person\n---\n")
    vault.write("2026-11-10.md", "Déjeuner avec Zoé au marché\n")
    vault.run_quickly("names")
    (page,) = vault.root.rglob("Questions.md")
    assert "Lier **Zoé** dans [[2026-11-10]]\u00a0: «" in page.read_text(encoding="utf-8")


def test_json_tells_what_would_be_asked(named):
    rows = [json.loads(line) for line in named.run_quickly("names", "--json", "--dry-run").out.splitlines()]
    assert [len(row["choices"]) for row in rows] == [2, 0, 0]
    assert not named.exists(QUESTIONS)


def test_names_count_where_the_settings_say_so(named):
    named.run_quickly("update", "--yes")
    assert named.property("People/Alice Martin.md", "last_contact") == "2026-11-14"
    named.write("Daily/2026-11-20.md", "Alice Martin called about the keys\n")
    named.run_quickly("update")
    assert named.property("People/Alice Martin.md", "last_contact") == "2026-11-14"
    named.write("vaulttool.md", COUNT)
    named.run_quickly("update")
    assert named.property("People/Alice Martin.md", "last_contact") == "2026-11-20"
    assert "`names: count`" in named.run_quickly("why", "Alice Martin").out
    assert "Alice Martin" not in " ".join(open_questions(named) if named.exists(QUESTIONS) else [])
    named.write("vaulttool.md", "---\ntype: vaulttool-settings\npeople_folders: [People]\n---\n")
    named.run_quickly("update", "--yes")
    assert named.property("People/Alice Martin.md", "last_contact") == "2026-11-14"


def test_a_new_person_counts_at_once_in_old_notes(named):
    named.write("vaulttool.md", COUNT)
    named.write("Daily/2026-11-20.md", "Cara Holt called about the keys\n")
    named.run_quickly("update", "--yes")
    named.write("People/Cara Holt.md", "---\ncity: Lyon\n---\n")
    named.run_quickly("update")
    assert named.property("People/Cara Holt.md", "last_contact") == "2026-11-20"


@pytest.mark.parametrize("about", ["private: true", "died: 2020-01-01"])
def test_of_the_private_and_the_dead_nothing_is_asked(named, about):
    named.write("People/Alice Martin.md", f"---\n{about}\n---\n")
    named.run_quickly("names")
    assert "Link **Alice" not in named.read(QUESTIONS)


def test_a_whole_name_of_two_counts_for_neither_and_is_asked_about(named):
    for folder in ("Work", "Home"):
        named.write(f"People/{folder}/Cara Holt.md", "---\ncity: Lyon\n---\n")
    named.write("vaulttool.md", COUNT)
    named.write("Daily/2026-11-20.md", "Cara Holt called about the keys\n")
    named.run_quickly("update", "--yes")
    for folder in ("Work", "Home"):
        assert named.property(f"People/{folder}/Cara Holt.md", "last_contact") is None
    assert "no problems" in named.run_quickly("check").out
    named.run_quickly("names")
    assert "Who is **Cara Holt** in [[2026-11-20]]" in named.read(QUESTIONS)
    tick(named, "[[People/Work/Cara Holt")
    named.run_quickly("triage")
    assert named.read("Daily/2026-11-20.md") == "[[People/Work/Cara Holt|Cara Holt]] called about the keys\n"
