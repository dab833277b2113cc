"""Mail: directions, people, and what is no letter."""

import datetime as dt
import time

from hypothesis import given
from hypothesis import strategies as st
from vaulttool.exchange.addresses import addresses, decode_words
from vaulttool.exchange.correspondence import correspondence, guess_me
from vaulttool.exchange.mail import read_mails, read_mbox
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson, LeftOut, Record

TODAY = dt.date(2026, 11, 24)
ME = frozenset(("mia@moor.example",))


def mail(
    sender: str, to: str, *more: str, date: str = "Mon, 2 Nov 2026 10:00:00 +0100", body: str = "Hi"
) -> str:
    lines = [
        "From x@y.example Mon Nov  2 10:00:00 2026",
        f"From: {sender}",
        f"To: {to}",
        f"Date: {date}",
        *more,
    ]
    return "\n".join([*lines, "", body, "", ""])


def records(*mails: str, me: frozenset[str] = ME) -> list[Record]:
    heads = read_mbox("".join(mails).encode().splitlines(keepends=True), "m.mbox")
    return list(correspondence(heads, me, TODAY, "m.mbox"))


def test_a_mail_has_a_direction_and_the_other_people():
    there, back, person = records(
        mail(
            "Mia <mia@moor.example>",
            '"Ruiz, Ana" <Ana@Ruiz.example>, mia@moor.example',
            "Subject: =?utf-8?q?Caf=C3=A9?=",
        ),
        mail(
            "=?ISO-8859-1?Q?Ana_Ru=EDz?= <ana@ruiz.example>",
            "mia@moor.example",
            date="Tue, 3 Nov 2026 10:00:00 +0100",
        ),
    )
    assert isinstance(there, ImportedInteraction)
    assert isinstance(back, ImportedInteraction)
    assert (there.direction, there.people[0].email, there.people[0].name) == (
        "me",
        "ana@ruiz.example",
        "Ana Ruiz",
    )
    assert (there.subject, there.kind, there.record) == ("Café", "email", "m.mbox:1")
    assert (back.direction, back.date, back.people[0].name) == ("them", dt.date(2026, 11, 3), "Ana Ruíz")
    assert isinstance(person, ImportedPerson)
    assert (person.emails, person.sent, person.received) == (("ana@ruiz.example",), 1, 1)


def test_a_body_line_that_begins_with_from_is_no_new_mail():
    found = records(
        mail("ana@ruiz.example", "mia@moor.example", body="Hello\n\nFrom now on all is well 2026\nthe end"),
        mail("ana@ruiz.example", "mia@moor.example", body="x"),
    )
    assert sum(isinstance(one, ImportedInteraction) for one in found) == 2


def test_lists_robots_drafts_spam_and_crowds_are_left_out():
    to = "mia@moor.example"
    found = records(
        mail("ana@ruiz.example", to, "List-Id: <x.example>"),
        mail("news@shop.example", to, "List-Unsubscribe: <mailto:x@y.example>"),
        mail("no-reply@shop.example", to),
        mail("ana@ruiz.example", to, "Auto-Submitted: auto-replied"),
        mail("ana@ruiz.example", to, "Precedence: bulk"),
        mail("mia@moor.example", "ana@ruiz.example", "X-Gmail-Labels: =?UTF-8?Q?Brouillons,Catégorie?="),
        mail("ana@ruiz.example", to, "X-Gmail-Labels: Spam"),
        mail("mia@moor.example", ", ".join(f"a{n}@b.example" for n in range(20))),
        mail("mia@moor.example", to),
        mail("ana@ruiz.example", to, date="Mon, 2 Nov 2099 10:00:00 +0100"),
        mail("ana@ruiz.example", to, date="not a day"),
        mail("ana@ruiz.example", to, "Content-Type: text/calendar; method=REQUEST"),
    )
    assert [type(one) for one in found] == [LeftOut] * 12


def test_somebody_who_wrote_once_and_got_no_answer_is_only_counted():
    found = records(mail("bob@lee.example", "mia@moor.example"))
    assert [type(one) for one in found] == [ImportedInteraction, LeftOut]


def test_one_mail_under_two_labels_counts_once():
    twice = mail("ana@ruiz.example", "mia@moor.example", "Message-ID: <1@x.example>")
    assert sum(isinstance(one, ImportedInteraction) for one in records(twice, twice)) == 1


