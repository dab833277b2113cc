import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.pages.french import elide, french_spacing, has_article, seeks
from vaulttool.pages.language import Language
from vaulttool.pages.render import OwnTemplate, render

EN, FR = Language("en"), Language("fr")
TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [(1, "one day", "un jour"), (9, "nine days", "neuf jours"), (21, "three weeks", "trois semaines"),
     (45, "six weeks", "six semaines"), (152, "five months", "cinq mois"), (365, "one year", "un an"),
     (420, "14 months", "14 mois"), (730, "two years", "deux ans")],
)  # fmt: skip
def test_spans_are_said_as_one_would_say_them(days, english, french):
    assert (EN.span(days), FR.span(days)) == (english, french)


@pytest.mark.parametrize(("language", "locale"), [(EN, "en_GB"), (FR, "fr_FR")])
@given(day=st.dates())
def test_days_and_months_are_called_as_babel_calls_them(language, locale, day):
    def babel(pattern):
        return format_date(day, pattern, locale=locale)

    first = "1er" if language is FR and day.day == 1 else babel("d")
    assert language.day(day, day) == f"{first} {babel('MMMM')}"
    assert language.day(day, dt.date(day.year % 9999 + 1, 1, 1)) == f"{first} {babel('MMMM y')}"
    assert language.weekday(day) == babel("EEEE")
    assert language.month(day, day) == babel("LLLL")
    assert language.month(day, dt.date(day.year + (3 if day.year < 9000 else -3), 1, 1)) == babel("LLLL y")
    assert language.short_month(day) == babel("LLL").rstrip(".")


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [(30, "every month", "tous les mois"), (42, "every six weeks", "toutes les six semaines"),
     (14, "every two weeks", "toutes les deux semaines"), (365, "every year", "tous les ans")],
)  # fmt: skip
def test_rhythms(days, english, french):
    assert (EN.every(days), FR.every(days)) == (english, french)


def test_days_are_written_as_the_language_does():
    assert EN.day(dt.date(2026, 9, 30), TODAY) == "30 September"
    assert FR.day(dt.date(2026, 11, 1), TODAY) == "1er novembre"
    assert EN.day(dt.date(2023, 4, 1), TODAY) == "1 April 2023"
    assert EN.days_span(dt.date(2026, 11, 23), dt.date(2026, 11, 29)) == "23 to 29 November"
    assert FR.days_span(dt.date(2026, 11, 30), dt.date(2026, 12, 6)) == "du 30 novembre au 6 décembre"
    assert EN.days_span(dt.date(2026, 12, 28), dt.date(2027, 1, 3)) == "28 December to 3 January"
    assert EN.part_of_month(dt.date(2027, 3, 15), TODAY) == "mid-March"
    assert FR.part_of_month(dt.date(2027, 3, 15), TODAY) == "mi-mars"
    assert FR.part_of_month(dt.date(2027, 4, 2), TODAY) == "début avril"


@pytest.mark.parametrize(
    ("plain", "spaced"),
    [
        ("Voilà : « oui » !", "Voilà\u00a0: «\u00a0oui\u00a0»\u202f!"),
        ("[[a : b|c ?]] ?", "[[a : b|c ?]]\u202f?"),
        ("x [due :: 2026-01-01] ; y", "x [due :: 2026-01-01]\u202f; y"),
        ("```\na : b\n```\na : b", "```\na : b\n```\na\u00a0: b"),
        ("---\na : b\n---\na : b", "---\na : b\n---\na\u00a0: b"),
        ("<!-- a : b -->", "<!-- a : b -->"),
        ("fini ? ^vt-abc", "fini\u202f? ^vt-abc"),
        ("l'an, d'[[l'an]], d'o'n@a.example 'b'", "l’an, d’[[l'an]], d'o'n@a.example 'b'"),
    ],
)
def test_no_break_spaces_stand_where_the_french_want_them(plain, spaced):
    assert french_spacing(plain) == spaced


