import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.evidence.interaction import Promise
from vaulttool.network.planner import plan_week
from vaulttool.pages.agenda import agenda_page
from vaulttool.pages.escape import wikilink
from vaulttool.pages.language import Language
from vaulttool.pages.review import review_page
from vaulttool.pages.teller import Teller
from vaulttool.pages.voice import Voice

from made_up_network import MADE_UP, PROMISES, TODAY, network, path_of, person, talk

TELLER = Teller(MADE_UP, Language("en"), wikilink)


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("Lunch with [[Ana Ruiz|Ana]]: the move to Porto", "the move to Porto"),
        ("Lunch with [[Ana Ruiz]] by the canal. She starts in Porto in May.", "She starts in Porto in May"),
        ("12:30 Called [[Ana Ruiz]]; her son is ill", "her son is ill"),
        ("[[Ana Ruiz]] wrote that her talk is on Friday", "Ana Ruiz wrote that her talk is on Friday"),
        ("Coffee with [[Ana Ruiz]]", ""),
        (
            "- 2026-11-02: [[Ana Ruiz]] needs a lawyer for the port [gave:: a name]",
            "Ana Ruiz needs a lawyer for the port",
        ),
        ("the old board, she says **never again** ^abc-1", "the old board, she says never again"),
        ("Sunday. [[Ana Ruiz]] rang from the train", "Ana Ruiz rang from the train"),
        ("[[Ana Ruiz]] rang on Monday, dimanche aussi", "Ana Ruiz rang on Monday, dimanche aussi"),
        ('She said "call me in Nantes"', "She said 'call me in Nantes'"),
        ('Lunch with [[Ana Ruiz]], "call me in Nantes."', "call me in Nantes"),
    ],
)
def test_a_talk_is_quoted_by_what_was_said(written, quoted):
    assert TELLER.own_words(written, about="Ana Ruiz") == quoted


def test_quotes_within_french_quotes_stay():
    french = dataclasses.replace(TELLER, language=Language("fr"))
    assert french.own_words('Elle a dit "à bientôt" en partant.') == 'Elle a dit "à bientôt" en partant'


def test_long_words_end_with_a_sentence_or_a_sign():
    whole = TELLER.own_words("She moved to Porto in the spring of that year. " * 6)
    assert whole.endswith("that year") and len(whole) <= 130
    cut = TELLER.own_words("word " * 80)
    assert cut.endswith("word…") and len(cut) <= 140


def test_a_promise_links_the_people_it_names():
    assert TELLER.promise(PROMISES[2]) == "Send [[Claire Aubert]] the reading list"
    unnamed = PROMISES[2]._replace(text="Send the reading list 📅 2026-11-26")
    assert TELLER.promise(unnamed) == "Send the reading list ([[Claire Aubert]])"
    own = unnamed._replace(note=unnamed.contacts[0], text="send her the reading list")
    assert TELLER.promise(own) == "[[Claire Aubert]]: send her the reading list"


def test_only_a_line_of_the_person_is_quoted_never_a_file_name():
    assert TELLER.words(talk("Ivo Marek", "2026-05-20")) == ""


SIGNS = "ab ]|[\n\r\u2028-xX#^<>!%`*_~=:\\\"'$()&;éA📅✅\u202e"
TEXTS = st.text(alphabet=SIGNS, max_size=25) | st.text(max_size=12)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.sampled_from(["en", "fr"]))
def test_read_back_a_page_has_the_items_of_its_plan(name, words, need, code):
    people = [
        dataclasses.replace(person("One"), name=name or "x", circle="close", city=need, needs=(need,)),
        dataclasses.replace(person("Two"), name="Two", circle="close", city=words, offers=(need,)),
    ]
    talks = [
        talk("One", "2026-01-02", "call", words),
        talk("Two", "2026-02-02", "email", words, direction="them"),
    ]
    promises = (Promise("Journal/2026-01-02.md", 4, (path_of("Two"),), words, None, TODAY, "me"),)
    some = network(people, talks, promises=promises)
    plan = plan_week(some)
    agenda = agenda_page(plan, some, Voice(Language(code)))
    items = [line for line in agenda.text.splitlines() if line.lstrip().startswith("- [ ] ")]
    assert len(items) == len(plan.touches) + (plan.lunch is not None)
    assert all(line.split(" ")[-1].startswith("^vt-") for line in items)
    for page in (agenda, review_page(plan, some, Voice(Language(code)))):
        assert page.text.count("<!--") == 2 and page.text.count("-->") == 2
        assert "%%" not in page.text and "- [x]" not in page.text
