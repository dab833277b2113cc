"""Texts in YAML look as Obsidian would write them and read back as they were."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.notes.yaml_text import is_text, yaml_link, yaml_text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-02", "2026-11-02"),
        ("2026-11-03T10:30:00", "2026-11-03T10:30:00"),
        ("12:30", "12:30"),
        ("no", "no"),
        ("2 weeks", "2 weeks"),
        ("--05-12", "--05-12"),
        ("Chloé d’Arc", "Chloé d’Arc"),
        ("her mother's", "her mother's"),
        ("has \"x\" and 'y'", "has \"x\" and 'y'"),
        ("back\\slash", "back\\slash"),
        ("007", '"007"'),
        ("+33612345678", '"+33612345678"'),
        ("1e3", '"1e3"'),
        ("true", '"true"'),
        ("~", '"~"'),
        ("", '""'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        (" a", '" a"'),
        ("@ana", '"@ana"'),
        ("- a", '"- a"'),
        ("a:", '"a:"'),
        ('"Bo": b', "'\"Bo\": b'"),
        ("a\nb", '"a\\nb"'),
        ("[[Ana]]", '"[[Ana]]"'),
        # Not as Obsidian does: Templater would run it in a new note.
        ("<% tp.x %>", '"\\x3c% tp.x %>"'),
    ],
)
def test_writes_as_obsidian_does(text: str, written: str) -> None:
    assert yaml_text(text) == written


def test_a_link_is_double_quoted() -> None:
    assert yaml_link("2026-11-02 Lunch|2026-11-02") == '"[[2026-11-02 Lunch|2026-11-02]]"'


def test_a_link_to_a_name_with_double_quotes_needs_no_escapes() -> None:
    assert yaml_link('The "Fox"') == "'[[The \"Fox\"]]'"


@pytest.mark.parametrize("plain", ["", "null", "True", "0x1F", "0o17", "-.5", "1.", ".inf", ".NaN", "12"])
def test_knows_what_yaml_1_2_takes_for_no_text(plain: str) -> None:
    assert not is_text(plain)


@pytest.mark.parametrize("plain", ["yes", "12:30", "1_000", "0b1", "2026-11-02", "nUll", "+", "."])
def test_knows_what_only_yaml_1_1_takes_for_no_text(plain: str) -> None:
    assert is_text(plain)


@given(st.text(st.characters(codec="utf-8")) | st.text("ab:#'\"\\-?[]{}&*!|<>%@` \t\n,~"))
def test_reads_back_as_value_and_as_list_item(text: str) -> None:
    written = yaml_text(text)
    assert "\n" not in written and "<%" not in written
    for loader in (yaml.BaseLoader, yaml.CBaseLoader):
        assert yaml.load(f"key: {written}\nlist:\n  - {written}\n", Loader=loader) == {
            "key": text,
            "list": [text],
        }


def test_a_lone_surrogate_cannot_break_the_note() -> None:
    assert yaml_text("caf\udce9").encode() == "caf\ufffd".encode()
