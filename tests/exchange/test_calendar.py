"""Calendars: meetings that took place, and calendars that explode."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.calendar import read_calendar
from vaulttool.exchange.records import ImportedInteraction, LeftOut

pytest.importorskip("icalendar")
pytest.importorskip("recurring_ical_events")

TODAY = dt.date(2026, 11, 24)
ME = frozenset(("mia@moor.example",))
ANA = 'ATTENDEE;CN="Ruiz, Ana";PARTSTAT=ACCEPTED:Mailto:Ana@ruiz.example'
MIA = "ORGANIZER;CN=Mia:MAILTO:mia@moor.example"


def event(*lines: str, start: str = ":20261105T113000Z", summary: str = "Review") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"DTSTART{start}", f"SUMMARY:{summary}", *lines, "END:VEVENT", ""])


def read(*events: str, head: str = "", me: frozenset[str] = ME) -> list[ImportedInteraction | LeftOut]:
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}" + "".join(events) + "END:VCALENDAR\r\n"
    return list(read_calendar(text.encode().splitlines(keepends=True), "c.ics", me, TODAY))


def one(*lines: str, **more: str) -> ImportedInteraction:
    (found,) = read(event(*lines, **more))
    assert isinstance(found, ImportedInteraction), found
    return found


def left(*events: str, head: str = "") -> list[str]:
    return [found.problem for found in read(*events, head=head) if isinstance(found, LeftOut)]


def test_a_meeting_has_its_people_a_day_and_who_called_it():
    found = one(ANA, MIA, "ATTENDEE;CUTYPE=ROOM:mailto:room@moor.example")
    assert [(party.name, party.email) for party in found.people] == [("Ana Ruiz", "ana@ruiz.example")]
    assert (found.date, found.direction, found.kind) == (dt.date(2026, 11, 5), "me", "meeting")
    assert one(ANA, MIA, summary="Déjeuner").kind == "lunch"


def test_a_title_names_people_where_nobody_is_invited():
    assert [party.name for party in one(summary="Lunch with Ana Ruiz & Bob Lee").people] == [
        "Ana Ruiz",
        "Bob Lee",
    ]
    assert left(event(summary="Dentist")) == ["nobody is named who took part"]


def test_what_was_no_meeting_is_left_out():
    crowd = [f"ATTENDEE:mailto:a{number}@b.example" for number in range(20)]
    for lines in (
        [ANA, "STATUS:CANCELLED"],
        [ANA, "ATTENDEE;PARTSTAT=DECLINED:mailto:mia@moor.example"],
        [ANA, "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:mia@moor.example"],
        ["ATTENDEE;PARTSTAT=DECLINED:mailto:ana@ruiz.example"],
        ["ATTENDEE;PARTSTAT=DELEGATED:mailto:ana@ruiz.example"],
        ["ATTENDEE;ROLE=NON-PARTICIPANT:mailto:ana@ruiz.example"],
        crowd,
    ):
        assert len(left(event(*lines))) == 1, lines
    assert len(left(event(ANA), head="METHOD:REPLY\r\n")) == 1
    for start in (":20270105T113000Z", ":20261105", ";VALUE=DATE:20261105", ":soon"):
        assert len(left(event(ANA, start=start))) == 1, start


def test_the_day_is_the_one_of_the_calendars_zone():
    (found,) = read(event(ANA, start=":20261105T233000Z"), head="X-WR-TIMEZONE:Europe/Paris\r\n")
    assert isinstance(found, ImportedInteraction)
    assert found.date == dt.date(2026, 11, 6)
    assert one(ANA, start=';TZID="Romance Standard Time":20261105T003000').date == dt.date(2026, 11, 5)
    assert one(ANA, start=";TZID=Nowhere/Land: 20261105T003000").date == dt.date(2026, 11, 5)


def test_a_series_runs_up_to_today_with_its_exceptions():
    found = read(
        event(
            ANA, "UID:u", r"RRULE:FREQ=WEEKLY\;BYDAY=TH", "EXDATE:20261112T113000Z", start=":20261029T113000Z"
        ),
        event(ANA, "UID:u", "RECURRENCE-ID:20261105T113000Z", "STATUS:CANCELLED"),
    )
    days = [one.date for one in found if isinstance(one, ImportedInteraction)]
    assert days == [dt.date(2026, 10, 29), dt.date(2026, 11, 19)]


def test_e6_rules_that_explode_cost_nothing_and_their_neighbours_are_kept():
    started = time.perf_counter()
    found = read(
        event(ANA, "UID:1", "RRULE:FREQ=SECONDLY", start=":19700101T000000Z"),
        event(ANA, "UID:2", "RRULE:FREQ=DAILY;INTERVAL=0"),
        event(ANA, "UID:3", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        event(ANA, "UID:4", "RRULE:FREQ=NEVER"),
        event(ANA, "UID:5"),
    )
    assert sum(isinstance(one, LeftOut) for one in found) == 4
    assert isinstance(found[-1], ImportedInteraction)
    assert time.perf_counter() - started < 3


def test_several_calendars_cut_files_and_missing_heads_are_borne():
    text = "BEGIN:VCALENDAR\n" + event(ANA) + "BEGIN:VCALENDAR\n" + event(ANA) + "BEGIN:VEVENT\nDTSTART:2026"
    found = list(read_calendar(text.encode().splitlines(keepends=True), "c.ics", ME, TODAY))
    assert len([one for one in found if isinstance(one, ImportedInteraction)]) == 2
    (nothing,) = read_calendar([b"BEGIN:VCALENDAR\n"], "c.ics", ME, TODAY)
    assert isinstance(nothing, LeftOut)


def test_without_addresses_the_user_is_the_one_in_most_events():
    guests = [f"ATTENDEE:mailto:{name}@x.example" for name in ("ana", "bob", "cleo")]
    found = read(*(event(guest, MIA) for guest in guests), me=frozenset())
    assert [one.direction for one in found if isinstance(one, ImportedInteraction)] == ["me"] * 3
    assert all(len(one.people) == 1 for one in found if isinstance(one, ImportedInteraction))


@given(st.binary(max_size=200))
def test_no_bytes_raise(junk: bytes):
    source = (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261105T113000Z\n" + junk + b"\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    list(read_calendar(source.splitlines(keepends=True), "c.ics", ME, TODAY))


@given(st.text("RULE:FQWKDAYINTVC=;,0123456789-\n", max_size=80))
def test_no_rule_raises(rule: str):
    read(event(ANA, f"RRULE:FREQ=YEARLY;{rule}"))


def test_an_event_that_is_cut_off_is_told():
    begun = "BEGIN:VEVENT\r\nDTSTART:2026\r\n"
    for end in ("", "END:VCALENDAR\r\n"):
        text = f"BEGIN:VCALENDAR\r\n{event(ANA)}{begun}{end}".encode()
        found = list(read_calendar(text.splitlines(keepends=True), "c.ics", ME, TODAY))
        assert [(one.problem, one.record) for one in found if isinstance(one, LeftOut)] == [
            ("cut off: the end of this event is missing", "c.ics:7")
        ]
        assert len(found) == 2
