"""The fast way to the properties of a plain front matter gives what YAML gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaulttool.notes.front_matter import FrontMatter, read_front_matter
from vaulttool.notes.obsidian_yaml import ObsidianHandler
from vaulttool.notes.plain_front_matter import plain_properties

KEYS = (
    "type",
    "attendees",
    "née le",
    "prm-tier",
    "last_contact",
    "a b - c",
    "null",
    "y",
    "2x",
    "e-mail",
    "- k",
)
VALUES = (
    "",
    " ",
    "person",
    "~",
    "null",
    "Null",
    "true",
    "True",
    "yes",
    "no",
    "on",
    "off",
    "2026-11-03",
    "12:30",
    "0x1F",
    "0o17",
    "1e3",
    "1_000",
    "190:20:30",
    ".5",
    "-1",
    ".inf",
    "=",
    "<<",
    "a: b",
    "a #b",
    "a#b",
    "a:",
    ":a",
    "https://x.example",
    "Ana Ruiz, Bo",
    "it's so",
    'say "so"',
    '"Ana"',
    "'Bo'",
    '"a\\tb"',
    "'it''s'",
    '"[[Ana]]"',
    "[[Ana]]",
    "[a, b]",
    "[ a ,b ]",
    "[]",
    "[ ]",
    "[a,]",
    "[a, [b]]",
    '["a, b", c]',
    "[yes, null, 1]",
    "[a: b]",
    "{a: b}",
    "*a",
    "&a b",
    "!x y",
    "|",
    ">",
    "> a",
    "% a",
    "@Ana",
    "`a`",
    "- a",
    "? a",
    "?a",
    "é",
    "Zoë — boat",
    "\u00a0x",
    "x\u2028y",
    "x\ty",
    "Ana  ",
    "a - b",
    "a*b",
    "a & b",
    "x\x07",
    "☕ tea",
    "tea ☕",
    "\ud7ff",
    "a\ufeffb",
    "x, y; z/w (v) + u = t ~ s ^ r $ q ! p ? o | n > m < l ' k \" j",
)
LINE = st.one_of(
    st.builds(
        lambda key, blank, value: f"{key}:{blank}{value}",
        st.sampled_from(KEYS),
        st.sampled_from(("", " ", "  ")),
        st.sampled_from(VALUES),
    ),
    st.builds(
        lambda indent, value: f"{indent}- {value}",
        st.sampled_from(("", "  ", "    ")),
        st.sampled_from(VALUES),
    ),
    st.sampled_from(("", " ", "# note", "  more", "...x", "key", "? a", "attendees:", "tags:", "tags:  ")),
)


def by_yaml(block: str) -> object:
    try:
        return ObsidianHandler().load(block)
    except Exception as error:
        return type(error)


@settings(max_examples=1000, deadline=None)
@given(st.lists(LINE, max_size=6).map("\n".join), st.sampled_from(("", "\n")))
def test_it_gives_what_yaml_gives(lines: str, end: str) -> None:
    found = plain_properties(lines + end)
    if found is not None:
        assert found == by_yaml(lines + end)


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("ab1: -#,[]'\"\n\\é\u2028|>&*!%@?{}~\t"), max_size=24))
def test_it_gives_what_yaml_gives_of_any_signs(text: str) -> None:
    for block in (text, f"k: {text}", f"k:\n- {text}", f"k: [{text}]"):
        found = plain_properties(block)
        if found is not None:
            assert found == by_yaml(block)


@pytest.mark.parametrize(
    "block",
    [
        "",
        'type: meeting\ndate: 2026-11-03\nattendees:\n  - "[[Ana Ruiz]]"\n  - Bo\nstatus:\n',
        "tags: [lake, 'the sea']\naliases:\n- Zoë\n\ncircle: close  \nme: true\nsite: https://zoe.example/a?b=c\n",
    ],
)
def test_usual_blocks_go_the_fast_way(block: str) -> None:
    assert plain_properties(block) == by_yaml(block)


@pytest.mark.parametrize(
    "block",
    [
        "a: b: c",
        "a: |\n  b",
        "a: b\n  c",
        "a: b\n- c",
        "# a",
        "a: {b: c}",
        "a: &b c",
        "a:\tb",
        "a:\n  - b\n- c",
    ],
)
def test_what_may_be_anything_else_is_left_to_yaml(block: str) -> None:
    assert plain_properties(block) is None


def test_problems_are_told_of_plain_blocks_too() -> None:
    found = read_front_matter("---\na: 1\nb: 2\na: 3\n---\n", "n.md")
    assert found != FrontMatter()
    assert found.problem is not None and found.problem.rule == "duplicate-key" and found.problem.line == 4
