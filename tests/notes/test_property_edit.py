"""A property edit changes the bytes of that value and no others."""

import pytest
from vaulttool.notes import property_edit
from vaulttool.notes.problem import Problem
from vaulttool.notes.property_edit import set_list_property, set_properties, set_property

DAY = "2026-11-02"
SEAL = '"[[2026-11-02 Lunch with Ana|2026-11-02]]"'


def edited(source: str | bytes, ours: bool = False, **changes: str | None) -> str:
    """The note after the change, which is made twice: the second time nothing may happen."""
    first = source if isinstance(source, bytes) else source.encode()
    once = set_properties(first, "People/Ana.md", changes, ours=ours)
    assert isinstance(once, bytes), str(once)
    assert set_properties(once, "People/Ana.md", changes, ours=ours) == once
    return once.decode()


def refused(source: str | bytes, ours: bool = False, **changes: str | None) -> Problem:
    first = source if isinstance(source, bytes) else source.encode()
    problem = set_properties(first, "People/Ana.md", changes or {"last_contact": DAY}, ours=ours)
    assert isinstance(problem, Problem)
    assert problem.path == "People/Ana.md"
    assert problem.mend
    return problem


@pytest.mark.parametrize(
    "source",
    [
        "---\nlast_contact: 2026-11-02\n---\n",
        "---\nlast_contact: '2026-11-02'   # typed\n---\n",
        '---\n"Last Contact": "2026-11-02"\n---',
        "---\nlast_contact: &day 2026-11-02\nmet: *day\n---\n",
        "---\r\nlast_contact: >-\r\n  2026-11-02\r\n\r\n---\r\nbody",
        "---\nlast_contact: 2026-11-02\nmet: 2026-11-02\n---\n",
    ],
)
def test_the_same_value_in_any_style_is_left_alone(source: str) -> None:
    assert edited(source, last_contact=DAY) == source