_SIGNS = st.text("a :;?!«»", max_size=12)
KEPT = st.one_of(
    _SIGNS.map(lambda text: f"[[{text}|{text}]]"),
    _SIGNS.map(lambda text: f"[a](x{text}y)"),
    _SIGNS.map(lambda text: f"[due:: {text}]"),
    _SIGNS.map(lambda text: f"`{text}`"),
    st.sampled_from(
        ["^vt-a1b2", "📅 2026-11-24", "⏳ 2026-11-24", "<!-- a : b -->", "https://x.example/?a=;b"]
    ),
)


@given(st.lists(st.tuples(_SIGNS, KEPT), min_size=1, max_size=5), _SIGNS)
def test_no_break_spaces_never_stand_in_links_fields_or_ids(parts, last):
    line = "- [ ] " + "".join(f"{text} {kept} " for text, kept in parts) + last
    spaced = french_spacing(line)
    at = 0
    for _, kept in parts:
        found = spaced.find(kept, at)
        assert found >= 0, (kept, spaced)
        at = found + len(kept)
    assert spaced.startswith("- [ ] ") and len(spaced) == len(line)


@given(st.text(alphabet="a' :;?!«»[]|^\n`-", max_size=40))
def test_spacing_twice_changes_nothing_and_only_spaces_change(text):
    once = french_spacing(text)
    assert french_spacing(once) == once
    assert once.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'") == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("With [[d|Ana Roux Jr.]]. More.", "With [[d|Ana Roux Jr.]] More."),
        ("With [Ana Jr.](People/Ana.md).", "With [Ana Jr.](People/Ana.md)"),
        ("Is it?. Yes!. No…. So. Etc....", "Is it? Yes! No… So. Etc..."),
        ("Wait... ../up", "Wait... ../up"),
    ],
)
def test_no_sentence_ends_twice(written, read):
    assert render("agenda.md", {}, EN, {"agenda.md": OwnTemplate("Mine/agenda.md", written)}) == read


@pytest.mark.parametrize(
    ("word", "following", "said"),
    [
        ("que", "Ana", "qu'Ana"), ("Je crois que", "[[Ana Roux|Ines]]", "Je crois qu'[[Ana Roux|Ines]]"),
        ("que", "**Élodie**", "qu'**Élodie**"), ("que", "Hélène", "qu'Hélène"), ("de", "Hugo", "d'Hugo"),
        ("de", "Henri Roux", "d'Henri Roux"), ("que", "Hans", "que Hans"), ("que", "Harriet", "que Harriet"),
        ("de", "Yves", "d'Yves"), ("de", "Yvonne", "d'Yvonne"), ("de", "Yann", "de Yann"),
        ("le", "œuf", "l'œuf"),
        ("le", "hôtel", "l'hôtel"), ("le", "héros", "le héros"), ("le", "onze", "le onze"),
        ("je", "écris", "j'écris"), ("de", "août", "d'août"), ("de", "mai", "de mai"), ("de", "", "de "),
        ("avec", "Ana", "avec Ana"), ("de", "[[2026-11-28]]", "de [[2026-11-28]]"),
        ("monde", "Ana", "monde Ana"),
    ],
)  # fmt: skip
def test_small_words_lose_their_vowel_before_another(word, following, said):
    assert elide(word, following) == said


def test_what_has_no_article_stands_behind_a_colon():
    assert seeks("cherche", "un toit") == "cherche un toit"
    assert seeks("cherche", "quelqu’un à Gand") == "cherche quelqu’un à Gand"
    assert seeks("cherche", "graphiste") == "cherche : graphiste" and not has_article("unique")


def test_numbers_of_one_sentence_have_one_style():
    assert FR.numbers(3, 12) == ("trois", "douze") and EN.numbers(22, 9) == ("22", "9")
    assert FR.numbers(1, 2, feminine=True) == ("une", "deux")


def test_lengths_of_time_in_one_sentence_have_one_style():
    assert EN.has_words_for(30, 350) and not EN.has_words_for(30, 420)
    assert (FR.every(42, in_words=False), FR.span(420, in_words=False)) == (
        "toutes les 6 semaines",
        "14 mois",
    )
    assert FR.every(30, in_words=False) == "tous les mois"


def test_french_hours_are_written_as_hours():
    assert [FR.time(time) for time in ("14:00", "08:05", "")] == ["14\u00a0h", "8\u00a0h\u00a005", ""]
    assert EN.time("14:00") == "14:00"
