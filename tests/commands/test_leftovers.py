"""Hidden files that a killed run left: every writing command removes them, `check` names them."""

import datetime as dt

import pytest
from vaulttool.usecases.check import check, is_sound


@pytest.fixture
def left(vault):
    """A vault that is up to date, with a hidden file that a run left just now."""
    vault.write("People/Ana Ruiz.md", "---\ncity: Lyon\n---\n")
    vault.write("People/.vt-0123abcd.tmp", "half a no")
    return vault


@pytest.mark.parametrize("words", [("update",), ("log", "Rain all day"), ("agenda",), ("apply",)])
def test_a_writing_command_removes_it_at_once(left, words):
    left.run_quickly(*words)
    assert not left.exists("People/.vt-0123abcd.tmp")


def test_a_dry_run_removes_nothing(left):
    left.run_quickly("update", "--dry-run")
    assert left.exists("People/.vt-0123abcd.tmp")


def test_check_names_what_stays_and_whose_it_is(left, opened):
    left.write("People/.vt-89abcdef.old", "Words of a person")
    assert check(opened(), dt.datetime.now(dt.UTC)).problems == ()  # perhaps of a run under way
    outcome = check(opened(), dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    assert [(one.path, one.rule) for one in outcome.problems] == [
        ("People/.vt-89abcdef.old", "leftover"),
        ("People/.vt-0123abcd.tmp", "own-leftover"),
    ]
    assert not is_sound(outcome.problems[:1]) and is_sound(outcome.problems[1:])