@pytest.mark.parametrize(
    ("title", "before", "after"),
    [
        ("value", "---\nlast_contact: 2026-10-01\n---\n", "---\nlast_contact: 2026-11-02\n---\n"),
        ("no value", "---\nlast_contact:\nb: 1\n---\n", "---\nlast_contact: 2026-11-02\nb: 1\n---\n"),
        ("blank for a value", "---\nlast_contact: \n---\n", "---\nlast_contact: 2026-11-02\n---\n"),
        ("only comment", "---\nlast_contact: # when\n---\n", "---\nlast_contact: 2026-11-02 # when\n---\n"),
        ("comment", "---\nlast_contact:  x  # c\n---\n", "---\nlast_contact:  2026-11-02  # c\n---\n"),
        ("kebab", "---\nlast-contact: x\n---\n", "---\nlast-contact: 2026-11-02\n---\n"),
        ("camel", "---\nlastContact: x\n---\n", "---\nlastContact: 2026-11-02\n---\n"),
        ("quoted key", "---\n'Last Contact' : x\n---\n", "---\n'Last Contact' : 2026-11-02\n---\n"),
        (
            "folded",
            "---\nlast_contact: >-\n  a\n  b\n\nb: 1\n---\n",
            "---\nlast_contact: 2026-11-02\n\nb: 1\n---\n",
        ),
        ("flow", "---\nlast_contact: [a,\n  b] # c\n---\n", "---\nlast_contact: 2026-11-02 # c\n---\n"),
        ("list", "---\nlast_contact:\n- a\n- b\nb: 1\n---\n", "---\nlast_contact: 2026-11-02\nb: 1\n---\n"),
        ("map", "---\nlast_contact: # c\n  a: 1\n---\n", "---\nlast_contact: 2026-11-02 # c\n---\n"),
        (
            "list of tags",
            '---\nlast_contact:\n  - "#a"\n  - "#b"\n---\n',
            "---\nlast_contact: 2026-11-02\n---\n",
        ),
        (
            "lists in lists",
            "---\nlast_contact:\n  - - a\n    - b\n  - c\nb: 1\n---\n",
            "---\nlast_contact: 2026-11-02\nb: 1\n---\n",
        ),
        (
            "folded, with no-break spaces at its end",
            "---\nlast_contact: |-\n  a\n  b\u00a0\nb: 1\n---\n",
            "---\nlast_contact: 2026-11-02\nb: 1\n---\n",
        ),
        (
            "plain, with a no-break space at its end",
            "---\nlast_contact: a\u00a0\n---\n",
            "---\nlast_contact: 2026-11-02\n---\n",
        ),
        (
            "a hash in a quoted text",
            '---\nlast_contact: "a # b\n  c"\n---\n',
            "---\nlast_contact: 2026-11-02\n---\n",
        ),
        (
            "an alias as key",
            "---\na: &x y\n*x : 1\nlast_contact: 2026-10-01\n---\n",
            "---\na: &x y\n*x : 1\nlast_contact: 2026-11-02\n---\n",
        ),
        (
            "an alias that another uses too",
            "---\nmet: &d x\nlast_contact: *d\nfirst: *d\n---\n",
            "---\nmet: &d x\nlast_contact: 2026-11-02\nfirst: *d\n---\n",
        ),
        (
            "alias",
            "---\nmet: &d x\nlast_contact: *d\n---\n",
            "---\nmet: &d x\nlast_contact: 2026-11-02\n---\n",
        ),
        ("BOM", "\ufeff---\nlast_contact: x\n---\n", "\ufeff---\nlast_contact: 2026-11-02\n---\n"),
        ("dots", "---\nlast_contact: x\n...\n---\n", "---\nlast_contact: 2026-11-02\n...\n---\n"),
        ("end", "---\nlast_contact: x\n---  ", "---\nlast_contact: 2026-11-02\n---  "),
        ("new", "---\na: 1\n# end\n---\nb", "---\na: 1\n# end\nlast_contact: 2026-11-02\n---\nb"),
        ("new, CRLF", "---\r\na: 1\r\n---\r\n", "---\r\na: 1\r\nlast_contact: 2026-11-02\r\n---\r\n"),
        ("new, mixed", "---\r\na: 1\n---\r\n", "---\r\na: 1\nlast_contact: 2026-11-02\n---\r\n"),
        ("new, indented", "---\n  a: 1\n---\n", "---\n  a: 1\n  last_contact: 2026-11-02\n---\n"),
        ("new behind |+", "---\na: |+\n  x\n\n---\n", "---\na: |+\n  x\n\nlast_contact: 2026-11-02\n---\n"),
        ("empty block", "---\n---\nbody", "---\nlast_contact: 2026-11-02\n---\nbody"),
        ("only comments", "---\n# x\n---\n", "---\n# x\nlast_contact: 2026-11-02\n---\n"),
        ("no block", "# Ana\n\n---\n", "---\nlast_contact: 2026-11-02\n---\n# Ana\n\n---\n"),
        ("no block, CRLF", "Ana\r\nb", "---\r\nlast_contact: 2026-11-02\r\n---\r\nAna\r\nb"),
        ("no block, BOM", "\ufeffAna", "\ufeff---\nlast_contact: 2026-11-02\n---\nAna"),
        (
            "line separator",
            "---\na: x\u2028y # z\n---\n",
            "---\na: x\u2028y # z\nlast_contact: 2026-11-02\n---\n",
        ),
    ],
)
def test_sets_last_contact(title: str, before: str, after: str) -> None:
    assert edited(before, last_contact=DAY) == after


def test_removes_a_property_with_its_lines_and_leaves_the_comments_around() -> None:
    source = "---\n# a\nlast_contact: # b\n  - x # c\n\n# d\nb: 1\n---\n"
    assert edited(source, last_contact=None) == "---\n# a\n\n# d\nb: 1\n---\n"


def test_removing_what_is_not_there_changes_nothing() -> None:
    for source in ("", "# Ana\n", "---\na: 1\n---\n"):
        assert edited(source, last_contact=None) == source


