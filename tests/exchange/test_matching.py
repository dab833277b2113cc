"""The same person across sources: linked, asked, or left apart."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.identity import fold, fold_email, fold_phone, identity, identity_of_contact
from vaulttool.exchange.linking import ASKED, link
from vaulttool.exchange.matching import compare, is_hopeless
from vaulttool.exchange.names import split_name
from vaulttool.exchange.records import ImportedPerson
from vaulttool.network.contact import Contact, YearlyDay

pytest.importorskip("rapidfuzz")
pytest.importorskip("phonenumbers")

_count = iter(range(10_000))


def who(name: str, **about: object) -> ImportedPerson:
    split = split_name(name)
    given = {"given": split.given, "family": split.family, "maiden_name": split.maiden}
    place = {"source": f"s{next(_count)}", "record": "r"}
    return ImportedPerson(name, **(given | place | about))  # type: ignore[arg-type]


def verdict(first: ImportedPerson, second: ImportedPerson) -> str:
    one, other = identity(first, "FR"), identity(second, "FR")
    found = compare(one, other)
    assert compare(other, one).verdict == found.verdict
    return found.verdict


def test_an_own_address_number_or_profile_with_a_name_that_fits_is_sure():
    assert (
        verdict(
            who("Ana Ruiz", emails=("A.Ruiz+x@googlemail.com",)), who("Ana Ruiz", emails=("aruiz@gmail.com",))
        )
        == "sure"
    )
    assert verdict(
        who("LE GALL Jean-Pierre", phones=("06 12 34 56 78",)),
        who("jp le gall", phones=("+33 (0)6 12 34 56 78",)),
    ) in ("sure", "unsure")
    assert (
        verdict(
            who("Jean Pierre Legall", phones=("0612345678",)),
            who("LE GALL Jean-Pierre", phones=("0033612345678",)),
        )
        == "sure"
    )
    profile = "https://www.linkedin.com/in/zo%C3%AB-b/"
    assert (
        verdict(who("Zoë B", urls=(profile,)), who("Zoe Bérard", urls=("linkedin.com/in/zoë-b?x=1",)))
        == "sure"
    )


def test_a_name_with_the_company_is_sure_and_a_bare_name_is_asked():
    assert verdict(who("Ana Ruiz", company="Acme Inc."), who("Ana Ruiz", company="ACME")) == "sure"
    assert (
        verdict(who("Ana Ruiz", company="Acme"), who("Ana Ruiz", emails=("ana.ruiz@acme.example",))) == "sure"
    )
    assert verdict(who("Ana Ruiz"), who("Ana Ruiz")) == "unsure"
    assert verdict(who("Bob Lee", company="Acme"), who("Robert Lee", company="Acme")) == "unsure"
    assert verdict(
        who("Émilie Martin (née Durand)", company="Acme"), who("Emilie Durand", company="Acme")
    ) in ("unsure", "sure")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Namesakes.
        (who("Thomas Müller", urls=("linkedin.com/in/tm1",), company="Acme"), who("Thomas Müller",
        urls=("linkedin.com/in/tm2",), company="Acme")),
        (who("Thomas Müller", birthday="1950-01-02"), who("Thomas Müller", birthday="1980-05-06")),
        # A family behind one address, one number.
        (who("Ana Ruiz", emails=("ruiz@home.example",)), who("Luis Ruiz", emails=("ruiz@home.example",))),
        (who("Ana Ruiz", phones=("0112345678",)), who("Luis Ruiz", phones=("0112345678",))),
        # An office.
        (who("Ana Ruiz", emails=("info@acme.example",)), who("Bob Lee", emails=("info@acme.example",))),
        (who("Ana Ruiz", company="Acme"), who("Bob Lee", company="Acme")),
    ],
)  # fmt: skip
def test_different_people_are_never_linked(first: ImportedPerson, second: ImportedPerson):
    assert verdict(first, second) != "sure"


def test_a_married_name_behind_the_same_address_is_asked_or_linked_but_not_lost():
    assert (
        verdict(who("Ana Ruiz", emails=("ana@x.example",)), who("Ana Moss", emails=("ana@x.example",)))
        == "sure"
    )
    assert (
        verdict(who("Ana Ruiz", emails=("ceo@x.example",)), who("Bob Lee", emails=("ceo@x.example",)))
        == "unsure"
    )


def test_a_record_that_fits_two_namesakes_is_asked():
    one = who("Thomas Müller", urls=("linkedin.com/in/tm1",), company="Acme")
    two = who("Thomas Müller", urls=("linkedin.com/in/tm2",), company="Acme")
    card = who("Thomas Müller", company="Acme")
    found = link([identity(person) for person in (one, two, card)])
    assert len(found.groups) == 3
    assert found.questions


def test_a_name_that_occurs_once_more_is_asked_before_one_that_many_bear():
    many = [who("Anna Weber", phones=(f"06 12 34 56 0{number}",)) for number in range(4)]
    rare = who("Zoé Quenlivan", phones=("06 12 34 56 99",)), who("Zoé Quenlivan", company="Acme")
    (question,) = link([identity(person, "FR") for person in (*many, *rare)]).questions
    assert {question.first, question.second} == {identity(person, "FR").key for person in rare}


def test_two_notes_are_never_joined_and_a_note_stands_first():
    note = Contact(
        "People/Ana Ruiz.md",
        "Ana Ruiz",
        ("Ana Ruiz", "Anita"),
        emails=("ana@ruiz.example",),
        days=(YearlyDay(5, 12, None, "birthday"),),
    )
    other = replace(note, path="People/Ana Ruiz 2.md")
    card = who("A. Ruiz", emails=("ana@ruiz.example",))
    found = link([identity(card), identity_of_contact(note), identity_of_contact(other)])
    assert all(sum("People/" in key for key in group) <= 1 for group in found.groups)
    alone = link([identity(card), identity_of_contact(note)])
    (group,) = alone.groups
    assert group[0].endswith("People/Ana Ruiz.md")


def test_the_order_of_files_makes_no_difference_and_questions_are_few():
    people = []
    for number in range(120):
        name = f"Given{number % 40} Family{number % 40}"
        people.append(
            who(name, company=f"Firm {number % 7}", emails=(f"p{number % 60}@x{number % 3}.example",))
        )
    identities = [identity(person) for person in people]
    first = link(identities)
    random.Random(3).shuffle(identities)
    second = link(identities)
    assert first == second
    assert len(first.questions) <= len(identities) // ASKED


def test_thousands_of_connections_stay_as_many_people():
    identities = [
        identity(
            who(
                f"Given{number % 977} Family{number % 1999}",
                company=f"Firm {number % 50}",
                urls=(f"linkedin.com/in/p{number}",),
            )
        )
        for number in range(3_000)
    ]
    assert len(link(identities).groups) == 3_000


def test_normal_forms():
    assert fold("Łukasz Straße-Ødegård") == "lukasz strasse odegard"
    assert fold_email("J.Doe+x@GoogleMail.com") == "jdoe@gmail.com"
    assert fold_phone("06 12 34 56 78", "FR") == "+33612345678"
    assert fold_phone("soon", "FR") == ""


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_names_raise_and_both_ways_agree(first: str, second: str):
    verdict(who(first), who(second))


_TEXTS = st.sampled_from(("", "", "Acme", "Lyon"))
_PEOPLE = st.builds(
    lambda name, company, city, born, role, mail, slug: who(
        name,
        company=company,
        city=city,
        birthday=born,
        role=role,
        emails=(mail,) if mail else (),
        urls=(f"linkedin.com/in/{slug}",),
    ),
    st.sampled_from(("Ana Ruiz", "Ana Ruis", "A Ruiz")),
    _TEXTS,
    _TEXTS,
    st.sampled_from(("", "1980-05-12", "--05-12")),
    _TEXTS,
    st.sampled_from(("", "a@ruiz.example", "aruiz@acme.example")),
    st.sampled_from(("ana", "ruiz")),
)


@given(_PEOPLE, _PEOPLE)
def test_who_is_hopeless_is_different(first: ImportedPerson, second: ImportedPerson):
    one, other = identity(first), identity(second)
    if is_hopeless(one, other):
        assert compare(one, other).verdict == "different"
