"""What a note said of company, role, city and address before it was changed by hand, kept in its History."""

import pytest

from daemons import ANA, MEETING, meeting

BEFORE = '---\ntype: person\ncompany: "[[Orvelle]]"\nrole: adviser\ncity: Lyon\n---\nKept as it is.  \n'


def change(vault, daemon, old, new, wait=20):
    vault.write(ANA, vault.read(ANA).replace(old, new))
    daemon.settle(ANA)
    daemon.wait(wait)


@pytest.fixture
def watched(vault, turned):
    vault.write(ANA, BEFORE)
    vault.write("Home.md", "A vault.\n")
    return vault, turned()


def test_a_change_leaves_a_dated_line_once_the_note_has_rested(watched):
    vault, daemon = watched
    change(vault, daemon, '"[[Orvelle]]"', '"[[Quaylight]]"', wait=1)
    assert "History" not in vault.read(ANA)
    daemon.wait(20)
    after = BEFORE.replace("Orvelle", "Quaylight")
    line = "- 2026-11-24: company: [[Orvelle]] → [[Quaylight]]\n"
    assert vault.read(ANA) == f"{after}\n## History\n\n{line}"
    daemon.wait(60)
    daemon.settle(ANA)
    assert vault.read(ANA) == f"{after}\n## History\n\n{line}"
    assert daemon.writes == 1
    change(vault, daemon, "city: Lyon", "city: Porto")
    assert vault.read(ANA).endswith(f"## History\n\n{line}- 2026-11-24: city: Lyon → Porto\n")


def test_typing_is_one_change_and_taking_it_back_is_none(watched):
    vault, daemon = watched
    change(vault, daemon, "Lyon", "P", wait=1)
    change(vault, daemon, "city: P\n", "city: Porto\n")
    assert "- 2026-11-24: city: Lyon → Porto\n" in vault.read(ANA)
    change(vault, daemon, "role: adviser", "role: x", wait=1)
    change(vault, daemon, "role: x", "role: adviser")
    assert "role:" not in vault.read(ANA).partition("## History")[2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"[[Orvelle]]"', "Orvelle"),
        ('"[[Orvelle]]"', '"[[Orvelle Group]]"'),
        ("city: Lyon", "city: lyon"),
        ("role: adviser", "role: advisor"),
        ("Kept as it is.", "company: Other"),
    ],
)
def test_what_says_the_same_leaves_no_line(watched, old, new):
    vault, daemon = watched
    change(vault, daemon, old, new)
    assert "History" not in vault.read(ANA)


def test_what_is_taken_away_is_kept_and_what_is_new_needs_no_line(watched):
    vault, daemon = watched
    change(vault, daemon, "role: adviser\ncity: Lyon\n", "address: 1 Mill Lane\n")
    said = vault.read(ANA)
    assert "- 2026-11-24: role: adviser → –\n- 2026-11-24: city: Lyon → –\n" in said
    assert "address:" not in said.partition("## History")[2]


def test_a_line_that_somebody_wrote_already_is_not_written_again(watched):
    vault, daemon = watched
    told = "\n## History\n\n- 2026-11-24: company: [[Orvelle]] → [[Quaylight]]\n"
    after = BEFORE.replace("Orvelle", "Quaylight") + told
    vault.write(ANA, after)
    daemon.settle(ANA)
    daemon.wait(20)
    assert vault.read(ANA) == after


def test_it_stands_in_one_edit_with_a_new_last_contact(watched):
    vault, daemon = watched
    vault.write(ANA, BEFORE.replace("Lyon", "Porto"))
    vault.write(MEETING, meeting("Ana Ruiz"))
    daemon.settle(ANA, MEETING)
    daemon.wait(20)
    said = vault.read(ANA)
    assert "last_contact: 2026-11-24\n" in said and "- 2026-11-24: city: Lyon → Porto\n" in said
    assert daemon.writes == 1


def test_the_language_and_the_heading_are_those_of_the_vault(vault, turned):
    vault.write("vaulttool.md", "---\nlanguage: fr\npeople_folders: People\nhistory_heading: Parcours\n---\n")
    vault.write(ANA, BEFORE + "\n# Historique\n\nUn mot.\n")
    daemon = turned()
    change(vault, daemon, "city: Lyon", "ville: Porto")
    assert vault.read(ANA).endswith("# Historique\n\nUn mot.\n- 2026-11-24: ville: Lyon → Porto\n")
