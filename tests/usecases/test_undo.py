import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.usecases.undo import undo
from vaulttool.vault.journal import Journal, Run
from vaulttool.vault.writer import Writer, Written

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
OLD = b"\xef\xbb\xbf---\r\nlast_contact: 2026-10-01 # tea\r\n---\r\nno end \xff"
NEW = OLD.replace(b"10-01", b"11-02")


class Desk:
    """A vault, its journal and its writer, on days that follow each other."""

    def __init__(self, vault, folder):
        self.vault, self.journal, self.now = vault, Journal(folder), NOW
        self.writer = Writer(vault.root, self.journal)

    def change(self, command, **new):
        """Write notes in one run: NAME=bytes, or None to remove."""
        run = self.start(command)
        edits = []
        for name, content in new.items():
            there = self.vault.bytes(f"{name}.md") if self.vault.exists(f"{name}.md") else None
            edits.append(
                Edit(f"{name}.md", None if there is None else content_hash(there), content, "because")
            )
        self.write(edits, run)
        return run.id

    def start(self, command, undoes=""):
        self.now += dt.timedelta(minutes=1)
        return Run.start(command, self.now, undoes)

    def write(self, edits, run):
        assert all(isinstance(result, Written) for result in self.writer.write_all(edits, run))

    def undo(self, run="", path=""):
        outcome, undone = undo(self.vault.root, self.journal, run, path)
        mine = self.start("undo", undone)
        self.write(outcome.edits, mine)
        return outcome, mine.id


@pytest.fixture
def desk(vault, tmp_path):
    made = Desk(vault, tmp_path / "state")
    yield made
    made.writer.close()


def test_nothing_was_written_so_nothing_is_taken_back(desk):
    assert desk.undo()[0].show == ("Nothing to take back.",)


def test_the_note_comes_back_byte_for_byte(desk, vault):
    vault.write("Ana.md", OLD)
    desk.change("update", Ana=NEW)
    outcome, _ = desk.undo()
    assert vault.snapshot() == {"Ana.md": OLD}
    assert outcome.show == ("Ana.md: undo of update, 2026-11-24 09:31 UTC: because",)


def test_a_run_is_taken_back_whole_with_what_it_made_moved_and_wrote_twice(desk, vault):
    before = {"Ana.md": OLD, "Bo.md": b"Bo"}
    for name, content in before.items():
        vault.write(name, content)
    run = desk.start("move")
    gone = Edit("Bo.md", content_hash(b"Bo"), None, "")
    made = Edit("archive/Bo.md", None, b"Bo", "")
    first = Edit("Ana.md", content_hash(OLD), NEW, "")
    second = Edit("Ana.md", content_hash(NEW), b"third", "")
    desk.write([gone, made, first, second], run)
    assert vault.snapshot() == {"Ana.md": b"third", "archive/Bo.md": b"Bo"}
    desk.undo()
    assert vault.snapshot() == before


def test_undo_goes_back_further_each_time(desk, vault):
    vault.write("Ana.md", b"0")
    for content in (b"1", b"2", b"3"):
        desk.change("update", Ana=content)
    seen = []
    for _ in range(4):
        desk.undo()
        seen.append(vault.bytes("Ana.md"))
    assert seen == [b"2", b"1", b"0", b"0"]


def test_an_undo_that_is_named_is_done_again_and_can_be_taken_back_again(desk, vault):
    vault.write("Ana.md", OLD)
    desk.change("update", Ana=NEW)
    _, undone = desk.undo()
    desk.undo(undone)
    assert vault.bytes("Ana.md") == NEW
    desk.undo()
    assert vault.bytes("Ana.md") == OLD
    assert desk.undo()[0].show == ("Nothing to take back.",)


def test_one_note_of_a_run(desk, vault):
    vault.write("Ana.md", b"a")
    vault.write("Bo.md", b"b")
    desk.change("update", Ana=b"A", Bo=b"B")
    desk.undo(path="Ana.md")
    assert vault.snapshot() == {"Ana.md": b"a", "Bo.md": b"B"}
    desk.undo()
    assert vault.snapshot() == {"Ana.md": b"a", "Bo.md": b"b"}


