"""A drafted letter: what it says, what it keeps to itself, and the forms in which it leaves."""

import dataclasses
import datetime as dt
from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.evidence.interaction import Promise
from vaulttool.network.contact import YearlyDay
from vaulttool.pages.language import Language
from vaulttool.pages.letter import Letter, letter_as_markdown, letter_to
from vaulttool.pages.letter_forms import as_eml, as_mailto, mail_address
from vaulttool.pages.voice import Voice

from made_up_network import MADE_UP, network, path_of, person, talk

EN, FR = Language("en"), Language("fr")


def letter(name: str, some=MADE_UP, language=EN, **more) -> Letter:
    found = letter_to(some.contacts[path_of(name)], some, Voice(language), **more)
    assert found is not None
    return found


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Claire Aubert", "I am still thinking of our coffee on 12 November."),
        ("Claire Aubert", "Thank you once more for a name at the archive."),
        ("Claire Aubert", "what I said I would do: send you the reading list."),
        ("Claire Aubert", "Are you still looking for a flat in Ghent?"),
        ("Nadia Benali", "It has been five months since our lunch of 11 June"),
        ("Nadia Benali", "Are you still looking for someone who knows rail? I may know somebody."),
        ("Samir Haddad", "Thank you for your message of 16 November, and forgive the wait."),
        ("Jo Park", "And a happy birthday on Saturday!"),
        ("Not Yet", "what brings you to me"),
    ],
)
def test_a_letter_has_something_real_in_it(name, said):
    assert said in letter(name).body


def test_what_notes_say_about_a_person_stands_beside_the_letter_only():
    some = network(
        [person("Ana Ruiz")],
        [
            talk(
                "Ana Ruiz",
                "2026-10-01",
                "lunch",
                "Lunch with [[Ana Ruiz]]: she drinks too much again, I fear",
            )
        ],
    )
    found = letter("Ana Ruiz", some)
    assert "drinks" not in found.body + found.subject
    assert "she drinks too much again, I fear" in found.beside


def test_french_letters_say_tu_to_the_near():
    some = network(
        [person("Ana Ruiz", circle="close", needs=("un studio",)), person("Bo Li", needs=("un studio",))],
        [talk(name, "2026-05-06", "lunch") for name in ("Ana Ruiz", "Bo Li")],
    )
    near, other = (plain(letter(name, some, FR).body) for name in ("Ana Ruiz", "Bo Li"))
    assert "Déjà sept mois depuis notre déjeuner du 6 mai" in near
    assert "Cherches-tu toujours un studio ?" in near and "Bien à toi," in near
    assert "Cherchez-vous toujours un studio ?" in other and "Bien à vous," in other


def test_a_french_promise_is_said_without_the_name():
    promise = Promise("J.md", 3, (path_of("Ana Ruiz"),), "Envoyer la liste à [[Ana Ruiz]]", None, None, "me")
    some = network([person("Ana Ruiz")], [talk("Ana Ruiz", "2026-11-01")], promises=(promise,))
    assert "ce que j’ai promis : envoyer la liste." in plain(letter("Ana Ruiz", some, FR).body)


def test_a_french_promise_keeps_its_small_words_whole():
    promise = Promise("J.md", 3, (path_of("Ana Ruiz"),), "parler d'Ana au port", None, None, "me")
    some = network([person("Ana Ruiz")], [talk("Ana Ruiz", "2026-11-01")], promises=(promise,))
    assert "promis : parler de vous au port." in plain(letter("Ana Ruiz", some, FR).body)


def test_without_anything_real_there_is_no_letter_unless_one_says_what_for():
    some = network([person("Ana Ruiz")], [])
    assert letter_to(some.contacts[path_of("Ana Ruiz")], some, Voice(EN)) is None
    found = letter("Ana Ruiz", some, about="the bridge at Orly")
    assert found.subject == "the bridge at Orly" and "\nthe bridge at Orly.\n" in found.body


def test_a_birthday_in_the_second_week_is_named_by_its_day():
    some = network([person("Ana Ruiz", days=(YearlyDay(12, 4, None, "birthday"),))], [])
    assert "a happy birthday on 4 December!" in letter("Ana Ruiz", some).body