def test_the_user_is_found_by_sent_mail_or_deliveries_or_presence():
    def guess(*mails: str) -> frozenset[str]:
        return guess_me(read_mbox("".join(mails).encode().splitlines(keepends=True), "m"))

    assert guess(mail("mia@moor.example", "ana@ruiz.example", "X-Gmail-Labels: Sent")) == ME
    assert guess(mail("ana@ruiz.example", "x@y.example", "Delivered-To: mia@moor.example")) == ME
    three = [mail(f"{name}@x.example", "mia@moor.example") for name in ("ana", "bob", "cleo")]
    assert guess(*three) == ME


def test_single_mails_and_raw_8_bit_headers_are_read():
    (head,) = read_mails(
        [("cur/1", "From: Zoë <zoe@x.example>\r\nTo: mia@moor.example\r\n\r\nBody: no".encode("cp1252"))]
    )
    assert head.addresses("from") == [("Zoë", "zoe@x.example")]
    assert head.get("body") == ""


def test_addresses_of_every_form():
    assert list(addresses("Ruiz, Ana <a@b.example>, Friends: c@d.example (Cleo), x@y.example;")) == [
        ("Ana Ruiz", "a@b.example"), ("Cleo", "c@d.example"), ("", "x@y.example"),
    ]  # fmt: skip
    assert addresses("undisclosed-recipients:;") == ()
    assert addresses("'ana@b.example' <ana@b.example>") == (("", "ana@b.example"),)


def test_words_cut_inside_a_letter_are_joined():
    assert decode_words("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?= noir") == "café noir"
    assert decode_words("=?nonsense?b?!!!?=")


def test_e7_mails_that_explode_cost_little_time():
    started = time.perf_counter()
    many = ", ".join(f"a{n}@b.example" for n in range(200_000))
    found = records(
        mail("ana@ruiz.example" + "(" * 5000, "mia@moor.example"), mail("mia@moor.example", many),
        mail("ana@ruiz.example", "mia@moor.example"),
    )  # fmt: skip
    assert sum(isinstance(one, ImportedInteraction) for one in found) >= 1
    assert time.perf_counter() - started < 5


@given(st.binary(max_size=400))
def test_no_bytes_raise(junk: bytes):
    heads = read_mbox(
        (b"From a@b.example Mon Nov  2 10:00:00 2026\nFrom: " + junk).splitlines(keepends=True), "m"
    )
    list(correspondence(heads, ME, TODAY, "m"))
    list(correspondence(read_mails([("m", junk)]), frozenset(), TODAY, "m"))


@given(st.text(max_size=200))
def test_no_header_raises(text: str):
    addresses(text)
    decode_words(text)


def test_boxes_without_blank_lines_and_with_hidden_addresses_are_read():
    netscape = (
        "From - \nReturn-Path: <a@b.example>\nFrom: a@b.example\n\nNo blank line behind this\n"
        "From - Mon Jun  3 12:50:27 1996\nReturn-Path: <c@d.example>\nFrom: c@d.example\n\n"
        "From - \nnot a header\n"
        "From here on 1996\nYear: 1996\n"
    )
    heads = list(read_mbox(netscape.encode().splitlines(keepends=True), "m"))
    assert [head.addresses("from") for head in heads] == [[("", "a@b.example")], [("", "c@d.example")]]
    archive = (
        "From ana at ruiz.example  Mon Nov  2 10:00:00 2026\nFrom: ana at ruiz.example (Ana Ruiz)\n"
        "Date: Mon, 2 Nov 2026 10:00:00 +0100\n\nHi\n"
    )
    (head,) = read_mbox(archive.encode().splitlines(keepends=True), "m")
    assert head.addresses("from") == [("Ana Ruiz", "ana@ruiz.example")]


def test_comments_and_routes_inside_an_address_are_cut():
    assert addresses("Pete <pete(his account)@silly.example(his host)>") == (("Pete", "pete@silly.example"),)
    assert addresses("Mary <@relay.example:mary@x.example>, J <j@x . example>") == (
        ("Mary", "mary@x.example"), ("J", "j@x.example"),
    )  # fmt: skip
