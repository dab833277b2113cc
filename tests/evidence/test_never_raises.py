"""Any bytes are a note: reading them raises nothing, takes its time only, and is not fooled."""

import datetime as dt
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.evidence.prepared_sentence import sign
from vaulttool.evidence.sentence import judge
from vaulttool.notes.front_matter import read_front_matter
from vaulttool.notes.parse import parse_note
from vaulttool.vault.languages import load_languages

from reading_notes import PEOPLE, days_of, findings_of, read_notes, with_links

DAY = "2026-11-03.md"
LINK = "[[Ana Ruiz]]"

PIECES = st.sampled_from(
    (
        LINK, "[[Bo Lindqvist|Bo]]", "[x](People/Ana%20Ruiz.md)", "@Ana Ruiz", "[[2026-11-03]]",
        "[[", "]]", "](",
        "lunch", "with", "avec", "called", "met", "cancelled", "yesterday", "demain", "and", "et", "I",
        "who",
        "# ", "## 2026-11-03", "- ", "  - ", "- [ ] ", "- [x] ", "> ", "| a | b |", "|---|---|", "```",
        "%%", "<!--",
        "-->", "~~", "**", "**Attendees:** ", "attendees:: ", "[with:: ", "---", "date: 2026-11-03",
        "status: x",
        "\n", "\n\n", "\r\n", "\t", " ", ", ", ": ", ". ", "’s ", "📞", "✅ 2026-11-02", "\ue000",
        "\uf8ff", "\u00a0",
        "\u2028", "\x00", "é", "e\u0301", "𝕬", "١", "²", "[[Nov 31st, 2026]]", "0000-00-00",
        "9999-12-31",
    )
)  # fmt: skip
NOTES = st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join)
NAMES = st.sampled_from(
    [DAY, "2026-W45.md", "Roof.md", "People/Ana Ruiz.md", "9999-12-31 Call with Ana Ruiz.md"]
)
LANGUAGES = load_languages("en")


def read_anything(path: str, content: bytes) -> None:
    for today in (dt.date(2026, 11, 24), dt.date.max):
        days_of(read_notes({path: content}), today)


@given(NAMES, NOTES)
def test_any_text_is_a_note(path: str, text: str) -> None:
    read_anything(path, text.encode("utf-8", "surrogatepass"))


@given(NAMES, st.binary(max_size=200))
def test_any_bytes_are_a_note(path: str, content: bytes) -> None:
    read_anything(path, content)


@given(NOTES)
def test_any_text_has_lines_and_front_matter(text: str) -> None:
    source = text.encode("utf-8", "replace")
    note = parse_note(source, DAY)
    assert [line.number for line in note.lines] == sorted(line.number for line in note.lines)
    read_front_matter(f"---\n{text}\n---\n", DAY)


@given(NOTES, st.booleans(), st.booleans())
def test_any_sentence_is_judged_for_its_own_links_only(text: str, is_done: bool, is_title: bool) -> None:
    said = re.sub("[\ue000-\uf8ff]", "", text)
    for language in LANGUAGES.all:
        verdicts = judge(f"{said} {sign(0)}", language, 2026, is_done, is_title)
        assert set(verdicts) == {0}


@pytest.mark.long
@settings(max_examples=20_000)
@given(NAMES, NOTES)
def test_very_many_texts_are_notes(path: str, text: str) -> None:
    read_anything(path, text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "text",
    ["Read about {A}. Lunch with \ue000.", "Lunch with \ue001, {A}'s aunt", "\ue000 called. {A} likes tea."],
)
def test_a_notes_own_private_characters_name_nobody(text: str) -> None:
    read = read_notes({DAY: f"- {with_links(text)}\n"})
    assert days_of(read) == set()
    assert set(findings_of(read, DAY)) == {PEOPLE["A"]}


LONG_LINES = [
    "with ", "with [[Ana Ruiz]] ", "[[Ana Ruiz]], ", "@Ana ", ",", " , ", "and ", "lunch with ", "my ",
    "A. ", "Mr. ",
    "2026-11-03 ", "3 november ", "(", "[", "[[", "[a](", "**", "~~", "`", "%%", "x::", "[with:: ",
    "| a ", "\ue000 ",
    "\u00a0", "#lunch ", "📞 ", "l'", "avec mon ", "heard that ", "Ana (host), ", "\\", "🔁 a ",
    "asked me a ",
]  # fmt: skip
MOST_SECONDS = 20
"""Far above what a busy machine needs, far below what a pattern takes that tries every way."""


def takes_its_time(line: str) -> None:
    start = time.perf_counter()
    read_notes({DAY: f"- {line}\n"})
    assert time.perf_counter() - start < MOST_SECONDS


@pytest.mark.parametrize("unit", LONG_LINES)
@pytest.mark.parametrize("shape", ["{}", "Lunch with [[Ana Ruiz]] {}"])
def test_a_long_line_takes_its_time_only(unit: str, shape: str) -> None:
    takes_its_time(shape.format(unit * (3_000 // len(unit))))


@pytest.mark.long
@pytest.mark.parametrize("unit", LONG_LINES)
def test_the_longest_line_takes_its_time_only(unit: str) -> None:
    for shape in ("{}", "Lunch with [[Ana Ruiz]] {}"):
        takes_its_time(shape.format(unit * (30_000 // len(unit))))
