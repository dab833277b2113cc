import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.days import is_day_first, read_birthday, read_day


@pytest.mark.parametrize(
    "text",
    ["15 Jan 2024", "2024-01-15 08:12:00 UTC", "15 janvier 2024", "1/15/24, 1:12\u202fAM", "15.01.2024",
    "Jan 15, 2024",
     "15. Januar 2024", "20240115"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str):
    assert read_day(text, day_first="/" not in text) == dt.date(2024, 1, 15)


@pytest.mark.parametrize(
    "text", ["0/0/00", "0000-00-00", "", "soon", "1980", "31/02/1980", "1980-13-01", "9999-01-01"]
)
def test_no_birthday_is_none(text: str):
    assert read_birthday(text) == ""


def test_a_leap_day_without_year_stands():
    assert read_birthday("--0229") == "--02-29"


def test_two_digits_of_a_birth_year_are_not_in_the_future():
    assert read_birthday("12/05/65") == "1965-05-12"


def test_the_whole_column_tells_the_order():
    assert is_day_first(["03/04/1980", "25/04/1980"]) is True
    assert is_day_first(["03/04/1980", "04/25/1980"]) is False
    assert is_day_first(["03/04/1980"]) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2020, 12, 31)))
def test_every_day_comes_back(day: dt.date):
    assert read_birthday(day.isoformat()) == day.isoformat()
    assert read_birthday(f"{day.day}/{day.month}/{day.year}", day_first=True) == day.isoformat()
    assert read_birthday(f"{day.month}/{day.day}/{day.year}", day_first=False) == day.isoformat()


@given(st.text(max_size=40))
def test_no_text_raises(text: str):
    read_birthday(text)
    read_day(text)
