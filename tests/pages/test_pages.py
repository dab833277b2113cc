"""The pages of the made-up network, as their reader sees them."""

import dataclasses
import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.evidence.interaction import Appointment, Promise
from vaulttool.network.contact import YearlyDay
from vaulttool.network.planner import plan_week
from vaulttool.network.wishes import wishes
from vaulttool.notes.problem import VaultError
from vaulttool.pages.agenda import agenda_page
from vaulttool.pages.briefing import briefing_page
from vaulttool.pages.introduction import introduction_page
from vaulttool.pages.language import Language
from vaulttool.pages.render import OwnTemplate
from vaulttool.pages.review import review_page
from vaulttool.pages.terminal import terminal_lines
from vaulttool.pages.voice import Voice
from vaulttool.pages.wishes import wishes_page

from made_up_network import MADE_UP, SILENT, TODAY, network, path_of, person, talk

EN, FR = Language("en"), Language("fr")
ITEM = re.compile(r"^- \[ \] .+ \^vt-[a-z2-7]{3,5}$")


def agenda(some=MADE_UP, language=EN, **more):
    return agenda_page(plan_week(some), some, Voice(language, **more))


def review(some=MADE_UP, language=EN, **more):
    return review_page(plan_week(some), some, Voice(language, **more))


def items(block: str) -> list[str]:
    return [line for line in block.splitlines() if re.match(r"- \[.\] ", line)]


# shape


@pytest.mark.parametrize("language", [EN, FR])
@pytest.mark.parametrize("make", [agenda, review])
def test_a_page_has_its_block_between_markers_and_ends(make, language):
    page = make(language=language)
    assert page.text.startswith("# ") and page.text.endswith(f"<!-- vaulttool:end {page.name} -->\n")
    assert f"<!-- vaulttool:begin {page.name} -->\n\n{page.block}\n\n" in page.text
    assert page.block.splitlines()[-1].startswith(("That is all", "C’est tout"))
    assert "\n\n\n" not in page.text and not re.search(r"[ \t]\n", page.text)
    assert "<" not in re.sub(r"<!-- vaulttool:\w+ \w+ -->", "", page.text)


@pytest.mark.parametrize("language", [EN, FR])
@pytest.mark.parametrize("make", [agenda, review])
def test_every_item_ends_with_its_own_id(make, language):
    lines = items(make(language=language).block)
    assert lines and all(ITEM.match(line) for line in lines)
    assert len({line.rpartition(" ")[2] for line in lines}) == len(lines)


def test_the_same_vault_and_day_give_the_same_bytes():
    assert agenda() == agenda() and review() == review()


def test_ids_are_the_same_in_both_languages():
    ids = [
        [line.rpartition(" ")[2] for line in items(agenda(language=language).block)] for language in (EN, FR)
    ]
    assert ids[0] == ids[1]


def test_the_agenda_is_short_and_the_review_a_screen_and_a_half():
    assert len(agenda().block.splitlines()) <= 30
    assert len(review().block.splitlines()) <= 75


def test_no_person_to_act_for_stands_in_both_pages():
    def people(block: str) -> set[str]:
        return {re.search(r"\[\[([^|\]]+)", line).group(1) for line in items(block)}

    assert not people(agenda().block) & people(review().block)


def test_an_empty_vault_gives_kind_pages():
    empty = network([], [])
    assert agenda(empty).block == "Nothing asks for you this week. Write to whom you like."
    assert review(empty).block.splitlines()[-1] == "That is all there is to see this week."
    assert "##" not in review(empty).block


# what they say


@pytest.mark.parametrize(
    "said",
    [
        "**Lunch.** Eight weeks in a row now.",
        "- [ ] Lunch with [[Nadia Benali]] in Lyon. It has been five months.",
        '"she asked for a name in rail" ([[2026-06-11|11 June]])',
        "or [[Ivo Marek]] (Lyon too, six months)",
        '"her daughter starts school in September" ([[2026-03-14|14 March]])',
        "Send [[Claire Aubert]] the reading list, by Thursday ([[2026-11-12 Coffee with Claire Aubert|12 Nov",
        "looks for",
        "- Friday 14:00: [[2026-11-27 Call with Ana Ruiz|Call with Ana Ruiz]].",
        "- Saturday: [[Jo Park]] is 40.",
        "That is all for this week: five touches and a lunch.",
    ],
)
def test_the_agenda_says_what_to_do_with_its_reason(said):
    assert said in agenda().block


@pytest.mark.parametrize(
    "said",
    [
        "> [!summary]",
        "## Something moves at Orbis",
        "You know [[Paul Renn]] and [[Nadia Benali]] better",
        "[[Marc Oyelaran]] is back ([[2026-11-20|20 November]]), the first word in two years",
        "a ride to Basel at five in the morning ([[2021-02-09|9 February 2021]])",
        "You know who might help: [[Lea Brandt]].",
        "With [[Claire Aubert]] it is two to nothing the other way; the last time: a name at the archive",
        "a flat in Ghent",
        "Your cadences ask for",
        "11 are in software",
        "- [ ] [[Not Yet]], Orbis.",
        "## Could you wish them a happy new year?",
        "xychart-beta",
    ],
)
def test_the_review_shows_what_there_is_to_see(said):
    assert said in review().block


