"""A plainly fictional network of some 25 people with a year of history, for tests of plans and pages."""

import datetime as dt

from vaulttool.evidence.interaction import Appointment, Interaction, Promise
from vaulttool.network.cadence import Cadence
from vaulttool.network.contact import Contact, Edge, YearlyDay
from vaulttool.network.network import Network

TODAY = dt.date(2026, 11, 24)


def path_of(name: str) -> str:
    return f"People/{name}.md"


def person(name: str, **said) -> Contact:
    return Contact(path=path_of(name), name=name, names=(name,), **said)


def talk(name: str, day: str, kind: str = "coffee", text: str = "", **said) -> Interaction:
    note = f"Journal/{day}.md" if text else f"Meetings/{day} {kind.capitalize()} with {name}.md"
    shown = text or f"{day} {kind.capitalize()} with {name}"
    return Interaction(
        contact=path_of(name),
        note=note,
        line=5 if text else None,
        date=dt.date.fromisoformat(day),
        kind=kind,
        direction=said.pop("direction", None),
        rule="sentence" if text else "file-name",
        text=shown,
        **said,
    )


def network(contacts: list[Contact], talks: list[Interaction], today: dt.date = TODAY, **more) -> Network:
    by_path: dict[str, list[Interaction]] = {}
    for one in sorted(talks, key=lambda talk: (talk.date, talk.note)):
        by_path.setdefault(one.contact, []).append(one)
    return Network(
        today=today,
        contacts={contact.path: contact for contact in sorted(contacts, key=lambda contact: contact.path)},
        interactions=by_path,
        last_contact={c.path: by_path[c.path][-1].date if c.path in by_path else None for c in contacts},
        **more,
    )


PEOPLE = [
    person(
        "Nadia Benali",
        circle="close",
        city="Lyon",
        company="Orbis",
        field="logistics",
        needs=("someone who knows rail",),
        edges=(),
    ),
    person("Ivo Marek", circle="active", city="Lyon", field="software"),
    person("Claire Aubert", circle="close", city="Lyon", field="software", needs=("a flat in Ghent",)),
    person("Samir Haddad", circle="active", city="Paris", field="software"),
    person(
        "Maja Lind",
        circle="close",
        city="Oslo",
        field="software",
        cadence=Cadence(months=1),
        cadence_text="1 month",
    ),
    person("Tomas Ferro", circle="active", city="Turin", field="rail", offers=("a tour of the rail yard",)),
    person(
        "Ana Ruiz",
        circle="inner",
        city="Lyon",
        company="Brightwater",
        role="operations",
        field="logistics",
        days=(YearlyDay(4, 2, 1981, "birthday"),),
        met="2020",
        introduced_by="Jo Park",
        needs=("a logistics lawyer",),
        offers=("an introduction at the port authority",),
        edges=(Edge("introduced_by", path_of("Jo Park")),),
    ),
    person(
        "Jo Park", circle="close", city="Lyon", field="software", days=(YearlyDay(11, 28, 1986, "birthday"),)
    ),
    person("Ines Prat", circle="wide", city="Porto", field="law", role="logistics lawyer"),
    person(
        "Marc Oyelaran", circle="wide", city="Basel", field="software", needs=("work in embedded software",)
    ),
    person(
        "Lea Brandt", circle="active", city="Basel", field="embedded software", offers=("a job in embedded",)
    ),
    person("Paul Renn", circle="active", company="Orbis", city="Lyon", field="software"),
    person("Greta Holm", circle="wide", city="Oslo", field="education", met="conference in Oslo 2019"),
    person("Pierre Vasseur", circle="wide", city="Nantes", field="education", met="school"),
    person("Hana Sato", circle="wide", city="Lyon", field="medicine"),
    person("Luc Perrin", circle="wide", city="Lyon", field="carpentry"),
    person("Una Kell", circle="wide", company="Orbis", field="software"),
    person("Ravi Anand", circle="wide", company="Orbis", field="software"),
    person("Dora Nemeth", circle="wide", company="Orbis", field="software"),
    person("Finn Sorel", circle="wide", company="Orbis", field="software"),
    person(
        "Old Friend",
        circle="inner",
        city="Lyon",
        died=dt.date(2025, 3, 1),
        is_dead=True,
        days=(YearlyDay(11, 26, 1950, "birthday"),),
    ),
    person(
        "Gone Quiet",
        circle="close",
        city="Lyon",
        status="archived",
        days=(YearlyDay(11, 27, 1970, "birthday"),),
    ),
    person(
        "Rest Easy",
        circle="close",
        city="Lyon",
        status="resting",
        days=(YearlyDay(11, 25, 1970, "birthday"),),
    ),
    person("Not Yet", status="unknown", company="Orbis"),
    person("Kim Home", circle="daily", city="Lyon"),
    person("Snooze Later", circle="close", city="Lyon", snooze_until=dt.date(2027, 1, 1)),
]

