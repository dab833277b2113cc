"""The same filter in every command that is about people."""

import json

import pytest

ANA = """---
city: Lyon
company: Orange Bank
circle: close
Favourite tea: oolong
status: fond
---
"""
BEN = "---\ncity: Oslo\ncompany: Orangina\ncircle: close\n---\n"


@pytest.fixture
def two(vault):
    vault.write("People/Ana Ruiz.md", ANA)
    vault.write("People/Ben Okoye.md", BEN)
    vault.write("Daily/2025-10-01.md", "Coffee with [[Ana Ruiz]].\nLunch with [[Ben Okoye]].\n")
    return vault


@pytest.mark.parametrize(
    "asked",
    [
        ("--city", "lyon"),
        ("--company", "orange"),
        ("--status", "fond"),
        ("--where", "favourite_tea = Oolong"),
        ("--where", "favorite ~ x or city = Lyon"),
    ],
)
@pytest.mark.parametrize("command", [("list",), ("agenda",), ("wishes", "2027"), ("export", "csv")])
def test_every_command_takes_it(two, command, asked):
    said = two.run_quickly(*command, *asked).out
    assert "Ana" in said and "Ben" not in said


def test_a_review_takes_it(two):
    two.write("People/Una Reyes.md", "---\ncity: Lyon\nstatus: unknown\nasked: 2026-11-20\n---\n")
    two.write("People/Per Holm.md", "---\ncity: Oslo\nstatus: unknown\nasked: 2026-11-20\n---\n")
    assert "Per Holm" in two.run_quickly("review", "--dry-run").out
    said = two.run_quickly("review", "--city", "Lyon").out
    assert "Una Reyes" in said and "Per Holm" not in said and "Reviews/2026-W48 Lyon.md" in said
    said = two.run_quickly("review", "--month", "2026-11", "--city", "Lyon").out
    assert "Reviews/2026-11 Lyon.md" in said


@pytest.mark.parametrize("command", [("list",), ("review",), ("agenda",), ("wishes",), ("export", "csv")])
def test_every_command_refuses_a_slip(two, command):
    assert "position 8" in two.run_quickly(*command, "--where", "city = and x", code=2).err
    assert (
        "there are active, resting, archived, unknown, fond"
        in two.run_quickly(*command, "--status", "resing", code=2).err
    )
    assert "is no circle here" in two.run_quickly(*command, "--circle", "foo", code=2).err


def test_a_page_about_some_people_lies_beside_that_of_the_week_and_is_answered(two):
    two.run_quickly("agenda")
    whole = two.read("Agenda/2026-W48.md")
    two.run_quickly("agenda", "--city", "Oslo")
    page = "Agenda/2026-W48 Oslo.md"
    assert two.read("Agenda/2026-W48.md") == whole
    assert "Ben Okoye" in two.read(page) and "Ana Ruiz" not in two.read(page)
    two.write(page, two.read(page).replace("- [ ]", "- [x]", 1))
    two.run_quickly("apply", "--yes")
    assert "[[Ben Okoye]]" in two.read("Daily/2026-11-24.md")


def test_a_map_of_some_people_is_a_page_of_its_own(two):
    two.run_quickly("map")
    whole = two.read("Map.canvas")
    two.run_quickly("map", "--city", "Oslo")
    assert "Ben Okoye" in two.read("Map Oslo.html") and "Ana Ruiz" not in two.read("Map Oslo.html")
    assert "Ana Ruiz" in two.read("Map.html") and two.read("Map.canvas") == whole


def test_with_a_name_and_a_filter_is_two_ways_to_say_whom(two):
    assert "one of the two" in two.run_quickly("agenda", "--with", "Ana", "--city", "Lyon", code=2).err


def test_a_status_is_asked_for_by_our_words_and_by_those_of_the_vault(two):
    two.write("vaulttool.md", "---\npeople_folders: People\nstatus_words:\n  - 'asleep: resting'\n---\n")
    two.write("People/Cy Dorn.md", "---\nstatus: Asleep\n---\n")
    for word in ("resting", "asleep", "au repos"):
        assert "Cy Dorn" in two.run_quickly("list", "--status", word).out
    active = two.run_quickly("list", "--status", "active").out
    assert "Ana Ruiz" in active and "Cy Dorn" not in active


def test_any_property_is_a_column(two):
    shown = two.run_quickly("list", "--columns", "name, favourite tea,silent").out.splitlines()
    assert shown[0].split() == ["name", "favourite", "tea", "silent"]
    assert shown[1].split() == ["Ana", "Ruiz", "oolong", "419"]
    first = json.loads(two.run_quickly("list", "--columns", "favourite_tea", "--json").out.splitlines()[0])
    assert first["favourite_tea"] == ["oolong"] and first["path"] == "People/Ana Ruiz.md"


def test_any_property_is_there_for_a_template(two):
    two.write("vaulttool.md", "---\npage_templates_folder: Mine\npeople_folders: People\n---\n")
    template = "{{ lunch.who }}: {{ lunch.properties.favourite_tea }}/{{ lunch.properties.none }}."
    two.write("Mine/agenda.md", template)
    two.run_quickly("agenda", "--city", "Lyon")
    assert "[[Ana Ruiz]]: oolong/." in two.read("Agenda/2026-W48 Lyon.md")
