"""What time alone asks for, and what forbids writing."""

import datetime as dt
from pathlib import Path

import pytest
from vaulttool.notes.edit import Edit
from vaulttool.usecases.outcome import Outcome
from vaulttool.usecases.update_outcome import MANY_BACK, Update
from vaulttool.watching.brakes import AT_ALL, OFTEN, WINDOW, ManyBack, Quarrels
from vaulttool.watching.clockwork import Clockwork
from vaulttool.watching.guard import Guard


class Time:
    monotonic = 100.0
    wall = 1_790_000_000.0
    day = dt.date(2026, 11, 24)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def clockwork(time: Time) -> Clockwork:
    made = Clockwork(lambda: time.monotonic, lambda: time.wall, lambda: time.day)
    made.looked()
    return made


def test_no_reason_to_look_before_the_hour(time: Time, clockwork: Clockwork) -> None:
    time.monotonic += 3599
    time.wall += 3599
    assert clockwork.reason(3600) == ""
    time.monotonic += 1
    time.wall += 1
    assert clockwork.reason(3600)


def test_midnight(time: Time, clockwork: Clockwork) -> None:
    time.day += dt.timedelta(days=1)
    assert clockwork.reason(3600) == "a new day"
    clockwork.looked()
    assert clockwork.reason(3600) == ""


@pytest.mark.parametrize("jump", [8 * 3600, -3600, 6])
def test_sleep_and_a_set_clock(time: Time, clockwork: Clockwork, jump: float) -> None:
    time.wall += jump
    assert "clock" in clockwork.reason(3600)


def test_a_slewed_clock_is_no_jump(time: Time, clockwork: Clockwork) -> None:
    time.wall += 0.5
    assert clockwork.reason(3600) == ""


def going_back(count: int) -> Update:
    paths = tuple(f"People/{number}.md" for number in range(count))
    return Update(Outcome(tuple(Edit(path, "0" * 32, b"", "") for path in paths)), paths, 0)


def test_many_dates_back_at_once_are_a_question() -> None:
    assert ManyBack().problem(going_back(MANY_BACK), 0.0) is None
    assert ManyBack().problem(going_back(MANY_BACK + 1), 0.0) is not None


def test_many_dates_back_in_small_passes_are_the_same_question() -> None:
    brake = ManyBack()
    for second in range(MANY_BACK):
        assert brake.problem(going_back(1), float(second)) is None
        brake.wrote(1, float(second))
    assert brake.problem(going_back(1), 10.0) is not None
    assert brake.problem(going_back(0), 10.0) is None
    assert brake.problem(going_back(1), 10.0 + WINDOW) is None


def test_d4_a_value_changed_back_again_and_again_is_no_longer_written() -> None:
    quarrels = Quarrels()
    edit = Edit("People/Ana.md", "0" * 32, b"", "last contact 2026-11-24, from Lunch")
    for _ in range(OFTEN + 1):
        assert quarrels.problem(edit) is None
        quarrels.wrote(edit)
    assert quarrels.problem(edit) is not None
    new = Edit("People/Ana.md", "0" * 32, b"", "last contact 2026-11-25, from Call")
    assert quarrels.problem(new) is None
    quarrels.wrote(new)
    assert quarrels.problem(edit) is None


def test_d4_a_note_that_is_another_one_each_time_is_mended_more_often_but_not_for_ever() -> None:
    quarrels = Quarrels()
    edits = [Edit("People/Ana.md", f"{number:032}", b"", "last contact") for number in range(AT_ALL + 1)]
    for edit in edits[:-1]:
        assert quarrels.problem(edit) is None
        quarrels.wrote(edit)
    assert quarrels.problem(edits[-1]) is not None


@pytest.mark.parametrize("name", ["index.lock", "MERGE_HEAD", "rebase-merge"])
def test_git_at_work_is_seen_also_above_the_vault_and_in_a_worktree(tmp_path: Path, name: str) -> None:
    git = tmp_path / "repository" / ".git"
    vault = tmp_path / "repository" / "notes"
    tree = tmp_path / "tree"
    for folder in (git, vault, tree):
        folder.mkdir(parents=True)
    (tree / ".git").write_text("gitdir: ../repository/.git\n")
    guards = [Guard(vault), Guard(tree)]
    assert [guard.obstacle() for guard in guards] == [None, None]
    (git / name).touch()
    assert all(guard.obstacle() for guard in guards)


def test_a_folder_made_again_is_another_one(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    guard = Guard(root)
    assert guard.is_same()
    root.rename(tmp_path / "aside")
    assert not guard.is_same() and not guard.is_here()
    root.mkdir()
    assert not guard.is_same() and guard.is_here()
    guard.know_again()
    assert guard.is_same()
