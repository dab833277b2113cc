import datetime as dt

import pytest
from vaulttool.network.cadence import Cadence
from vaulttool.network.contact import Edge, YearlyDay
from vaulttool.network.contact_name import contact_name
from vaulttool.network.property_names import PROPERTY_NAMES
from vaulttool.network.property_value import yearly_day
from vaulttool.network.recognise import ContactRules, recognise_contact
from vaulttool.notes.front_matter import FrontMatter, Property, fold_name


def recognise(path="People/Ana Ruiz.md", heading=None, rules=None, resolve=None, **said):
    properties = tuple(Property(name, value, line) for line, (name, value) in enumerate(said.items(), 2))
    return recognise_contact(path, FrontMatter(properties), heading, rules or ContactRules(), resolve=resolve)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("offers", "offers"), ("offres", "offers"), ("Offre", "offers"), ("besoins", "needs"),
        ("need", "needs"),
        ("entreprise", "company"), ("ville", "city"), ("cercle", "circle"), ("poste", "role"),
        ("courriel", "emails"), ("tél", "phones"), ("rencontrée", "met"), ("domaine", "field"),
    ],
)  # fmt: skip
def test_properties_are_read_under_their_french_and_english_names(written, read):
    value = getattr(recognise(**{written: "lyon"}), read)
    assert value in ("lyon", ("lyon",))


def test_no_name_of_a_property_means_two_things():
    folded = [fold_name(name) for names in PROPERTY_NAMES.values() for name in set(map(fold_name, names))]
    assert len(folded) == len(set(folded))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("People/Ana Ruiz.md", {}),
        ("people/Friends/Ana Ruiz.md", {}),
        ("Ana Ruiz.md", {"type": "Person"}),
        ("Ana Ruiz.md", {"type": "personne"}),
        ("Ana Ruiz.md", {"categories": ["[[People]]"]}),
        ("Ana Ruiz.md", {"categories": [["People"]]}),
        ("Ana Ruiz.md", {"tags": ["#person"]}),
        ("Ana Ruiz.md", {"tags": "contact, work"}),
        ("Ana Ruiz.md", {"tags": ["person/colleague"]}),
        ("People/Ana Ruiz.md", {"type": "friend"}),
    ],
)
def test_a_note_about_a_person_is_a_contact(path, said):
    assert recognise(path, **said).name == "Ana Ruiz"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("Ana Ruiz.md", {}),
        ("Projects/Personal.md", {"tags": ["personal"]}),
        ("People/Orbis.md", {"type": "company"}),
        ("People/Orbis.md", {"categories": "[[Companies]]"}),
        ("People/People.md", {}),
        ("People/README.md", {}),
        ("People/{{name}}.md", {"type": "person"}),
        ("Templates/Person.md", {"type": "person"}),
        ("People/Jo Park.md", {}),
        ("People/Somebody.md", {"me": True}),
    ],
)
def test_companies_templates_and_oneself_are_no_contacts(path, said):
    rules = ContactRules(left_out_folders=("Templates",), me=("Jo Park",))
    assert recognise(path, rules=rules, **said) is None


def test_a_namesake_of_the_user_by_alias_stays_a_contact():
    rules = ContactRules(me=("[[Ana]]",))
    assert recognise(rules=rules, aliases=["Ana"])
    assert recognise("People/Ana.md", rules=rules) is None


def test_a_folder_of_a_name_anywhere_can_hold_people():
    rules = ContactRules(people_folders=("*/People",))
    assert recognise("Customers/Acme/People/Olga Ek.md", rules=rules)
    assert recognise("Customers/Acme/Olga Ek.md", rules=rules) is None


@pytest.mark.parametrize(
    ("stem", "said", "heading", "name"),
    [
        ("Ana Ruiz", ("Dr Ana Ruiz",), "About Ana", "Ana Ruiz"),
        ("ana-ruiz", ("Ana Ruiz",), None, "Ana Ruiz"),
        ("ana-ruiz", (), "Ana Ruiz", "Ana Ruiz"),
        ("ana-ruiz", (), None, "Ana Ruiz"),
        ("ana_ruiz", ("{{title}}",), None, "Ana Ruiz"),
        ("20260101", ("Ana Ruiz",), None, "Ana Ruiz"),
        ("@Ana Ruiz", (), None, "Ana Ruiz"),
        ("20261124T093000--ana-ruiz__contact", (), None, "Ana Ruiz"),
        ("Ana.Ruiz", (), None, "Ana Ruiz"),
        ("people.ana-ruiz", (), None, "Ana Ruiz"),
        ("Élodie Prat-Noël", (), None, "Élodie Prat-Noël"),
        ("J. Doe", ("John Doe",), None, "J. Doe"),
        ("ana", (), None, "ana"),
    ],
)
def test_the_file_name_is_the_name_where_it_is_one(stem, said, heading, name):
    assert contact_name(stem, said, heading) == name


