"""Kept properties that a merge doubled become one each, and no date that a person typed is lost."""

import itertools
from types import SimpleNamespace

import pytest

ANA = "People/Ana Ruiz.md"
LUNCH = "2026-11-02 Lunch with Ana Ruiz"
CALL = "2026-10-01 Call with Ana Ruiz"
KEPT = ("last_contact", "last_contact_note", "last_contact_by_hand")


@pytest.fixture
def mended(vault):
    """Give what stands in the note after an update, which is at rest then."""

    def update(*lines, notes=(), code=0):
        vault.write(ANA, "---\ncity: Lyon\n" + "".join(f"{line}\n" for line in lines) + "---\n")
        for note in notes:
            vault.write(f"{note}.md")
        told = vault.run("update", code=code)
        once = vault.read(ANA)
        vault.run("update", code=code)
        assert vault.read(ANA) == once
        return SimpleNamespace(text=once, err=told.err, **{key: vault.property(ANA, key) for key in KEPT})

    return update


def test_of_two_typed_dates_the_newest_stays(mended):
    for lines in itertools.permutations(["last_contact: 2026-11-05", "last_contact: 2026-09-01"]):
        after = mended(*lines)
        assert after.text == "---\ncity: Lyon\nlast_contact: 2026-11-05\n---\n"


def test_a_typed_date_waits_behind_a_newer_proof_and_comes_back_when_that_goes(mended, vault):
    after = mended("last_contact: 2026-10-20", "last_contact: 2026-09-01", notes=[LUNCH])
    assert (after.last_contact, after.last_contact_by_hand) == ("2026-11-02", "2026-10-20")
    vault.write(f"{LUNCH}.md", "---\nstatus: cancelled\n---\n")
    vault.run("update", "--yes")
    assert (vault.property(ANA, "last_contact"), vault.property(ANA, KEPT[2])) == ("2026-10-20", None)


def test_a_typed_date_newer_than_every_proof_holds(mended):
    after = mended("last_contact: 2026-11-05", "last_contact: 2026-09-01", notes=[LUNCH])
    assert (after.last_contact, after.last_contact_note) == ("2026-11-05", None)


def test_the_same_line_twice_becomes_one(mended):
    after = mended("last_contact: 2026-11-05", "last_contact: 2026-11-05")
    assert after.text.count("last_contact") == 1


def test_two_sealed_dates_are_ours_and_leave_nothing_typed(mended):
    after = mended(
        "last_contact: 2026-10-01",
        "last_contact: 2026-11-02",
        f'last_contact_note: "[[{CALL}|2026-10-01]]"',
        f'last_contact_note: "[[{LUNCH}|2026-11-02]]"',
        notes=[CALL, LUNCH],
    )
    assert after.text == (
        f'---\ncity: Lyon\nlast_contact: 2026-11-02\nlast_contact_note: "[[{LUNCH}|2026-11-02]]"\n---\n'
    )


@pytest.mark.parametrize("typed_first", [True, False])
def test_a_typed_date_that_a_merge_put_beside_a_sealed_one_waits(mended, typed_first):
    lines = ["last_contact: 2026-10-20", "last_contact: 2026-11-02"]
    seal = f'last_contact_note: "[[{LUNCH}|2026-11-02]]"'
    after = mended(*(lines if typed_first else lines[::-1]), seal, notes=[LUNCH])
    assert (after.last_contact, after.last_contact_by_hand) == ("2026-11-02", "2026-10-20")
    assert after.text.count("last_contact:") == 1


def test_of_two_dates_that_wait_the_newest_does(mended):
    after = mended(
        f'last_contact: 2026-11-02\nlast_contact_note: "[[{LUNCH}|2026-11-02]]"',
        "last_contact_by_hand: 2026-08-01",
        "last_contact_by_hand: 2026-09-01",
        notes=[LUNCH],
    )
    assert (after.last_contact, after.last_contact_by_hand) == ("2026-11-02", "2026-09-01")


