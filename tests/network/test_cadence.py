import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.cadence import NEVER, Cadence, add_months, parse_cadence

WEEK = Cadence(days=7)


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("2 weeks", Cadence(days=14)),
        ("90d", Cadence(days=90)),
        ("P3M", Cadence(months=3)),
        ("P2W", Cadence(days=14)),
        ("P1Y6M", Cadence(months=18)),
        ("14", Cadence(days=14)),
        ("3 months", Cadence(months=3)),
        ("every 3 months", Cadence(months=3)),
        ("every month", Cadence(months=1)),
        ("Month", Cadence(months=1)),
        ("3m", Cadence(months=3)),
        ("1y", Cadence(months=12)),
        ("a year", Cadence(months=12)),
        ("every other week", Cadence(days=14)),
        ("weekly", WEEK),
        ("biweekly", Cadence(days=14)),
        ("Quarterly", Cadence(months=3)),
        ("twice-yearly", Cadence(months=6)),
        ("twice a year", Cadence(months=6)),
        ("yearly", Cadence(months=12)),
        ("none", NEVER),
        ("ad hoc", NEVER),
        ("adhoc", NEVER),
        ("jamais", NEVER),
        ("2 semaines", Cadence(days=14)),
        ("3 mois", Cadence(months=3)),
        ("trimestriel", Cadence(months=3)),
        ("mensuelle", Cadence(months=1)),
        ("chaque mois", Cadence(months=1)),
        ("tous les 3 mois", Cadence(months=3)),
        ("toutes les deux semaines", Cadence(days=14)),
        ("une fois par an", Cadence(months=12)),
        ("1\u00a0an", Cadence(months=12)),
        ("", None),
        ("  ", None),
    ],
)
def test_a_cadence_is_read_as_people_write_it(text, cadence):
    assert parse_cadence(text) == cadence


@pytest.mark.parametrize(
    "text", ["soon", "custom", "2 moons", "0", "0 weeks", "-3", "9" * 5000, "1000 years", "P"]
)
def test_what_is_no_cadence_is_told(text):
    with pytest.raises(ValueError, match="no cadence"):
        parse_cadence(text)


def test_months_are_those_of_the_calendar():
    assert Cadence(months=1).after(dt.date(2027, 1, 31)) == dt.date(2027, 2, 28)
    assert Cadence(months=12).after(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
    assert Cadence(months=1, days=1).after(dt.date(2026, 11, 30)) == dt.date(2026, 12, 31)
    assert NEVER.after(dt.date(2026, 1, 1)) is None
    assert Cadence(months=12).after(dt.date(9999, 1, 1)) is None


@given(st.dates(max_value=dt.date(2900, 1, 1)), st.integers(0, 600))
def test_adding_months_never_leaves_the_month_aimed_at(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@given(st.text(max_size=20))
def test_any_text_is_a_cadence_or_a_value_error(text):
    try:
        cadence = parse_cadence(text)
    except ValueError:
        return
    assert cadence is None or cadence.never or cadence.mean_days >= 1
