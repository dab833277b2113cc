import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.evidence.interaction import Promise
from vaulttool.network.cadence import Cadence
from vaulttool.network.contact import YearlyDay
from vaulttool.network.household import households
from vaulttool.network.network import Network
from vaulttool.network.plan import Budget, Plan
from vaulttool.network.planner import plan_week
from vaulttool.network.usual_city import usual_city
from vaulttool.network.visible import without_private

from made_up_network import APPOINTMENTS, MADE_UP, PROMISES, SILENT, TODAY, network, path_of, person, talk

PLAN = plan_week(MADE_UP)


def chosen(plan: Plan) -> list[str]:
    acts = [plan.lunch] if plan.lunch else []
    return [choice.contact for choice in (*acts, *plan.alternatives, *plan.touches)]


def names(plan: Plan) -> list[str]:
    return [path.removeprefix("People/").removesuffix(".md") for path in chosen(plan)]


@st.composite
def networks(draw) -> Network:
    people, talks, promises = [], [], []
    for number in range(draw(st.integers(0, 14))):
        name = f"Person {number:02}"
        circle = draw(st.sampled_from(["inner", "close", "active", "wide", "daily", "", "clsoe"]))
        status = draw(st.sampled_from(["active", "active", "active", "resting", "archived", "unknown"]))
        day = dt.date(1980, 1, 1) + dt.timedelta(days=draw(st.integers(0, 364)))
        people.append(
            person(name, circle=circle, status=status, is_dead=draw(st.integers(0, 6)) == 0,
                   city=draw(st.sampled_from(["Lyon", "Oslo", ""])),
                   days=(YearlyDay(day.month, day.day, 1980, "birthday"),),
                   needs=draw(st.sampled_from([(), ("rail",)])),
                   offers=draw(st.sampled_from([(), ("rail",)])),
                   household=draw(st.sampled_from(["", "", "Mill Lane"])),
                   snooze_until=draw(st.sampled_from([None, None, TODAY + dt.timedelta(days=3)])))
        )  # fmt: skip
        for back in draw(st.lists(st.integers(0, 1500), max_size=4)):
            kind = draw(st.sampled_from(["lunch", "email", "call"]))
            said = TODAY - dt.timedelta(days=back)
            talks.append(
                talk(name, said.isoformat(), kind, direction=draw(st.sampled_from([None, "me", "them"])))
            )
        if draw(st.booleans()):
            due = draw(st.sampled_from([None, TODAY, TODAY + dt.timedelta(days=30)]))
            promises.append(
                Promise("Journal/a.md", number + 1, (path_of(name),), f"Send {name} it", None, due, "me")
            )
    return network(people, talks, promises=tuple(promises))


def due_this_week(some) -> set[Promise]:
    return {promise for promise in some.promises if promise.due and abs((promise.due - TODAY).days) < 7}


@settings(max_examples=120, deadline=None)
@given(networks(), st.integers(0, 7), st.integers(0, 1))
def test_no_plan_goes_beyond_its_budget_or_asks_for_the_silent(some, touches, lunches):
    plan = plan_week(some, budget=Budget(touches=touches, lunches=lunches))
    due = [choice for choice in plan.touches if choice.promise in due_this_week(some)]
    assert len(plan.touches) <= max(touches, len(due))
    assert (plan.lunch is not None) <= lunches
    asked = chosen(dataclasses.replace(plan, touches=tuple(c for c in plan.touches if c not in due)))
    for path in [
        *(choice.contact for choice in due),
        *asked,
        *(choice.introduction.helper for choice in plan.of("introduce")),
        *(d.contact for d in plan.days),
    ]:
        contact = some.contacts[path]
        assert contact.asks_for_acts and contact.status != "unknown"
        assert contact.snooze_until is None or contact.snooze_until <= TODAY
    homes = households(some.contacts)
    assert len({homes[path] for path in asked}) == len(asked)


