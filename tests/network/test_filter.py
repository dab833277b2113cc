import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.contact import Contact
from vaulttool.network.filter import parse_filter
from vaulttool.network.network import Network
from vaulttool.network.people_filter import PeopleFilter
from vaulttool.network.people_selection import select

ANA = Contact(
    path="People/Ana Ruiz.md", name="Ana Ruiz", names=("Ana Ruiz", "Nana"), circle="close", city="Lyon",
    company="Orbis", tags=("friend/school",), properties={"nickname": "Nana", "children": ["Leo", "Mia"]},
)  # fmt: skip
IVO = Contact(path="People/Ivo Marek.md", name="Ivo Marek", circle="wide", city="Besançon", status="archived")
NEW = Contact(path="People/New One.md", name="New One", company="Rock and Co")
NETWORK = Network(
    today=dt.date(2026, 11, 24),
    contacts={c.path: c for c in (ANA, IVO, NEW)},
    interactions={},
    last_contact={ANA.path: dt.date(2025, 12, 1), IVO.path: dt.date(2026, 11, 1), NEW.path: None},
)


def names(where="", **options) -> str:
    return " ".join(contact.name.split()[0] for contact in select(NETWORK, PeopleFilter(where, **options)))


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("", "Ana Ivo New"),
        ("circle = close and city ~ lyon and last_contact < 2026-01-01 and company", "Ana"),
        ("circle=close", "Ana"),
        ("city = besancon", "Ivo"),
        ("city ~ ON", "Ana Ivo"),
        ("not city", "New"),
        ("has company", "Ana New"),
        ('company = "Rock and Co"', "New"),
        ("company != orbis", "Ivo New"),
        ("company !~ orb", "Ivo New"),
        ("circle = close or circle = wide and city ~ lyon", "Ana"),
        ("(circle = close or circle = wide) and not city ~ lyon", "Ivo"),
        ("tag = #friend", "Ana"),
        ("tag = friend/school", "Ana"),
        ("Nick-Name = nana", "Ana"),
        ("children = mia", "Ana"),
        ("silent > 90", "Ana"),
        ("silent <= 23", "Ivo"),
        ("last_contact > 2026-01-01", "Ivo"),
        ("not last_contact", "New"),
        ("overdue", "Ana"),
        ("status = archived", "Ivo"),
        ("name = nana", "Ana"),
        ("circle = close et surnom ~ x ou circle = wide", "Ivo"),
    ],
)
def test_a_filter_lets_through(where, found):
    assert names(where) == found


def test_short_options_are_built_on_it():
    assert names(circle="close") == "Ana"
    assert names(company="rock") == "New"
    assert names(tag="friend", overdue=True) == "Ana"
    assert names("silent > 1", city="lyon") == "Ana"


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("circle =", 9),
        ("and", 1),
        ("(city", 6),
        ("city ~ a) b", 9),
        ('name = "Ana', 7),
        ("a = b c = d", 9),
        ("has", 4),
    ],
)
def test_a_slip_is_told_with_its_place(where, place):
    with pytest.raises(ValueError, match=f"position {place}:"):
        parse_filter(where)


@given(st.text(alphabet='ab ()=~<>!"andornthas-1', max_size=30))
def test_any_text_is_a_filter_or_a_value_error(text):
    try:
        select(NETWORK, PeopleFilter(text))
    except ValueError as error:
        assert "position" in str(error)
