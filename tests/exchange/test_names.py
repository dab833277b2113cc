import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.names import clean_name, compose, split_name, without_titles


@pytest.mark.parametrize(
    ("text", "first", "family"),
    [
        ("Ana Ruiz", "Ana", "Ruiz"),
        ("Jean Le Gall", "Jean", "Le Gall"),
        ("LE GALL Jean-Pierre", "Jean-Pierre", "LE GALL"),
        ("Marie DUPONT", "Marie", "DUPONT"),
        ("DUPONT, MARIE", "MARIE", "DUPONT"),
        ("Dupont, JP", "JP", "Dupont"),
        ("Ruiz, Ana", "Ana", "Ruiz"),
        ("Ann Looper, DipWSET", "Ann", "Looper"),
        ("Smith, John, MD", "John", "Smith"),
        ("Dr. Ana María Ruiz", "Ana María", "Ruiz"),
        ("Prof. Dr. Hans-J. Müller", "Hans-J.", "Müller"),
        ("Jan van den Berg", "Jan", "van den Berg"),
        ("José Ortega y Gasset", "José", "Ortega y Gasset"),
        ("Anne de la Tour d'Auvergne", "Anne", "de la Tour d'Auvergne"),
        ("Robert “Bob” Lee Jr.", "Robert", "Lee"),
        ("Ana Ruiz 🚀", "Ana", "Ruiz"),
        ("Ana Ruiz | Coach", "Ana", "Ruiz"),
        ("Ann Lee (Acme)", "Ann", "Lee"),
        ("Nguyễn Văn An", "Văn An", "Nguyễn"),
        ("王小明", "小明", "王"),
        ("Bob", "Bob", ""),
        ("ana@example.org", "", ""),
    ],
)
def test_a_full_name_is_taken_apart(text: str, first: str, family: str):
    split = split_name(text)
    assert (split.given, split.family) == (first, family)


def test_maiden_names_and_nicknames_are_told_apart():
    assert split_name("Émilie Martin (née Durand)").maiden == "Durand"
    assert split_name('Robert "Bob" Lee').nickname == "Bob"


def test_a_title_that_may_be_a_name_stays_where_it_is_the_whole_name():
    assert without_titles("Don") == "Don"
    assert without_titles("Ma") == "Ma"
    assert without_titles("Looper, DipWSET") == "Looper"


def test_words_for_nothing_are_nothing():
    assert clean_name("undefined") == clean_name(" - ") == clean_name("🚀") == ""


@given(st.text(max_size=60))
def test_no_text_raises_and_no_part_has_control_signs(text: str):
    split = split_name(text)
    for part in (split.given, split.family, split.maiden, split.nickname):
        assert part == part.strip()
        assert not any(sign in part for sign in "\n\r\t\u202a\u202e\ufeff")


def test_a_name_is_put_together_as_it_is_said():
    assert compose("Ana", "Ruiz", "María") == "Ana María Ruiz"
    assert compose("太郎", "田中") == "田中太郎"
    assert compose("Hoà", "Ngô", "Thị") == "Ngô Thị Hoà"
    assert compose("", "Ruiz") == "Ruiz"
