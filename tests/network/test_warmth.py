import datetime as dt

from vaulttool.network.cadence import Cadence
from vaulttool.network.circle import CadenceRules
from vaulttool.network.warmth import half_cold_on, overdue, usual_gap, warmth_of

from made_up_network import MADE_UP, SILENT, TODAY, network, path_of, person, talk


def test_a_tie_is_overdue_after_its_cadence_and_not_on_the_day():
    ana = person("Ana Ruiz", cadence=Cadence(days=10), cadence_text="10")
    on_the_day = network([ana], [talk("Ana Ruiz", "2026-11-14")])
    the_day_after = network([ana], [talk("Ana Ruiz", "2026-11-13")])
    assert not warmth_of(ana, on_the_day).is_overdue
    assert warmth_of(ana, the_day_after).is_overdue
    assert warmth_of(ana, the_day_after).why == "cadence: 10"
    assert warmth_of(ana, the_day_after).cold_on == dt.date(2026, 12, 3)


def test_never_met_or_never_due_has_no_warmth():
    ana, kim = person("Ana Ruiz"), person("Kim Home", circle="daily")
    some = network([ana, kim], [talk("Kim Home", "2020-01-01")])
    assert warmth_of(ana, some) is None
    assert warmth_of(kim, some) is None


def test_the_silent_and_the_snoozed_are_never_overdue():
    late = {warmth.contact for warmth in overdue(MADE_UP)}
    assert path_of("Maja Lind") in late
    assert not late & {path_of(name) for name in (*SILENT, "Snooze Later", "Not Yet", "Kim Home")}


def test_the_longest_overdue_by_their_own_measure_come_first():
    ratios = [warmth.ratio for warmth in overdue(MADE_UP)]
    assert ratios == sorted(ratios, reverse=True)


def test_a_habit_needs_three_gaps():
    talks = [talk("Ana Ruiz", day) for day in ("2026-01-01", "2026-01-11", "2026-01-31", "2026-03-02")]
    assert usual_gap(talks) == 20
    assert usual_gap(talks[:3]) is None


def test_half_of_the_near_ones_are_cold_on_the_day_the_second_of_four_is():
    names = ("A B", "C D", "E F", "G H")
    days = ("2026-11-01", "2026-11-05", "2026-11-20", "2026-11-21")
    near = network(
        [person(name, circle="close") for name in names],
        [talk(name, day) for name, day in zip(names, days, strict=True)],
    )
    rules = CadenceRules(circles={"close": Cadence(days=30)})
    assert half_cold_on(near, rules) == dt.date(2026, 11, 5) + dt.timedelta(days=60)
    assert half_cold_on(network([person("A B", circle="close")], [talk("A B", "2026-11-01")])) is None
    assert half_cold_on(near, CadenceRules(circles={"close": Cadence(days=1)})) is None
    assert dt.date(2026, 11, 22) < TODAY
