import pytest
from vaulttool.notes.problem import VaultError
from vaulttool.usecases.find_person import find_person


@pytest.mark.parametrize(
    "said", ["Alice Martin", "alice MARTIN", "Al", "[[Alice Martin]]", "Martin", "People/Alice Martin.md"]
)
def test_a_person_is_found_by_name_alias_word_or_path(people, opened, said):
    assert find_person(opened().read, said).path == "People/Alice Martin.md"


def test_whoever_is_not_sure_is_asked_about(people, opened):
    with pytest.raises(VaultError, match=r"2 people.*Bruno Keller, Bruno Stein"):
        find_person(opened().read, "Bruno")
    with pytest.raises(VaultError, match="Did you mean Alice Martin"):
        find_person(opened().read, "Alise Martin")
    with pytest.raises(VaultError, match="vaulttool list"):
        find_person(opened().read, "Zzz")


def test_an_unknown_name_ends_with_exit_code_one(people):
    result = people.run("show", "Bruno", code=1)
    assert "Bruno Keller, Bruno Stein" in result.err and not result.out


def test_accents_make_no_difference_where_nobody_is_called_so_otherwise(people, opened):
    people.write("People/Hélène Roy.md", "")
    people.write("People/Jose Lund.md", "")
    people.write("People/José Vidal.md", "")
    for said in ("HELENE", "helene roy", "Helène Roy"):
        assert find_person(opened().read, said).path == "People/Hélène Roy.md"
    assert find_person(opened().read, "jose").path == "People/Jose Lund.md"
    assert find_person(opened().read, "josé").path == "People/José Vidal.md"


@pytest.mark.parametrize("said", ["Latin Un", "People/Latin Un.md"])
def test_a_note_that_cannot_be_read_is_told_and_not_called_nobody(people, opened, said):
    people.write("People/Latin Un.md", b"caf\xe9")
    with pytest.raises(VaultError, match="not UTF-8"):
        find_person(opened().read, said)
