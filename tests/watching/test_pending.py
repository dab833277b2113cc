"""Notes are read when they have rested: with a clock of the test, and files that it makes up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaulttool.watching.pending import LONGEST_STORM, MANY, Pending, Stamp

SETTLE, GONE = 0.3, 6.0


class Files(dict[str, Stamp]):
    """Files by path; `save` changes one."""

    def save(self, path: str) -> Stamp:
        before = self.get(path, Stamp(0, 0, 0, 1))
        self[path] = Stamp(before.size + 1, before.mtime_ns + 1, before.ctime_ns + 1, before.inode)
        return self[path]


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def pending() -> Pending:
    return Pending(SETTLE, GONE)


def paths(pending: Pending, files: Files, now: float) -> list[str]:
    return [one.path for one in pending.rested(files.get, now)]


def test_a_saved_note_is_ready_after_a_rest_and_then_forgotten(pending: Pending, files: Files) -> None:
    pending.touch("a.md", files.save("a.md"), 10.0)
    assert paths(pending, files, 10.0 + SETTLE - 0.01) == []
    assert paths(pending, files, 10.0 + SETTLE) == ["a.md"]
    assert len(pending) == 0


def test_each_event_begins_the_rest_anew(pending: Pending, files: Files) -> None:
    pending.touch("a.md", files.save("a.md"), 10.0)
    pending.touch("a.md", files["a.md"], 10.2)
    assert paths(pending, files, 10.4) == []
    assert paths(pending, files, 10.5) == ["a.md"]


def test_a_change_without_event_begins_the_rest_anew(pending: Pending, files: Files) -> None:
    pending.touch("a.md", files.save("a.md"), 10.0)
    files.save("a.md")
    assert paths(pending, files, 10.5) == []
    assert paths(pending, files, 10.8) == ["a.md"]


def test_a_deletion_rests_longer(pending: Pending, files: Files) -> None:
    pending.touch("a.md", None, 10.0)
    pending.touch("a.md", None, 14.0)  # told twice, by the event and by a look
    assert paths(pending, files, 10.0 + GONE - 0.1) == []
    (gone,) = pending.rested(files.get, 10.0 + GONE)
    assert gone.is_gone and gone.since == 10.0


def test_deleted_and_made_again_is_a_change(pending: Pending, files: Files) -> None:
    pending.touch("a.md", None, 10.0)
    pending.touch("a.md", files.save("a.md"), 15.0)
    (back,) = pending.rested(files.get, 15.5)
    assert not back.is_gone
    assert paths(pending, files, 30.0) == []


def test_a_note_read_empty_waits_as_long_as_a_deleted_one(pending: Pending, files: Files) -> None:
    stamp = files.save("a.md")
    pending.wait_longer("a.md", stamp, 10.0)
    assert paths(pending, files, 15.9) == []
    (one,) = pending.rested(files.get, 16.0)
    assert one.is_patient


def test_a_storm_is_taken_at_once_when_it_is_over(pending: Pending, files: Files) -> None:
    names = [f"{number}.md" for number in range(MANY + 1)]
    for number, name in enumerate(names):
        pending.touch(name, files.save(name), 10.0 + number * 0.05)
    last = 10.0 + MANY * 0.05
    assert paths(pending, files, last + 0.1) == []
    assert paths(pending, files, last + SETTLE) == names


def test_a_storm_without_end_is_taken_in_parts(pending: Pending, files: Files) -> None:
    for number in range(MANY + 1):
        pending.touch(f"{number}.md", files.save(f"{number}.md"), 10.0)
    now = 10.0
    while now < 10.2 + LONGEST_STORM:
        pending.touch("busy.md", files.save("busy.md"), now)
        if paths(pending, files, now):
            break
        now += 0.1
    assert 9.9 + LONGEST_STORM < now < 10.2 + LONGEST_STORM


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.floats(0, 8)), max_size=30))
def test_every_change_is_read_and_none_before_it_rests(events: list[tuple[str, bool, float]]) -> None:
    """However saves, deletions and silent changes mix: what is read last is what stands there."""
    files, pending, now = Files(), Pending(SETTLE, GONE), 0.0
    read: dict[str, Stamp | None] = {}
    changed: dict[str, float] = {}
    for path, is_save, pause in events:
        now += pause
        for one in pending.rested(files.get, now):
            assert now - changed[one.path] >= (GONE if one.is_gone else SETTLE) - 1e-9
            read[one.path] = files.get(one.path)
        if is_save:
            files.save(path)
            changed[path] = now
        elif files.pop(path, None) is not None:
            changed[path] = now
        changed.setdefault(path, now)
        pending.touch(path, files.get(path), now)
    for one in pending.rested(files.get, now + 2 * GONE):
        read[one.path] = files.get(one.path)
    assert all(read[path] == files.get(path) for path in changed)
    assert pending.next_due(now) is None
