"""Which edits are written now, and which wait."""

import pytest
from vaulttool.notes.edit import Edit
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.update import Update
from vaulttool.watching.choice import Choice

ANA, BEN = "People/Ana.md", "People/Ben.md"
NEVER = float("-inf")


def update(*paths: str, back: tuple[str, ...] = ()) -> Update:
    edits = tuple(Edit(path, "0" * 32, b"new", "last contact") for path in paths)
    return Update(Outcome(edits), back, 0)


@pytest.fixture
def choice() -> Choice:
    return Choice(rest=15.0, gone=6.0)


def test_a_note_that_rests_is_written_at_once(choice: Choice) -> None:
    chosen = choice.choose(update(ANA), 100.0, 99.7, lambda path: NEVER, ())
    assert [edit.path for edit in chosen.edits] == [ANA]
    assert chosen.retry_at is None and not chosen.waits_for_notes


def test_a_note_just_changed_by_somebody_is_left_alone_and_others_are_not(choice: Choice) -> None:
    chosen = choice.choose(update(ANA, BEN), 100.0, 99.7, lambda path: 98.0 if path == ANA else NEVER, ())
    assert [edit.path for edit in chosen.edits] == [BEN]
    assert chosen.retry_at == 113.0


def test_a_note_that_moves_is_not_written(choice: Choice) -> None:
    chosen = choice.choose(update(ANA), 100.0, 99.7, lambda path: NEVER, {ANA})
    assert chosen.edits == () and chosen.waits_for_notes


def test_a_date_goes_back_only_after_a_long_rest(choice: Choice) -> None:
    first = choice.choose(update(ANA, back=(ANA,)), 100.3, 100.0, lambda path: NEVER, ())
    assert first.edits == () and first.retry_at == 106.0
    assert len(choice.choose(update(ANA, back=(ANA,)), 106.0, 100.0, lambda path: NEVER, ()).edits) == 1


def test_a_deletion_that_rested_needs_no_second_rest(choice: Choice) -> None:
    assert len(choice.choose(update(ANA, back=(ANA,)), 106.0, 100.0, lambda path: NEVER, ()).edits) == 1


def test_no_date_goes_back_while_any_note_moves(choice: Choice) -> None:
    chosen = choice.choose(update(ANA, BEN, back=(ANA,)), 200.0, 100.0, lambda path: NEVER, {"Meetings/x.md"})
    assert [edit.path for edit in chosen.edits] == [BEN]
    assert chosen.waits_for_notes


def test_evidence_that_came_back_begins_the_rest_anew(choice: Choice) -> None:
    choice.choose(update(ANA, back=(ANA,)), 100.3, 100.0, lambda path: NEVER, ())
    choice.choose(update(), 103.0, 102.7, lambda path: NEVER, ())
    chosen = choice.choose(update(ANA, back=(ANA,)), 106.0, 105.7, lambda path: NEVER, ())
    assert chosen.edits == () and chosen.retry_at == pytest.approx(111.7)
