"""Whom one can wish a happy new year, and of what."""

import dataclasses
import datetime as dt

import pytest
from vaulttool.network.wishes import wishes, year_of_wishes

from made_up_network import MADE_UP, SILENT, network, path_of, person, talk


def wish(name: str, talks, year: int = 2027, **said):
    (only,) = wishes(network([person(name, **said)], talks), year)
    return only


@pytest.mark.parametrize(("day", "year"), [("2026-11-24", 2027), ("2027-01-31", 2027), ("2027-02-01", 2028)])
def test_in_january_one_wishes_the_year_that_has_begun(day, year):
    assert year_of_wishes(dt.date.fromisoformat(day)) == year


def test_everyone_who_may_be_asked_for_stands_once():
    found = [contact.name for one in wishes(MADE_UP, 2027) for contact in one.contacts]
    assert len(found) == len(set(found))
    assert not set(found) & {*SILENT, "Not Yet", "Snooze Later"}
    assert {"Nadia Benali", "Hana Sato", "Kim Home"} <= set(found)


def test_a_household_gets_one_wish_that_speaks_of_the_best_of_both():
    home = [person("Ada Noll", household="Home"), person("Bo Noll", household="Home", circle="close")]
    talks = [
        talk("Ada Noll", "2026-03-03", "lunch", "Lunch with [[Ada Noll]]", received="a bed and a bicycle"),
        talk("Bo Noll", "2026-09-09", "call", "Called [[Bo Noll]] about the boat, which leaks again"),
    ]
    (only,) = wishes(network(home, talks), 2027)
    assert [contact.name for contact in only.contacts] == ["Bo Noll", "Ada Noll"]
    assert only.fact.received == "a bed and a bicycle"


@pytest.mark.parametrize(
    ("day", "speaks"), [("2025-11-30", False), ("2025-12-01", True), ("2026-12-23", True)]
)
def test_the_thing_to_speak_of_is_of_the_year(day, speaks):
    some = network([person("Ana Ruiz")], [talk("Ana Ruiz", day)], today=dt.date(2027, 1, 15))
    (only,) = wishes(some, 2027)
    assert (only.fact is not None) is speaks
    assert only.last.date == dt.date.fromisoformat(day)


def test_a_word_from_christmas_eve_on_is_the_wish_itself():
    (only,) = wishes(
        network([person("Ana Ruiz")], [talk("Ana Ruiz", "2026-12-24")], dt.date(2026, 12, 30)), 2027
    )
    assert only.fact is None and only.spoken.date == dt.date(2026, 12, 24)


def test_a_talk_in_january_is_the_wish_made_and_changes_no_line():
    before = wish("Ana Ruiz", [talk("Ana Ruiz", "2026-05-05")])
    after = wish("Ana Ruiz", [talk("Ana Ruiz", "2026-05-05"), talk("Ana Ruiz", "2027-01-03", "call")])
    assert before.spoken is None and after.spoken.date == dt.date(2027, 1, 3)
    assert dataclasses.replace(after, spoken=None) == before


def test_own_words_are_better_than_a_list_of_guests():
    told = talk("Ana Ruiz", "2026-02-02", "lunch", "Lunch with [[Ana Ruiz]]: the move to Porto in spring")
    guests = "[[Ana Ruiz]], [[Jo Park]], [[Ivo Marek]]"
    listed = talk("Ana Ruiz", "2026-08-08", "meeting", guests)._replace(rule="attendees")
    assert wish("Ana Ruiz", [told, listed]).fact == told


def test_a_filter_leaves_the_others_out():
    only = wishes(MADE_UP, 2027, [MADE_UP.contacts[path_of("Ana Ruiz")]])
    assert [contact.name for one in only for contact in one.contacts] == ["Ana Ruiz"]