TALKS = [
    *(
        talk("Jo Park", day, "lunch", f"Lunch with [[Jo Park]]: {about}")
        for day, about in (
            ("2026-10-06", "the new flat"),
            ("2026-10-13", "her trial period"),
            ("2026-10-20", "the choir"),
            ("2026-10-27", "plans for her fortieth"),
            ("2026-11-03", "budget, boats"),
            ("2026-11-10", "her mother is better"),
            ("2026-11-17", "who comes to the party"),
        )
    ),
    *(
        talk(
            "Maja Lind",
            f"2026-0{month}-12",
            "email",
            "Mail from [[Maja Lind]] about the ferry",
            direction="them",
        )
        for month in (1, 2)
    ),
    talk(
        "Maja Lind",
        "2026-03-14",
        "email",
        "Long mail to [[Maja Lind]]; her daughter starts school in September",
        direction="me",
    ),
    talk("Nadia Benali", "2026-03-02", "coffee", "Coffee with [[Nadia Benali]], tired of Orbis"),
    talk("Nadia Benali", "2026-06-11", "lunch", "Lunch with [[Nadia Benali]]: she asked for a name in rail"),
    talk("Ivo Marek", "2026-05-20", "coffee"),
    talk(
        "Claire Aubert",
        "2026-08-12",
        "coffee",
        "Coffee with [[Claire Aubert]]. received:: her notes on Ghent",
        received="her notes on Ghent",
    ),
    talk(
        "Claire Aubert",
        "2026-11-12",
        "coffee",
        "Coffee with [[Claire Aubert]]; promised her the reading list",
        received="a name at the archive",
    ),
    talk(
        "Samir Haddad",
        "2026-11-03",
        "email",
        "Lent [[Samir Haddad]] the slides",
        gave="the slides",
        direction="me",
    ),
    talk(
        "Samir Haddad",
        "2026-11-16",
        "message",
        "[[Samir Haddad]] wrote that his talk is on Friday",
        direction="them",
    ),
    talk("Tomas Ferro", "2026-07-01", "call", "Called [[Tomas Ferro]]: twelve years in rail now"),
    talk(
        "Ana Ruiz",
        "2026-09-30",
        "lunch",
        "Lunch with [[Ana Ruiz]]: the move to Porto, her doubts about the board",
    ),
    talk("Ana Ruiz", "2026-07-15", "call", "Called [[Ana Ruiz]]", gave="a name at the port", direction="me"),
    talk("Ines Prat", "2026-02-10", "event"),
    talk(
        "Marc Oyelaran",
        "2021-02-09",
        "contact",
        "[[Marc Oyelaran]] drove me to Basel at five in the morning",
        received="a ride to Basel at five in the morning",
    ),
    talk("Marc Oyelaran", "2024-10-01", "message"),
    talk(
        "Marc Oyelaran",
        "2026-11-20",
        "email",
        "Mail from [[Marc Oyelaran]]: he is looking for work",
        direction="them",
    ),
    talk("Lea Brandt", "2026-06-01", "call"),
    talk("Paul Renn", "2026-01-15", "coffee", "Coffee with [[Paul Renn]], who counts the days at Orbis"),
    talk("Paul Renn", "2026-11-19", "message", "[[Paul Renn]] wrote", direction="them"),
    *(
        talk(name, day, "message", f"[[{name}]] asked to connect", direction="them")
        for name, day in (
            ("Una Kell", "2026-11-09"),
            ("Ravi Anand", "2026-11-12"),
            ("Dora Nemeth", "2026-11-17"),
            ("Finn Sorel", "2026-11-20"),
        )
    ),
    talk("Greta Holm", "2019-09-12", "event"),
    talk(
        "Pierre Vasseur",
        "2022-05-03",
        "lunch",
        'Lunch with [[Pierre Vasseur]], "call me when you are in Nantes"',
    ),
    talk("Hana Sato", "2023-04-01", "coffee"),
    talk("Luc Perrin", "2023-10-09", "meeting"),
    talk("Old Friend", "2025-01-01", "lunch"),
    talk("Gone Quiet", "2024-01-01", "lunch"),
    talk("Rest Easy", "2025-01-01", "lunch"),
    talk("Snooze Later", "2025-01-01", "lunch"),
    *(talk("Kim Home", f"2026-11-{day:02}", "lunch") for day in range(1, 24)),
]

APPOINTMENTS = (
    Appointment(
        "Meetings/2026-11-27 Call with Ana Ruiz.md",
        None,
        dt.date(2026, 11, 27),
        "14:00",
        "Call with Ana Ruiz",
        (path_of("Ana Ruiz"),),
    ),
)

PROMISES = (
    Promise(
        "Journal/2026-09-30.md",
        9,
        (path_of("Ana Ruiz"),),
        "Send [[Ana Ruiz]] the contact at the port",
        dt.date(2026, 9, 30),
        None,
        "me",
    ),
    Promise(
        "Journal/2026-09-30.md",
        10,
        (path_of("Ana Ruiz"),),
        "[[Ana Ruiz]] to comment on the draft",
        dt.date(2026, 9, 30),
        None,
        "them",
    ),
    Promise(
        "Meetings/2026-11-12 Coffee with Claire Aubert.md",
        7,
        (path_of("Claire Aubert"),),
        "Send [[Claire Aubert]] the reading list",
        dt.date(2026, 11, 12),
        dt.date(2026, 11, 26),
        "me",
    ),
    Promise(
        "Journal/2025-01-01.md",
        4,
        (path_of("Old Friend"),),
        "Return the book to [[Old Friend]]",
        dt.date(2025, 1, 1),
        None,
        "me",
    ),
)

MADE_UP = network(PEOPLE, TALKS, appointments=APPOINTMENTS, promises=PROMISES)
SILENT = ("Old Friend", "Gone Quiet", "Rest Easy")
"""Those whom no page may ask anything for."""
