"""last_contact is derived from the bytes of the vault alone, and every device comes to the same answer."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.last_contact import (
    Decision,
    Kept,
    Proof,
    Seal,
    SealState,
    decide,
    format_seal,
    parse_seal,
)
from vaulttool.notes.property_edit import set_properties, yaml_text

TODAY = dt.date(2026, 11, 24)


def day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def kept(last_contact: str = "", note: str = "", by_hand: str = "") -> Kept:
    return Kept(last_contact, day(last_contact), note, by_hand, day(by_hand), "People/Ana.md", 3)


def applied(before: Kept, decision: Decision) -> Kept:
    """The properties after the decision was written."""
    texts = {
        "last_contact": before.last_contact_text,
        "last_contact_note": before.note_text,
        "last_contact_by_hand": before.by_hand_text,
    } | {name: value or "" for name, value in decision.changes.items()}
    return kept(texts["last_contact"], texts["last_contact_note"], texts["last_contact_by_hand"])


def proof(date: str, target: str = "Lunch") -> Proof:
    return Proof(dt.date.fromisoformat(date), target)


NONE, PROVES, DISPROVED = SealState.NONE, SealState.PROVES, SealState.DISPROVED
ABSENT, GONE, UNREADABLE = SealState.ABSENT, SealState.GONE, SealState.UNREADABLE
LUNCH, CALL = "[[Lunch|2026-11-02]]", "[[Call|2026-10-01]]"
CASES = {
    "a first proof is written with its seal": (
        kept(), proof("2026-11-02"), NONE, kept("2026-11-02", LUNCH)),
    "nobody met, nothing written": (
        kept(), None, NONE, kept()),
    "a typed date without seal stays where no note says anything": (
        kept("2026-09-01"), None, NONE, kept("2026-09-01")),
    "a typed date stays where it is newer than every proof": (
        kept("2026-11-10"), proof("2026-11-02"), NONE, kept("2026-11-10")),
    "a typed date that a note proves too is not written again": (
        kept("2026-11-02"), proof("2026-11-02"), NONE, kept("2026-11-02")),
    "a typed date stands aside for a newer proof and is kept": (
        kept("2026-09-01"), proof("2026-11-02"), NONE, kept("2026-11-02", LUNCH, "2026-09-01")),
    "a typed date in the future is the person's": (
        kept("2027-01-01"), proof("2026-11-02"), NONE, kept("2027-01-01")),
    "a proved seal rests": (
        kept("2026-11-02", LUNCH), proof("2026-11-02"), PROVES, kept("2026-11-02", LUNCH)),
    "another note of the same day changes no seal": (
        kept("2026-11-02", LUNCH), proof("2026-11-02", "A lunch"), PROVES, kept("2026-11-02", LUNCH)),
    "a newer proof moves the date forward": (
        kept("2026-10-01", CALL), proof("2026-11-02"), PROVES, kept("2026-11-02", LUNCH)),
    "a newer proof keeps the date typed long ago": (
        kept("2026-10-01", CALL, "2026-09-01"), proof("2026-11-02"), PROVES,
        kept("2026-11-02", LUNCH, "2026-09-01")),
    "a newer date typed over a proved seal holds, and the seal goes": (
        kept("2026-11-20", LUNCH), proof("2026-11-02"), PROVES, kept("2026-11-20")),
    "an older date typed over a proved seal is kept beside the proof": (
        kept("2026-10-15", LUNCH), proof("2026-11-02"), PROVES, kept("2026-11-02", LUNCH, "2026-10-15")),
    "a date typed over replaces the one typed before": (
        kept("2026-10-15", LUNCH, "2026-09-01"), proof("2026-11-02"), PROVES,
        kept("2026-11-02", LUNCH, "2026-10-15")),
    "a date cleared by the person is derived again": (
        kept("", LUNCH), proof("2026-11-02"), PROVES, kept("2026-11-02", LUNCH)),
    "a corrected note brings the date back": (
        kept("2026-11-02", LUNCH), proof("2026-10-01", "Call"), DISPROVED, kept("2026-10-01", CALL)),
    "a corrected note that was the only one takes the date away": (
        kept("2026-11-02", LUNCH), None, DISPROVED, kept()),
    "a corrected note brings back what was typed by hand": (
        kept("2026-11-02", LUNCH, "2026-10-15"), proof("2026-10-01", "Call"), DISPROVED, kept("2026-10-15")),
    "a typed date older than the proof that is left goes on waiting": (
        kept("2026-11-02", LUNCH, "2026-09-01"), proof("2026-10-01", "Call"), DISPROVED,
        kept("2026-10-01", CALL, "2026-09-01")),
    "a mixed date beside a disproved seal is derived again": (
        kept("2026-11-20", LUNCH), proof("2026-10-01", "Call"), DISPROVED, kept("2026-10-01", CALL)),
    "absent is not deleted": (
        kept("2026-11-02", LUNCH), proof("2026-10-01", "Call"), ABSENT, kept("2026-11-02", LUNCH)),
    "absent is not deleted where no other note is left": (
        kept("2026-11-02", LUNCH), None, ABSENT, kept("2026-11-02", LUNCH)),
    "an absent proof gives way to a newer one": (
        kept("2026-10-01", CALL), proof("2026-11-02"), ABSENT, kept("2026-11-02", LUNCH)),
    "an absent proof keeps its seal beside another note of that day": (
        kept("2026-11-02", LUNCH), proof("2026-11-02", "Tea"), ABSENT, kept("2026-11-02", LUNCH)),
    "a newer date typed over an absent proof holds": (
        kept("2026-11-20", LUNCH), None, ABSENT, kept("2026-11-20")),
    "a date typed over a proof that this device saw go holds": (
        kept("2026-10-15", LUNCH), proof("2026-10-01", "Call"), GONE, kept("2026-10-15")),
    "an older date typed over an absent proof waits for the note": (
        kept("2026-10-15", LUNCH), None, ABSENT, kept("2026-10-15", LUNCH)),
    "a typed date beside an absent proof is kept when a newer proof comes": (
        kept("2026-09-15", CALL), proof("2026-11-02"), ABSENT, kept("2026-11-02", LUNCH, "2026-09-15")),
    "a cleared date comes back from an absent proof's seal": (
        kept("", LUNCH), None, ABSENT, kept("2026-11-02", LUNCH)),
    "a note that this device saw go brings the date back": (
        kept("2026-11-02", LUNCH), proof("2026-10-01", "Call"), GONE, kept("2026-10-01", CALL)),
    "a note that this device saw go brings back what was typed by hand": (
        kept("2026-11-02", LUNCH, "2026-09-01"), None, GONE, kept("2026-09-01")),
    "a garbled seal is ours and derived again": (
        kept("2026-11-02", "[[Lunch|2026-11-0"), proof("2026-10-01", "Call"), UNREADABLE,
        kept("2026-10-01", CALL)),
    "doubled properties are ours and derived again": (
        kept("2026-11-02"), proof("2026-10-01", "Call"), UNREADABLE, kept("2026-10-01", CALL)),
    "a seal from where it is tomorrow already is not taken back": (
        kept("2026-11-25", "[[Tea|2026-11-25]]"), proof("2026-11-02"), PROVES,
        kept("2026-11-25", "[[Tea|2026-11-25]]")),
    "a seal that lies in the future everywhere is derived again": (
        kept("2026-11-27", "[[Tea|2026-11-27]]"), proof("2026-11-02"), PROVES, kept("2026-11-02", LUNCH)),
    "a merge that mixed the date beside an absent proof is mended by a note of that day": (
        kept("2026-10-15", "[[Lunc|2026-11-02]]"), proof("2026-11-02"), ABSENT,
        kept("2026-11-02", LUNCH, "2026-10-15")),
    "a date older than a proof that is here does not wait for an absent one": (
        kept("2026-09-15", LUNCH), proof("2026-10-01", "Call"), ABSENT,
        kept("2026-11-02", LUNCH, "2026-09-15")),
    "a seal from where it is two days later is not taken back": (
        kept("2026-11-26", "[[Tea|2026-11-26]]"), proof("2026-11-02"), PROVES,
        kept("2026-11-26", "[[Tea|2026-11-26]]")),
    "a typed date that waits without anything else returns": (
        kept("", "", "2026-09-01"), None, NONE, kept("2026-09-01")),
}  # fmt: skip


@pytest.mark.parametrize("title", CASES)
def test_case(title: str) -> None:
    before, newest, seal, after = CASES[title]
    decision = decide(before, newest, seal, TODAY)
    assert applied(before, decision) == after
    assert decision.last_contact == after.last_contact
    assert decision.why
    assert (decision.changes == {}) == (before == after)
    assert applied(before, replace(decision, changes=decision.properties)) == after


def test_absence_is_told_and_can_be_trusted_by_hand() -> None:
    before = kept("2026-11-02", LUNCH, "2026-09-01")
    problem = decide(before, None, ABSENT, TODAY).problem
    assert problem is not None
    assert (problem.path, problem.line, problem.rule) == ("People/Ana.md", 3, "absent-proof")
    assert "Lunch" in problem.what
    trusted = decide(before, None, ABSENT, TODAY, trust_absence=True)
    assert trusted.problem is None
    assert applied(before, trusted) == kept("2026-09-01")


def test_an_absent_proof_is_not_named_when_it_decides_nothing() -> None:
    assert decide(kept("2026-10-01", CALL), proof("2026-11-02"), ABSENT, TODAY).problem is None
    assert decide(kept("2026-11-20", LUNCH), None, ABSENT, TODAY).problem is None


@pytest.mark.parametrize(
    ("before", "seal", "told"),
    [
        (kept("soon"), NONE, 'last_contact is "soon"'),
        (kept("soon", LUNCH), PROVES, 'last_contact is "soon"'),
        (kept("soon", LUNCH), ABSENT, 'last_contact is "soon"'),
        (kept("2026-11-02", LUNCH, "spring"), PROVES, 'last_contact_by_hand is "spring"'),
        (kept("2026-11-02", "at the fair"), UNREADABLE, 'last_contact_note is "at the fair"'),
    ],
)
def test_what_a_person_wrote_and_nobody_can_read_is_told_and_left_alone(
    before: Kept, seal: SealState, told: str
) -> None:
    decision = decide(before, proof("2026-11-02"), seal, TODAY)
    assert decision.changes == {}
    assert decision.problem is not None
    assert told in decision.problem.what


def test_a_date_that_another_device_derived_is_not_taken_for_typed() -> None:
    before = kept("2026-10-01", LUNCH)
    decision = decide(
        before, proof("2026-11-02"), PROVES, TODAY, proven_days={dt.date(2026, 10, 1), dt.date(2026, 11, 2)}
    )
    assert applied(before, decision) == kept("2026-11-02", LUNCH)


def test_a_seal_that_was_deleted_beside_a_proved_date_takes_no_typed_date_along() -> None:
    before = kept("2026-11-02", "", "2026-09-01")
    decision = decide(before, proof("2026-11-02"), NONE, TODAY, proven_days={dt.date(2026, 11, 2)})
    assert applied(before, decision) == kept("2026-11-02", LUNCH, "2026-09-01")


def test_d3_the_latest_today_on_earth_can_be_said() -> None:
    before = kept("2026-11-26", "[[Tea|2026-11-26]]")
    late = decide(before, proof("2026-11-02"), PROVES, TODAY, latest_today=dt.date(2026, 11, 25))
    assert applied(before, late) == kept("2026-11-02", LUNCH)


def test_why_names_the_note_and_what_is_taken_back() -> None:
    why = decide(kept("2026-11-02", LUNCH), proof("2026-10-01", "Call"), DISPROVED, TODAY).why
    assert why == "last contact 2026-10-01, from Call (2026-11-02 is no longer proved)"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lunch",
        "[[Lunch]]",
        "[[a|2 November]]",
        "[[a|2026-02-30]]",
        "[[a|2026-11-02]] x",
        "[[|2026-11-02]]",
    ],
)
def test_what_is_no_seal(text: str) -> None:
    assert parse_seal(text) is None


@given(
    st.text(st.characters(exclude_characters="[]|\\", exclude_categories=["C", "Z"]), min_size=1), st.dates()
)
def test_a_seal_reads_back(target: str, date: dt.date) -> None:
    assert parse_seal(format_seal(Seal(target, date))) == Seal(target, date)


def test_a_seal_is_read_as_obsidian_may_escape_it() -> None:
    assert parse_seal(r" [[M/Lunch\|2026-11-02]]") == Seal("M/Lunch", dt.date(2026, 11, 2))


def test_a_date_written_in_another_form_is_not_written_again() -> None:
    before = replace(kept("2026-11-02", LUNCH), last_contact_text="[[2026-11-02]]")
    assert decide(before, proof("2026-11-02"), PROVES, TODAY).changes == {}


def test_doubled_lines_end_as_the_same_bytes_on_every_device() -> None:
    merged = (
        b"---\ncity: Lyon\nlast_contact: 2026-10-01\nlast_contact: 2026-11-02\n"
        b'last_contact_note: "[[Call|2026-10-01]]"\nlast_contact_note: "[[Lunch|2026-11-02]]"\n---\n'
    )
    results = set()
    for seen_first in (kept("2026-10-01", CALL), kept("2026-11-02", LUNCH), kept("2026-10-01", LUNCH)):
        decision = decide(seen_first, proof("2026-11-02"), UNREADABLE, TODAY)
        texts = {name: text and yaml_text(text) for name, text in decision.properties.items()}
        results.add(set_properties(merged, "People/Ana.md", texts, ours=True))
    assert results == {
        b'---\ncity: Lyon\nlast_contact: 2026-11-02\nlast_contact_note: "[[Lunch|2026-11-02]]"\n---\n'
    }


@dataclass(frozen=True)
class Device:
    """What one device sees: the day each note here proves (None: not any more), and the notes it saw go."""

    notes: dict[str, dt.date | None]
    saw_go: frozenset[str]
    today: dt.date

    def decide(self, before: Kept) -> Decision:
        past = sorted((d, n) for n, d in self.notes.items() if d is not None and d <= self.today)
        newest = Proof(*past[-1]) if past else None
        if newest is not None:
            newest = replace(newest, target=min(n for d, n in past if d == newest.date))
        return decide(before, newest, self.state(before.note_text), self.today)

    def state(self, text: str) -> SealState:
        seal = parse_seal(text)
        if seal is None:
            return UNREADABLE if text else NONE
        if seal.target in self.notes:
            return PROVES if self.notes[seal.target] == seal.date else DISPROVED
        return GONE if seal.target in self.saw_go else ABSENT


DAYS = [TODAY + dt.timedelta(days=n) for n in (-60, -30, -2, -1, 0, 1, 2, 9)]
NAMES = ["A", "B", "C", "D"]
days = st.sampled_from(DAYS)
note_sets = st.dictionaries(st.sampled_from(NAMES[:3]), days | st.none())
seals = st.builds(lambda n, d: f"[[{n}|{d}]]", st.sampled_from(NAMES), days)
properties = st.builds(
    kept,
    days.map(str) | st.sampled_from(["", "soon"]),
    seals | st.sampled_from(["", "[[A|2026"]),
    days.map(str) | st.just(""),
)
gone = st.frozensets(st.sampled_from(NAMES))


@given(properties, note_sets, gone)
def test_deciding_again_changes_nothing(
    before: Kept, notes: dict[str, dt.date | None], saw: frozenset[str]
) -> None:
    device = Device(notes, saw - notes.keys(), TODAY)
    after = applied(before, device.decide(before))
    assert device.decide(after).changes == {}


@given(properties, note_sets, gone, gone, st.booleans())
def test_two_devices_with_the_same_notes_come_to_rest_in_either_order(
    before: Kept, notes: dict[str, dt.date | None], first: frozenset[str], second: frozenset[str], late: bool
) -> None:
    one = Device(notes, first - notes.keys(), TODAY)
    other = Device(notes, second - notes.keys(), TODAY + dt.timedelta(days=late))
    ends = [rest(before, [one, other]), rest(before, [other, one])]
    if one.saw_go == other.saw_go and not late:
        assert ends[0] == ends[1]
    assert ends[0].last_contact == ends[1].last_contact


@given(properties, note_sets, note_sets)
def test_two_devices_with_different_notes_do_not_quarrel(
    before: Kept, notes: dict[str, dt.date | None], others: dict[str, dt.date | None]
) -> None:
    """One has only a part of the vault, or the other's notes have not arrived."""
    shared = {name: date for name, date in notes.items() if others.get(name, date) == date}
    rest(before, [Device(shared, frozenset(), TODAY), Device(others, frozenset(), TODAY)])


def rest(before: Kept, devices: list[Device]) -> Kept:
    """The properties when the devices, one after the other, have nothing to write any more."""
    now = before
    for _ in range(4):
        was = now
        for device in devices:
            now = applied(now, device.decide(now))
        if now == was:
            return now
    raise AssertionError(f"never at rest: {now}")


@given(properties, note_sets)
def test_a_typed_date_is_never_lost_to_a_proof(before: Kept, notes: dict[str, dt.date | None]) -> None:
    typed = replace(before, note_text="", by_hand_text="", by_hand=None)
    device = Device(notes, frozenset(), TODAY)
    after = applied(typed, device.decide(typed))
    assert typed.last_contact in (after.last_contact, after.by_hand)
    assert applied(after, Device(dict.fromkeys(notes), frozenset(), TODAY).decide(after)) == typed