def test_a_typed_word_that_is_no_date_is_told_and_stays(mended):
    after = mended("last_contact: 2026-11-05", "last_contact: last spring", code=None)
    assert "last spring" in after.text and "2026-11-05" in after.text
    assert 'last_contact is "last spring", which is no date' in after.err


def test_d6_a_day_of_a_seal_that_a_merge_put_among_the_typed_ones_is_not_typed(mended):
    after = mended(
        "last_contact: 2026-11-01",
        f'last_contact_note: "[[{LUNCH}|2026-11-01]]"',
        "last_contact_by_hand: 2026-11-02",
        f'last_contact_note: "[[{LUNCH}|2026-11-02]]"',
        "last_contact_by_hand: 2026-09-01",
        notes=[LUNCH],
    )
    assert (after.last_contact, after.last_contact_by_hand) == ("2026-11-02", "2026-09-01")


def test_d6_a_device_without_the_note_mends_doubled_lines_and_keeps_the_newest_day(mended):
    after = mended(
        "last_contact: 2026-10-01",
        "last_contact: 2026-11-02",
        f'last_contact_note: "[[{CALL}|2026-10-01]]"',
        f'last_contact_note: "[[{LUNCH}|2026-11-02]]"',
        notes=[CALL],
        code=None,
    )
    assert (after.last_contact, after.last_contact_note) == ("2026-11-02", f'"[[{LUNCH}|2026-11-02]]"')
    assert "is not here, so the date stays" in after.err


@pytest.mark.parametrize(
    "lines",
    [
        [f'last_contact_note: "[[{LUNCH}|2026-11-02', "birthday: 1980-05-12", ']]"'],
        ["last_contact_note:", '  - "[[Bo Lind]]"', '  - "[[Cy Moss]]"'],
        ["last_contact_note:", '  - "[[Bo Lind]]"'],
    ],
    ids=["a quotation that never ends", "another property's list", "another property's list of one"],
)
def test_d6_a_line_of_the_person_inside_a_garbled_value_is_never_dropped(mended, lines):
    after = mended(*lines, notes=[LUNCH], code=1)
    assert "\n".join(lines) in after.text
    assert "goes on over several lines" in after.err


@pytest.mark.parametrize("key", ["last_contact_note", "Last Contact Note"])
@pytest.mark.parametrize("seals", [1, 2])
def test_d6_words_of_the_person_beside_doubled_seals_are_never_dropped(mended, key, seals):
    seal = f'last_contact_note: "[[{CALL}|2026-10-01]]"'
    words = f"{key}: asked about her mother"
    after = mended("last_contact: 2026-10-01", *[seal] * seals, words, notes=[CALL, LUNCH], code=1)
    assert words in after.text
    assert "asked about her mother" in after.err or "is there twice" in after.err


def test_d6_a_kept_value_as_a_list_of_one_is_still_ours(mended):
    after = mended(
        "last_contact: 2026-10-01", "last_contact_note:", f'  - "[[{CALL}|2026-10-01]]"', notes=[CALL, LUNCH]
    )
    assert after.text == (
        f'---\ncity: Lyon\nlast_contact: 2026-11-02\nlast_contact_note: "[[{LUNCH}|2026-11-02]]"\n---\n'
    )


def test_d1_what_went_from_this_device_alone_takes_a_date_back_once_and_no_more(vault):
    vault.write(ANA, "---\ntype: person\n---\n")
    vault.write(f"{LUNCH}.md")
    vault.run("update")
    sealed = vault.read(ANA)
    vault.remove(f"{LUNCH}.md")
    vault.run("update")
    assert vault.property(ANA, "last_contact") is None
    vault.write(ANA, sealed)  # Another device has the note, and proves the day again.
    for _ in range(2):
        assert "is not here, so the date stays" in vault.run("update").err
        assert vault.read(ANA) == sealed
    vault.write(f"{LUNCH}.md")
    vault.run("update")
    vault.remove(f"{LUNCH}.md")
    vault.run("update")
    assert vault.property(ANA, "last_contact") is None