def test_sets_several_at_once_new_ones_in_the_order_given() -> None:
    source = "---\nlast_contact_by_hand: 2026-09-01\nlast_contact: 2026-10-01\n---\n"
    assert edited(
        source, last_contact=DAY, last_contact_note=SEAL, last_contact_by_hand=None, city="Lyon"
    ) == (f"---\nlast_contact: 2026-11-02\nlast_contact_note: {SEAL}\ncity: Lyon\n---\n")


def test_a_key_that_needs_quotes_gets_them() -> None:
    result = set_property(b"---\na: 1\n---\n", "p.md", "seen: last", DAY)
    assert result == b'---\na: 1\n"seen: last": 2026-11-02\n---\n'


def test_an_empty_value_is_written_as_obsidian_does() -> None:
    assert (
        edited("---\nlast_contact: x # c\n---\n", last_contact="", b="")
        == "---\nlast_contact: # c\nb:\n---\n"
    )


@pytest.mark.parametrize(
    ("source", "line", "rule"),
    [
        (b"", None, "empty-note"),
        (b"\xef\xbb\xbf \n", None, "empty-note"),
        (b"\n---\na: 1\n---\n", 2, "doubtful-front-matter"),
        (b" ---\na: 1\n---\n", 1, "doubtful-front-matter"),
        (b"--- \na: 1\n---\n", 1, "doubtful-front-matter"),
        (b"----\na: 1\n----\n", 1, "doubtful-front-matter"),
        (b"---\na: 1\n", 1, "doubtful-front-matter"),
        (b"---", 1, "doubtful-front-matter"),
        (b"\xef\xbb\xbf\xef\xbb\xbf---\na: 1\n---\n", 1, "doubtful-front-matter"),
        (b"---\ra: 1\r---\r", 1, "doubtful-front-matter"),
        ("—-\na: 1\n".encode(), 1, "doubtful-front-matter"),
        (b"+++\na = 1\n+++\n", 1, "doubtful-front-matter"),
        (b'{"a": 1}\n', 1, "doubtful-front-matter"),
        (b'---\n{"a": 1}\n---\n', 2, "json-front-matter"),
        (b"---\n\xef\xbb\xbfa: 1\nb: 2\n---\n", 2, "invalid-yaml"),
        (b"---\na: b: c\n---\n", 2, "invalid-yaml"),
        (b"---\n\na: 1\rb: 2\n---\n", 3, "invalid-yaml"),
        (b"---\n# c\n{a: 1}\n---\n", 2, "invalid-yaml"),
        (b"---\n--- !!map\na: 1\n---\n", 2, "invalid-yaml"),
        ("---\n\nà: é\nb: \x1b\nc: 1\n---\n".encode(), 4, "invalid-yaml"),
        (b'---\na: "x\n---\n', None, "invalid-yaml"),
        (b"---\na: 1\n\tb: 2\n---\n", 3, "invalid-yaml"),
        (b"---\na: *x\n---\n", 2, "invalid-yaml"),
        (b"---\na: 1\rb: 2\n---\n", 2, "invalid-yaml"),
        (b"---\n- a\n---\n", 2, "invalid-yaml"),
        (b"---\nwords\n---\n", 2, "invalid-yaml"),
        (b"---\na: 1\n--- b\n---\n", 2, "invalid-yaml"),
        (b"---\na: 1\nb: \x1b\n---\n", 3, "invalid-yaml"),
        (b"---\na: 1\n<<<<<<< HEAD\n---\n", 3, "conflict-markers"),
        (b"---\n\n<<<<<<< HEAD\na: 1\n---\n", 3, "conflict-markers"),
        (b"---\na: caf\xe9\n---\n", 2, "not-utf-8"),
        (b"\ncaf\xe9\n", 2, "not-utf-8"),
        (b"\xff\xfe-\x00", 1, "nul"),
        (b"\x00-\x00", 1, "nul"),
        (b"\n\x00", 2, "nul"),
        (b"---\na: 1\n---\nbody\0\n", 4, "nul"),
        (b"---\na: 1\nb: 2\na: 3\n---\n", 4, "duplicate-key"),
        (b"---\nlast_contact: 1\nLast Contact: 3\n---\n", 3, "duplicate-key"),
        (b"---\na: " + b"[" * 70 + b"]" * 70 + b"\n---\n", 2, "yaml-gate"),
        (b"---\na:\n  " + b"- " * 30_000 + b"\n---\n", 2, "yaml-gate"),
        (b"---\na: " + b"x" * 1_000_000 + b"\n---\n", 2, "yaml-gate"),
        (b"---\n? last_contact\n: 1\n---\n", 2, "unsafe-edit"),
        (b"---\nlast_contact: &d 1\nmet: *d\n---\n", 2, "shared-anchor"),
        (b"---\nlast_contact:\n  - a # why\n---\n", 2, "comment-in-value"),
        (b"---\nlast_contact: [a, # why\n  b]\n---\n", 2, "comment-in-value"),
        (b"---\nlast_contact: | # why\n  b\n---\n", 2, "comment-in-value"),
    ],
)
def test_refuses_what_cannot_be_edited_safely(source: bytes, line: int | None, rule: str) -> None:
    problem = refused(source)
    assert problem.rule == rule
    if line is not None:
        assert problem.line == line


