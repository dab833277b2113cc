import pytest
from vaulttool.network.cadence import NEVER, Cadence
from vaulttool.network.circle import CadenceRules, effective_cadence, read_circle, unreadable_care
from vaulttool.network.contact import Contact


def contact(**said) -> Contact:
    return Contact(path="People/Ana Ruiz.md", name="Ana Ruiz", **said)


@pytest.mark.parametrize(
    ("word", "circle"),
    [
        ("Inner", "inner"),
        ("intime", "inner"),
        ("Proche", "close"),
        ("étendu", "wide"),
        ("actif", "active"),
        ("large", "wide"),
        ("daily", "daily"),
        ("clsoe", ""),
        ("", ""),
    ],
)
def test_circles_are_read_in_both_languages(word, circle):
    assert read_circle(word) == circle


def test_the_notes_own_word_comes_first():
    rules = CadenceRules(groups={"#family": Cadence(months=1), "People/Old": Cadence(months=24)})
    own = Cadence(days=30)
    assert effective_cadence(contact(cadence=own, cadence_text="30d", tags=("family",)), rules)[0] == own
    assert effective_cadence(contact(tags=("family/aunt",), circle="wide"), rules)[0] == Cadence(months=1)
    assert effective_cadence(contact(circle="close"), rules) == (Cadence(months=2), "circle: close")


def test_a_misspelt_circle_or_cadence_never_ends_the_care():
    person = contact(circle="clsoe", cadence_text="sometimes")
    assert not effective_cadence(person)[0].never
    assert unreadable_care(person) == ("circle", "cadence")
    assert unreadable_care(contact(circle="close")) == ()


def test_those_one_lives_with_are_never_due():
    assert (
        effective_cadence(contact(circle="daily", cadence=Cadence(days=7), cadence_text="weekly"))[0] == NEVER
    )
