import json

import pytest

LEO = "---\nville: Lyon # since 2020\ntags:\n  - choir\nFavourite tea: oolong\n---\nBody stays.\n"
MIA = '---\r\ncity: "Lyon"\r\ncircle: wide\r\n---\r\n'
ZOE = "---\ncity: Oslo\ntags: [one, two]\n---\n"


@pytest.fixture
def town(vault):
    vault.write("People/Leo Brandt.md", LEO)
    vault.write("People/Mia Solis.md", MIA)
    vault.write("People/Zoe Arlen.md", ZOE)
    return vault


def test_a_bulk_change_is_shown_asked_for_written_and_taken_back_by_one_undo(town):
    before = town.snapshot()
    refused = town.run("set", "circle=close", "--city", "lyon", input="n\n", code=130)
    assert "+circle: close" in refused.out and "2 notes" in refused.err
    assert town.snapshot() == before
    done = town.run("set", "circle=close", "--city", "lyon", input="y\n")
    assert "2 notes changed" in done.out
    assert town.read("People/Leo Brandt.md") == LEO.replace("oolong\n", "oolong\ncircle: close\n")
    assert town.bytes("People/Mia Solis.md") == MIA.replace("wide", "close").encode()
    assert town.read("People/Zoe Arlen.md") == ZOE
    town.run("undo")
    assert town.snapshot() == before


def test_each_note_keeps_its_own_name_of_a_property(town):
    town.run_quickly("set", "city=Paris", "favourite-tea=sencha", "--where", "has favourite_tea", "--yes")
    after = LEO.replace("ville: Lyon", "ville: Paris").replace("oolong", "sencha")
    history = "\n## History\n\n- 2026-11-24: city: Lyon → Paris\n"
    assert town.read("People/Leo Brandt.md") == after + history


def test_lists_get_and_lose_items(town):
    town.run_quickly("set", "tags+=#choir, north", "--everyone", "--yes")
    assert "tags:\n  - choir\n  - north\nFav" in town.read("People/Leo Brandt.md")
    assert "tags:\n  - one\n  - two\n  - choir\n  - north\n" in town.read("People/Zoe Arlen.md")
    town.run_quickly("set", "tags-=north,one", "--everyone", "--yes")
    assert "tags:\n  - choir\nFav" in town.read("People/Leo Brandt.md")
    assert "tags:\n  - two\n  - choir\n" in town.read("People/Zoe Arlen.md")


def test_values_are_written_as_obsidian_writes_them_and_an_empty_one_removes(town):
    town.run_quickly(
        "set", "sponsor=[[Orbis]]", "private=true", "rank=5", "phone=0612", "--city", "Oslo", "--yes"
    )
    said = town.read("People/Zoe Arlen.md")
    assert 'sponsor: "[[Orbis]]"\nprivate: true\nrank: 5\nphone: "0612"\n' in said
    town.run_quickly("set", "sponsor=", "private=", "rank=", "phone=", "--city", "Oslo", "--yes")
    assert town.read("People/Zoe Arlen.md") == ZOE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("last_contact=2026-01-01", "--everyone"), "kept by vaulttool"),
        (("last-contact-note=x", "--everyone"), "kept by vaulttool"),
        (("silent=3", "--everyone"), "no property of a note"),
        (("circle=clsoe", "--everyone"), "there are inner, close"),
        (("cadence=soonish", "--everyone"), "is no cadence"),
        (("birthday=soon", "--everyone"), "is no day"),
        (("city", "--everyone"), "PROPERTY=VALUE"),
        (("city=Lyon",), "Say for whom"),
        (("city=Lyon", "--everyone", "--city", "Oslo"), "Say for whom"),
        (("city=Lyon", "--status", "fond"), "there are active, resting, archived, unknown"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_word_why(town, words, said):
    before = town.snapshot()
    assert said in town.run_quickly("set", *words, code=2).err
    assert town.snapshot() == before


def test_a_kept_property_is_refused_under_the_name_of_the_vault_too(town):
    town.write("vaulttool.md", "---\nproperty_last_contact: Last chat\n---\n")
    assert "kept by vaulttool" in town.run_quickly("set", "last_chat=2026-01-01", "--everyone", code=2).err


def test_a_note_that_cannot_be_edited_is_left_alone_and_told(town):
    broken = "---\ncity: Lyon\nrole: a\nrole: b\ncircle: [x\n---\n"
    twice = "---\ncity: Lyon\ncircle: wide\ncircle: active\n---\n"
    town.write("People/Bad.md", broken)
    town.write("People/Twice.md", twice)
    done = town.run_quickly("set", "circle=close", "--city", "Lyon", "--yes", code=1)
    assert "People/Twice.md:4" in done.err and "2 notes changed" in done.out
    assert town.read("People/Twice.md") == twice and town.read("People/Bad.md") == broken


def test_twice_changes_nothing_more(town):
    town.run_quickly("set", "circle=close", "--everyone", "--yes")
    before = town.snapshot()
    assert town.run_quickly("set", "circle=close", "--everyone", "--yes").out == "Nothing to change.\n"
    assert town.snapshot() == before
    assert town.run_quickly("set", "a=b", "--city", "Nowhere", "--yes").out == "Nobody matches.\n"


def test_json_says_which_notes(town):
    done = town.run_quickly("set", "tea=oolong", "--where", "city = oslo", "--dry-run", "--json")
    assert json.loads(done.out) == {"path": "People/Zoe Arlen.md", "why": "tea = oolong"}
    assert town.read("People/Zoe Arlen.md") == ZOE