@settings(max_examples=60, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_the_plan_does_not_hang_on_the_order_of_reading(some, random):
    shuffled = list(some.contacts.items())
    random.shuffle(shuffled)
    assert plan_week(dataclasses.replace(some, contacts=dict(shuffled))) == plan_week(some)


def test_the_week_of_the_made_up_network():
    assert PLAN.lunch.contact == path_of("Nadia Benali")
    assert [(choice.act, choice.why) for choice in PLAN.touches] == [
        ("promise", "due"), ("write", "answer"), ("write", "answer"), ("write", "silence"),
        ("introduce", "offer"),
    ]  # fmt: skip
    assert path_of("Maja Lind") in chosen(PLAN)
    assert not set(names(PLAN)) & {*SILENT, "Not Yet", "Kim Home", "Snooze Later", "Una Kell"}


def test_not_now_is_not_asked_again_the_next_time():
    plan = plan_week(MADE_UP, passed_over=frozenset({path_of("Maja Lind"), path_of("Nadia Benali")}))
    assert not {"Maja Lind", "Nadia Benali"} & set(names(plan))


def test_people_never_met_are_not_overdue():
    imported = network([person(f"New {number}") for number in range(400)], [])
    assert chosen(plan_week(imported)) == []


def test_people_placed_near_and_never_met_come_a_few_a_week_the_nearest_first():
    people = [person(f"{circle} {number}", circle=circle) for circle in ("wide", "close", "inner", "active")
              for number in range(100)]  # fmt: skip
    plan = plan_week(network(people, []))
    assert len(plan.touches) == 5 and {choice.why for choice in plan.touches} == {"begin"}
    assert all(name.startswith("inner ") for name in names(plan))


def test_nobody_who_was_never_met_is_asked_to_lunch_but_the_near():
    people = [person("Ana Ruiz", circle="active", city="Lyon"), person("Bo Li", circle="close", city="Lyon")]
    assert plan_week(network(people, []), city="Lyon").lunch.contact == path_of("Bo Li")
    assert plan_week(network(people[:1], []), city="Lyon").lunch is None


def test_a_promise_of_this_week_stands_in_it_though_the_budget_is_spent():
    days = (TODAY, TODAY + dt.timedelta(days=2), TODAY - dt.timedelta(days=30))
    some = network([person("Ana Ruiz")], [talk("Ana Ruiz", "2026-11-10", "call")])
    promises = tuple(
        Promise("Journal/a.md", line, (path_of("Ana Ruiz"),), f"Send her {line}", None, day, "me")
        for line, day in enumerate(days)
    )
    plan = plan_week(dataclasses.replace(some, promises=promises), budget=Budget(touches=0))
    assert [choice.promise for choice in plan.touches] == list(promises[:2])


def test_what_is_late_leaves_room_for_ties_that_grow_cold():
    near = [person(f"Near {number}", circle="inner") for number in range(5)]
    late = [person(f"Late {number}") for number in range(9)]
    talks = [talk(f"Near {number}", "2026-10-01", "call") for number in range(5)]
    day = TODAY - dt.timedelta(days=30)
    promises = tuple(Promise("a.md", n, (c.path,), "Send it", None, day, "me") for n, c in enumerate(late))
    plan = plan_week(dataclasses.replace(network(near + late, talks), promises=promises))
    assert [choice.act for choice in plan.touches] == ["promise"] * 3 + ["write"] * 2


@pytest.mark.parametrize(("circle", "ahead", "told"), [("", 7, True), ("", 8, False), ("close", 14, True)])
def test_days_are_told_a_week_ahead_and_earlier_of_near_people(circle, ahead, told):
    day = TODAY + dt.timedelta(days=ahead)
    ana = person("Ana Ruiz", circle=circle, days=(YearlyDay(day.month, day.day, 2010, "wedding"),))
    assert bool(plan_week(network([ana], [])).days) is told


def test_lunch_is_where_one_lives():
    assert usual_city(MADE_UP) == "Lyon"
    far = plan_week(MADE_UP, city="Oslo")
    assert {MADE_UP.contacts[choice.contact].city for choice in (far.lunch, *far.alternatives)} == {"Oslo"}


def test_a_week_that_had_its_lunch_proposes_none():
    fed = network([person("Ana Ruiz", circle="inner")], [talk("Ana Ruiz", "2026-11-23", "lunch")])
    plan = plan_week(fed)
    assert plan.lunch is None and plan.had_lunch


def test_a_meeting_to_come_takes_the_person_out_of_lunch_and_mail():
    ana = network(
        [person("Ana Ruiz", circle="inner", city="Lyon")], [talk("Ana Ruiz", "2026-06-01", "lunch")]
    )
    assert plan_week(ana).lunch is not None
    assert chosen(plan_week(dataclasses.replace(ana, appointments=APPOINTMENTS))) == []


def test_a_promise_due_comes_first_and_keeps_its_words():
    first = PLAN.touches[0]
    assert first.promise == PROMISES[2]


def test_one_of_a_household_is_enough():
    pair = network(
        [person("Ana Ruiz", circle="close", household="Luc Ruiz"), person("Luc Ruiz", circle="close")],
        [talk("Ana Ruiz", "2026-01-01", "call"), talk("Luc Ruiz", "2026-01-01", "call")],
    )
    assert len(chosen(plan_week(pair))) == 1


def test_private_people_are_left_out_with_what_names_them():
    hidden = dataclasses.replace(MADE_UP.contacts[path_of("Claire Aubert")], private=True)
    seen = without_private(dataclasses.replace(MADE_UP, contacts={**MADE_UP.contacts, hidden.path: hidden}))
    assert hidden.path not in seen.contacts and hidden.path not in chosen(plan_week(seen))
    assert all(hidden.path not in promise.contacts for promise in seen.promises)


@pytest.mark.parametrize("touches", [1, 3])
def test_a_smaller_budget_keeps_the_most_pressing(touches):
    small = plan_week(MADE_UP, budget=Budget(touches=touches))
    assert len(small.touches) == touches
    assert not touches or small.touches[0] == PLAN.touches[0]


def test_whom_one_has_just_seen_is_left_in_peace():
    ana = person("Ana Ruiz", circle="close", cadence=Cadence(days=2), cadence_text="2d")
    assert chosen(plan_week(network([ana], [talk("Ana Ruiz", "2026-11-20", "call")]))) == []
    assert chosen(plan_week(network([ana], [talk("Ana Ruiz", "2026-11-16", "call")]))) == [ana.path]


def test_a_promise_that_names_someone_dead_is_not_asked_for():
    both = (path_of("Ana Ruiz"), path_of("Old Friend"))
    shared = Promise("Journal/x.md", 3, both, "Send both the letters", None, TODAY, "me")
    some = dataclasses.replace(MADE_UP, promises=(shared,))
    assert plan_week(some).of("promise") == ()


def ago(days: int) -> str:
    return (TODAY - dt.timedelta(days=days)).isoformat()


def silent(**days_and_circles: tuple[int, str]) -> Network:
    """Ties with a silence of so many days, by name."""
    people = [person(name, circle=circle) for name, (_, circle) in days_and_circles.items()]
    return network(people, [talk(name, ago(days), "call") for name, (days, _) in days_and_circles.items()])


ONE = Budget(touches=1, lunches=0)


def test_who_is_due_by_sunday_is_due_in_this_week():
    # Tuesday: Ben is due on Sunday, Cleo the day before today.
    assert names(plan_week(silent(Ben=(178, "active"), Cleo=(366, "wide")), budget=ONE)) == ["Ben"]


def test_room_goes_to_those_who_come_due_soonest():
    some = silent(Soon=(330, "wide"), Sooner=(340, "wide"), Later=(200, "wide"))
    assert names(plan_week(some, budget=Budget(lunches=0))) == ["Sooner", "Soon"]


def test_who_is_not_due_takes_no_room_from_who_is():
    assert names(plan_week(silent(Near=(12, "inner"), Soon=(350, "wide")), budget=ONE)) == ["Near"]
    assert names(plan_week(silent(Soon=(52, "close"), Due=(370, "")), budget=ONE)) == ["Due"]


def test_a_tie_that_can_be_kept_comes_before_one_that_is_long_cold():
    assert names(plan_week(silent(Cold=(1500, "wide"), Cooling=(500, "wide")), budget=ONE)) == ["Cooling"]


def test_people_without_a_circle_wait_for_those_in_one():
    assert names(plan_week(silent(Anybody=(500, ""), Placed=(370, "wide")), budget=ONE)) == ["Placed"]


def test_a_gap_like_others_is_no_break_of_a_habit():
    ana = person("Ana", circle="wide")
    weekly = [talk("Ana", ago(days), "call") for days in (64, 57, 50, 43, 36, 29, 22, 8)]
    assert chosen(plan_week(network([ana], weekly), budget=ONE)) == []
    assert chosen(plan_week(network([ana], weekly[:-1]), budget=ONE)) == [ana.path]