@pytest.mark.parametrize(
    ("source", "line", "what"),
    [
        ("---\na: 1\n\tb: 2\n---\n", 3, "the front matter is indented with a tab"),
        ("---\na: 1\nb: @\n---\n", 3, "the front matter is not valid YAML (found character"),
        ("---\na: 1\nb: \x1b\n---\n", 3, "the front matter holds the sign U+001B"),
        ("---\na: *x\n---\n", 2, "the front matter uses *x, which is set nowhere before"),
    ],
)
def test_what_yaml_cannot_be_read_for_is_told(source: str, line: int, what: str) -> None:
    problem = refused(source)
    assert problem.line == line
    assert problem.what.startswith(what)


@pytest.mark.parametrize(
    ("before", "value"),
    [('"1"', "1"), ("1", '"1"'), ("!!str 1", "1"), ("[a]", "a"), ("{a: 1}", "[a]"), ("!!set {a}", "{a}")],
)
def test_a_value_that_looks_the_same_and_is_not_is_written(before: str, value: str) -> None:
    assert edited(f"---\na: {before}\n---\n", a=value) == f"---\na: {value}\n---\n"


def test_an_empty_note_gets_a_block_where_the_caller_knows_that_it_is_whole() -> None:
    assert set_property(b"", "p.md", "a", "1", even_if_empty=True) == b"---\na: 1\n---\n"


@pytest.mark.parametrize("value", ["a: b", "a # b", "|", "&x 1", "a\nb", "a\n  b", "[", '"a', "- a"])
def test_refuses_a_value_that_is_not_one_value(value: str) -> None:
    problem = set_property(b"---\na: 1\n---\n", "p.md", "b", value)
    assert isinstance(problem, Problem)
    assert problem.rule == "bad-value"


def test_lines_doubled_by_a_merge_become_one_where_they_are_ours() -> None:
    doubled = "last_contact_note: a\nlast_contact_note: b\n"
    source = f"---\nlast_contact: 2026-10-01\nlast_contact: {DAY} # x\na: 1\n{doubled}---\n"
    assert "twice, on lines 2 and 3" in refused(source).what
    assert (
        edited(source, ours=True, last_contact=DAY, last_contact_note=SEAL)
        == f"---\nlast_contact: {DAY}\na: 1\nlast_contact_note: {SEAL}\n---\n"
    )


