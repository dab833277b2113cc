"""No text of a note breaks out of its place, and nobody is asked for who should be left in peace."""

import dataclasses
import datetime as dt
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from vaulttool.evidence.interaction import Promise
from vaulttool.network.introductions import refusal
from vaulttool.network.period import parse_period
from vaulttool.network.wishes import wishes
from vaulttool.notes.links import find_links
from vaulttool.notes.managed_block import read_items, replace_block
from vaulttool.pages.introduction import introduction_page
from vaulttool.pages.language import Language
from vaulttool.pages.letter import letter_as_markdown, letter_to
from vaulttool.pages.period_review import period_page
from vaulttool.pages.render import Page
from vaulttool.pages.voice import Voice
from vaulttool.pages.wishes import wishes_page

from made_up_network import network, person, talk

EN, FR = Language("en"), Language("fr")
ITEM = re.compile(r"^- \[ \] .+ \^vt-[a-z2-7]+$")
STATES = ("active", "dead", "archived", "resting", "unknown", "snoozed")
SIGNS = "aé Z1[]()<>|*_`#^%$~=:;!?-–\\\"'/&@{}\n\r\t\u2028\u202e📅✅«»\u00a0"
BREAKERS = (
    "x]] [[Somebody else]]",
    "\n- [x] paid ^vt-abc",
    "<!-- vaulttool:end wishes -->",
    "<!-- vaulttool:begin review -->",
    "```\n# big",
    "# not a heading",
    "%% hidden %%",
    "```dataviewjs\ndv.pages()\n```",
    "`$= dv.pages()` and `= this.file.name`",
    "$= dv.pages()",
    "<% tp.system.prompt() %>",
    "obsidian://open?vault=x javascript:alert(1)",
    "a flat for her <b>daughter</b>",
    "[gave:: everything] ✅ 2026-11-03",
    "{{ 7 * 7 }}{% raw %}",
    "![[image.png]] and [a](javascript:b)",
    "\n\n---\n\nBcc: c@d.example",
    "$x$ ==y== ~~z~~ a|b",
    "someone who knows rail",
    "un studio pour sa fille",
)
WORDS = st.one_of(st.sampled_from(BREAKERS), st.text(SIGNS, max_size=30), st.just(""))


@st.composite
def some_networks(draw):
    """Up to five people in any state, each with a year of talks and promises, all texts hostile."""
    people, talks, promises = [], [], []
    for number in range(draw(st.integers(1, 5))):
        state = draw(st.sampled_from(STATES))
        name = f"{state.capitalize()}{number} Person"
        contact = person(
            name,
            circle=draw(st.sampled_from(["inner", "close", "active", "wide", "daily", ""])),
            company=draw(WORDS),
            role=draw(WORDS),
            field=draw(WORDS),
            met_at=draw(WORDS),
            needs=tuple(draw(st.lists(WORDS, max_size=2))),
            offers=tuple(draw(st.lists(WORDS, max_size=2))),
            household=draw(st.sampled_from(["", "", "Home"])),
            status=state if state in ("archived", "resting", "unknown") else "active",
            is_dead=state == "dead",
            snooze_until=dt.date(2027, 6, 1) if state == "snoozed" else None,
            properties={"asked": "2026-11-03", "why": draw(WORDS), "through": draw(WORDS)},
        )
        people.append(dataclasses.replace(contact, name=f"{draw(WORDS)} {name} {draw(WORDS)}".strip()))
        for day in draw(st.lists(st.dates(dt.date(2022, 1, 1), dt.date(2026, 11, 24)), max_size=4)):
            kind = draw(st.sampled_from(["lunch", "call", "email", "contact", "event"]))
            text = f"{draw(WORDS)} told me of {draw(WORDS)} and more of the same"
            gave, received = draw(WORDS), draw(WORDS)
            talks.append(talk(name, day.isoformat(), kind, text, gave=gave, received=received))
        if draw(st.booleans()):
            made = dt.date(2026, 10, 1)
            by = draw(st.sampled_from(["me", "them"]))
            promises.append(Promise("Journal/p.md", number, (contact.path,), draw(WORDS), made, None, by))
    return network(people, talks, promises=tuple(promises))


