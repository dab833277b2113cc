"""What a pattern needs is in every text that it fits: no pattern is left out that would have been found."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaulttool.evidence.needed_words import Needed, needed_words, words_in
from vaulttool.evidence.pattern_table import PatternTable
from vaulttool.vault.languages import load_languages

PERSON = re.compile(r"\{\w\}")
LINES = [
    PERSON.sub("\ue000", line.partition(" | ")[2]).lower().replace("’", "'")
    for file in sorted((Path(__file__).parent / "lines").glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if " | " in line
]
PIECES = sorted({piece for line in LINES for piece in re.findall(r"\w+|\W", line)})


TABLES = [table for language in load_languages("en").all for table in language.tables]
PATTERNS = sorted({str(pattern.pattern) for table in TABLES for pattern in table.values()})  # type: ignore[attr-defined]


def assert_none_is_left_out(text: str) -> None:
    for table in TABLES:
        found = {name for name, pattern in table.items() if pattern.search(text)}
        assert found <= table.that_may_fit(text).keys(), text


def has(needed: Needed, text: str) -> bool:
    return bool(needed.words & words_in(text)) or any(part in text for part in needed.parts)


def test_no_pattern_is_left_out_of_the_lines_of_the_rules() -> None:
    assert len(LINES) > 300
    for line in LINES:
        assert_none_is_left_out(line)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.sampled_from(PIECES), max_size=8), st.sampled_from(("", " ")))
def test_no_pattern_is_left_out_of_lines_put_together(pieces: list[str], between: str) -> None:
    assert_none_is_left_out(between.join(pieces))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_text_that_a_pattern_fits_has_what_it_needs(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(pattern))
    needed = needed_words(pattern)
    assert needed is None or has(needed, text)


def test_most_patterns_are_left_out_of_most_lines() -> None:
    asked = sum(len(table.that_may_fit(line)) for line in LINES for table in TABLES)
    assert asked < 0.15 * len(LINES) * sum(map(len, TABLES))


@pytest.mark.parametrize(
    ("pattern", "words", "parts"),
    [
        (r"\b(?:met|saw) .*x", {"met", "saw"}, set()),
        (r"lunch(?:es)?\b", set(), {"lunch", "lunches"}),
        (r"(?<!\w)lunch(?:es)?(?!\w)", {"lunch", "lunches"}, set()),
        (r"[a-z]+ with [\ue000-\uf8ff]", {"with"}, set()),
        (r"nostalgi\w+", set(), {"nostalgi"}),
        (r"🎉|\btea\b", {"🎉", "tea"}, set()),
        (r"(?:very )*late$", {"late"}, {"late"}),
    ],
)
def test_what_is_needed_is_read_from_the_pattern(pattern: str, words: set[str], parts: set[str]) -> None:
    found = needed_words(pattern)
    assert found in (Needed(frozenset(words)), Needed(frozenset(), frozenset(parts))) and found is not None


@pytest.mark.parametrize(
    "pattern", [r"\d+", r"(?:met)?", r"[\ue000-\uf8ff] ", r"(?i)met", r"a|\w+", r"[^,]{2}"]
)
def test_of_a_pattern_that_needs_nothing_nothing_is_told(pattern: str) -> None:
    assert needed_words(pattern) is None


def test_another_python_leaves_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(_: str) -> object:
        raise ImportError

    monkeypatch.setattr("vaulttool.evidence.needed_words.import_module", lacks)
    assert needed_words(r"\bmet\b") is None
    assert PatternTable({"met": re.compile(r"\bmet\b")}).that_may_fit("tea").keys() == {"met"}
