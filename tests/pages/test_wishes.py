"""The page of wishes, as its reader sees it, and words of notes turned to the person."""

import datetime as dt

import pytest
from vaulttool.network.wishes import wishes
from vaulttool.pages.language import Language
from vaulttool.pages.sayable import Addressed, addressed, first_name, sayable
from vaulttool.pages.voice import Voice
from vaulttool.pages.wishes import wishes_page

from made_up_network import MADE_UP, network, person, talk

EN, FR = Language("en"), Language("fr")
FRIEND, STRANGER = Addressed("fr", False, True), Addressed("fr", False, False)
ENGLISH = Addressed("en", False, True)


def block(some=MADE_UP, language=EN, ticked=(), year=2027):
    return wishes_page(wishes(some, year), year, some, Voice(language), ticked=ticked).block


@pytest.mark.parametrize(
    "said",
    [
        "- [ ] [[Claire Aubert]] — Happy new year, Claire! Thank you once more for a name at the archive. "
        "May it bring you a flat in Ghent. ^vt-",
        '  - [[2026-11-12|12 November]], coffee: "a name at the archive"',
        "- [ ] [[Hana Sato]]: nothing in your notes since [[2023-04-01 Coffee with Hana Sato|April 2023]] — "
        "a wish, or a rest? ^vt-",
    ],
)
def test_each_line_speaks_of_one_real_thing(said):
    assert said in block()


def test_the_french_page_says_tu_to_the_near_and_vous_to_others():
    some = network(
        [
            person("Ana Ruiz", circle="close", needs=("un studio pour sa fille",)),
            person("Bo Li", circle="wide"),
        ],
        [talk("Ana Ruiz", "2026-04-04", "lunch"), talk("Bo Li", "2026-09-04", "message", direction="them")],
    )
    french = block(some, FR).replace("\u00a0", " ").replace("\u202f", " ")
    assert "Bonne année, Ana !" in french and "déjeuner d’avril" in french
    assert "Que 2027 t’apporte un studio pour ta fille." in french
    assert "Votre message de septembre m’a fait du bien." in french


def test_through_january_the_done_are_counted():
    some = network(
        [person("Ana Ruiz"), person("Bo Li"), person("Cy Orr")],
        [talk("Ana Ruiz", "2026-04-04"), talk("Bo Li", "2026-09-04"), talk("Bo Li", "2027-01-02", "call")],
        today=dt.date(2027, 1, 12),
    )
    first = block(some)
    assert "One of 3 wished, 2 to go until the end of January: one a day and it is done." in first
    assert "  - In touch on [[2027-01-02 Call with Bo Li|2 January 2027]]." in first
    ana = next(line for line in first.splitlines() if line.startswith("- [ ] [[Ana Ruiz]]"))
    again = block(some, ticked={ana.rpartition("^")[2]})
    assert "Two of 3 wished" in again


def test_january_changes_no_line():
    people = [contact for contact in MADE_UP.contacts.values() if not contact.snooze_until]
    talks = [talk for own in MADE_UP.interactions.values() for talk in own]
    eve, later = (
        block(network(people, talks, today=day)).partition("## ")[2]
        for day in (dt.date(2026, 12, 30), dt.date(2027, 1, 20))
    )
    assert eve == later


def test_nobody_to_wish_is_no_empty_page():
    assert block(network([], [])).startswith("Nobody to wish it to yet")


@pytest.mark.parametrize(
    ("text", "to", "said"),
    [
        ("her notes on Ghent", ENGLISH, "your notes on Ghent"),
        ("A flat for her daughter Lise", ENGLISH, "a flat for your daughter Lise"),
        ("someone who can help her", ENGLISH, ""),
        ("[[Ana Ruiz|Ana]]'s list", ENGLISH, "Ana's list"),
        ("son avis sur sa ferme", FRIEND, "ton avis sur ta ferme"),
        ("ses notes", STRANGER, "vos notes"),
        ("a place where he can sing", ENGLISH, ""),
        ("to be left alone", ENGLISH, ""),
        ("lent me the van", ENGLISH, ""),
        ("un studio pour sa fille", ENGLISH, ""),
        ("a flat for the summer", FRIEND, ""),
        ("She left. He cried", ENGLISH, ""),
        ("x" * 200, ENGLISH, ""),
        ("a <b>flat</b>", ENGLISH, ""),
        ("", ENGLISH, ""),
    ],
)
def test_words_of_a_note_are_turned_or_left_unsaid(text, to, said):
    assert sayable(text, to) == said


@pytest.mark.parametrize(
    ("name", "greeted"),
    [("Ana Ruiz", "Ana"), ("Dr Hana Sato", "Dr Hana Sato"), ("Ana", "Ana"), ("Théo d'Haut", "Théo")],
)
def test_one_is_greeted_as_one_would_be(name, greeted):
    assert first_name(person(name)) == greeted


def test_several_are_never_tu():
    assert not addressed((person("A", circle="inner"), person("B", circle="inner")), "fr").tu