def test_what_the_person_edited_since_stays_and_the_rest_goes_back(desk, vault):
    vault.write("Ana.md", b"a")
    vault.write("Bo.md", b"b")
    desk.change("update", Ana=b"A", Bo=b"B", Cy=b"C")
    vault.write("Ana.md", b"A and more")
    vault.remove("Cy.md")
    outcome, _ = desk.undo()
    assert vault.snapshot() == {"Ana.md": b"A and more", "Bo.md": b"b"}
    assert [(p.path, p.rule) for p in outcome.problems] == [("Ana.md", "changed-since")]
    assert "edited since" in outcome.problems[0].what


def test_a_note_that_was_deleted_since_stays_deleted(desk, vault):
    vault.write("Ana.md", b"a")
    desk.change("update", Ana=b"A")
    vault.remove("Ana.md")
    outcome, _ = desk.undo()
    assert vault.snapshot() == {}
    assert "deleted since" in outcome.problems[0].what


def test_an_older_run_waits_for_the_newer_one(desk, vault):
    vault.write("Ana.md", b"0")
    first = desk.change("update", Ana=b"1")
    second = desk.change("log", Ana=b"2")
    outcome, _ = desk.undo(first)
    assert vault.bytes("Ana.md") == b"2"
    assert second in outcome.problems[0].what


def test_unknown_runs_and_those_taken_back_are_told(desk, vault):
    run = desk.change("add", Ana=b"1")
    assert "no run" in desk.undo("nonsense")[0].problems[0].what
    desk.undo(run)
    assert "already" in desk.undo(run)[0].problems[0].what


def test_a_change_that_was_written_down_but_never_made_is_passed_over(desk, vault):
    vault.write("Ana.md", OLD)
    from vaulttool.vault.journal import Entry

    entry = Entry("9", NOW.isoformat(), "update", "Ana.md", content_hash(OLD), content_hash(NEW), "")
    desk.journal.record([(entry, OLD)])
    outcome, _ = desk.undo()
    assert (outcome.edits, outcome.problems) == ((), ())


def test_bytes_that_are_no_longer_kept_are_told(desk, vault):
    vault.write("Ana.md", OLD)
    desk.change("update", Ana=NEW)
    desk.journal.forget_before(NOW.date() + dt.timedelta(days=1))
    outcome, _ = desk.undo()
    assert vault.bytes("Ana.md") == NEW
    assert outcome.problems[0].rule == "not-kept"


def test_a_note_that_cannot_be_read_is_told(desk, vault):
    vault.write("Ana.md", OLD)
    desk.change("update", Ana=NEW)
    vault.remove("Ana.md")
    (vault.root / "Ana.md").mkdir()
    assert desk.undo()[0].problems[0].rule == "not-a-file"


CONTENT = st.one_of(st.none(), st.binary(max_size=3))
RUNS = st.lists(st.dictionaries(st.sampled_from(["a", "b"]), CONTENT, min_size=1), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs=RUNS)
def test_taking_back_all_runs_gives_the_vault_of_the_start(vault, tmp_path_factory, runs):
    folder = tmp_path_factory.mktemp("desk")
    (folder / "vault").mkdir()
    vault = type(vault)(folder / "vault", folder)
    vault.write("a.md", OLD)
    desk = Desk(vault, folder / "state")
    states = [vault.snapshot()]
    for run in runs:
        # To remove what is not there is no change.
        real = {name: new for name, new in run.items() if new is not None or vault.exists(f"{name}.md")}
        before = vault.snapshot()
        desk.change("update", **real)
        if vault.snapshot() != before:
            states.append(vault.snapshot())
    while len(states) > 1:
        assert vault.snapshot() == states.pop()
        desk.undo()
    assert vault.snapshot() == states[0]
    desk.writer.close()
