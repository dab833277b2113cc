"""What happens seldom to the writer: a note that vanishes between two steps, a look that fails."""

import datetime as dt
import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.vault import leftovers, old_inodes, placing
from vaulttool.vault.exchange_files import CannotExchange
from vaulttool.vault.journal import Entry, Journal, Run
from vaulttool.vault.leftovers import leftover_problems, sweep_leftovers
from vaulttool.vault.writer import Again, Refused, Writer, Written

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=10_000)
RUN = Run.start("update", NOW)
OLD, NEW = b"last_contact: 2026-10-01\n", b"last_contact: 2026-11-02\n"
CHANGE = Edit("Ana.md", content_hash(OLD), NEW, "")
REMOVAL = Edit("Ana.md", content_hash(OLD), None, "")
FAILED = OSError(errno.EIO, "Input/output error")
HIDDEN = ".vt-0123abcd.old"


pytestmark = pytest.mark.usefixtures("nothing_stays_open")


class Ground:
    def __init__(self, folder: Path) -> None:
        self.root, self.journal = folder / "vault", Journal(folder / "state")
        self.root.mkdir()
        self.note = self.root / "Ana.md"
        self.note.write_bytes(OLD)

    def write(self, edit: Edit = CHANGE, moment: str = "", action=lambda: None):
        def hook(now: str) -> None:
            if now == moment:
                action()

        with Writer(self.root, self.journal, hook) as writer:
            result = writer.write(edit, RUN)
            return result, writer.close()

    def files(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self.root.iterdir()}


@pytest.fixture
def ground(tmp_path):
    return Ground(tmp_path)


def fail(*_: object, **__: object) -> None:
    raise FAILED


@pytest.mark.parametrize(
    ("edit", "moment", "has_exchange"),
    [
        (CHANGE, "before exchange", True),
        (CHANGE, "before exchange", False),
        (CHANGE, "before compare", False),
        (REMOVAL, "before set aside", True),
    ],
)
def test_a_note_deleted_in_between_stays_deleted(ground, monkeypatch, edit, moment, has_exchange):
    if not has_exchange:

        def refuse(*_):
            raise CannotExchange(errno.EINVAL, "Invalid argument")

        monkeypatch.setattr(placing, "exchange", refuse)
    result, told = ground.write(edit, moment, ground.note.unlink)
    assert (result, told) == (Again(edit), [])
    assert ground.files() == {}


@pytest.mark.parametrize(
    ("edit", "moment"),
    [
        (Edit("Bo.md", None, NEW, ""), "before give name"),
        (Edit("Bo.md", content_hash(OLD), None, ""), "before set aside"),
    ],
    ids=["made", "removed"],
)
def test_a_note_saved_before_it_is_made_or_removed_is_to_be_read_again(ground, edit, moment):
    note = ground.root / "Bo.md"
    if edit.expected:
        note.write_bytes(OLD)
    result, told = ground.write(edit, moment, lambda: note.write_bytes(b"typed"))
    assert (result, told) == (Again(edit), [])
    assert ground.files() == {"Ana.md": OLD, "Bo.md": b"typed"}


def test_a_note_that_was_given_back_is_its_owners_and_not_watched(ground):
    def hook(moment):
        if moment == "before exchange":
            ground.note.write_bytes(b"typed")

    with Writer(ground.root, ground.journal, hook) as writer:
        assert writer.write(CHANGE, RUN) == Again(CHANGE)
        ground.note.write_bytes(b"typed on")
        assert writer.close() == []
    assert ground.files() == {"Ana.md": b"typed on"}


def test_words_that_came_out_before_a_step_failed_are_kept_and_told(ground):
    def hook(moment):
        if moment == "before exchange":
            ground.note.write_bytes(b"typed")
        if moment == "after exchange":
            fail()

    with Writer(ground.root, ground.journal, hook) as writer:
        result = writer.write(CHANGE, RUN)
    assert isinstance(result, Written)
    assert result.problem.rule == "kept-copy"
    assert sorted(ground.files().values()) == [NEW, b"typed"]


