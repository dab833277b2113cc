import datetime as dt

import pytest
from vaulttool.notes.problem import VaultError
from vaulttool.usecases.find_person import find_person
from vaulttool.usecases.log_line import log_line

NOW = dt.datetime(2026, 11, 24, 9, 5)
DAILY = "Daily/2026-11-24.md"


def logged(opened, said, *names):
    """What `log` would do: the daily note's bytes, the other paths, the data."""
    vault = opened()
    outcome = log_line(vault, said, [find_person(vault.read, name) for name in names], NOW)
    assert outcome.edits[0].path == DAILY
    return outcome.edits[0].new, {edit.path for edit in outcome.edits[1:]}, outcome.data[0]


def test_a_line_counts_at_once_and_undo_gives_every_byte_back(people):
    crlf = b"\xef\xbb\xbf---\r\nmood: good\r\n---\r\n# Tuesday\r\n\r\n- rain"
    people.write(DAILY, crlf)
    before = people.snapshot()
    out = people.run("log", "-", input="Lunch with alice martin\n").out
    assert (
        f"{DAILY}:7: - Lunch with [[Alice Martin|alice martin]]" in out and "counts for Alice Martin" in out
    )
    assert people.bytes(DAILY) == crlf + b"\r\n- Lunch with [[Alice Martin|alice martin]]"
    assert people.property("People/Alice Martin.md", "last_contact") == "2026-11-24"
    people.run("undo")
    assert people.snapshot() == before
    assert "Nothing to take back" in people.run_quickly("undo").out


@pytest.mark.parametrize(
    ("said", "names", "line"),
    [
        ("Lunch with Alice Martin", (), "Lunch with [[Alice Martin]]"),
        ("- Coffee with Al,  at\tnoon", (), "Coffee with [[Alice Martin|Al]], at noon"),
        ("Call with [[Alice Martin]] and Bruno Stein", (), "Call with [[Alice Martin]] and [[Bruno Stein]]"),
        ("Call with Bruno about it", ("Bruno Stein",), "Call with [[Bruno Stein|Bruno]] about it"),
        ("Lunch", ("Alice", "Bruno Stein"), "Lunch with [[Alice Martin]] and [[Bruno Stein]]"),
        ("Lunch with Alice Martin", ("Alice",), "Lunch with [[Alice Martin]]"),
        ("Lunch with Alice Martinez", (), "Lunch with Alice Martinez"),
        ("I am all alone", (), "I am all alone"),
    ],
)
def test_only_sure_names_are_linked(people, opened, said, names, line):
    assert logged(opened, said, *names)[0].decode() == f"- {line}\n"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Plan: lunch with Alice Martin tomorrow", "planned"),
        ("Alice Martin cancelled our lunch", "not there"),
    ],
)
def test_a_line_that_does_not_count_is_written_and_told(people, opened, said, why):
    new, others, data = logged(opened, said)
    assert b"[[Alice Martin]]" in new and not others and not data["counts_for"]
    assert data["will_not_count"][0]["contact"] == "People/Alice Martin.md"
    assert why in data["will_not_count"][0]["why"]


def test_the_line_goes_where_it_counts(people, opened):
    for note, wanted in [
        ("# D\n\n## Log\n- woke\n\n## Tomorrow\n- a\n", "# D\n\n## Log\n- woke\n- {}\n\n## Tomorrow\n- a\n"),
        ("# Day\n\n## Log\n- \n\n## Tomorrow\n", "# Day\n\n## Log\n- {}\n\n## Tomorrow\n"),
        ("# Day\n\nrain\n\n## Tomorrow\n- [ ] rest\n", "# Day\n\nrain\n- {}\n\n## Tomorrow\n- [ ] rest\n"),
        ("---\nmood: good\n---\n", "---\nmood: good\n---\n- {}\n"),
    ]:  # fmt: skip
        people.write(DAILY, note)
        new, others, _ = logged(opened, "Lunch with Alice Martin")
        assert new.decode() == wanted.format("Lunch with [[Alice Martin]]")
        assert others == {"People/Alice Martin.md"}


