"""Texts from notes cannot break out of their place: the page is read back and has the same items."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from vaulttool.pages.escape import (
    link_target,
    link_text,
    list_item,
    mermaid_label,
    one_line,
    wikilink,
    yaml_text,
)

NASTY = [
    "]]", "[[", "[[x]]", "![[x]]", "\n- [x] paid", "\r- [ ] x", "\u2028- [ ] x", "%%",
    "<!-- vaulttool:end agenda -->", "-->", "```dataviewjs", "`$= 1`", "$= 1", "<% tp.x %>",
    "obsidian://x", "javascript:x", "<b>", "#task", " ^vt-abc", "due:: 2026-01-01", "[due:: x]",
    "✅ 2026-11-03", "📅 2026-11-03", "*", "**", "_x_", "==x==", "~~x~~", "|", "\\", "\u202e", "\u200b",
    "\x1b[31m", "&lt;", "&#91;", "> [!x]", "# x", "1. x", "a", " ", "é", "😀", "snake_case", '"',
]  # fmt: skip
texts = st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=8).map("".join)
MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def inline_types(source: str) -> set[str]:
    found = set()
    for token in MARKDOWN.parse(source):
        found |= {child.type for child in token.children or []}
    return found


def shown(source: str) -> str:
    return "".join(
        child.content
        for token in MARKDOWN.parse(source)
        for child in token.children or []
        if child.type.startswith("text")
    )


@settings(max_examples=400, deadline=None)
@given(texts)
@example("a]] b [[c")
@example("<!-- vaulttool:end agenda -->")
@example("\\<b>")
def test_e3_a_text_in_an_item_is_text_and_nothing_else(text):
    line = f"- [ ] Write: {list_item(text)} ^vt-abc"
    assert len(line.splitlines()) == 1
    assert inline_types(line) <= {"text", "text_special"}
    assert "[[" not in line.replace("\\[", "") and "%%" not in line and "<!--" not in line.replace("\\<", "")
    assert "vaulttool:end" not in line or "\\<" in line or "<" not in text
    assert not re.search(r"[📅✅⏳]", line)
    assert "::" not in line and not re.search(r"(?<!\\)#\S", line)
    assert re.findall(r"(?<!\\)\^[\w-]+", line) == ["^vt-abc"]
    assert not re.search(r"(?<!\\)\$", line)
    assert "<%" not in line


@given(texts)
def test_what_is_shown_is_what_was_written(text):
    plain = " ".join(re.sub("[📅✅]", "", one_line(text)).split(" ")).strip()
    assert shown(f"Write: {list_item(text)} .").replace(" ", "") == f"Write: {plain} .".replace(" ", "")


@given(texts)
def test_a_cell_does_not_end_its_table(text):
    table = f"| a | b |\n|---|---|\n| {list_item(text)} | x |"
    assert sum(token.type == "td_open" for token in MARKDOWN.parse(table)) == 2


@given(texts)
def test_a_link_ends_where_it_should(text):
    link = wikilink("People/Ana Ruiz.md", text or "x")
    assert link.count("[[") == link.count("]]") == 1 and link.endswith("]]")
    assert len(link.splitlines()) == 1
    assert "|" not in link_text(text) and "%%" not in link_text(text) and "<!--" not in link_text(text)


@pytest.mark.parametrize(
    "path", ["People/A]B.md", "People/A|B.md", "People/A#B.md", "P/A\nB.md", "P/%%.md", "P/A--B.md"]
)
def test_where_no_link_can_lead_the_text_stands_alone(path):
    assert link_target(path) == ""
    assert wikilink(path, "Ana") == "Ana"


@given(texts)
def test_a_label_stays_between_its_quotes(text):
    label = mermaid_label(text)
    assert not set(label) & set('"[]{}()<>`|\\') and len(label.splitlines()) <= 1


@given(texts)
def test_a_yaml_text_is_read_back(text):
    import yaml

    assert yaml.safe_load(f"x: {yaml_text(text)}")["x"] == one_line(text)


def test_ordinary_names_stay_as_they_are():
    for name in ("Élodie Prat-Noël", "snake_case", "C# and F#", "a - b", "3 < 4"):
        assert list_item(name).replace("\\", "") == name
    assert list_item("Lunch with Ana (Lyon), 50 % of us!") == "Lunch with Ana (Lyon), 50 % of us!"
