"""vaulttool owns what stands between its markers, and keeps what the person did there."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.notes.managed_block import read_items, replace_block
from vaulttool.notes.problem import Problem

BEGIN, END = "<!-- vaulttool:begin agenda -->", "<!-- vaulttool:end agenda -->"
NADIA = "- [ ] Lunch with [[Nadia Benali]]. ^vt-l48"
MAJA = "- [ ] [[Maja Lind]]: no word since March. ^vt-a07"


def written(source: str, content: str) -> str:
    """The note with the block exchanged, which is done twice: the second time nothing may happen."""
    result = replace_block(source.encode(), "Agenda/2026-W48.md", "agenda", content)
    assert isinstance(result, bytes), str(result)
    assert replace_block(result, "Agenda/2026-W48.md", "agenda", content) == result
    return result.decode()


def lines_inside(note: str) -> list[str]:
    inner = note.partition(BEGIN)[2].partition(END)[0]
    return [line for line in inner.splitlines() if line and "vaulttool:made" not in line]


def test_an_empty_note_becomes_the_block() -> None:
    assert written("", "Nothing this week.\n") == f"{BEGIN}\n\nNothing this week.\n\n{END}\n"


def test_a_note_without_markers_gets_the_block_at_its_end() -> None:
    for source in ("# Week 48", "# Week 48\n", "# Week 48\n\n"):
        assert written(source, "Rest.") == f"# Week 48\n\n{BEGIN}\n\nRest.\n\n{END}\n"


def test_text_around_the_block_keeps_every_byte() -> None:
    before, after = "\ufeff---\r\na: 1\r\n---\r\nmine \r\n", "\r\n\tmine too \u2028 é\n\n<!-- x -->"
    result = written(f"{before}{BEGIN}  \r\nold\r\n {END}{after}", "new\nlines")
    assert result == f"{before}{BEGIN}  \r\n\r\nnew\r\nlines\r\n\r\n {END}{after}"


def test_the_sign_in_a_box_is_carried_over() -> None:
    first = written("", f"{NADIA}\n{MAJA}")
    ticked = first.replace("- [ ] Lunch", "- [x] Lunch").replace("- [ ] [[Maja", "- [>] [[Maja")
    assert lines_inside(written(ticked, f"{MAJA}\n{NADIA}")) == [
        MAJA.replace("[ ]", "[>]"),
        NADIA.replace("[ ]", "[x]"),
    ]


def test_what_was_written_under_an_item_stays_and_what_was_generated_there_goes() -> None:
    first = written("", f"{NADIA}\n  - or [[Ivo Marek]]\n{MAJA}")
    noted = first.replace("  - or [[Ivo Marek]]\n", "  - or [[Ivo Marek]]\n  - she moved to Bern\n")
    assert lines_inside(written(noted, f"{NADIA}\n  - or [[Claire Aubert]]\n{MAJA}")) == [
        NADIA,
        "  - or [[Claire Aubert]]",
        "  - she moved to Bern",
        MAJA,
    ]


@pytest.mark.parametrize(
    "typed", ["  - not now", "\t- not now", "  not now", "not now", "- not now", "- [ ] not now"]
)
def test_words_under_an_item_stay_however_they_are_typed(typed: str) -> None:
    noted = written("", f"{NADIA}\n\nThat is all.").replace(NADIA, f"{NADIA}\n{typed}")
    assert lines_inside(written(noted, f"{NADIA}\n\nThat is all.")) == [NADIA, typed, "That is all."]


def test_words_typed_behind_the_id_become_a_line_under_the_item() -> None:
    noted = written("", NADIA).replace("^vt-l48", "^vt-l48 she moved").replace("- [ ]", "- [x]")
    assert lines_inside(written(noted, NADIA)) == [NADIA.replace("[ ]", "[x]"), "  - she moved"]


def test_an_item_that_the_person_reworded_keeps_their_words() -> None:
    """Tasks writes its date of completion before the id, too."""
    ticked = NADIA.replace("[ ]", "[x]").replace(" ^vt", " ✅ 2026-11-24 ^vt")
    noted = written("", NADIA).replace(NADIA, ticked)
    assert lines_inside(written(noted, NADIA.replace("Lunch", "Coffee"))) == [ticked]


def test_an_item_that_nobody_touched_follows_the_new_content() -> None:
    assert lines_inside(written(written("", f"{NADIA}\n{MAJA}"), MAJA.replace("March", "May"))) == [
        MAJA.replace("March", "May")
    ]


def test_answered_items_and_words_are_kept_when_their_item_goes() -> None:
    first = written("", f"{NADIA}\n  - or [[Ivo Marek]]\n{MAJA}\n- [ ] c ^vt-c\n- [ ] d ^vt-d")
    noted = first.replace("- [ ] Lunch", "- [-] Lunch").replace(MAJA, f"{MAJA}\n  - ill")
    noted = noted.replace("- [ ] c", "- [ ] C!")
    result = written(noted, "That is all.")
    assert lines_inside(result) == [
        "That is all.",
        NADIA.replace("[ ]", "[-]"),
        MAJA,
        "  - ill",
        "- [ ] C! ^vt-c",
    ]
    assert lines_inside(written(result, f"{MAJA}\n")) == [
        MAJA,
        "  - ill",
        NADIA.replace("[ ]", "[-]"),
        "- [ ] C! ^vt-c",
    ]


def test_without_the_line_of_digests_no_word_is_lost() -> None:
    source = f"{BEGIN}\n{NADIA}\n  - mine or not\n{END}\n"
    assert lines_inside(written(source, NADIA)) == [NADIA, "  - mine or not"]


def test_both_copies_of_a_block_merged_into_one_give_each_item_once() -> None:
    first = written("", NADIA)
    inner = first.partition(BEGIN)[2].partition(END)[0]
    other = inner.replace("[ ]", "[x]").replace("^vt-l48", "^vt-l48\n  - b")
    both = first.replace(inner, inner.replace("^vt-l48", "^vt-l48\n  - a") + other)
    assert lines_inside(written(both, NADIA)) == [NADIA.replace("[ ]", "[x]"), "  - a", "  - b"]


def test_reads_the_items_as_the_person_left_them() -> None:
    note = written("# Week\n", f"{NADIA}\n  - or [[Ivo Marek]]\n- no box ^vt-n").replace("[ ]", "[>]")
    note = note.replace("^vt-n", "^vt-n\n  - rest\n    pas maintenant")
    items = read_items(note.encode(), "agenda")
    assert [(i.id, i.box, i.text, i.words, i.line) for i in items] == [
        ("vt-l48", ">", "Lunch with [[Nadia Benali]].", (), 5),
        ("vt-n", None, "no box", ("rest", "pas maintenant"), 7),
    ]
    assert read_items(b"no block", "agenda") == ()
    assert read_items(f"{BEGIN}\n{NADIA}\n".encode(), "agenda") == ()


@pytest.mark.parametrize(
    ("source", "line", "what"),
    [
        (f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n", 3, "second begin"),
        (f"{BEGIN}\n{END}\n{END}\n", 3, "second end"),
        (f"a\n{BEGIN}\n", 2, "only its begin"),
        (f"{END}\n", 1, "only its end"),
        (f"{END}\n{BEGIN}\n", 1, "ends before"),
        (f"```\n{BEGIN}\n{END}\n```\n", 2, "code block"),
        (f"{BEGIN}\n~~~~\n~~~\n{END}\n", 4, "code block"),
        (f"> {BEGIN}\n{END}\n", 1, "shares its line"),
        (f"{BEGIN} words\n{END}\n", 1, "shares its line"),
        (f"{BEGIN}\n<!-- vaulttool:begin other -->\n{END}\n", 2, "another block"),
        ("a\n```\nb\n", 2, "not closed"),
        ("a\0", 1, "NUL"),
    ],
)
def test_refuses_markers_that_are_not_clear(source: str, line: int, what: str) -> None:
    problem = replace_block(source.encode(), "p.md", "agenda", "x")
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line) == ("p.md", line)
    assert what in problem.what


@pytest.mark.parametrize(
    "content", [END, "a <!-- vaulttool:begin b -->", "```\nopen", f"{NADIA}\n{NADIA}", "a\0b"]
)
def test_refuses_content_that_would_break_the_block(content: str) -> None:
    assert isinstance(replace_block(b"", "p.md", "agenda", content), Problem)


def test_the_marker_of_another_block_is_left_alone() -> None:
    other = "<!-- vaulttool:begin agenda-2 -->\nx\n<!-- vaulttool:end agenda-2 -->\n"
    assert written(other, "y") == f"{other}\n{BEGIN}\n\ny\n\n{END}\n"


ITEMS = [
    f"{bullet}{box}{text} ^vt-{n}"
    for n, text, bullet, box in itertools.product("abc", ("one", "two"), ("- ", "  - ", "1. "), ("", "[ ] "))
]
GENERATED = [*ITEMS, "", "  - nested", "words", "## Heading", "    deep", "\tx"]
TYPED = [
    *GENERATED,
    "- [x] one ^vt-a",
    "- [>] two ^vt-c",
    "- [x] a ^vt-b late",
    "- a ^vt-a - [x] b ^vt-b",
    "- ^vt-a",
    "- [x] ^vt-b",
    "not now",
    "  - mine",
    "* y",
]


def id_or_place(line: str) -> object:
    return line.rpartition("^")[2] if "^" in line else object()


contents = st.lists(st.sampled_from(GENERATED), max_size=8, unique_by=id_or_place).map("\n".join)


@given(contents, contents, st.lists(st.tuples(st.integers(0, 30), st.sampled_from(TYPED)), max_size=4))
def test_regenerating_comes_to_rest_and_loses_no_word_under_an_item(
    first: str, second: str, typed: list[tuple[int, str]]
) -> None:
    lines = written("", first).splitlines()
    for place, line in typed:
        lines.insert(min(max(place, 1), len(lines) - 1), line)
    noted = "\n".join(lines) + "\n"
    result = written(noted, second)
    before = {(item.id, word) for item in read_items(noted.encode(), "agenda") for word in item.words}
    after = {(item.id, word) for item in read_items(result.encode(), "agenda") for word in item.words}
    again = {line.strip(" \t-") for line in second.splitlines()}
    assert {(i, w) for i, w in before if w.strip("- ") not in again} <= after
    answered = {i.id for i in read_items(noted.encode(), "agenda") if i.box not in (None, " ")}
    boxless = {i.id for i in read_items(result.encode(), "agenda") if i.box is None}
    assert answered <= boxless | {
        i.id for i in read_items(result.encode(), "agenda") if i.box not in (None, " ")
    }


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="`~\0")),
    st.text(st.characters(codec="utf-8", exclude_characters="`~\0")),
    st.lists(st.sampled_from(TYPED), max_size=4),
    contents,
)
def test_no_byte_outside_the_block_changes(before: str, after: str, inner: list[str], content: str) -> None:
    head, tail = f"{before}\n{BEGIN}\n", f"{END}\n{after}"
    result = written(head + "".join(f"{line}\n" for line in inner) + tail, content)
    assert result.startswith(head)
    assert result.endswith(tail)


@pytest.mark.parametrize(
    "line",
    [
        "- " + " " * 99_999 + "^vt",
        "- " + "^vt-a " * 30_000 + "!",
        "<!-- vaulttool:begin " * 10_000,
        "<!--" + " " * 99_999,
    ],
)
def test_long_lines_take_no_time(line: str) -> None:
    """A line that made a pattern go back and forth would hold the run for minutes."""
    started = time.process_time()
    written(f"{line}\n{BEGIN}\n{line}\n{END}\n", NADIA)
    assert time.process_time() - started < 5
