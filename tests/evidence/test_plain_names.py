"""Where in a text a person's whole name may stand without a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.evidence.plain_names import full_names
from vaulttool.vault.languages import load_languages

LANGUAGES = load_languages()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lunch with Ana Ruiz", ["Ana Ruiz"]),
        ("Yesterday Ana Ruiz called", ["Yesterday Ana Ruiz", "Ana Ruiz"]),
        ("Ana Ruiz. Tomorrow lunch", ["Ana Ruiz"]),
        ("qu'Ana Ruiz vienne", ["Ana Ruiz", "qu'Ana Ruiz"]),
        ("Ana Ruiz's house", ["Ana Ruiz"]),
        ("rue Ana Ruiz", []),
        ("12 Ana Ruiz", []),
        ("the Ana Ruiz Prize", ["Ana Ruiz Prize"]),
        ("the Ana Ruiz prize", []),
        ("[[Ana Ruiz]] and [Ana Ruiz](a.md)", []),
        ("mail ana.Ruiz@orbis.example, see https://orbis.example/Ana Ruiz", []),
        ("Noor el Amrani and J. R. Tolland", ["Noor el Amrani", "J. R. Tolland"]),
    ],
)
def test_whole_names_stand_where_they_may_be_people(text, names):
    assert [text[span.start : span.end] for span in full_names(text, LANGUAGES)] == names


@given(st.text(max_size=200))
def test_any_text_is_searched(text):
    for span in full_names(text, LANGUAGES):
        assert text[span.start : span.end].strip() == text[span.start : span.end]
