"""Two versions of a note merge by property, and no line of either side is dropped."""

import re
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vaulttool.network.kept_merge import merge_kept
from vaulttool.notes.three_way import merge_note
from vaulttool.usecases.git_merge import KEPT
from vaulttool.vault.git import merge_lines


def merge(base: str, ours: str, theirs: str, names=KEPT) -> tuple[str, bool]:
    sides = (side.encode() for side in (base, ours, theirs))
    merged = merge_note(*sides, merge_lines, partial(merge_kept, names=names))
    return merged.content.decode(), merged.has_conflict


def note(*lines: str, body: str = "# Ana\n") -> str:
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n" + body


SEAL = 'last_contact_note: "[[{0} Lunch|{0}]]"'
DERIVED = {day: (f"last_contact: {day}", SEAL.format(day)) for day in ("2026-11-02", "2026-11-20")}
EARLY, LATE = DERIVED.values()
CASES = {
    "each side sets a property": (
        ["city: Lyon"], ["city: Lyon", "role: doctor"], ["city: Lyon", "company: Acme"],
        ["city: Lyon", "role: doctor", "company: Acme"]),
    "lines beside each other": (
        ["city: Lyon", "role: doctor"], ["city: Gent", "role: doctor"], ["city: Lyon", "role: baker"],
        ["city: Gent", "role: baker"]),
    "one side deletes": (
        ["city: Lyon", "role: doctor"], ["role: doctor"], ["city: Lyon", "role: baker"], ["role: baker"]),
    "the same on both": (["city: Lyon"], ["city: Gent"], ["city: Gent"], ["city: Gent"]),
    "a list takes what each added, and loses what one removed": (
        ["tags:", "  - a", "  - b"], ["tags:", "  - b", "  - c"], ["tags:", "  - a", "  - b", "  - d"],
        ["tags:", "  - b", "  - c", "  - d"]),
    "a list in brackets too": (
        ["tags: [a, b]"], ["tags: [a, b, c]"], ["tags: [b, d]"], ["tags: [b, c, d]"]),
    "a comment goes with the property above it": (
        ["city: Lyon", "# of work", "role: doctor"], ["city: Gent", "# of work", "role: doctor"],
        ["city: Lyon", "# of work", "role: baker"], ["city: Gent", "# of work", "role: baker"]),
    "the newest proof holds": (EARLY[:0], EARLY, LATE, LATE),
    "the newest proof holds, also of the other side": (EARLY[:0], LATE, EARLY, LATE),
    "a newer proof beside a property of the person": (
        EARLY, [*EARLY, "city: Lyon"], LATE, [*LATE, "city: Lyon"]),
    "an older typed date waits": (
        EARLY, LATE, ["last_contact: 2026-11-05", EARLY[1]], [*LATE, "last_contact_by_hand: 2026-11-05"]),
    "a newer typed date holds": (
        EARLY, LATE, ["last_contact: 2026-11-25", EARLY[1]], ["last_contact: 2026-11-25"]),
    "one side has no front matter yet": (None, None, LATE, LATE),
}  # fmt: skip


@pytest.mark.parametrize("title", CASES)
def test_d6_front_matter_merges_by_property(title: str) -> None:
    base, ours, theirs, wanted = CASES[title]
    sides = ["# Ana\n" if side is None else note(*side) for side in (base, ours, theirs)]
    text, has_conflict = merge(*sides)
    assert (sorted(text.splitlines()), has_conflict) == (sorted(note(*wanted).splitlines()), False)


def test_what_both_changed_is_left_to_the_person_and_nothing_else() -> None:
    text, has_conflict = merge(
        note("city: Lyon", "role: doctor"),
        note("city: Gent", "role: doctor", body="# Ana\nours\n"),
        note("city: Lille", "role: baker", body="# Ana\n"),
    )
    assert has_conflict
    assert text == note(
        "<<<<<<< ours", "city: Gent", "=======", "city: Lille", ">>>>>>> theirs", "role: baker",
        body="# Ana\nours\n",
    )  # fmt: skip


def test_what_one_deleted_and_the_other_changed_is_left_to_the_person() -> None:
    text, has_conflict = merge(note("city: Lyon"), note("role: doctor"), note("city: Gent"))
    assert has_conflict and "city: Gent" in text and "role: doctor" in text


