"""Talks that lie closed say what open ones say."""

import dataclasses
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from vaulttool.evidence.interaction import Interaction
from vaulttool.network.capacity import capacity
from vaulttool.network.network import Network
from vaulttool.network.planner import plan_week
from vaulttool.network.seen import unseen_since
from vaulttool.network.talks import columns_of, good_turns, last_day, since, until, with_columns
from vaulttool.network.visible import without_private
from vaulttool.pages.agenda import agenda_page
from vaulttool.pages.language import Language
from vaulttool.pages.review import review_page
from vaulttool.pages.voice import Voice

from made_up_network import MADE_UP

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31))
TALK = st.builds(
    Interaction,
    st.just("People/Ada Kvist.md"),
    st.sampled_from(("2026-01-05.md", "Plan.md")),
    st.sampled_from((None, 3)),
    DAYS,
    st.sampled_from(("lunch", "call", "email", "contact")),
    st.sampled_from((None, "me", "them")),
    st.just("sentence"),
    st.sampled_from(("", "saw Ada by the canal")),
    st.sampled_from(("", "a book")),
    st.sampled_from(("", "a map")),
)
TALKS = st.lists(TALK, max_size=8).map(lambda talks: sorted(talks, key=lambda one: one.date))


@given(talks=TALKS, day=DAYS, other=DAYS)
def test_closed_and_open_talks_are_cut_alike(talks: list[Interaction], day: dt.date, other: dt.date) -> None:
    closed = with_columns(talks)
    assert list(closed) == talks and len(closed) == len(talks) and list(reversed(closed)) == talks[::-1]
    assert list(until(closed, day)) == list(until(talks, day)) == [t for t in talks if t.date <= day]
    assert list(since(closed, day)) == list(since(talks, day)) == [t for t in talks if t.date >= day]
    cut = until(closed, day)
    assert columns_of(cut) == columns_of([t for t in talks if t.date <= day])
    assert list(until(since(cut, other), day)) == [t for t in talks if other <= t.date <= day]
    assert last_day(closed) == last_day(talks) == (talks[-1].date if talks else None)
    assert good_turns(cut) == [t for t in talks if t.date <= day and (t.gave or t.received)]


@given(talks=TALKS)
def test_closed_talks_tell_of_the_last_meeting_what_open_ones_tell(talks: list[Interaction]) -> None:
    path = "People/Ada Kvist.md"
    both = (
        Network(dt.date(2026, 12, 31), {}, {path: one} if talks else {}, {})
        for one in (talks, with_columns(talks))
    )
    found = [unseen_since(network, path, 60) for network in both]
    assert found[0] == found[1]


def closed(network: Network) -> Network:
    own = {path: with_columns(list(talks)) for path, talks in network.interactions.items()}
    return dataclasses.replace(network, interactions=own)


def test_a_network_of_closed_talks_is_planned_and_told_alike() -> None:
    private = {path: dataclasses.replace(one, private=True) for path, one in [*MADE_UP.contacts.items()][:2]}
    for network in (MADE_UP, dataclasses.replace(MADE_UP, contacts={**MADE_UP.contacts, **private})):
        one, other = without_private(network), without_private(closed(network))
        assert plan_week(one) == plan_week(other)
        assert capacity(one) == capacity(other)
        for page in (agenda_page, review_page):
            voice = Voice(Language("en"))
            assert page(plan_week(one), one, voice).text == page(plan_week(other), other, voice).text
