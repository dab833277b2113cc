"""The dead, the archived and those at rest: kept, findable, and in no line that asks for an act."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.evidence.interaction import Appointment, Promise
from vaulttool.exchange.agenda_write import write_agenda
from vaulttool.exchange.ics_write import write_days
from vaulttool.exchange.vcard_write import write_vcard
from vaulttool.network.contact import Contact, YearlyDay
from vaulttool.network.days import days_to_come
from vaulttool.network.introductions import introductions, refusal
from vaulttool.network.loans import Loan
from vaulttool.network.network import Network
from vaulttool.network.period import parse_period
from vaulttool.network.planner import plan_week
from vaulttool.network.trips import Trip, stays
from vaulttool.network.warmth import overdue
from vaulttool.network.wishes import wishes
from vaulttool.pages.agenda import agenda_page
from vaulttool.pages.briefing import briefing_page
from vaulttool.pages.introduction import introduction_page
from vaulttool.pages.language import Language
from vaulttool.pages.letter import letter_as_markdown, letter_to
from vaulttool.pages.period_review import period_page
from vaulttool.pages.review import review_page
from vaulttool.pages.voice import Voice
from vaulttool.pages.wishes import wishes_page

from made_up_network import TODAY, network, path_of, person, talk

SILENT = "Zoltan Stillwater"
TRIP = Trip("Trips/Lyon.md", "Lyon", TODAY, TODAY + dt.timedelta(days=3))
SILENCES = (
    {"is_dead": True, "died": dt.date(2026, 3, 1)}, {"is_dead": True}, {"status": "archived"},
    {"status": "resting"},
)  # fmt: skip
TEMPTATIONS = {
    "circle": ("inner", "close", "active", "wide", "daily", "", "clsoe"),
    "company": ("", "Orbis"),
    "field": ("", "rail", "law"),
    "needs": ((), ("someone in rail",)),
    "offers": ((), ("rail maps",)),
    "emails": ((), ("one@x.example",)),
    "cadence_text": ("", "now and then"),
    "household": ("", "Mill"),
}
"""What gives a page reason to name somebody."""
KINDS = ("lunch", "coffee", "call", "email", "message", "event", "letter", "contact")
WORDS = ("a long walk by the river and a good talk about boats and money", "the choir", "")


REASONS = ("circle: inner", "birthday: 1980-11-27", "dates: [2010-11-28 wedding]", "email: z@x.example",
           "needs: rail", "city: Lyon",
           "address: 3 Quay Street, Lyon")  # fmt: skip


@st.composite
def _talks(draw, name: str) -> list:
    ages = draw(st.lists(st.integers(0, 900), max_size=6, unique=True))
    return [
        talk(
            name,
            (TODAY - dt.timedelta(days=age)).isoformat(),
            draw(st.sampled_from(KINDS)),
            draw(st.sampled_from(WORDS)),
            direction=draw(st.sampled_from((None, "me", "them"))),
            received=draw(st.sampled_from(("", "a name at the port"))),
        )
        for age in ages
    ]


@st.composite
def _people(draw, name: str, **silence) -> Contact:
    day = TODAY + dt.timedelta(days=draw(st.integers(-3, 16)))
    either = {name: draw(st.sampled_from(values)) for name, values in TEMPTATIONS.items()}
    days = (YearlyDay(day.month, day.day, 1980, "birthday"), YearlyDay(day.month, day.day, 2010, "wedding"))
    return person(name, city="Lyon", days=days, **either, **silence)


@st.composite
def networks(draw) -> Network:
    """A few people whose notes hold every reason to act, one of them silent."""
    names = [f"Person {number}" for number in range(draw(st.integers(1, 4)))]
    people = [draw(_people(name)) for name in names] + [
        draw(_people(SILENT, **draw(st.sampled_from(SILENCES))))
    ]
    talks = [one for contact in people for one in draw(_talks(contact.name))]
    promises, meetings = [], []
    for number, contact in enumerate(people):
        due = draw(st.sampled_from((None, TODAY, TODAY - dt.timedelta(days=20))))
        by = draw(st.sampled_from(("me", "them")))
        promises.append(Promise(f"Journal/{number}.md", 3, (contact.path,), "Send the map", TODAY, due, by))
        both = (contact.path, path_of(SILENT))
        soon = TODAY + dt.timedelta(days=draw(st.integers(1, 5)))
        meetings.append(Appointment(f"Meetings/{number}.md", None, soon, "", "Choir", both))
    loans = [Loan(one.contact, one.note, 4, "the tent", one.date, "me") for one in talks]
    more = {"promises": tuple(promises), "appointments": tuple(meetings), "loans": tuple(loans)}
    return network(people, talks, **more)


def everything(some: Network, voice: Voice) -> dict[str, str]:
    """Every page and export of a network that proposes or reminds of anything, by what it is."""
    plan, others = plan_week(some), [c for c in some.contacts.values() if c.name != SILENT]
    made = {
        "agenda": agenda_page(plan, some, voice).text,
        "review": review_page(plan, some, voice).text,
        "wishes": wishes_page(wishes(some, 2027), 2027, some, voice).text,
        "calendar": write_agenda(plan, some.contacts).decode(),
        "trip": agenda_page(plan, some, voice, stays(some, [TRIP], plan)).text,
        "ics": write_days(some.contacts.values()).decode(),
        "introductions": repr(introductions(some)),
        "overdue": repr([warmth.contact for warmth in overdue(some)]),
        "days": repr(days_to_come(some, TODAY, TODAY + dt.timedelta(days=400))),
    }
    for name, unit in (("2026-11", "month"), ("2026", "year"), ("2025", "year")):
        made[name] = period_page(parse_period(name, unit), some, voice).text
    for contact in others:
        made[f"briefing {contact.name}"] = briefing_page([contact.path], TODAY, some, voice).text
        letter = letter_to(contact, some, voice)
        made[f"letter {contact.name}"] = letter_as_markdown(letter, "a@b.example") if letter else ""
        for other in others:
            if contact.path < other.path and not refusal(some, contact.path, other.path):
                made[f"{contact.name} × {other.name}"] = introduction_page(contact, other, some, voice).text
    return made


@settings(max_examples=30)
@given(networks(), st.sampled_from(("en", "fr")))
def test_who_is_silent_stands_in_no_page_or_export_that_asks_for_an_act(some, code):
    told = everything(some, Voice(Language(code)))
    assert not [what for what, text in told.items() if "Stillwater" in text]
    silent = some.contacts[path_of(SILENT)]
    assert all(refusal(some, silent.path, path) for path in some.contacts)
    assert "BDAY" not in write_vcard(silent, "3.0").decode()


@pytest.mark.parametrize(
    ("folder", "said"),
    [("People", "died: 2026-03-01"), ("People", "died: yes"), ("People", "status: archived"),
     ("People", "status: resting"), ("Archive/People", "company: Orbis")],
)  # fmt: skip
def test_who_is_silent_is_found_and_never_proposed(notes, folder, said):
    note = notes.person(SILENT, said, *REASONS, folder=folder)
    notes.person("Ana Ruiz", "circle: close", "offers: rail", "birthday: 1981-11-27")
    notes.write(
        "Daily/2026-11-09.md", "Lunch with [[Ana Ruiz]] about the choir and the boats by the river.\n"
    )
    notes.write(
        "Daily/2026-01-09.md",
        f"Lunch with [[{SILENT}]], a long talk by the river about boats. received:: a bed\n\n"
        f"- [ ] Send the map to [[{SILENT}]] 📅 2026-11-25\n",
    )
    for command in ("agenda", "review", "review --month 2026-01", "review --year 2026", "wishes 2027",
                    "agenda --with Ana", "export ics", "export agenda",
                    "wishes 2027 --addresses", "list --overdue"):  # fmt: skip
        assert "Stillwater" not in notes.run(*command.split())
    pages = [path for path in notes.snapshot() if not path.startswith(("Daily", folder, "People"))]
    assert len(pages) == 6 and not [path for path in pages if "Stillwater" in notes.read(path)]
    notes.run("draft", SILENT, code=1)
    notes.run("intro", SILENT, "Ana Ruiz", code=1)
    for command in (("show", SILENT), ("why", SILENT), ("list",), ("interactions",)):
        assert "Stillwater" in notes.run(*command)
    notes.run("update")
    assert notes.property(note, "last_contact") == "2026-01-09"


@pytest.mark.parametrize("left", ["{{name}}", "<% tp.file.title %>", "{{title}}", "<%* tR += name %>"])
def test_placeholders_of_templates_are_nobody_and_nothing(notes, left):
    for number in range(4):
        notes.person(f"Person {number}")
    notes.person("Half Filled", *(f"{name}: '{left}'" for name in ("aliases", "city", "birthday", "circle")))
    notes.write("People/{{name}}.md", f"---\ntype: person\ntitle: '{left}'\n---\n# {left}\n")
    notes.write(
        "Clippings/2026-11-09.md",
        f"---\nattendees: ['[[{left}]]']\nwith: '{left}'\ndate: 2026-11-09\n---\n"
        f"Lunch with [[{left}]] and {left}.\n- [ ] Call [[{left}]] 📅 2026-11-25\nwith:: [[{left}]]\n",
    )
    assert notes.run("interactions") == ""
    for command in ("list", "agenda", "review"):
        said = notes.run(command)
        assert "{{" not in said and "<%" not in said and left not in said
    listed, checked = notes.run("list"), notes.run("check", code=1)
    assert listed.count("Person ") == 4 and "Filled" not in listed
    assert "People/Half Filled.md" in checked and "left its placeholders" in checked
