import datetime as dt
import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaulttool.notes.edit import content_hash
from vaulttool.notes.problem import VaultError
from vaulttool.vault.journal import Entry, Journal, Run

DAY = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)


pytestmark = pytest.mark.usefixtures("nothing_stays_open")


def entry(path="a.md", old=b"old", new=b"new", run="1", time=DAY, why="", hidden="", undoes=""):
    hashes = [None if content is None else content_hash(content) for content in (old, new)]
    return Entry(run, time.isoformat(), "update", path, *hashes, why, undoes, hidden), old


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path)


def lines_file(tmp_path):
    return tmp_path / "journal" / "journal.jsonl"


def test_entries_come_back_with_their_old_bytes(journal, tmp_path):
    first = journal.record([entry(old=b"one\r\n\xff", why="because")])
    second = journal.record([entry("b.md", old=b"two", run="2"), entry("c.md", old=None, run="2")])
    for known in (journal, Journal(tmp_path)):
        assert known.entries() == first + second
        assert known.entries("2") == second
        assert [known.old_bytes(e) for e in known.entries()] == [b"one\r\n\xff", b"two", None]
        assert known.entries_of("c.md")
        assert not known.entries_of("d.md")


def test_an_empty_journal_knows_nothing(journal):
    assert journal.entries() == []
    assert not journal.entries_of("a.md")
    journal.forget_before(DAY.date())
    assert journal.erase("Ana") == 0


def test_runs_have_ids_of_their_own_that_sort_by_time():
    one, two = (Run.start("log", DAY + dt.timedelta(seconds=n)) for n in (0, 1))
    assert one.id < two.id
    assert Run.start("log", DAY).id != one.id


@pytest.mark.parametrize("cut", [1, 10, 40])
def test_a_torn_last_line_costs_only_itself(journal, tmp_path, cut):
    journal.record([entry()])
    journal.record([entry("b.md")])
    content = lines_file(tmp_path).read_bytes()
    lines_file(tmp_path).write_bytes(content[:-cut])
    after = Journal(tmp_path)
    kept = ["a.md", "b.md"] if cut == 1 else ["a.md"]
    assert [e.path for e in after.entries()] == kept
    after.record([entry("c.md")])
    assert [e.path for e in Journal(tmp_path).entries()] == [*kept, "c.md"]


def test_lines_of_a_later_version_are_passed_over(journal, tmp_path):
    journal.record([entry()])
    with lines_file(tmp_path).open("ab") as file:
        file.write(b'{"future": 1}\n[]\n7\n\xff\n')
    assert [e.path for e in journal.entries()] == ["a.md"]


def test_old_bytes_that_are_not_what_they_were_are_not_given(journal, tmp_path):
    [known] = journal.record([entry(old=b"old")])
    kept = tmp_path / "journal" / known.kept_in
    kept.write_bytes(b"odd")
    assert journal.old_bytes(known) is None
    kept.unlink()
    assert journal.old_bytes(known) is None


def test_a_dropped_change_is_no_entry(journal, tmp_path):
    first, second = journal.record([entry(hidden="x"), entry(new=b"newer", hidden="y")])
    journal.drop(first)
    assert journal.entries() == [second]
    third = journal.record([entry("b.md")])
    assert journal.entries() == [second, *third]
    journal.drop(first)  # a second time says nothing new
    assert Journal(tmp_path).entries() == [second, *third]


def test_old_bytes_go_after_their_days_and_the_note_stays_known(journal):
    old = DAY - dt.timedelta(days=100)
    journal.record([entry(run="0", time=old)])
    journal.record([entry(old=b"new", new=b"x", run="1", time=old)])
    recent = journal.record([entry("b.md", run="2"), entry("b.md", run="3", hidden="x")])
    assert [e.run for e in journal.entries()] == ["0", "1", "2", "3"]
    journal.forget_before(DAY.date())
    assert [(e.path, e.run) for e in journal.entries()] == [("a.md", "1"), ("b.md", "2"), ("b.md", "3")]
    assert [e.kept_in for e in journal.entries()] == ["", *["kept-2026-11-24.bytes"] * 2]
    assert journal.old_bytes(journal.entries()[0]) is None
    assert journal.old_bytes(recent[0]) == b"old"
    assert journal.entries_of("a.md")


def test_where_no_day_is_over_nothing_is_written_anew(journal, tmp_path):
    journal.record([entry(time=DAY - dt.timedelta(days=1)), entry("b.md")])
    before = {file.name: file.stat().st_ino for file in (tmp_path / "journal").iterdir()}
    journal.forget_before(DAY.date() - dt.timedelta(days=1))
    assert {file.name: file.stat().st_ino for file in (tmp_path / "journal").iterdir()} == before


def test_changes_of_two_days_are_kept_each_with_its_day(journal, tmp_path):
    first, second = journal.record(
        [entry(old=b"one", time=DAY - dt.timedelta(days=1)), entry("b.md", b"two")]
    )
    assert (journal.old_bytes(first), journal.old_bytes(second)) == (b"one", b"two")
    sizes = {file.name: file.stat().st_size for file in (tmp_path / "journal").glob("kept-*")}
    assert sizes == {"kept-2026-11-23.bytes": 3, "kept-2026-11-24.bytes": 3}
    journal.forget_before(DAY.date())
    assert (journal.old_bytes(first), journal.old_bytes(second)) == (None, b"two")


