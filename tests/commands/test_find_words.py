"""`vaulttool find WORDS`: what is written about people, the closest first."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.question_words import read_question


@pytest.fixture
def network(vault):
    vault.write("People/Ana Ruiz.md", "---\ncircle: wide\ncity: Lyon\nfield: télécoms\n---\n")
    vault.write("People/Bo Lind.md", "---\ncircle: close\ncity: Lyon\n---\nThirty years in telecoms.\n")
    vault.write("People/Cy Marek.md", "---\ncircle: inner\ncity: Paris\n---\n")
    vault.write("People/Di Holm.md", "---\ncity: Oslo\n---\n")
    vault.write("Daily/2026-10-02.md", "- Lunch with [[Cy Marek]] in Lyon, all about telecoms\n")
    vault.write("Daily/2026-10-05.md", "- Lunch with [[Ana Ruiz]] [gave:: the keys]\n")
    vault.write("Daily/2026-10-06.md", "- [ ] [[Bo Lind]] to send the plan\n")
    vault.write("Notes/Ideas.md", "A trip to Lyon and its telecoms museum\n")
    return vault


def found(vault, *words):
    return [json.loads(line) for line in vault.run_quickly("find", *words, "--json").out.splitlines()]


def names(answers):
    return [one["name"] for one in answers if "name" in one]


def test_all_words_count_and_the_closest_come_first(network):
    answers = found(network, "someone", "in", "Lyon", "who", "knows", "TELECOMS")
    assert names(answers) == ["Cy Marek", "Bo Lind", "Ana Ruiz"]
    assert answers[0]["matches"][0] == {
        "note": "Daily/2026-10-02.md",
        "line": 1,
        "text": "Lunch with [[Cy Marek]] in Lyon, all about telecoms",
    }
    assert answers[-1]["note"] == "Notes/Ideas.md"


def test_debts_are_understood(network):
    assert names(found(network, "Lyon telecoms owes me nothing")) == ["Cy Marek"]
    assert names(found(network, "who owes me")) == ["Bo Lind", "Ana Ruiz"]


def test_french_is_understood(network):
    assert names(found(network, "quelqu'un à Lyon qui connaît les télécoms")) == [
        "Cy Marek", "Bo Lind", "Ana Ruiz",
    ]  # fmt: skip
    assert names(found(network, "à Lyon, et qui ne me doit rien")) == ["Cy Marek"]


def test_nobody_with_all_words_is_said(network):
    said = network.run_quickly("find", "Oslo", "telecoms").out
    assert said.startswith("Nobody with all of oslo, telecom; with 1 of 2:")
    assert "Di Holm" in said


def test_a_filter_narrows_and_leaves_notes_out(network):
    answers = found(network, "telecoms", "--circle", "close")
    assert names(answers) == ["Bo Lind"]
    assert len(answers) == 1


def test_it_follows_edits_renames_and_deletions(network):
    assert names(found(network, "museum")) == []
    network.write("People/Di Holm.md", "---\ncity: Oslo\n---\nRuns the telecoms museum.\n")
    assert names(found(network, "museum")) == ["Di Holm"]
    (network.root / "People/Di Holm.md").rename(network.root / "People/Di Berg.md")
    assert names(found(network, "museum")) == ["Di Berg"]
    (network.root / "People/Di Berg.md").unlink()
    assert names(found(network, "museum")) == []


def test_a_damaged_or_foreign_index_is_made_anew(network):
    expected = found(network, "telecoms")
    (file,) = network.home.rglob("text.sqlite")
    assert file.stat().st_mode & 0o777 == 0o600
    for content in (b"", b"no database at all" * 99, file.read_bytes()[:5000]):
        file.write_bytes(content)
        assert found(network, "telecoms") == expected
    assert found(network, "telecoms", "--no-index") == expected


def test_private_people_are_found_by_their_owner(network):
    network.write("People/Ed Own.md", "---\nprivate: true\n---\nKeeps bees\n")
    assert names(found(network, "bees")) == ["Ed Own"]


@pytest.mark.parametrize("words", [["the", "of"], [" "]])
def test_no_word_to_look_for_is_told(network, words):
    assert "no word to look for" in network.run_quickly("find", *words, code=1).err


@given(st.text(max_size=60))
def test_any_question_can_be_read(text):
    asked = read_question(text)
    assert all(word and word == word.strip() for word in asked.words)
