"""Monica, friends.md and org-contacts."""

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.friends_md import read_friends
from vaulttool.exchange.ldif import read_ldif
from vaulttool.exchange.monica import read_monica, read_monica_sql
from vaulttool.exchange.org_contacts import read_org
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson, LeftOut, Record

TODAY = dt.date(2026, 11, 24)


def lines(text: str) -> list[bytes]:
    return text.encode().splitlines(keepends=True)


def monica(kind: str = "contact") -> str:
    properties = {
        "first_name": "Ana", "last_name": "Ruiz", "company": "Acme", "job": "Chef", "nickname": "Anita",
        "birthdate": {"date": "2020-05-12T00:00:00Z", "is_year_unknown": True, "is_age_based": False},
    }  # fmt: skip
    data = [
        {"count": 1, "type": "contact_field", "values": [{"properties": {"data": "ana@ruiz.example"}}]},
        {"count": 1, "type": "call", "values": [{"properties": {"called_at": "2026-11-02T10:00:00Z"}}]},
        {"count": 1, "type": "activity", "values": ["act-1"]},
    ]
    contacts = [{"uuid": "c-1", "properties": properties, "data": data}, {"uuid": "c-2", "properties": {}}]
    activities = [{"uuid": "act-1", "properties": {"summary": "Lunch", "happened_at": "2026-10-01"}}]
    groups = [{"type": kind, "values": contacts}, {"type": "activity", "values": activities}]
    return json.dumps({"version": "1.0-preview.1", "account": {"data": groups}})


def test_monica_in_the_singular_and_the_plural():
    for kind in ("contact", "contacts"):
        found: list[Record] = list(read_monica(monica(kind), "m.json", TODAY))
        ana, call, nobody, lunch = found
        assert isinstance(ana, ImportedPerson)
        assert (ana.name, ana.emails, ana.company, ana.birthday) == (
            "Ana Ruiz",
            ("ana@ruiz.example",),
            "Acme",
            "--05-12",
        )
        assert isinstance(call, ImportedInteraction)
        assert (call.kind, call.date, call.direction) == ("call", dt.date(2026, 11, 2), "me")
        assert isinstance(nobody, LeftOut)
        assert isinstance(lunch, ImportedInteraction)
        assert (lunch.date, lunch.people[0].email) == (dt.date(2026, 10, 1), "ana@ruiz.example")


def test_monica_cut_in_the_middle_says_so():
    (left,) = read_monica(monica()[:200], "m.json", TODAY)
    assert isinstance(left, LeftOut)
    (left,) = read_monica("[" * 100_000, "m.json", TODAY)
    assert isinstance(left, LeftOut)


def test_a_dump_of_monica_is_read_and_never_run():
    dump = (
        "# ---- contacts dump of data\n"
        "INSERT IGNORE INTO contacts (`id`, `first_name`, `last_name`, `is_partial`, "
        "`birthday_special_date_id`) VALUES\n"
        "(1, 'Ana', 'O\\'Ruiz, (x)', 0, 7),\n(2, 'Bob', NULL, 1, NULL);\n"
        "INSERT IGNORE INTO special_dates (`id`, `date`, `is_year_unknown`, `is_age_based`) VALUES\n(7, "
        "'1980-05-12', 0, 0);\n"
        "INSERT IGNORE INTO contact_fields (`id`, `contact_id`, `data`) VALUES\n(1, 1, 'ana@ruiz.example');\n"
        "DROP TABLE contacts;\n"
    )
    ana, partial = read_monica_sql(lines(dump), "m.sql", TODAY)
    assert isinstance(ana, ImportedPerson)
    assert (ana.family, ana.birthday, ana.emails) == ("O'Ruiz, (x)", "1980-05-12", ("ana@ruiz.example",))
    assert isinstance(partial, LeftOut)


def test_friends_md():
    lunch, faceless, hopper = read_friends(
        lines(
            "### Activities:\n- 2018-01-04: Got lunch with **Ada Moss** and _Paris_ @food\n- "
            "2018-01-05: Slept\n"
            "### Notes:\n- 2018-01-04: **Ada Moss** likes tea\n\n### Friends:\n"
            "- Ada Moss (a.k.a. The Moss a.k.a. Addy) [Paris] @navy @tea:green\n\n### Locations:\n- Paris\n"
        ),
        "friends.md",
        TODAY,
    )
    assert isinstance(hopper, ImportedPerson)
    assert (hopper.name, hopper.nickname, hopper.city, hopper.groups) == (
        "Ada Moss", "The Moss", "Paris", ("navy", "tea:green"),
    )  # fmt: skip
    assert isinstance(lunch, ImportedInteraction)
    assert (lunch.date, lunch.kind, lunch.people[0].name) == (dt.date(2018, 1, 4), "lunch", "Ada Moss")
    assert isinstance(faceless, LeftOut)


