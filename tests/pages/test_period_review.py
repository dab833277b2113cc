"""The review of a month and of a year, as its reader sees it."""

import dataclasses

import pytest
from vaulttool.network.period import parse_period
from vaulttool.pages.language import Language
from vaulttool.pages.period_review import period_page
from vaulttool.pages.voice import Voice

from made_up_network import MADE_UP, network, person, talk

EN, FR = Language("en"), Language("fr")


def block(name, some=MADE_UP, language=EN, unit="month"):
    return period_page(parse_period(name, unit), some, Voice(language)).block


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "said",
    [
        "> November so far: you were in touch with nine people, once on your own first move. "
        "October, up to the same day: one.",
        "> Three lunches, as many as in October.",
        "## At table\n[[Jo Park]] ([[2026-11-03|3 November]])",
        "- [[Marc Oyelaran]], after two years ([[2026-11-20|20 November]]): ",
        "That is November so far.",
    ],
)
def test_a_month_stands_beside_the_one_before(said):
    assert said in block("2026-11")


def test_a_year_has_its_best_moments_in_own_words():
    said = block("2026", unit="year")
    assert '- [[2026-06-11|11 June]], [[Nadia Benali]]: "she asked for a name in rail"' in said
    assert "xychart-beta" in said


def test_a_year_of_which_the_notes_hold_little_is_no_measure():
    assert "2025" not in block("2026", unit="year")


def test_near_people_without_a_word_all_year_are_named():
    some = network(
        [person("Ana Ruiz", circle="inner"), person("Bo Li")],
        [talk("Ana Ruiz", "2025-02-03"), talk("Bo Li", "2026-02-03")],
    )
    assert "## Near to you, and not once in 2026\n- [[Ana Ruiz]], last " in block("2026", some, unit="year")


def test_french_says_it_in_french():
    said = plain(block("2026-11", language=FR))
    assert "Novembre jusqu’ici : vous avez été en contact avec neuf personnes" in said
    assert "Trois déjeuners, autant qu’en octobre." in said
    assert "Voilà novembre jusqu’ici." in said


def test_a_quiet_month_is_said_kindly():
    said = block("2026-11", network([person("Ana Ruiz")], []))
    assert "a quiet one, as your notes have it" in said and "##" not in said


def test_the_same_day_gives_the_same_bytes():
    assert block("2026-11") == block("2026-11", dataclasses.replace(MADE_UP))