def test_what_was_taken_back_stays_known(journal):
    old = DAY - dt.timedelta(days=100)
    journal.record([entry(run="0", time=old)])
    journal.record([entry(old=b"new", new=b"x", run="1", time=old)])
    journal.record([entry(run="2", time=old, undoes="1")])
    journal.forget_before(DAY.date())
    assert [e.run for e in journal.entries()] == ["1", "2"]


def test_e9_erasing_a_person_leaves_no_trace_of_them(journal, tmp_path):
    journal.record([entry("People/Ana Ruiz.md"), entry("Review.md", b"- Ana Ruiz, Bo Lind")])
    journal.record([entry("Bo.md", old=b"Bo was here", why="met with ana ruiz"), entry("Cy.md", b"Cy")])
    assert journal.erase("Ana Ruiz") == 3
    files = [f for f in tmp_path.rglob("*") if f.is_file()]
    assert not any(b"ana ruiz" in f.read_bytes().lower() for f in files)
    assert [(e.path, journal.old_bytes(e)) for e in journal.entries()] == [("Cy.md", b"Cy")]


def test_without_a_word_nobody_is_erased(journal):
    kept = journal.record([entry()])
    assert journal.erase() == 0
    assert journal.entries() == kept


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs /proc to tell what is synced")  # noqa: PTH112
def test_a17_what_is_erased_is_durable_before_the_journal_says_so(journal, monkeypatch):
    journal.record([entry("Ana.md")])
    calls, plain = [], os.fsync

    def fsync(descriptor):
        calls.append(os.path.basename(os.readlink(f"/proc/self/fd/{descriptor}")))  # noqa: PTH115, PTH119
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    journal.erase("Ana")
    assert calls == ["kept-2026-11-24.bytes", "journal.new", "journal"]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_e9_all_of_it_is_private_whatever_the_umask(journal, tmp_path):
    before = os.umask(0)
    try:
        journal.record([entry()])
        journal.forget_before(DAY.date())
    finally:
        os.umask(before)
    modes = {f.name: f.stat().st_mode & 0o777 for f in tmp_path.rglob("*")}
    assert modes.pop("journal") == 0o700
    assert set(modes.values()) == {0o600}


def test_a_name_that_is_not_utf8_can_be_written_down(journal):
    path = os.fsdecode(b"caf\xe9\n\x1b.md")
    journal.record([entry(path)])
    assert journal.entries_of(path)


def test_two_journals_of_one_vault_see_each_other(journal, tmp_path):
    other = Journal(tmp_path)
    journal.record([entry()])
    other.record([entry("b.md")])
    assert [e.path for e in journal.entries()] == [e.path for e in other.entries()] == ["a.md", "b.md"]


def test_of_a_journal_that_grows_only_what_is_new_is_read(journal, tmp_path):
    first = journal.record([entry(why="x" * 300)])
    assert journal.entries() == first
    text = lines_file(tmp_path).read_bytes() + b"\n" * 300
    lines_file(tmp_path).write_bytes(text)
    assert journal.entries() == first
    with lines_file(tmp_path).open("r+b") as file:  # nobody does so; it shows what is read again
        file.write(b" " * 20)
    second = journal.record([entry("b.md")])
    assert journal.entries() == [*first, *second]
    assert Journal(tmp_path).entries() == second


def test_a_journal_that_goes_knows_nothing_any_more(journal, tmp_path):
    journal.record([entry()])
    assert len(journal.entries()) == 1
    lines_file(tmp_path).unlink()
    assert journal.entries() == []


def test_a_journal_that_is_no_file_is_told(journal, tmp_path):
    lines_file(tmp_path).mkdir(parents=True)
    with pytest.raises(VaultError, match="journal"):
        journal.entries()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_journal_that_is_a_pipe_is_told_and_not_waited_for(journal, tmp_path):
    lines_file(tmp_path).parent.mkdir()
    os.mkfifo(lines_file(tmp_path))
    with pytest.raises(VaultError, match="no regular file"):
        journal.entries()


def test_a_line_nested_too_deep_is_passed_over(journal, tmp_path):
    kept = journal.record([entry()])
    with lines_file(tmp_path).open("ab") as file:
        file.write(b"[" * 100_000 + b"\n")
    assert Journal(tmp_path).entries() == kept


JOURNAL_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), st.sampled_from(("a.md", "b.md", "Ana.md")), st.integers(0, 3)),
        st.tuples(st.just("drop"), st.just(""), st.integers(0, 3)),
        st.tuples(st.just("tear"), st.just(""), st.integers(1, 30)),
        st.tuples(st.just("forget"), st.just(""), st.integers(0, 3)),
        st.tuples(st.just("erase"), st.just("Ana"), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=JOURNAL_STEPS)
def test_a_journal_that_reads_on_knows_what_one_that_reads_all_knows(tmp_path, steps):
    shutil.rmtree(tmp_path / "journal", ignore_errors=True)
    reader, writer = Journal(tmp_path), Journal(tmp_path)
    for number, (kind, name, more) in enumerate(steps):
        time = DAY + dt.timedelta(days=more)
        if kind == "record":
            writer.record([entry(name, run=str(number), time=time)])
        elif kind == "drop" and writer.entries():
            writer.drop(writer.entries()[-1])
        elif kind == "tear" and lines_file(tmp_path).exists():
            content = lines_file(tmp_path).read_bytes()
            lines_file(tmp_path).write_bytes(content[:-more])
        elif kind == "forget":
            writer.forget_before(time.date())
        elif kind == "erase":
            writer.erase(name)
        known = Journal(tmp_path).entries()
        assert reader.entries() == known
        for path in ("a.md", "b.md", "Ana.md"):
            assert list(reader.entries_of(path)) == [one for one in known if one.path == path]