def test_without_exchange_a_note_saved_before_the_last_look_is_left(ground, monkeypatch):
    def refuse(*_):
        raise CannotExchange(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(placing, "exchange", refuse)
    result, _ = ground.write(CHANGE, "before compare", lambda: ground.note.write_bytes(b"typed"))
    assert result == Again(CHANGE)
    assert ground.files() == {"Ana.md": b"typed"}


@pytest.mark.parametrize("edit", [CHANGE, REMOVAL])
def test_what_came_out_and_cannot_be_looked_at_is_settled(ground, monkeypatch, edit):
    monkeypatch.setattr(placing, "read_file", fail)
    result, _ = ground.write(edit)
    assert isinstance(result, Written)
    assert "Input/output" in result.problem.what
    assert ground.files() == ({} if edit.new is None else {"Ana.md": NEW})


def test_words_that_may_lie_in_a_hidden_file_are_told(ground, monkeypatch):
    monkeypatch.setattr(placing, "settle", fail)
    result, _ = ground.write(CHANGE, "after exchange", fail)
    assert isinstance(result, Refused)
    [hidden] = [name for name in ground.files() if name.startswith(".vt-")]
    assert hidden in result.problem.what
    assert ground.files()[hidden] == OLD


def test_late_words_that_cannot_be_kept_are_told(ground, monkeypatch):
    with ground.note.open("r+b") as editor, Writer(ground.root, ground.journal) as writer:
        assert isinstance(writer.write(CHANGE, RUN), Written)
        editor.write(b"typed late")
        editor.flush()
        monkeypatch.setattr(old_inodes, "keep_bytes", fail)
        [problem] = writer.close()
    assert (problem.path, problem.rule) == ("Ana.md", "late-words")


def test_a_file_that_cannot_be_closed_ends_no_run(ground, monkeypatch):
    with Writer(ground.root, ground.journal) as writer:
        writer.write(CHANGE, RUN)
        [held] = writer._old._held
        os.close(held.descriptor)
        assert [one.rule for one in writer.close()] == ["late-words"]


def test_on_windows_no_old_file_is_held_open(ground, monkeypatch):
    closed = []
    monkeypatch.setattr(old_inodes, "os", SimpleNamespace(name="nt", close=closed.append))
    old = old_inodes.OldInodes(10)
    old.hold(77, "Ana.md", "", "", 0, NOW)
    assert (len(old), closed) == (0, [77])


# Leftovers that cannot be looked at


def left_behind(ground, ending="tmp"):
    file = ground.root / f".vt-0123abcd.{ending}"
    file.write_bytes(b"x")
    return file


def test_a_leftover_that_cannot_be_removed_is_told(ground, monkeypatch):
    left_behind(ground)
    monkeypatch.setattr(leftovers.os, "unlink", fail)
    [problem] = sweep_leftovers(ground.root, ground.journal, LATER)
    assert (problem.path, problem.rule) == (".vt-0123abcd.tmp", "leftover")


def test_a_leftover_that_goes_by_itself_is_no_matter(ground, monkeypatch):
    file = left_behind(ground)
    plain = os.unlink

    def vanish(path):
        plain(file)
        plain(path)

    monkeypatch.setattr(leftovers.os, "unlink", vanish)
    assert sweep_leftovers(ground.root, ground.journal, LATER) == []
    assert ground.files() == {"Ana.md": OLD}


def test_a_leftover_that_goes_before_it_is_looked_at_is_no_matter(ground, monkeypatch):
    file = left_behind(ground)
    plain = os.lstat

    def vanish(path, **how):
        if str(path) == str(file):
            raise FileNotFoundError(errno.ENOENT, "gone")
        return plain(path, **how)

    monkeypatch.setattr(leftovers.os, "lstat", vanish)
    assert sweep_leftovers(ground.root, ground.journal, LATER) == []


def test_a_leftover_of_another_user_is_none_of_ours(ground, monkeypatch):
    left_behind(ground)
    monkeypatch.setattr(leftovers.os, "geteuid", lambda: os.getuid() + 1, raising=False)
    assert sweep_leftovers(ground.root, ground.journal, LATER) == []
    assert ".vt-0123abcd.tmp" in ground.files()


def test_leftovers_are_named_even_where_the_journal_cannot_be_read(ground, monkeypatch):
    left_behind(ground)
    monkeypatch.setattr(ground.journal, "entries", fail)
    [problem] = leftover_problems(ground.root, ground.journal, LATER)
    assert problem.rule == "own-leftover"


@pytest.fixture
def known(ground):
    """A hidden file in a folder, which holds words of a person and which the journal knows."""
    entry = Entry("1", NOW.isoformat(), "update", "People/Ana.md", content_hash(OLD), None, "", hidden=HIDDEN)
    ground.journal.record([(entry, OLD)])
    (ground.root / "People").mkdir()
    (ground.root / "People" / HIDDEN).write_bytes(b"typed")
    return ground.root / "People" / HIDDEN


def test_a_leftover_that_the_journal_knows_is_our_own_and_its_words_are_kept(ground, known):
    [problem] = leftover_problems(ground.root, ground.journal, LATER)
    assert (problem.path, problem.rule) == (f"People/{HIDDEN}", "own-leftover")
    [problem] = sweep_leftovers(ground.root, ground.journal, LATER)
    assert (problem.path, problem.rule) == ("People/Ana.md", "kept-copy")
    [copy] = (ground.root / "People").iterdir()
    assert copy.read_bytes() == b"typed"


def test_a_leftover_is_old_from_its_age_on(ground):
    file, begun = left_behind(ground), 4_000_000_000
    os.utime(file, (begun, begun))
    for seconds, is_old in ((59, False), (60, True)):
        now = dt.datetime.fromtimestamp(begun + seconds, dt.UTC)
        assert len(list(leftover_problems(ground.root, ground.journal, now))) == is_old
        assert sweep_leftovers(ground.root, ground.journal, now) == []
        assert file.exists() is not is_old


@pytest.mark.parametrize("first", ["young", "gone"])
def test_behind_a_leftover_that_is_left_alone_the_next_one_is_swept(ground, known, monkeypatch, first):
    file, now = left_behind(ground), dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    known.write_bytes(OLD)
    plain = os.unlink
    if first == "young":
        os.utime(file, (now.timestamp(), now.timestamp()))
        assert [one.path for one in leftover_problems(ground.root, ground.journal, now)] == [
            f"People/{HIDDEN}"
        ]
    else:
        monkeypatch.setattr(leftovers.os, "unlink", lambda path: [plain(path), plain(path)])
    assert sweep_leftovers(ground.root, ground.journal, now) == []
    assert not known.exists()


def test_of_two_leftovers_of_a_folder_one_that_goes_hides_not_the_other(ground, monkeypatch):
    for name in (HIDDEN, ".vt-89abcdef.old"):
        (ground.root / name).write_bytes(b"x")
    plain, gone = os.lstat, []

    def vanish(path, **how):
        if ".vt-" in str(path) and not gone:
            gone.append(path)
            raise FileNotFoundError(errno.ENOENT, "gone")
        return plain(path, **how)

    monkeypatch.setattr(leftovers.os, "lstat", vanish)
    assert len(list(leftover_problems(ground.root, ground.journal, LATER))) == 1


def test_on_windows_a_leftover_has_no_owner_to_ask_for(ground, monkeypatch):
    left_behind(ground)
    monkeypatch.setattr(leftovers, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.delattr(leftovers.os, "geteuid")
    assert sweep_leftovers(ground.root, ground.journal, LATER) == []
    assert ground.files() == {"Ana.md": OLD}


# What is told where several things went wrong


def test_of_two_things_to_tell_the_words_of_the_person_come_first(ground, monkeypatch):
    monkeypatch.setattr("vaulttool.vault.drafts.copy_attributes", lambda note, fresh: ("user.colour",))
    result, _ = ground.write(CHANGE, "after exchange", fail)
    assert isinstance(result, Written)
    assert "Input/output" in result.problem.what


def test_a_folder_that_cannot_be_made_durable_is_told_of_what_was_written_only(ground):
    (ground.root / "Bo.md").write_bytes(OLD)
    edits = [CHANGE, Edit("Bo.md", content_hash(OLD), NEW, "")]

    def hook(moment: str) -> None:
        if moment == "before journal":
            (ground.root / "Bo.md").write_bytes(b"typed")
        if moment == "before sync folder":
            fail()

    with Writer(ground.root, ground.journal, hook) as writer:
        written, again = writer.write_all(edits, RUN)
    assert (written.problem.rule, again) == ("not-durable", Again(edits[1]))