def test_a_double_is_mended_only_where_the_caller_says_that_it_is_ours() -> None:
    source = b"---\nlast_contact: x\nlast_contact: y\n---\n"
    for result in (
        set_property(source, "p.md", "last_contact", DAY),
        set_list_property(source, "p.md", "last_contact", [DAY]),
        set_properties(source, "p.md", {"last_contact": DAY}),
        set_property(b"", "p.md", "last_contact", DAY),
        set_list_property(b"", "p.md", "last_contact", [DAY]),
    ):
        assert isinstance(result, Problem)


def test_someone_elses_double_is_refused_even_where_ours_are_mended() -> None:
    assert refused("---\na: 1\na: 2\nlast_contact: x\n---\n", ours=True).rule == "duplicate-key"
    assert refused("---\nlast_contact: x\na: 1\na: 2\n---\n", ours=True).rule == "duplicate-key"


def test_two_names_of_somebody_elses_that_differ_only_for_us_are_no_double() -> None:
    source = "---\nDue Date: 1\ndue_date: 2\nlast_contact: x\n---\n"
    assert edited(source, last_contact=DAY) == source.replace("x", DAY)


@pytest.mark.parametrize(
    "garbled",
    [
        'last_contact_note: "[[2026-11-02 Lun',
        "last_contact: 2026-11-02: 2026-10-01",
        "last_contact: [2026\nlast_contact: 2026-11-02",
        "last_contact: @",
    ],
)
def test_our_garbled_lines_are_mended_and_nothing_else(garbled: str) -> None:
    body = f"---\nlast_contact: {garbled}\n"
    source = f"---\na: 1 # c\n{garbled}\nb:   'x'\n{body}"
    assert refused(source).rule == "invalid-yaml"
    assert (
        edited(source, ours=True, last_contact=DAY, last_contact_note=SEAL)
        == f"---\na: 1 # c\nb:   'x'\nlast_contact: {DAY}\nlast_contact_note: {SEAL}\n{body}"
    )


def test_a_garbled_line_with_lines_under_it_is_left_to_the_person() -> None:
    source = '---\na: 1\nlast_contact: "x\n  y\n---\n'
    assert refused(source, ours=True).rule == "invalid-yaml"


def test_a_garbled_line_is_mended_beside_lists_and_maps_of_the_person() -> None:
    others = "tags:\n  - a\nplace:\n  city: Lyon\n"
    assert edited(f"---\n{others}last_contact: x: y\n---\n", ours=True, last_contact=DAY) == (
        f"---\n{others}last_contact: {DAY}\n---\n"
    )


def test_a_garbled_line_is_mended_below_a_comment_that_is_indented() -> None:
    source = "---\r\n  # of Ana\r\na: 1\r\nlast_contact: x: y\r\n---\r\n"
    assert edited(source, ours=True, last_contact=DAY) == source.replace("x: y", DAY)


def test_a_word_of_our_name_in_somebody_elses_list_stays_when_a_garbled_line_is_mended() -> None:
    source = "---\ntags: [a,\nlast_contact\n]\nlast_contact: x: y\n---\n"
    assert edited(source, ours=True, last_contact=DAY) == source.replace("x: y", DAY)


def test_a_value_of_ours_that_must_not_be_loaded_is_left_to_the_person() -> None:
    assert refused(f"---\nlast_contact: {'[' * 70}\n---\n", ours=True).rule == "yaml-gate"


def test_a_garbled_line_of_our_name_inside_somebody_elses_map_is_theirs() -> None:
    assert refused("---\nother:\n  last_contact: x: y\nb: 1\n---\n", ours=True).rule == "invalid-yaml"


def test_c1_a_garbled_line_that_holds_a_line_of_somebody_elses_is_left_to_the_person() -> None:
    source = '---\nlast_contact: "x\rcity: Lyon\n---\n'  # a carriage return alone ends a line in YAML
    assert refused(source, ours=True).rule == "invalid-yaml"