@pytest.mark.parametrize(
    "said",
    [
        "**Le déjeuner.** Déjà huit semaines d’affilée.",
        "Cela fait cinq mois. La dernière fois, déjeuner\u00a0: «\u00a0she asked for a name in rail\u00a0»",
        "d’ici jeudi",
        "- Samedi\u00a0: [[Jo Park]] aura 40 ans.",
        "Le reste peut attendre.",
    ],
)
def test_the_french_agenda_is_french(said):
    assert said in agenda(language=FR).block.replace("le reste peut", "Le reste peut")


def test_french_says_tu_to_those_who_want_it():
    assert "vous a écrit" in agenda(language=FR).block
    assert "t’a écrit" in agenda(language=FR, formal=False).block
    assert "Pourrais-tu" in review(language=FR, formal=False).block


def test_a_meeting_to_come_is_told_in_the_words_of_its_line():
    day = dt.date(2026, 11, 28)
    line = Appointment(
        "Daily/2026-11-28.md", 3, day, "14:30", "14:30 Lunch with [[Ana Ruiz]].", (path_of("Ana Ruiz"),)
    )
    some = network([person("Ana Ruiz")], [], appointments=(line,))
    assert "- Saturday 14:30: [[2026-11-28|Lunch with Ana Ruiz]]." in agenda(some).block.splitlines()


def test_one_sign_of_life_is_masculine_in_french():
    some = network(
        [person("Ana Ruiz", circle="close", days=(YearlyDay(11, 27, None, "birthday"),))],
        [talk("Ana Ruiz", "2026-11-10")],
    )
    assert "un signe de vie." in agenda(some, FR).block


def test_a_kind_is_not_said_twice():
    words = "Déjeuner, elle part au Québec au printemps"
    for language in (EN, FR):
        some = network([person("Ana Ruiz", circle="close")], [talk("Ana Ruiz", "2026-03-10", "lunch", words)])
        block = plain(agenda(some, language).block)
        assert ("La dernière fois : « Déj" if language is FR else 'Last time: "Déj') in block


def introduced(**offers) -> str:
    ana = person("Ana Ruiz", circle="close", needs=("graphiste",))
    names = ("Ana Ruiz", "Ines Prat")
    some = network([ana, person("Ines Prat", **offers)], [talk(n, "2026-10-10") for n in names])
    assert "apporte" not in wishes_page(wishes(some, 2027), 2027, some, Voice(FR)).block
    return plain(introduction_page(*some.contacts.values(), some, Voice(FR)).text)


def test_a_bare_need_is_told_behind_a_colon_and_wished_to_nobody():
    text = introduced(offers=("graphiste",))
    assert "Tu cherches : graphiste. J’ai pensé à Ines Prat" in text
    assert "j’apprécie, cherche : graphiste, et j’ai pensé à vous" in text


def test_the_french_mail_to_two_people_elides_and_has_no_gender():
    text = introduced()
    assert "Je crois qu’Ines Prat et toi" in text and "Je crois qu’Ana Ruiz et vous" in text
    assert "Bonjour à vous deux," in text and "Puisque vous êtes d’accord" in text


def plain(block: str) -> str:
    return block.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_terminal_keeps_signs_with_their_word():
    lines = terminal_lines(
        f"- Elle dit{' x' * 33} « oui » ; « non »".replace(" »", "\u00a0»").replace("« ", "«\u00a0")
    )
    assert len(lines) > 1 and not any(line.strip(" ·")[:1] in "»;" or line.endswith("«") for line in lines)


def test_nobody_is_counted_scolded_or_scored():
    for block in (agenda().block, review().block):
        assert not re.search(r"overdue|score|\d+ days|neglect|should have", block, re.IGNORECASE)


def test_a_misspelt_circle_is_told_not_dropped():
    some = network([person("Ana Ruiz", circle="clsoe")], [])
    assert (
        '- [[Ana Ruiz]]: circle "clsoe" says nothing to vaulttool; until it does, every year.'
        in review(some).block
    )


def test_several_returns_stand_apart():
    names = ("Ana Ruiz", "Ivo Marek")
    talks = [talk(name, day, "call") for name in names for day in ("2022-01-01", "2026-11-20")]
    block = review(network([person(name) for name in names], talks)).block
    back = block.partition("## Back after a silence\n")[2].split("\n\n")
    assert back[0].startswith("[[Ana Ruiz]] is back") and back[1].startswith("[[Ivo Marek]] is back")


