import json
from dataclasses import replace

from vaulttool.network.people_filter import PeopleFilter
from vaulttool.network.people_selection import select
from vaulttool.usecases.held_days import held_network
from vaulttool.usecases.list_people import cells, list_people


def test_list_gives_the_day_that_notes_prove_and_the_day_typed_by_hand(people):
    before = people.snapshot()
    lines = [json.loads(line) for line in people.run("list", "--json").out.splitlines()]
    assert {one["path"]: one["last_contact"] for one in lines} == {
        "People/Alice Martin.md": "2026-11-02",
        "People/Bruno Keller.md": "2026-10-05",
        "People/Bruno Stein.md": None,
    }
    assert lines[0]["due"] == "2027-01-02" and lines[0]["circle"] == "close" and lines[0]["city"] == "Lyon"
    assert people.snapshot() == before


def test_a_wrong_filter_is_named_with_its_place(people):
    result = people.run("list", "--where", "city = and x", code=2)
    assert "position 8" in result.err and not result.out


def test_the_filter_and_the_short_options_choose(people):
    out = people.run_quickly("list", "--circle", "close", "--where", "last_contact >= 2026-11-01").out
    assert "Alice Martin" in out and "Bruno" not in out


def test_the_table_fits_a_narrow_terminal_and_says_who_is_late(people, opened):
    vault = opened()
    network = held_network(vault)
    alice = network.contacts["People/Alice Martin.md"]
    wide = replace(alice, name="阿" * 40 + " e\u0301" * 20)
    rules = vault.settings.cadence_rules()
    for width in (50, 80):
        shown = list_people([wide], network, rules, width).show
        assert all(cells(line) <= width for line in shown)
        assert "2026-11-02" in shown[1] and "…" in shown[1]
    late = replace(network, today=network.today.replace(year=2027))
    assert "since 2027-01-02" in list_people([alice], late, rules).show[1]
    assert list_people(select(network, PeopleFilter("city = Oslo")), network, rules).show == (
        "Nobody matches.",
    )


def test_signs_that_steer_the_terminal_are_shown_as_escapes(vault):
    vault.write("People/Eve.md", '---\ntitle: x\nrole: "a\\x1b[31mred\\u202e"\naliases: ["E\\x07ve"]\n---\n')
    shown = vault.run("show", "Eve").out
    assert "\x1b" not in shown and "\x07" not in shown and "\u202e" not in shown
    assert "\\x1b" in shown and "\\u202e" in shown


def test_json_steers_no_terminal_either_and_says_the_same(vault):
    name = "a\u009b31m\u202eb\U000e0041"
    vault.write(f"People/{name}.md", "---\ntype: person\n---\n")
    shown = vault.run("list", "--json").out
    assert "\\u009b" in shown and shown.isascii()
    assert json.loads(shown)["name"] == name


def test_an_unknown_circle_is_a_wrong_use_that_names_the_known_ones(people):
    people.write("People/Bo Lund.md", "---\ncircle: Choir\n---\n")
    said = people.run_quickly("list", "--circle", "foo", code=2).err
    assert '"foo" is no circle here; there are inner, close, active, wide, daily, Choir' in said
    assert "is no circle here" in people.run_quickly("wishes", "--circle", "foo", code=2).err


def test_a_circle_is_found_by_its_synonyms_and_by_words_of_ones_own(people):
    people.write("People/Bo Lund.md", "---\ncircle: Choir\n---\n")
    assert "Alice Martin" in people.run_quickly("list", "--circle", "proche").out
    assert "Bo Lund" in people.run_quickly("list", "--circle", "choir").out


def test_where_nobody_matches_it_says_so(people, vault):
    assert people.run_quickly("list", "--where", "city ~ x").out == "Nobody matches.\n"


def test_a_vault_without_contacts_says_so(vault):
    assert vault.run_quickly("list").out == "There are no contacts yet.\n"
