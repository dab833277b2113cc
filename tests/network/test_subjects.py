"""What the smaller subjects of the network see in the made-up one."""

import dataclasses
import datetime as dt

import pytest
from vaulttool.network.balance import balance_of, balances, only_asks, total_balance
from vaulttool.network.cadence import Cadence
from vaulttool.network.capacity import capacity, crowded
from vaulttool.network.circle import CadenceRules
from vaulttool.network.contact import Edge, YearlyDay
from vaulttool.network.days import days_to_come
from vaulttool.network.diversity import spread
from vaulttool.network.duplicates import duplicates
from vaulttool.network.introductions import introductions, refusal
from vaulttool.network.movements import YEARS_PER_FALSE_ALARM, movements, poisson_tail
from vaulttool.network.new_year import to_look_at
from vaulttool.network.returns import returns
from vaulttool.network.rhythm import drought, lunch_streak, touches, touches_by_month

from made_up_network import MADE_UP, SILENT, TODAY, network, path_of, person, talk

YEAR_AGO = TODAY - dt.timedelta(days=365)


def on(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


# rhythm


def test_lunches_are_counted_week_after_week_without_those_one_lives_with():
    assert lunch_streak(MADE_UP) == 8
    assert lunch_streak(dataclasses.replace(MADE_UP, today=on("2026-12-02"))) == 0


def test_one_touch_a_person_and_day():
    twice = network(
        [person("Ana Ruiz")], [talk("Ana Ruiz", "2026-11-02"), talk("Ana Ruiz", "2026-11-02", "email")]
    )
    assert len(touches(twice, YEAR_AGO, TODAY)) == 1
    assert touches_by_month(twice)[-1] == (on("2026-11-01"), 1)
    assert len(touches_by_month(twice)) == 12


def test_a_drought_lasts_until_today():
    quiet = network([person("Ana Ruiz")], [talk("Ana Ruiz", "2026-10-25")])
    assert drought(quiet).days == 30
    assert drought(quiet, least_days=31) is None
    assert drought(network([], [])) is None


# days


def test_yearly_days_come_round_the_turn_of_the_year():
    ana = person("Ana Ruiz", days=(YearlyDay(1, 2, 1980, "birthday"), YearlyDay(2, 29, None, "wedding")))
    found = days_to_come(network([ana], []), on("2026-12-28"), on("2027-03-01"))
    assert [(day.date.isoformat(), day.turns) for day in found] == [("2027-01-02", 47), ("2027-02-28", None)]


def test_the_silent_have_no_days():
    coming = {day.contact for day in days_to_come(MADE_UP, TODAY, TODAY + dt.timedelta(days=7))}
    assert coming == {path_of("Jo Park")}


# balance


def test_what_one_line_gave_to_two_counts_once_in_all():
    both = [talk(name, "2026-11-02", text="x")._replace(gave="a name") for name in ("A B", "C D")]
    some = network([person("A B"), person("C D")], both)
    assert len(balances(some)) == 2
    assert len(total_balance(some).gave) == 1


def test_the_balance_names_whom_one_owes():
    assert balances(MADE_UP)[0].contact == path_of("Claire Aubert")
    assert balance_of(MADE_UP, path_of("Claire Aubert")).owed == 2
    assert only_asks(MADE_UP, YEAR_AGO) == (3, 0)


# returns


def test_who_comes_back_is_met_with_the_good_one_knows():
    back = returns(MADE_UP, TODAY - dt.timedelta(days=14))[0]
    assert back.contact == path_of("Marc Oyelaran")
    assert back.good[0].received == "a ride to Basel at five in the morning"


def test_whom_the_user_wrote_to_first_did_not_come_back():
    some = network([person("A B")], [talk("A B", "2024-01-01"), talk("A B", "2026-11-20", direction="me")])
    assert returns(some, TODAY - dt.timedelta(days=14)) == ()


# capacity


def test_too_many_promises_to_oneself_are_named_with_the_circle_to_shrink():
    people = [person(f"Person {n}", circle="active") for n in range(40)]
    talks = [talk(f"Person {n}", f"2026-{1 + n % 9:02}-10") for n in range(40)]
    found = capacity(network(people, talks))
    assert (found.asked, found.made, found.circle, found.people) == (80, 40, "active", 40)
    assert found.fits == 20
    assert found.is_too_much


def test_a_young_vault_says_nothing_of_capacity():
    assert capacity(network([person("A B")], [talk("A B", "2026-11-01")])) is None


def test_a_circle_can_be_too_full():
    assert crowded(network([person(f"P {n}", circle="inner") for n in range(6)], [])) == (("inner", 6, 5),)


# diversity


def test_those_who_are_alike_are_named_with_those_who_are_not():
    found = spread(MADE_UP, "field", YEAR_AGO)
    assert (found.top, found.is_narrow) == ("software", True)
    assert found.missing[0] == path_of("Luc Perrin")
    assert not {path_of(name) for name in SILENT} & set(found.missing)


# movements


def test_a_burst_of_one_company_is_seen_with_its_false_alarm_rate():
    (found,) = movements(MADE_UP)
    assert found.company == "Orbis"
    assert len(found.people) == 5
    assert found.once_in_years > YEARS_PER_FALSE_ALARM


def test_three_a_month_from_a_company_of_many_words_is_no_burst():
    people = [person(f"P {n}", company="Orbis") for n in range(60)]
    talks = [
        talk(f"P {n}", (TODAY - dt.timedelta(days=n * 7)).isoformat(), "message", direction="them")
        for n in range(60)
    ]
    assert movements(network(people, talks)) == ()


@pytest.mark.parametrize(
    ("least", "mean", "chance"), [(0, 2.0, 1.0), (1, 1.0, 0.632), (3, 0.5, 0.0144), (3, 0.0, 0.0)]
)
def test_the_tail_of_the_poisson_distribution(least, mean, chance):
    assert poisson_tail(least, mean) == pytest.approx(chance, abs=1e-3)


def test_a_very_small_tail_keeps_its_digits():
    assert poisson_tail(12, 0.01) == pytest.approx(1e-24 / 479001600, rel=0.05)


# introductions


def test_needs_meet_offers_of_people_one_really_knows():
    pairs = {(found.seeker, found.helper) for found in introductions(MADE_UP)}
    assert (path_of("Nadia Benali"), path_of("Tomas Ferro")) in pairs


def test_an_edge_or_a_stranger_rules_the_pair_out():
    seeker = person("A B", needs=("rail",))
    helper = person("C D", offers=("rail",))
    both = [talk("A B", "2026-01-01"), talk("C D", "2026-01-01")]
    assert introductions(network([seeker, helper], both))
    assert not introductions(network([seeker, helper], both[:1]))
    joined = dataclasses.replace(helper, edges=(Edge("knows", seeker.path),))
    assert not introductions(network([seeker, joined], both))
    assert (
        refusal(network([seeker, helper], both[:1]), seeker.path, helper.path) == f"never-met {helper.path}"
    )
    assert refusal(network([seeker, joined], both), seeker.path, helper.path) == "joined"
    assert refusal(network([seeker, helper], both), seeker.path, helper.path) == ""


def test_small_words_make_no_introduction():
    seeker = person("A B", needs=("someone who can help with the new work",))
    helper = person("C D", offers=("help with work",))
    assert not introductions(
        network([seeker, helper], [talk("A B", "2026-01-01"), talk("C D", "2026-01-01")])
    )


# the question of the new year


@pytest.mark.parametrize(("people", "most"), [(30, 12), (100, 12), (620, 12)])
def test_everyone_is_asked_for_once_a_year(people, most):
    everyone = network([person(f"Person {n}") for n in range(people)], [])
    weeks = [on("2026-01-01") + dt.timedelta(weeks=week) for week in range(52)]
    asked = [{c.path for c in to_look_at(dataclasses.replace(everyone, today=week), most)} for week in weeks]
    assert set().union(*asked) == set(everyone.contacts)
    assert all(len(week) <= most for week in asked)


def test_an_answer_holds_until_the_next_turn():
    asked = to_look_at(MADE_UP)[0]
    answered = dataclasses.replace(asked, properties={"reviewed": "2026-11-20"})
    assert asked not in to_look_at(
        dataclasses.replace(MADE_UP, contacts={**MADE_UP.contacts, asked.path: answered})
    )


# duplicates


def test_two_notes_of_one_person_are_found():
    one = person("Ana Ruiz", emails=("Ana@example.org",), phones=("+33 6 12 34 56 78",))
    two = dataclasses.replace(person("A. Ruiz"), emails=("ana@example.org",))
    three = dataclasses.replace(person("Mme Ruiz"), phones=("06 12 34 56 78",))
    four = dataclasses.replace(person("ruiz ana"), names=("ruiz ana", "Ruiz Ana"))
    found = {(pair.other, pair.why) for pair in duplicates([one, two, three, four]) if pair.one == one.path}
    found |= {(pair.one, pair.why) for pair in duplicates([one, two, three, four]) if pair.other == one.path}
    assert found == {(two.path, "email"), (three.path, "phone"), (four.path, "name")}


def test_a_couple_may_share_a_number():
    one = person("Ana Ruiz", phones=("0612345678",), household="Luc Ruiz")
    two = person("Luc Ruiz", phones=("0612345678",))
    assert duplicates([one, two]) == ()


def test_settings_can_change_the_cadence_of_a_circle():
    rules = CadenceRules(circles={"active": Cadence(months=24)})
    people = [person(f"P {n}", circle="active") for n in range(40)]
    talks = [talk(f"P {n}", f"2026-{1 + n % 9:02}-10") for n in range(40)]
    assert not capacity(network(people, talks), rules).is_too_much