def test_a_habit_is_named_where_there_is_one():
    some = network(
        [person("Ana Ruiz", circle="close", city="Oslo")],
        [talk("Ana Ruiz", f"2026-0{month}-10", "email") for month in range(1, 6)],
    )
    assert "You two are used to every month; it has been seven months." in review_or_agenda(some)


def test_a_habit_and_a_long_silence_are_told_in_one_style():
    some = network(
        [person("Ana Ruiz", circle="close", city="Oslo")],
        [talk("Ana Ruiz", day, "email") for day in ("2025-02-01", "2025-03-15", "2025-04-26", "2025-06-07")],
    )
    assert "You two are used to every 6 weeks; it has been 18 months." in review_or_agenda(some)


def review_or_agenda(some) -> str:
    return agenda(some).block + review(some).block


def test_a_briefing_counts_once_the_day_has_come():
    page = briefing_page([path_of("Ana Ruiz")], dt.date(2026, 11, 27), MADE_UP, Voice(EN))
    assert page.text.startswith(
        '---\ntype: meeting\ndate: 2026-11-27\nattendees:\n  - "[[Ana Ruiz]]"\n---\n\n# Meeting'
    )
    assert page.text.endswith("## Notes\n")
    assert "**Who.** Operations, Brightwater." in page.block and "through [[Jo Park]] in 2020" in page.block
    assert "the move to Porto, her doubts about the board" in page.block
    assert "You: Send Ana Ruiz the contact at the port" in page.block
    assert "From them: Ana Ruiz to comment on the draft" in page.block
    assert "a logistics lawyer → [[Ines Prat]]?" in page.block
    assert "**Can offer** an introduction at the port authority." in page.block


# the silent, and strange texts


@settings(max_examples=25, deadline=None)
@given(st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)), st.sampled_from([EN, FR]))
def test_nobody_dead_archived_or_resting_stands_in_any_page(day, language):
    some = dataclasses.replace(MADE_UP, today=day, appointments=())
    plan = plan_week(some)
    for page in (agenda_page(plan, some, Voice(language)), review_page(plan, some, Voice(language))):
        assert not [name for name in SILENT if name in page.text]


NASTY = "x]] \n- [x] paid <!-- vaulttool:end agenda --> %% ```js ^vt-abc ✅ 2026-11-03 [[y|z]] |"


@pytest.mark.parametrize("language", [EN, FR])
def test_texts_of_notes_add_no_item_and_end_no_block(language):
    nasty = dataclasses.replace(
        person("Ana Ruiz"), name=NASTY, circle="close", city=NASTY, needs=(NASTY,), company=NASTY, role=NASTY
    )
    told = talk("Ana Ruiz", "2026-01-02", "call", NASTY)._replace(received=NASTY, gave=NASTY)
    promise = Promise("Journal/x.md", 3, (nasty.path,), NASTY, None, TODAY, "me")
    plain = network(
        [person("Ana Ruiz", circle="close")], [talk("Ana Ruiz", "2026-01-02", "call", "a quiet word")]
    )
    some = dataclasses.replace(network([nasty], [told]), promises=(promise,))
    plain = dataclasses.replace(plain, promises=(promise._replace(text="send it"),))
    for make in (agenda, review):
        page, like = make(some, language), make(plain, language)
        assert len(items(page.text)) == len(items(like.text))
        assert all(ITEM.match(line) for line in items(page.text))
        assert page.text.count("<!-- vaulttool:end") == 1
    assert "\n- [x]" not in briefing_page([nasty.path], TODAY, some, Voice(language)).text


# own templates


def test_an_own_template_takes_the_place_of_ours():
    assert (
        agenda(own_templates={"agenda.md": OwnTemplate("Mine/agenda.md", "Only {{ touches }}.")}).block
        == "Only 5."
    )


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("a\n{{ nobody }}", 2, "nobody"),
        ("a\n{% if %}", 2, ""),
        ("{{ ''.__class__.__mro__ }}", 1, "__class__"),
    ],
)
def test_a_wrong_template_is_told_with_its_line_and_name(template, line, said):
    with pytest.raises(VaultError) as caught:
        agenda(own_templates={"agenda.md": OwnTemplate("Mine/agenda.md", template)})
    assert caught.value.problem.line == line and said in caught.value.problem.what
    assert caught.value.problem.path == "Mine/agenda.md"


# the terminal


@pytest.mark.parametrize("page", [agenda, review])
@pytest.mark.parametrize("width", [40, 80])
def test_the_terminal_form_fits(page, width):
    lines = terminal_lines(page().block, "Reviews/2026-W48.md", width=width)
    assert len(lines) <= 24 and max(map(len, lines)) <= width
    assert lines[-1] == "→ Reviews/2026-W48.md"
    assert not re.search(r"\[\[|\^vt-|\*\*|```|<!--|\x1b", "\n".join(lines))
    assert any(line.startswith("That is all") for line in lines)


def test_control_signs_are_shown_on_a_terminal():
    assert terminal_lines("a\x1b[31mb\u202ec") == ("a\\x1b[31mb\\u202ec",)
