"""Calendars that settings name: what comes stands in agenda and briefings, what was is asked about."""

import re

import pytest

pytest.importorskip("icalendar")
pytest.importorskip("recurring_ical_events")

QUESTIONS = "Inbox/Questions.md"
AGENDA = "Agenda/2026-W48.md"
SETTINGS = """---
type: vaulttool-settings
daily_folder: Daily
people_folders: [People]
me: [moi@home.example]
calendars: [{calendars}]
---
"""


def event(title, start="20261127T123000", *more, uid=""):
    lines = [f"UID:{uid or title}{start}", f"DTSTART:{start}", f"SUMMARY:{title}", *more]
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*events):
    return "".join(["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n", *events, "END:VCALENDAR\r\n"])


def attendee(address, state="ACCEPTED", name=""):
    return f"ATTENDEE;PARTSTAT={state}{f';CN={name}' if name else ''}:mailto:{address}"


@pytest.fixture
def planned(people, tmp_path):
    """A vault whose settings name a calendar outside of it; `put` writes that."""
    outside = tmp_path / "calendars"
    outside.mkdir()
    people.write("vaulttool.md", SETTINGS.format(calendars=outside / "home.ics"))

    def put(*events, name="home.ics"):
        (outside / name).write_bytes(calendar(*events).encode())
        return people

    people.write("People/Paris Whitcombe.md", "---\ncity: Lyon\n---\n")
    people.outside, people.put = outside, put
    return people


def coming(vault):
    text = vault.read(AGENDA).partition("**Coming.**")[2]
    return [line[2:] for line in text.split("\n") if line.startswith("- ")]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (event("Budget", "20261127T123000", attendee("Alice@Orbis.example"), attendee("moi@home.example")),
         "Friday 12:30: Budget with [[Alice Martin]]."),
        (event("Lunch with Alice Martin"), "Friday 12:30: Lunch with [[Alice Martin]]."),
        (event("Alice Martin / contract"), "Friday 12:30: [[Alice Martin]] / contract."),
        (event("coffee with Alice"), "Friday 12:30: coffee with [[Alice Martin|Alice]]."),
        (event("Alice: the lease"), "Friday 12:30: [[Alice Martin|Alice]]: the lease."),
        (event("Alice"), "Friday 12:30: [[Alice Martin|Alice]]."),
        (event("Standup", "20261013T090000", attendee("alice@orbis.example"), "RRULE:FREQ=WEEKLY"),
         "Tuesday 09:00: Standup with [[Alice Martin]]."),
        (event("Standup", "20261012T090000", attendee("alice@orbis.example"), "RRULE:FREQ=WEEKLY"), None),
        (event("Standup", "20261016T090000", attendee("alice@orbis.example"), "RRULE:FREQ=WEEKLY"),
         "Friday 09:00: Standup with [[Alice Martin]]."),
        (event("Paint [[x]] `y`", "20261127T123000", attendee("x@y.example", name="Alice Martin")),
         "Friday 12:30: Paint \\[\\[x\\]\\] \\`y\\` with [[Alice Martin]]."),
    ],
)  # fmt: skip
def test_events_of_the_week_stand_in_the_agenda(planned, made, said):
    planned.put(made)
    planned.run_quickly("agenda")
    assert coming(planned) == ([said] if said else [])


@pytest.mark.parametrize(
    "made",
    [
        event("Lunch with Bruno"),
        event("Lunch with Zed"),
        event("Paris"),
        event("Paris: hotel"),
        event("Garden - Alice"),
        event("Alice's book club talk"),
        event("Lunch with Alice", "20261204T123000"),
        event("Lunch with Alice", "20261123T123000"),
        event("Lunch with Alice", "20261127T123000", "STATUS:CANCELLED"),
        event("Day out with Alice").replace("DTSTART:20261127T123000", "DTSTART;VALUE=DATE:20261127"),
        event(
            "Lunch",
            "20261127T123000",
            attendee("alice@orbis.example"),
            attendee("moi@home.example", "DECLINED"),
        ),
        event("Lunch", "20261127T123000", attendee("alice@orbis.example", "DECLINED")),
        "BEGIN:VEVENT\r\nSUMMARY:Lunch with Alice\r\nDTSTART:tomorrow\r\nEND:VEVENT\r\n",
    ],
)
def test_what_is_no_meeting_with_somebody_for_sure_does_not(planned, made):
    planned.put(made)
    planned.run_quickly("agenda")
    assert coming(planned) == []


def test_folders_as_vdirsyncer_fills_them_are_read_and_each_meeting_once(planned):
    folder = planned.outside / "vdir" / "work"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.ics").write_bytes(calendar(event("Lunch with Alice", uid=name)).encode())
    (folder / "broken.ics").write_bytes(b"BEGIN:VCALENDAR\n\xff\xfe\0")
    planned.write("vaulttool.md", SETTINGS.format(calendars=planned.outside / "vdir"))
    planned.run_quickly("agenda")
    assert len(coming(planned)) == 1


