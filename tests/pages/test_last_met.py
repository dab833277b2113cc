"""`last_met`, seen face to face, beside `last_contact`: kept where the settings ask for it."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.network.last_contact import LAST_CONTACT, LAST_MET, Kept, Proof, SealState, decide

from decide.pages_by_hand import Notes
from made_up_network import TODAY
from pages.small_vault import agenda, day, review

ANA = "People/Ana Ruiz.md"
LUNCH = "2026-06-02 Lunch with Ana Ruiz.md"


@pytest.fixture
def seen(notes):
    notes.write("vaulttool.md", "---\ntype: vaulttool-settings\nkeep_last_met: true\n---\n")
    notes.person("Ana Ruiz", "circle: close")
    notes.write(LUNCH, "")
    notes.write("Daily/2026-10-05.md", "Called [[Ana Ruiz]] about the boat.\n")
    return notes


def kept(notes, name: str) -> tuple[str | None, ...]:
    return tuple(notes.property(ANA, one) for one in (name, f"{name}_note", f"{name}_by_hand"))


def test_a_call_does_not_take_the_place_of_a_lunch(seen):
    seen.run("update")
    assert kept(seen, "last_met") == ("2026-06-02", '"[[2026-06-02 Lunch with Ana Ruiz|2026-06-02]]"', None)
    assert kept(seen, "last_contact")[0] == "2026-10-05"
    assert "last met: 2026-06-02 (175 days ago)" in seen.run("show", "Ana")
    before = seen.snapshot()
    assert "Nothing" in seen.run("update") or seen.snapshot() == before
    assert seen.snapshot() == before


def test_nothing_of_it_is_written_unless_the_settings_say_so(seen):
    seen.write("vaulttool.md", "---\ntype: vaulttool-settings\n---\n")
    seen.run("update")
    assert "last_met" not in seen.read(ANA) and kept(seen, "last_contact")[0] == "2026-10-05"


def test_a_typed_day_holds_until_a_newer_meeting_and_comes_back_after_it(seen):
    seen.person("Ana Ruiz", "circle: close", "last_met: 2026-07-01")
    seen.run("update")
    assert kept(seen, "last_met") == ("2026-07-01", None, None)
    seen.write("2026-11-03 Coffee with Ana Ruiz.md", "")
    seen.run("update")
    assert kept(seen, "last_met")[::2] == ("2026-11-03", "2026-07-01")
    (seen.root / "2026-11-03 Coffee with Ana Ruiz.md").unlink()
    seen.run("update")
    assert kept(seen, "last_met") == ("2026-07-01", None, None)


def test_a_proof_that_is_not_here_takes_no_day_back(seen):
    seen.person("Ana Ruiz", "last_met: 2026-09-01", 'last_met_note: "[[A lunch|2026-09-01]]"')
    said = seen.run("update")
    assert kept(seen, "last_met")[0] == "2026-09-01" and "proves last_met" in said
    seen.run("update", "--trust-absence")
    assert kept(seen, "last_met")[0] == "2026-06-02"


def test_what_is_no_day_is_told_and_left_alone(seen):
    seen.person("Ana Ruiz", "last_met: in spring")
    assert 'last_met is "in spring", which is no date' in seen.run("check", code=1)
    seen.run("update", code=1)
    assert kept(seen, "last_met")[0] == "in spring"


def test_pages_tell_seen_apart_from_written(seen):
    seen.person("Bo Li")
    day(seen, 5, "Called [[Bo Li]].")
    day(seen, 6, "Lunch with [[Ana Ruiz]].")
    assert "in touch with two people last week" in review(
        seen
    ) and "One of them you saw face to face" in review(seen)
    (seen.root / "Daily/2026-11-18.md").unlink()
    assert "It has been eight weeks. You last saw each other six months ago." in agenda(seen, "2026-11-28")


def test_two_devices_write_the_same_bytes_and_come_to_rest(seen, tmp_path):
    seen.write("Daily/2026-06-02.md", "Coffee with [[Ana Ruiz]], and a mail from [[Ana Ruiz]] before.\n")
    (tmp_path / "other").mkdir()
    other = Notes(tmp_path / "other")
    for path, content in reversed(seen.snapshot().items()):
        other.write(path, content)
    for device in (seen, other, seen):
        device.run("update")
    assert seen.read(ANA) == other.read(ANA) and "last_met: 2026-06-02" in seen.read(ANA)
    other.write(ANA, seen.read(ANA))
    before = other.snapshot()
    other.run("update")
    assert other.snapshot() == before


DAYS = st.dates(TODAY.replace(year=2025), TODAY)


@pytest.mark.parametrize(
    ("line", "is_met"),
    [("Walk with [[Ana Ruiz]] along the quay.", True), ("[[Ana Ruiz]] dropped by with tomatoes.", True),
     ("Saw [[Ana Ruiz]] at the station.", True), ("Called [[Ana Ruiz]].", False),
     ("Talked with [[Ana Ruiz]].", False), ("Called [[Ana Ruiz]] about our walk.", False)],
)  # fmt: skip
def test_a_line_of_no_kind_is_a_meeting_where_it_says_so(seen, line, is_met):
    seen.write("Daily/2026-11-01.md", line + "\n")
    seen.run("update")
    assert kept(seen, "last_contact")[0] == "2026-11-01"
    assert (kept(seen, "last_met")[0] == "2026-11-01") is is_met


def test_nothing_is_said_of_seeing_where_a_talk_may_have_been_a_meeting(seen):
    seen.write("Daily/2026-10-06.md", "Talked with [[Ana Ruiz]].\n")
    assert "saw each other" not in agenda(seen, "2026-11-28")


@given(DAYS, DAYS | st.none(), DAYS | st.none(), st.sampled_from(SealState), st.booleans())
def test_both_days_are_kept_by_the_same_rules(written, by_hand, proved, seal, trusting):
    said = Kept(
        written.isoformat(), written, f"[[A|{written}]]", by_hand.isoformat() if by_hand else "", by_hand
    )
    newest = Proof(proved, "B") if proved else None
    one = decide(said, newest, seal, TODAY, trusting)
    other = decide(dataclasses.replace(said, of=LAST_MET), newest, seal, TODAY, trusting)
    renamed = dict(zip(LAST_CONTACT.names, LAST_MET.names, strict=True))
    assert {renamed[name]: text for name, text in one.changes.items()} == other.changes
