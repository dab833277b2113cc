"""A month or a year as one looks back on it."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.moments import best_moments
from vaulttool.network.period import (
    account,
    came_back,
    gone_cold,
    new_people,
    not_seen,
    parse_period,
    same_stretch,
)

from made_up_network import MADE_UP, SILENT, TODAY, network, path_of, person, talk

NOVEMBER = parse_period("2026-11", "month")
YEAR = parse_period("2026", "year")
LONG_AGO = talk("Old Hand", "2020-01-01")


@pytest.mark.parametrize(
    ("text", "unit", "first", "end", "before"),
    [
        ("2026-W48", "week", "2026-11-23", "2026-11-29", "2026-W47"),
        ("2027-W01", "week", "2027-01-04", "2027-01-10", "2026-W53"),
        ("2026-11", "month", "2026-11-01", "2026-11-30", "2026-10"),
        ("2028-02", "month", "2028-02-01", "2028-02-29", "2028-01"),
        ("2026-01", "month", "2026-01-01", "2026-01-31", "2025-12"),
        ("2026", "year", "2026-01-01", "2026-12-31", "2025"),
    ],
)
def test_a_period_is_read_by_its_name(text, unit, first, end, before):
    period = parse_period(text, unit)
    assert (period.first.isoformat(), period.end.isoformat()) == (first, end)
    assert (period.name, period.before().name) == (text, before)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2026-W54", "week"),
        ("2025-W53", "week"),
        ("2026-13", "month"),
        ("0026", "year"),
        ("48", "week"),
        ("", "year"),
    ],
)
def test_what_is_no_period_is_refused(text, unit):
    with pytest.raises(ValueError):
        parse_period(text, unit)


@given(st.dates(dt.date(1901, 1, 1), dt.date(9990, 1, 1)), st.sampled_from(["week", "month", "year"]))
def test_periods_follow_each_other_without_a_gap(day, unit):
    iso = day.isocalendar()
    name = {"week": f"{iso.year}-W{iso.week:02}", "month": f"{day:%Y-%m}", "year": f"{day:%Y}"}[unit]
    period = parse_period(name, unit)
    assert period.first <= day <= period.end
    assert period.before().end + dt.timedelta(days=1) == period.first
    assert parse_period(period.before().name, unit) == period.before()


def test_a_running_period_is_compared_with_as_much_of_the_one_before():
    assert same_stretch(MADE_UP, NOVEMBER) == dt.date(2026, 10, 24)
    over = dataclasses.replace(MADE_UP, today=dt.date(2026, 11, 30))
    assert same_stretch(over, NOVEMBER) == dt.date(2026, 10, 31)


def test_a_lunch_with_three_is_one_lunch_with_three_people():
    talks = [talk(name, "2026-11-05", "lunch")._replace(note="J.md") for name in ("A A", "B B", "C C")]
    found = account(network([person(name) for name in ("A A", "B B", "C C")], talks), NOVEMBER)
    assert (found.people, len(found.lunches)) == (3, 1)


@pytest.mark.parametrize(
    ("met", "is_new"), [("", True), ("2026-11-02", True), ("2014", False), ("2026-10-01", False)]
)
def test_whom_one_met_before_is_not_new(met, is_new):
    people = [person("Ana Ruiz", met=met), person("Old Hand")]
    some = network(people, [talk("Ana Ruiz", "2026-11-03"), LONG_AGO])
    assert bool(new_people(some, NOVEMBER)) is is_new


def test_nobody_is_new_where_the_notes_have_just_begun():
    assert not new_people(network([person("Ana Ruiz")], [talk("Ana Ruiz", "2026-11-03")]), NOVEMBER)


def test_who_went_quiet_in_a_period_and_is_so_still():
    people = [person("Ana Ruiz", circle="close"), person("Bo Li", circle="close")]
    talks = [talk("Ana Ruiz", "2026-07-10"), talk("Bo Li", "2026-03-10")]
    assert gone_cold(network(people, talks), NOVEMBER) == (path_of("Ana Ruiz"),)
    assert gone_cold(network(people, [*talks, talk("Ana Ruiz", "2026-11-20")]), NOVEMBER) == ()


@pytest.mark.parametrize("period", [NOVEMBER, YEAR])
def test_nobody_is_asked_for_who_is_silent(period):
    found = {i.contact for i in new_people(MADE_UP, period)} | {b.contact for b in came_back(MADE_UP, period)}
    found |= {*gone_cold(MADE_UP, period), *not_seen(MADE_UP, period)}
    assert not found & {path_of(name) for name in SILENT}


def test_the_best_moments_are_of_many_people_and_the_whole_year():
    found = best_moments(MADE_UP, YEAR.first, TODAY)
    assert len({talk.contact for talk in found}) == len(found) <= 12
    assert list(found) == sorted(found, key=lambda talk: talk.date)
    assert path_of("Jo Park") not in {
        i.contact for i in best_moments(MADE_UP, YEAR.first, dt.date(2026, 9, 1))
    }