def test_org_contacts():
    ana, bob = read_org(
        lines(
            "#+TITLE: People\n* Friends\n** Ana Ruiz :work:\n:PROPERTIES:\n:EMAIL: ana@ruiz.example "
            "a2@ruiz.example\n"
            ":PHONE: +34 600 000 001, 0611223344\n:BIRTHDAY: <1980-05-12>\n:END:\nSome text\n"
            "** TODO buy milk\n** Bob Lee\n  :PROPERTIES:\n  :TYPE: person\n  :MOBILE: 0600\n  :BORN: "
            "1981-01-02\n  :END:\n"
        ),
        "c.org",
    )
    assert isinstance(ana, ImportedPerson)
    assert ana.emails == ("ana@ruiz.example", "a2@ruiz.example")
    assert ana.phones == ("+34 600 000 001", "0611223344")
    assert (ana.birthday, ana.groups, ana.record) == ("1980-05-12", ("work",), "c.org:3")
    assert isinstance(bob, ImportedPerson)
    assert (bob.name, bob.phones, bob.birthday) == ("Bob Lee", ("0600",), "1981-01-02")


@given(st.binary(max_size=200))
def test_no_bytes_raise(junk: bytes):
    list(read_ldif([junk], "c"))
    list(read_org([b"* Ana\n", b":PROPERTIES:\n", junk], "c"))
    list(read_friends([b"### Friends:\n", junk], "c", TODAY))
    list(read_monica_sql([b"INSERT INTO contacts (`id`) VALUES\n", junk], "c", TODAY))
    list(read_monica(junk.decode("latin-1"), "c", TODAY))


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["account", "data", "type", "values", "properties", "first_name", "birthdate", "contact"]
                ),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_raises(value: object):
    list(read_monica(json.dumps(value), "c", TODAY))
    list(read_monica(json.dumps({"account": {"data": [{"type": "contact", "values": [value]}]}}), "c", TODAY))


def test_ldif_of_thunderbird():
    ana, choir = read_ldif(
        lines(
            "dn: cn=Ana Ruiz,mail=ana@ruiz.example\nobjectclass: top\nobjectclass: person\ngivenName: "
            "Ana\nsn: Ruiz\n"
            "cn:: QW5hIFJ1w616\nmail: ana@ruiz.example\nmozillaSecondEmail: a2@ruiz.example\nmobile: 06 "
            "00 00\n  00 01\n"
            "o: Acme\ntitle: Chef\nbirthyear: 1980\nbirthmonth: 5\nbirthday: 2\nmozillaHomeUrl: "
            "https://ana.example\n\n"
            "dn: cn=Choir\nobjectclass: groupOfNames\ncn: Choir\nmember: cn=Ana Ruiz\n"
        ),
        "c.ldif",
    )
    assert isinstance(ana, ImportedPerson)
    assert (ana.name, ana.emails, ana.phones) == (
        "Ana Ruíz",
        ("ana@ruiz.example", "a2@ruiz.example"),
        ("06 00 00 00 01",),
    )
    assert (ana.company, ana.role, ana.birthday, ana.urls) == (
        "Acme",
        "Chef",
        "1980-05-02",
        ("https://ana.example",),
    )
    assert isinstance(choir, LeftOut)


def test_monica_knows_the_user():
    me = {"uuid": "me", "properties": {"first_name": "Mia", "last_name": "Moor"}}
    ana = {"uuid": "ana", "properties": {"first_name": "Ana", "last_name": "Ruiz"}}
    groups = [
        {"type": "user", "values": [{"properties": {"me_contact": "me"}}]},
        {"type": "contact", "values": [me, ana]},
    ]
    found = list(read_monica(json.dumps({"account": {"data": groups}}), "m.json", TODAY))
    assert [getattr(one, "problem", "") or one.name for one in found] == ["yourself", "Ana Ruiz"]