# forms

LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40)
BODY = st.lists(LINE, min_size=1, max_size=4).map(lambda lines: "\n".join(lines).strip("\n") + "\n")
WORD = st.text("abcxyzéü.+-'!=?&%/", min_size=1, max_size=12)


@given(LINE.map(str.strip), BODY)
def test_e5_a_mailto_link_gives_back_its_parts_and_no_other(subject, body):
    link = as_mailto(Letter("Ana", subject, body, ""), "ana@ruiz.example")
    parts = urlsplit(link)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "ana@ruiz.example")
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    said = body.rstrip("\n").replace("\n", "\r\n")
    assert fields == {"subject": [subject], "body": [said]}
    assert not set(link) & set(' \r\n<>"')


@settings(max_examples=60)
@given(LINE.map(str.strip), BODY, LINE.map(str.strip))
def test_a_message_file_gives_back_its_parts_and_no_other(subject, body, name):
    raw = as_eml(Letter(name, subject, body, ""), "ana@ruiz.example")
    message = message_from_bytes(raw, policy=default)
    assert [key for key in message if key in ("To", "Cc", "Bcc", "From", "Subject", "X-Unsent")] == [
        "Subject",
        "To",
        "X-Unsent",
    ]
    assert [one.addr_spec for one in message["To"].addresses] == ["ana@ruiz.example"]
    assert message.get_content().rstrip("\r\n").splitlines() == body.rstrip("\n").splitlines()


@given(WORD, WORD)
def test_e5_an_address_is_one_address_or_refused(local, domain):
    try:
        address = mail_address(f"{local}@{domain}")
    except ValueError:
        return
    parts = urlsplit(as_mailto(Letter("A", "s", "b\n", ""), address))
    assert unquote(parts.path) == f"{local}@{domain}"
    assert set(parse_qs(parts.query)) == {"subject", "body"}


@pytest.mark.parametrize(
    "bad",
    [
        "a@b.example?bcc=c@d.example",
        "a@b.example,c@d.example",
        "a@b.example\nBcc: c@d.example",
        "a@b.example\r",
        "a b@c.example",
        "no address",
        "A <a@b.example>",
    ],
)
def test_e5_a_smuggled_address_is_refused(bad):
    with pytest.raises(ValueError):
        mail_address(bad)


def test_mailto_before_an_address_is_no_part_of_it():
    assert mail_address(" MailTo:ana@ruiz.example ") == "ana@ruiz.example"


NASTY = "x]] \n- [x] paid <!-- vaulttool:end a --> %% `js` ^vt-abc [[y|z]] | # not a heading"


def test_texts_of_notes_break_out_of_no_form():
    some = network(
        [dataclasses.replace(person("Ana Ruiz"), name=NASTY, needs=(NASTY,), met_at=NASTY)],
        [talk("Ana Ruiz", "2026-01-02", "call", NASTY, received=NASTY)],
        promises=(Promise("J.md", 3, (path_of("Ana Ruiz"),), NASTY, None, dt.date(2026, 1, 1), "me"),),
    )
    found = letter("Ana Ruiz", some, about=NASTY)
    shown = letter_as_markdown(found, "ana@ruiz.example")
    assert "\n- [x]" not in shown and "<!--" not in shown and "\n#" not in shown
    message = message_from_bytes(as_eml(found, "ana@ruiz.example"), policy=default)
    assert len(message["To"].addresses) == 1


@pytest.mark.parametrize(
    ("need", "said"),
    [("logistics lawyer", "a logistics lawyer"), ("office near Lyon", "an office near Lyon"),
     ("a flat in Ghent", "a flat in Ghent"), ("work in rail", "work in rail"), ("clients", "clients"),
     ("university tutor", "a university tutor"), ("someone in rail", "someone in rail"), ("water", "water")],
)  # fmt: skip
def test_what_is_looked_for_has_its_article(need, said):
    some = network(
        [person("Ana Ruiz", circle="close", needs=(need,))], [talk("Ana Ruiz", "2026-09-30", "lunch")]
    )
    assert f"Are you still looking for {said}?" in letter("Ana Ruiz", some).body
