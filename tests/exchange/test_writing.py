"""What leaves the vault: cards, tables, calendars."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.csv_people import read_people
from vaulttool.exchange.csv_write import safe_cell, write_csv
from vaulttool.exchange.ics_write import write_days
from vaulttool.exchange.records import ImportedPerson
from vaulttool.exchange.vcard import read_vcards
from vaulttool.exchange.vcard_write import exported, plain_link, write_vcard
from vaulttool.network.contact import Contact, YearlyDay

ANA = Contact(
    "People/Ana Ruiz.md",
    "Ana Ruiz",
    ("Ana Ruiz", "Anita"),
    company="[[Acme; Tools, Inc.]]",
    role="Chef",
    city="Málaga",
    emails=("ana@ruiz.example", "a2@ruiz.example"),
    phones=("+34 600 000 001",),
    tags=("friend",),
    days=(YearlyDay(2, 29, None, "birthday"), YearlyDay(6, 5, 2010, "wedding")),
    properties={"linkedin": "https://www.linkedin.com/in/ana"},
)
words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40)


def back(source: bytes) -> ImportedPerson:
    (person,) = read_vcards(source.splitlines(keepends=True), "c.vcf")
    assert isinstance(person, ImportedPerson)
    return person


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_card_comes_back_as_it_went(version):
    person = back(write_vcard(ANA, version))
    assert (person.name, person.given, person.family, person.nickname) == ("Ana Ruiz", "Ana", "Ruiz", "Anita")
    assert (person.company, person.role, person.city) == ("Acme; Tools, Inc.", "Chef", "Málaga")
    assert (person.emails, person.phones, person.groups) == (ANA.emails, ANA.phones, ("friend",))
    assert (person.birthday, person.urls) == ("--02-29", ("https://www.linkedin.com/in/ana",))
    assert write_vcard(ANA, version) == write_vcard(ANA, version)


@given(words, words)
def test_lines_are_short_and_whole_whatever_stands_in_them(name: str, company: str):
    contact = Contact("People/X.md", name, (name,), company=company * 5)
    source = write_vcard(contact)
    assert all(len(line) <= 75 for line in source.split(b"\r\n"))
    assert source.count(b"\r\n") == source.count(b"\n")
    source.decode()
    assert back(source).uid


def test_vobject_takes_the_card_strictly():
    vobject = pytest.importorskip("vobject")
    for version in ("3.0", "4.0"):
        card = vobject.readOne(write_vcard(ANA, version).decode())
        assert card.validate()
        assert card.fn.value == "Ana Ruiz"


def test_the_private_and_the_archived_stay():
    private = Contact("b.md", "B", private=True)
    archived = Contact("c.md", "C", status="archived")
    assert exported([private, archived, ANA]) == [ANA]


def test_a_link_is_written_as_its_words():
    assert plain_link("[[Firms/Acme|ACME]]") == "ACME"
    assert plain_link("[[Firms/Acme]]") == "Acme"
    assert plain_link("Acme") == "Acme"


def test_no_cell_is_a_formula_and_numbers_stay_numbers():
    assert safe_cell("=1+1") == "'=1+1"
    assert safe_cell("@cmd") == "'@cmd"
    assert safe_cell("+34 600 000 001") == "+34 600 000 001"
    assert safe_cell("+cmd|' /C calc'!A0").startswith("'")


@given(st.text(max_size=20))
def test_a_cell_never_begins_like_a_formula(text: str):
    cell = safe_cell(text)
    assert not cell.startswith(("=", "@", "\t", "\r"))


def test_a_table_comes_back_as_it_went():
    source = write_csv([ANA, Contact("People/Bob.md", "Bob")], mark=True)
    assert source.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(source.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    ana, bob = read_people(source.splitlines(keepends=True), "c.csv")
    assert isinstance(ana, ImportedPerson)
    assert (ana.name, ana.emails, ana.phones, ana.birthday) == ("Ana Ruiz", ANA.emails, ANA.phones, "--02-29")
    assert isinstance(bob, ImportedPerson)
    assert bob.name == "Bob"


def test_days_come_back_each_year_and_29_february_stands():
    icalendar = pytest.importorskip("icalendar")
    source = write_days([ANA])
    events = icalendar.Calendar.from_ical(source).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Ana Ruiz: birthday", "Ana Ruiz: wedding (2010)"]
    recurring = pytest.importorskip("recurring_ical_events")
    found = recurring.of(icalendar.Calendar.from_ical(source)).between((2027, 1, 1), (2028, 12, 31))
    assert sorted(str(event["DTSTART"].dt) for event in found) == [
        "2027-02-28", "2027-06-05", "2028-02-29", "2028-06-05",
    ]  # fmt: skip
    assert source == write_days([ANA])
