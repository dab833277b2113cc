"""Whom one knows at a company, now or before, and what History lines are to everything else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.move import MOVED, Move, is_other, move_line, read_move
from vaulttool.notes.history_section import add_to_history

LINE = "2026-03-01: company: Lunch Club → Call Centre"


@pytest.fixture
def people(vault):
    vault.write("People/Ana Ruiz.md", "---\ncompany: '[[Orange Bank]]'\n---\n")
    vault.write("People/Ben Okoye.md", "---\ncompany: Orangina\nprevious_company: [Orange]\n---\n")
    vault.write(
        "People/Cy Dorn.md", "---\ncompany: X\n---\n## History\n- 2026-03-01: entreprise: Orange → X\n"
    )
    vault.write("People/Di Elm.md", f"---\ntype: person\n---\n## History\n\n- {LINE}\n- 2026-04-01: lunch\n")
    return vault


def names(vault, *options):
    return [
        json.loads(line)["name"] for line in vault.run_quickly("list", "--json", *options).out.splitlines()
    ]


def test_companies_are_compared_as_sets_of_words_now_or_ever(people):
    assert names(people, "--company", "orange") == ["Ana Ruiz"]
    assert names(people, "--company", "Orange", "--ever") == ["Ana Ruiz", "Ben Okoye", "Cy Dorn"]
    assert names(people, "--company", "bank orange", "--ever") == ["Ana Ruiz"]
    assert names(people, "--company", "call", "--ever") == ["Di Elm"]
    assert "--ever needs --company" in people.run_quickly("list", "--ever", code=2).err


def test_a_line_of_history_is_no_talk(people):
    people.run_quickly("update", "--yes")
    assert people.property("People/Di Elm.md", "last_contact") == "2026-04-01"
    found = people.run_quickly("interactions", "--json").out
    assert found.count("\n") == 1


def test_set_keeps_what_the_note_said_and_one_undo_takes_both_back(people):
    before = people.snapshot()
    people.run_quickly("set", "company=Acme", "city=Lyon", "--company", "orange", "--yes")
    assert people.read("People/Ana Ruiz.md") == (
        "---\ncompany: Acme\ncity: Lyon\n---\n\n## History\n\n- 2026-11-24: company: [[Orange Bank]] → Acme\n"
    )
    assert names(people, "--company", "Orange Bank", "--ever") == ["Ana Ruiz"]
    people.run_quickly("undo")
    assert people.snapshot() == before


words = st.text(alphabet="abc [|]é-", max_size=12).map(lambda text: " ".join(text.split()).strip("[]|-–"))


@given(
    st.dates(), st.sampled_from(MOVED), words, words, st.none() | st.dates(), st.sampled_from(("en", "fr"))
)
def test_a_line_is_read_as_it_was_written(day, what, old, new, since, language):
    found = read_move(move_line(Move(day, what, old, new, since), language))
    assert found is not None and (found.day, found.what, found.since) == (day, what, since)


@given(words, words)
def test_two_values_are_other_both_ways_or_neither(one, other):
    assert is_other("company", one, other) == is_other("company", other, one)
    assert not is_other("role", one, one)


NOTE = (
    "---\na: b\n---\n",
    "# Ana\n",
    "## History\n",
    "### Historique\r\n",
    "- 2026-01-01: x\n",
    "text",
    "\n",
    "```\n",
)


@given(st.lists(st.sampled_from(NOTE), max_size=10))
def test_adding_to_history_keeps_every_byte_and_twice_is_once(parts):
    source = "".join(parts).encode()
    once = add_to_history(source, "a.md", [LINE], "History")
    if isinstance(once, bytes):
        assert add_to_history(once, "a.md", [LINE], "History") == once
        left = once.decode().replace(f"- {LINE}", "")
        for part in source.decode().split("\n"):
            assert part.strip("\r") in left