def test_all_that_the_note_says_is_read():
    contact = recognise(
        aliases="Nana, Ana R.", email=["ana@example.org", "mailto:a@example.net"], phone="0612345678",
        company=[["Orbis"]], role="Operations", city="[[Places/Lyon|Lyon]]", field="rail", circle="Proche",
        cadence="sometimes", status="Resting", offers=["a desk"], needs="a lawyer, a flat",
        Birthday="--05-12",
        dates=["2010-06-05 wedding", "05-20: moved in"], met="2020", introduced_by="[[Jo Park]]",
        private=True, household="[[Luc Ruiz]]", knows=["[[Jo Park]]", [["Ivo Marek"]]],
        snooze_until="2026-12-01",
        last_contact="[[2026-11-02]]", last_contact_note="[[2026-11-02 Lunch|2026-11-02]]",
    )  # fmt: skip
    assert contact.names == ("Ana Ruiz", "Nana", "Ana R.")
    assert contact.emails == ("ana@example.org", "a@example.net")
    assert contact.phones == ("0612345678",)
    assert (contact.company, contact.city, contact.circle) == ("Orbis", "Lyon", "close")
    assert (contact.cadence, contact.cadence_text, contact.status) == (None, "sometimes", "resting")
    assert contact.needs == ("a lawyer", "a flat")
    assert contact.days == (
        YearlyDay(5, 12, None, "birthday"),
        YearlyDay(6, 5, 2010, "wedding"),
        YearlyDay(5, 20, None, "moved in"),
    )
    assert contact.edges == (
        Edge("introduced_by", "Jo Park"), Edge("knows", "Jo Park"), Edge("knows", "Ivo Marek")
    )  # fmt: skip
    assert contact.last_contact == dt.date(2026, 11, 2)
    assert contact.last_contact_note == "[[2026-11-02 Lunch|2026-11-02]]"
    assert contact.private and not contact.asks_for_acts
    assert contact.household == "Luc Ruiz"
    assert contact.properties["offers"] == ["a desk"]


def test_edges_lead_to_contacts_only():
    paths = {"Jo Park": "People/Jo Park.md", "Ana Ruiz": "People/Ana Ruiz.md"}
    contact = recognise(
        resolve=paths.get, knows=["[[Jo Park]]", "[[Lyon]]", "[[Ana Ruiz]]"], company="[[Jo Park]]"
    )
    assert contact.edges == (Edge("knows", "People/Jo Park.md"),)


def test_placeholders_are_no_values():
    contact = recognise(
        email="{{email}}",
        company="<% tp.user.x %>",
        birthday="YYYY-MM-DD",
        circle="inner | close",
        cadence="{{c}}",
    )
    assert contact.emails == () and contact.company == "" and contact.days == ()
    assert contact.circle == "" and contact.cadence_text == ""


def test_settings_map_names_and_words():
    rules = ContactRules(properties={"cadence": "Rhythm!"}, statuses={"dormant": "resting"})
    contact = recognise(rules=rules, **{"Rhythm!": "3 mois", "status": "Dormant"})
    assert (contact.cadence, contact.status) == (Cadence(months=3), "resting")
    assert recognise(status="client").status == "active"


@pytest.mark.parametrize("died", ["2024-03-01", "spring 2024", True, "yes"])
def test_any_word_under_died_is_believed(died):
    assert recognise(died=died).is_dead


@pytest.mark.parametrize("died", [None, "", False, "no", "YYYY-MM-DD"])
def test_an_empty_died_means_alive(died):
    assert not recognise(died=died).is_dead


@pytest.mark.parametrize(
    ("text", "month", "day", "year"),
    [("1980-05-12", 5, 12, 1980), ("--05-12", 5, 12, None), ("--0512", 5, 12, None), ("05-12", 5, 12, None),
     ("12/05/1980", 5, 12, 1980), ("May 12", 5, 12, None), ("12 mai 1980", 5, 12, 1980),
     ("1er août", 8, 1, None),
     ("April 15, 1990", 4, 15, 1990), ("02-29", 2, 29, None), ("1604-05-12", 5, 12, None)],
)  # fmt: skip
def test_a_yearly_day_is_read(text, month, day, year):
    assert yearly_day(text) == YearlyDay(month, day, year, "")


@pytest.mark.parametrize("text", ["2026-13-45", "soon", "13-45", "", "1980", "12 moons"])
def test_what_is_no_yearly_day(text):
    assert yearly_day(text) is None


def test_addresses_of_a_vcard_plugin_are_all_read():
    contact = recognise(**{"EMAIL[HOME]": "a@example.org", "EMAIL[WORK]": "b@example.org"})
    assert contact.emails == ("a@example.org", "b@example.org")