def test_a_meeting_that_a_note_plans_stands_there_once(planned):
    planned.put(event("Lunch with Alice"))
    planned.write("2026-11-27 Lunch with Alice Martin.md", "")
    planned.run_quickly("agenda")
    assert len(coming(planned)) == 1


def test_whoever_is_met_this_week_is_not_proposed(planned):
    planned.write("People/Alice Martin.md", "---\naliases: [Alice]\ncircle: inner\n---\n")
    planned.write("Daily/2026-08-02.md", "Lunch with [[Alice Martin]]\n")
    planned.put()
    planned.run_quickly("agenda")
    assert "- [ ]" in planned.read(AGENDA)
    planned.put(event("Lunch with Alice"))
    planned.run_quickly("agenda")
    assert not re.search(r"- \[ \].*Alice", planned.read(AGENDA))


def test_a_private_person_of_a_calendar_is_left_out(planned):
    planned.write("People/Alice Martin.md", "---\naliases: [Alice]\nprivate: true\n---\n")
    planned.put(event("Lunch with Alice"), event("Lunch with Alice", "20261120T123000"))
    planned.run_quickly("agenda")
    assert "Alice" not in planned.read(AGENDA)
    assert not planned.exists(QUESTIONS)


def test_a_briefing_is_for_the_next_meeting_in_the_calendar(planned):
    planned.put(event("Lunch with Alice"), event("Call with Alice", "20261125T090000"))
    planned.run_quickly("agenda", "--with", "Alice")
    note = planned.read("Meetings/2026-11-25 Meeting with Alice Martin.md")
    assert "date: 2026-11-25\n" in note
    assert "**Calendar.** 09:00, Call with Alice" in note


def test_after_the_day_it_is_asked_and_a_tick_logs_it(planned):
    planned.put(
        event("Lunch with Alice", "20261120T123000"),
        event("Budget review", "20261119T160000", attendee("alice@orbis.example")),
        event("Lunch with Alice", "20261101T123000"),
    )
    planned.run_quickly("agenda")
    page = planned.read(QUESTIONS)
    assert [re.sub(r" \^.*", "", line) for line in page.split("\n") if "- [ ]" in line] == [
        "- [ ] 20 November: 12:30 Lunch with [[Alice Martin]] (Lunch with Alice)",
        "- [ ] 19 November: 16:00 Meeting with [[Alice Martin]] (Budget review)",
    ]
    assert not planned.exists("Daily/2026-11-20.md")
    planned.write(QUESTIONS, page.replace("[ ]", "[x]"))
    planned.run_quickly("triage")
    assert planned.read("Daily/2026-11-20.md") == "- 12:30 Lunch with [[Alice Martin]]\n"
    assert planned.read("Daily/2026-11-19.md") == "- 16:00 Meeting with [[Alice Martin]]: Budget review\n"
    assert planned.property("People/Alice Martin.md", "last_contact") == "2026-11-20"
    planned.run_quickly("agenda")
    assert "- [" not in planned.read(QUESTIONS)


def test_what_the_notes_tell_of_is_not_asked_and_a_no_is_remembered(planned):
    planned.put(
        event("Lunch with Alice", "20261120T123000"),
        event("Lunch with Alice", "20261119T123000"),
        event("Meeting cancelled: Alice Martin", "20261118T123000"),
    )
    planned.write("Daily/2026-11-20.md", "Lunch with [[Alice Martin]]\n")
    planned.run_quickly("agenda")
    page = planned.read(QUESTIONS)
    assert "20 November" not in page
    planned.write(QUESTIONS, page.replace("- [ ] 19 November", "- [-] 19 November"))
    before = planned.bytes(QUESTIONS)
    for _ in range(2):
        planned.run_quickly("agenda")
        planned.run_quickly("triage")
    assert planned.read(QUESTIONS).count("- [-] 19 November") == 1
    assert planned.read(QUESTIONS).count("- [ ]") == before.decode().count("- [ ]")
    assert not planned.exists("Daily/2026-11-19.md")


def test_a_calendar_that_is_not_there_is_told_and_the_agenda_written(planned):
    said = planned.run_quickly("agenda", code=1).err
    assert "home.ics" in said
    assert planned.exists(AGENDA)


def test_without_calendars_none_is_read(planned, monkeypatch):
    import vaulttool.usecases.calendar_events as module

    planned.write("vaulttool.md", SETTINGS.format(calendars=""))
    monkeypatch.setattr(module, "import_files", None)
    planned.run_quickly("agenda")