def pages_of(some, language) -> list[Page]:
    """Every page of this part, with its managed block."""
    made = [wishes_page(wishes(some, 2027), 2027, some, Voice(language))]
    made += [
        period_page(parse_period(name, unit), some, Voice(language))
        for name, unit in (("2026-11", "month"), ("2026", "year"))
    ]
    paths = list(some.contacts)
    made += [
        introduction_page(some.contacts[one], some.contacts[other], some, Voice(language))
        for one in paths
        for other in paths
        if one < other and not refusal(some, one, other)
    ]
    return made


def letters_of(some, language) -> list[str]:
    found = [
        letter_to(contact, some, Voice(language), about=contact.role)
        for contact in some.contacts.values()
        if contact.asks_for_acts
    ]
    return [letter_as_markdown(letter, "a@b.example") for letter in found if letter]


def targets(some) -> set[str]:
    notes = {talk.note for own in some.interactions.values() for talk in own} | {"Journal/p.md"}
    return {path.rpartition("/")[2].removesuffix(".md") for path in (*some.contacts, *notes)}


@settings(max_examples=12, deadline=None)
@given(some_networks(), st.sampled_from([EN, FR]))
def test_e3_a_page_read_back_is_the_page_that_was_meant(some, language):
    for page in pages_of(some, language):
        assert page.text.count("<!-- vaulttool:") == 2
        written = replace_block(page.text.encode(), "a.md", page.name, page.block)
        assert isinstance(written, bytes), written
        assert replace_block(written, "a.md", page.name, page.block) == written
        boxes = [line for line in page.text.split("\n") if re.match(r"\s*[-*+] \[.\] ", line)]
        assert all(ITEM.match(line) for line in boxes)
        assert len(read_items(written, page.name)) == len(boxes)


@settings(max_examples=12, deadline=None)
@given(some_networks(), st.sampled_from([EN, FR]))
def test_texts_make_no_link_heading_html_code_or_rule(some, language):
    texts = [page.text.partition("\n---\n\n# ")[2] or page.text for page in pages_of(some, language)]
    for text in (*texts, *letters_of(some, language)):
        assert {link.target for link in find_links(text) if link.kind != "at"} <= targets(some)
        plain = re.sub(r"<!-- vaulttool:\w+ \w+ -->", "", text)
        tokens = MarkdownIt("commonmark").parse(plain)
        kinds = {child.type for token in tokens for child in (token.children or [token])}
        assert not kinds & {
            "html_block",
            "html_inline",
            "code_block",
            "code_inline",
            "image",
            "link_open",
        } - ({"code_inline"} if "`[x]`" in plain else set())
        assert all(token.info == "mermaid" for token in tokens if token.type == "fence")
        outside = re.sub(r"\[\[.*?\]\]", "", plain)
        assert not re.search(r"%%|::|(?<!\\)\$|📅|✅|[\u2028\u202e\r]", outside)


@settings(max_examples=15, deadline=None)
@given(some_networks(), st.sampled_from([EN, FR]))
def test_nobody_is_asked_for_who_is_dead_archived_or_resting(some, language):
    for page in pages_of(some, language):
        asking = [line for line in page.text.split("\n") if "- [ ]" in line]
        if page.name in ("wishes", "introduction"):
            asking = [page.text]
        if page.name == "review":
            # Who was at table, and the best moments, may be of the dead: they tell, and ask for nothing.
            asking += [part for part in page.text.split("\n## ")[1:] if not part.startswith(FACTS)]
        assert not re.search(r"(?:Dead|Archived|Resting)\d Person", "\n".join(asking))


FACTS = ("A dozen", "Good hours", "At table", "Une douzaine", "De bons", "À table")