def test_the_note_comes_from_the_daily_template(people, opened):
    people.write(".obsidian/daily-notes.json", '{"folder": "Daily", "template": "Templates/Day"}')
    people.write(
        "Templates/Day.md", "# {{date:dddd D MMMM}}\n\n- [[{{name of them}}]]\n\n## Tomorrow\n- [ ] \n"
    )
    new, _, data = logged(opened, "Lunch with Alice Martin")
    assert new.decode() == "# Tuesday 24 November\n\n- Lunch with [[Alice Martin]]\n\n## Tomorrow\n- [ ] \n"
    assert data["counts_for"] == ["People/Alice Martin.md"] and data["line"] == 3


def test_nothing_is_written_over_bytes_that_are_no_text(people, opened):
    people.write(DAILY, b"caf\xe9\n")
    with pytest.raises(VaultError, match="UTF-8"):
        logged(opened, "Lunch with Alice Martin")
    with pytest.raises(VaultError, match="nothing to log"):
        logged(opened, " \n ")


def test_a_dry_run_writes_nothing(people):
    before = people.snapshot()
    assert (
        "+- Lunch with [[Alice Martin]]"
        in people.run_quickly("log", "Lunch with Alice Martin", "--dry-run").out
    )
    assert people.snapshot() == before


def test_names_are_known_in_any_form_of_their_letters(people, opened):
    people.write("People/Rémi Groß.md", "")
    new, _, data = logged(opened, "Lunch with Re\u0301mi GROß")
    assert new.decode() == "- Lunch with [[Rémi Groß|Rémi GROß]]\n"
    assert data["counts_for"] == ["People/Rémi Groß.md"]


def test_a_name_of_two_people_is_told_and_not_linked(people, opened):
    people.write("Kin/Alice Martin.md", "---\ntype: person\n---\n")
    new, others, _ = logged(opened, "Lunch with Alice Martin")
    assert b"[[" not in new and not others


def test_a_french_vault_says_avec_and_et(people, opened):
    people.write("vaulttool.md", "---\ntype: vaulttool-settings\nlanguage: fr\ndaily_folder: Daily\n---\n")
    new, others, _ = logged(opened, "Déjeuner", "Alice", "Bruno Stein")
    assert new.decode() == "- Déjeuner avec [[Alice Martin]] et [[Bruno Stein]]\n" and len(others) == 2


@pytest.mark.parametrize("words", [("Lunch with C# Bob",), ("Lunch", "--with", "C# Bob")])
def test_who_cannot_be_linked_by_a_wikilink_is_linked_all_the_same(people, words):
    people.write("People/C# Bob.md", "---\ncity: Lyon\n---\n")
    out = people.run_quickly("log", *words).out
    line = "- Lunch with [C# Bob](People/C%23%20Bob.md)"
    assert line in people.read("Daily/2026-11-24.md") and "It counts for C# Bob" in out
    assert people.property("People/C# Bob.md", "last_contact") == "2026-11-24"
    assert "[C# Bob](People/C%23%20Bob.md)" in people.run_quickly("check").out
    people.write("Daily/2026-11-20.md", "Lunch with C# Bob\n")
    assert "[C# Bob](People/C%23%20Bob.md)" in people.run_quickly("why", "C# Bob", "2026-11-20").out


@pytest.mark.parametrize("open_text", ["```\ncode\n", "%%\nsecret\n", "<!--\nsecret\n"])
def test_a_line_that_nobody_would_see_is_not_written(people, opened, open_text):
    people.write("Daily/2026-11-24.md", open_text)
    with pytest.raises(VaultError) as caught:
        logged(opened, "Lunch with Alice Martin")
    assert "no place" in caught.value.problem.what


def test_a_line_that_would_hide_the_rest_is_not_written(opened):
    with pytest.raises(VaultError):
        logged(opened, "%% Lunch with Alice Martin")
