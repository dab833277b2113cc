"""`vaulttool add` and `vaulttool log` with a mail on standard input, as a mail program pipes it."""

import pytest

DAY = "Daily/2026-11-20.md"
SETTINGS = """---
type: vaulttool-settings
daily_folder: Daily
people_folders: [People]
me: [moi@home.example]
---
"""
MAIL = """From: =?utf-8?q?Alice_Mart=C3=ADn?= <Alice@orbis.example>
To: Moi <moi@home.example>
Date: Fri, 20 Nov 2026 18:02:11 +0100
Message-ID: <1@orbis.example>
Subject: Re: The [[garden]] plans

From: nobody@body.example
Hello!
"""


@pytest.fixture
def mailed(people):
    people.write("vaulttool.md", SETTINGS)
    return people


def mail(sender, to, subject="Plans", day="20 Nov 2026"):
    return f"From: {sender}\nTo: {to}\nDate: {day} 10:00:00 +0000\nSubject: {subject}\n\nHi.\n"


def test_a_mail_from_a_contact_is_logged_on_its_day(mailed):
    mailed.run_quickly("log", input=MAIL)
    assert mailed.read(DAY) == "- Email from [[Alice Martin]]: The \\[\\[garden\\]\\] plans [from:: them]\n"
    assert mailed.property("People/Alice Martin.md", "last_contact") == "2026-11-20"
    after = mailed.snapshot()
    assert "already" in mailed.run_quickly("log", input=MAIL).out
    assert mailed.snapshot() == after


def test_a_mail_of_the_users_is_logged_for_all_whom_it_is_to(mailed):
    mailed.write("People/Bruno Stein.md", "---\nemail: bruno@stein.example\n---\n")
    to = "alice@orbis.example, Bruno <BRUNO@stein.example>, x@nobody.example"
    mailed.run_quickly("log", input=mail("moi@home.example", to))
    assert mailed.read(DAY) == (
        "- Email to [[Alice Martin]]: Plans [from:: me]\n- Email to [[Bruno Stein]]: Plans [from:: me]\n"
    )
    for name in ("Alice Martin", "Bruno Stein"):
        assert mailed.property(f"People/{name}.md", "last_contact") == "2026-11-20"


@pytest.mark.parametrize(
    "subject", ["Lunch cancelled", "tomorrow?", "%%", "<!-- -->", "[x](y)", "", "Not seen"]
)
def test_a_subject_takes_nothing_back(mailed, subject):
    mailed.run_quickly("log", input=mail("alice@orbis.example", "moi@home.example", subject))
    assert mailed.property("People/Alice Martin.md", "last_contact") == "2026-11-20"


def test_french_vaults_log_in_french(mailed):
    mailed.write("vaulttool.md", SETTINGS.replace("daily_folder", "language: fr\ndaily_folder"))
    mailed.run_quickly("log", input=mail("alice@orbis.example", "moi@home.example"))
    mailed.run_quickly("log", input=mail("moi@home.example", "alice@orbis.example", day="21 Nov 2026"))
    assert mailed.read(DAY) == "- Mail de [[Alice Martin]] : Plans [from:: them]\n"
    assert mailed.read("Daily/2026-11-21.md") == "- Mail à [[Alice Martin]] : Plans [from:: moi]\n"
    assert mailed.property("People/Alice Martin.md", "last_contact") == "2026-11-21"


def test_a_mail_from_a_stranger_is_not_logged_and_says_what_to_do(mailed):
    before = mailed.snapshot()
    said = mailed.run_quickly("log", input=mail("zed@nobody.example", "moi@home.example"), code=1).err
    assert "zed@nobody.example" in said
    assert "vaulttool add" in said
    assert mailed.snapshot() == before


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (mail("Zoé d'Arc <zoe@arc.example>", "moi@home.example"), "Zoé d'Arc"),
        (mail('"Arc, Zoé" <zoe@arc.example>', "moi@home.example"), "Zoé Arc"),
        (mail("zoe.arc@arc.example", "moi@home.example"), "Zoe Arc"),
        (mail("moi@home.example", "Zoé Arc <zoe@arc.example>"), "Zoé Arc"),
        (mail("../../Zoé [[x]] <zoe@arc.example>", "moi@home.example"), None),
    ],
)
def test_add_makes_a_note_for_whom_the_mail_is_from_or_to(mailed, source, name):
    known = set(mailed.snapshot())
    mailed.run_quickly("add", "--circle", "wide", input=source)
    (made,) = set(mailed.snapshot()) - known
    assert made.startswith("People/")
    assert name is None or made == f"People/{name}.md"
    assert "arc.example" in mailed.read(made)
    assert mailed.property(made, "circle") == "wide"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (MAIL, "already"),
        (mail("moi@home.example", "moi@home.example"), "nobody but you"),
        (mail("x1@nobody.example", "moi@home.example"), "no name"),
        ("Hello, this is no mail\n", "no mail"),
    ],
)
def test_add_says_why_it_makes_none(mailed, source, said):
    before = mailed.snapshot()
    assert said in mailed.run_quickly("add", input=source, code=1).err
    assert mailed.snapshot() == before


def test_without_a_mail_the_argument_is_missing(mailed):
    for command in ("add", "log"):
        assert "Missing argument" in mailed.run_quickly(command, code=2).err


def test_the_own_note_tells_the_own_addresses(mailed):
    mailed.write("vaulttool.md", SETTINGS.replace("moi@home.example", "Marie Own"))
    mailed.write("People/Marie Own.md", "---\nemail: [marie@home.example, m@work.example]\n---\n")
    mailed.run_quickly("log", input=mail("m@work.example", "alice@orbis.example"))
    assert "[from:: me]" in mailed.read(DAY)