def test_body_and_front_matter_are_merged_apart() -> None:
    text, has_conflict = merge(
        note(*EARLY, body="# Ana\n- one\n"),
        note(*LATE, body="# Ana\n- two\n"),
        note(*EARLY, body="# Ana\n- three\n"),
    )
    assert has_conflict and text.startswith(note(*LATE, body="# Ana\n"))
    assert [text.count(word) for word in ("- two", "- three", "<<<<<<<")] == [1, 1, 1]


def test_the_vault_s_own_names_of_the_kept_properties_are_followed() -> None:
    names = ("Last chat", "Proof", "By hand")
    early, late = (
        note(*side).replace("last_contact_note", "Proof").replace("last_contact", "Last chat")
        for side in (EARLY, LATE)
    )
    assert merge(note(), early, late, names) == (late, False)


@pytest.mark.parametrize(
    "theirs",
    [
        note("city: ["),
        note("city: a", "city: b"),
        note("city: Gent").replace("\n", "\r\n"),
        note("city: &a Gent", "home: *a"),
        "---\ncity: Gent\n",
    ],
)
def test_what_cannot_be_told_apart_is_merged_by_line(theirs: str) -> None:
    base, ours = note("city: Lyon"), note("city: Lyon", body="# Ana\n\n\n\nours\n")
    text, _ = merge(base, ours, theirs)
    assert (text, _) == merge_lines(base, ours, theirs)


values = st.sampled_from(
    ["Lyon", "Gent", '"a: b"', "[a, b]", "[a]", "", "\n  - a", "\n  - b\n  - c", "|\n  text"]
)
days = st.sampled_from(["2026-11-02", "2026-11-20", "2026-11-22", "soon"])
own = st.tuples(st.sampled_from(["city", "role", "tags", "City"]), values).map(
    lambda pair: f"{pair[0]}: {pair[1]}"
)
kept = st.one_of(
    st.tuples(st.sampled_from(KEPT[::2]), days).map(lambda pair: f"{pair[0]}: {pair[1]}"),
    days.map(SEAL.format),
)
lines = st.lists(own | kept | st.just("# a comment") | st.just(""), max_size=5)
bodies = st.lists(st.sampled_from(["# Ana", "- one", "- two", "- three", "", "---", "<<<<<<< x"]), max_size=5)
notes = st.builds(
    lambda front, body, has, end: (note(*front, body="") if has else "") + "\n".join(body) + end,
    lines, bodies, st.sampled_from([True, True, True, False]), st.sampled_from(["\n", ""]),
)  # fmt: skip
OURS = re.compile(r"last_?contact\w*:", re.IGNORECASE)


def said(text: str) -> set[str]:
    """The lines of a note that a person would miss."""
    return {line for line in text.splitlines() if line.strip() not in ("", "---") and not OURS.match(line)}


@settings(max_examples=60)
@given(notes, notes, notes)
@example(note("tags: [a]"), note("tags: [a, b]"), note("tags: [a, c]"))
def test_no_line_that_a_side_added_is_lost(base: str, ours: str, theirs: str) -> None:
    text, has_conflict = merge(base, ours, theirs)
    items = {line for side in (ours, theirs) for line in said(side) if re.search(r": \[.*\]$", line)}
    added = (said(ours) | said(theirs)) - said(base)
    assert added - items <= said(text)
    for line in added & items:
        assert set(re.findall(r"\w+", line)) - set(re.findall(r"\w+", base)) <= set(re.findall(r"\w+", text))
    if ours == base:
        assert (text, has_conflict) == (theirs, False)
    if theirs == base:
        assert (text, has_conflict) == (ours, False)


@settings(max_examples=40)
@given(notes, notes, notes)
def test_typed_and_proved_days_stay_derivable(base: str, ours: str, theirs: str) -> None:
    """The newest day of a side that changed it stands in the result, or both sides do."""
    text, has_conflict = merge(base, ours, theirs)
    days = [re.findall(r"2026-11-\d\d", side) for side in (base, ours, theirs)]
    if days[1] != days[0] and days[2] != days[0] and not has_conflict and days[1] and days[2]:
        assert max(days[1] + days[2]) in text
