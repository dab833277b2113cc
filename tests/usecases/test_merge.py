"""Two notes about one person become one, and nothing of either is lost."""

import pytest

from in_process import in_process


@pytest.fixture
def vault(vault):
    return in_process(vault)


ROBERT = """---
type: person
email: robert@lee.example
company: Acme
tags:
  - friend
---
# Robert Lee

## Log
- 2026-05-02 lunch with him
"""
BOB = """---
type: person
aliases:
  - Bobby
email: bob@lee.example
company: Old Mill # until 2020
city: Lyon
# he moved twice
tags: [baker]
---
Met at the mill.

- 2026-06-03 coffee with him ^first
"""


@pytest.fixture
def two(vault):
    vault.write("People/Robert Lee.md", ROBERT)
    vault.write("People/Bob Lee.md", BOB)
    vault.write("People/Ana Ruiz.md", '---\ntype: person\nknows: "[[Bob Lee]]"\n---\n')
    vault.write(
        "2026-07-01 Lunch.md", "Lunch with [[Bob Lee]] and [[Bob Lee|Bob]], see [[Bob Lee#^first]].\n"
    )
    vault.write("2026-07-02.md", "| who |\n| --- |\n| [[Bob Lee]] |\n\nCalled [[Bobby]].\n`[[Bob Lee]]`\n")
    vault.run("update", "--yes")
    return vault


def test_everything_of_both_is_in_one_note(two):
    two.run("merge", "Robert Lee", "Bob Lee")
    assert not two.exists("People/Bob Lee.md")
    text = two.read("People/Robert Lee.md")
    assert two.property("People/Robert Lee.md", "company") == "Acme"
    assert two.property("People/Robert Lee.md", "city") == "Lyon"
    for said in ("robert@lee.example", "bob@lee.example", "friend", "baker", "Bobby", "Bob Lee"):
        assert f"  - {said}\n" in text
    assert "company: Old Mill # until 2020" in text and "# he moved twice" in text
    assert ROBERT.partition("# Robert Lee")[2] in text
    assert BOB.partition("---\nMet")[2] in text


def test_links_and_seals_open_the_one_note(two):
    assert "2026-07-02" in two.property("People/Bob Lee.md", "last_contact_note")
    two.run("merge", "Robert Lee", "Bob Lee")
    assert two.read("2026-07-01 Lunch.md") == (
        "Lunch with [[Robert Lee|Bob Lee]] and [[Robert Lee|Bob]], see [[Robert Lee#^first]].\n"
    )
    assert "| [[Robert Lee\\|Bob Lee]] |" in two.read("2026-07-02.md")
    assert "Called [[Bobby]].\n`[[Bob Lee]]`" in two.read("2026-07-02.md")
    assert 'knows: "[[Robert Lee|Bob Lee]]"' in two.read("People/Ana Ruiz.md")
    assert two.property("People/Robert Lee.md", "last_contact") == "2026-07-02"
    after = two.snapshot()
    assert "2026-05-02" in two.run("why", "Robert Lee").out and "2026-06-03" in two.run("why", "Bobby").out
    two.run("update", "--yes")
    assert two.snapshot() == after


def test_a_dry_run_shows_the_change_and_one_undo_takes_it_back(two):
    before = two.snapshot()
    assert "+++ b/People/Robert Lee.md" in two.run("merge", "Robert Lee", "Bob Lee", "--dry-run").out
    assert two.snapshot() == before
    two.run("merge", "Robert Lee", "Bob Lee")
    two.run("undo")
    assert two.snapshot() == before


def test_a_day_typed_by_hand_is_not_lost(vault):
    vault.write("People/A One.md", "---\ntype: person\nlast_contact: 2026-03-01\n---\n")
    vault.write("People/B One.md", "---\ntype: person\nlast_contact: 2026-08-01\n---\n")
    vault.run("merge", "A One", "B One")
    assert vault.property("People/A One.md", "last_contact") == "2026-08-01"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("birthday: 1980-05-12\n", "birthday: 1981-05-12\n", "different birthdays"),
        ('partner: "[[B One]]"\n', "", "two people"),
        ("", 'not_same_as: "[[A One]]"\n', "two people"),
        ("private: true\n", "", "private"),
        ("died: 2020\n", "", "died"),
        ("", "x: [unclosed\n", "B One.md"),
    ],
)
def test_doubt_is_refused(vault, one, other, why):
    vault.write("People/A One.md", f"---\ntype: person\n{one}---\n")
    vault.write("People/B One.md", f"---\ntype: person\n{other}---\n")
    before = vault.snapshot()
    done = vault.run("merge", "A One", "B One", code=1)
    assert why in done.err
    assert vault.snapshot() == before


def test_a_text_that_would_swallow_the_other_is_refused(vault):
    vault.write("People/A One.md", "---\ntype: person\n---\n```\nnever closed\n")
    vault.write("People/B One.md", "---\ntype: person\n---\n- 2026-03-01 lunch with her\n")
    before = vault.snapshot()
    assert "2026-03-01" in vault.run("merge", "A One", "B One", code=1).err
    assert vault.snapshot() == before


def test_a_block_of_one_id_in_both_is_refused(vault):
    for name in ("A", "B"):
        vault.write(f"People/{name} One.md", "---\ntype: person\n---\nText ^same\n")
    assert "^same" in vault.run("merge", "A One", "B One", code=1).err


def test_line_ends_and_a_missing_front_matter_are_borne(vault):
    vault.write("People/A One.md", b"Old friend")
    vault.write("People/B One.md", b"---\r\ntype: person\r\ncity: Lyon\r\n---\r\nFrom school\r\n")
    vault.write("vaulttool.md", "---\ntype: vaulttool-settings\npeople_folders: People\n---\n")
    vault.run("merge", "A One", "B One")
    text = vault.read("People/A One.md")
    assert "city: Lyon" in text and "Old friend" in text and "From school\r\n" in text