def test_someone_elses_garbled_line_stays_refused() -> None:
    assert refused("---\na: b: c\nlast_contact: x: y\n---\n", ours=True).rule == "invalid-yaml"
    assert refused("---\nlast_contact: x: y\nk: v\na: b: c\n---\n", ours=True).line == 2  # as it stands there


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\naliases: [Bo] # c\nb: 1\n---\n", '---\naliases: # c\n  - Bo\n  - "[[Jo]]"\nb: 1\n---\n'),
        ("---\naliases:\n- Bo\n---\n", '---\naliases:\n  - Bo\n  - "[[Jo]]"\n---\n'),
        (
            "---\r\naliases:\r\nb: 1\r\n---\r\n",
            '---\r\naliases:\r\n  - Bo\r\n  - "[[Jo]]"\r\nb: 1\r\n---\r\n',
        ),
        ("---\nb: 1\n---\n", '---\nb: 1\naliases:\n  - Bo\n  - "[[Jo]]"\n---\n'),
        ("---\naliases: [Bo, '[[Jo]]']\n---\n", "---\naliases: [Bo, '[[Jo]]']\n---\n"),
    ],
)
def test_sets_a_list(before: str, after: str) -> None:
    result = set_list_property(before.encode(), "p.md", "aliases", ["Bo", "[[Jo]]"])
    assert result == after.encode()
    assert set_list_property(after.encode(), "p.md", "aliases", ["Bo", "[[Jo]]"]) == result


def test_an_empty_list_is_written_as_brackets() -> None:
    assert set_list_property(b"---\na:\n  - x\n---\n", "p.md", "a", []) == b"---\na: []\n---\n"


def test_an_edit_that_would_make_a_comment_part_of_another_value_is_refused() -> None:
    """Without the line between them, the comment would be text of the block scalar above."""
    source = "---\nabout: >-\n  she said\nlast_contact: 2026-10-01\n   # by phone\n---\n"
    assert refused(source, last_contact=None).rule == "unsafe-edit"


def test_a_value_of_ours_over_several_lines_is_refused_where_it_may_hold_somebody_elses() -> None:
    def one_line(source: str) -> bytes | Problem:
        return set_properties(source.encode(), "p.md", {"last_contact": DAY}, ours=True, one_line=True)

    swallowed = one_line("---\nlast_contact: 2026-10-01\n  and Lyon\n---\n")
    assert isinstance(swallowed, Problem)
    assert swallowed.rule == "garbled-property"
    not_text = set_properties(b"caf\xe9\n", "p.md", {"last_contact": DAY}, one_line=True)
    assert isinstance(not_text, Problem)
    assert not_text.rule == "not-utf-8"
    as_list = one_line("---\nlast_contact:\n  - 2026-10-01\n---\n")
    assert as_list == f"---\nlast_contact: {DAY}\n---\n".encode()
    assert one_line("---\nlast_contact: x\n---\n") == f"---\nlast_contact: {DAY}\n---\n".encode()
    assert one_line("words\n") == f"---\nlast_contact: {DAY}\n---\nwords\n".encode()


def test_a_key_that_is_no_text_is_nobodys_double() -> None:
    source = "---\n? [a, b]\n: c\n? [a, b]\n: d\nlast_contact: x\n---\n"
    assert edited(source, last_contact=DAY) == source.replace("x", DAY)
    doubled = "---\n? [a, b]\n: c\nb: 1\nb: 2\nlast_contact: x\n---\n"
    assert refused(doubled).line == 5


def test_a_result_that_is_not_as_asked_is_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last net: whatever went wrong before, the note is read once more."""
    right = f"last_contact: {DAY}\n"
    for wrong in (
        "last_contact: 2001-01-01\n",
        "last_contact: [\n",
        "other: 1\n",
        f"{right}other: 1\n",
        f"{right}---\nother: 1\n",
        f"---\n{right}",
    ):
        monkeypatch.setattr(property_edit, "_new_lines", lambda *_, wrong=wrong: wrong)
        for source in ("---\na: 1\n---\nwords\n", "words\n"):
            assert refused(source).rule == "unsafe-edit"
