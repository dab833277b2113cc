"""Every step of the writer, met by every fault: foreign saves, errors, SIGKILL."""

import datetime as dt
import errno
import os
import signal
from pathlib import Path

import pytest
from editors import STYLES, all_words, by_rename, by_vim, in_place
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.vault import placing as module
from vaulttool.vault.exchange_files import CannotExchange
from vaulttool.vault.journal import Journal, Run
from vaulttool.vault.leftovers import leftover_problems, sweep_leftovers
from vaulttool.vault.writer import Again, Refused, Writer, Written

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=10_000)
RUN = Run.start("update", NOW)
OLD = b"---\nlast_contact: 2026-10-01\n---\nLikes tea.\n"
NEW = OLD.replace(b"2026-10-01", b"2026-11-02")
TYPED = OLD + b"And coffee, typed just now.\n"
EDITS = {
    "change": Edit("Ana.md", content_hash(OLD), NEW, ""),
    "create": Edit("Bo.md", None, NEW, ""),
    "remove": Edit("Ana.md", content_hash(OLD), None, ""),
}


pytestmark = pytest.mark.usefixtures("nothing_stays_open")


class Ground:
    """A vault with one note, and its state folder."""

    def __init__(self, folder: Path) -> None:
        self.root, self.state = folder / "vault", folder / "state"
        self.root.mkdir(parents=True)
        self.state.mkdir()
        self.note = self.root / "Ana.md"
        self.note.write_bytes(OLD)

    def write(self, hook, kind="change"):
        with Writer(self.root, Journal(self.state), hook) as writer:
            result = writer.write(EDITS[kind], RUN)
            told = writer.close()
        return result, told

    def sweep(self):
        return sweep_leftovers(self.root, Journal(self.state), LATER)

    def hidden(self):
        return sorted(file.name for file in self.root.iterdir() if file.name.startswith(".vt-"))


@pytest.fixture
def grounds(quick_folder):
    """Give fresh grounds, one after the other."""
    count = iter(range(1_000_000))
    return lambda: Ground(quick_folder / str(next(count)))


@pytest.fixture(params=["exchange", "no exchange"])
def way(request, monkeypatch):
    if request.param == "no exchange":

        def refuse(*names):
            raise CannotExchange(errno.EINVAL, "Invalid argument")

        monkeypatch.setattr(module, "exchange", refuse)
    return request.param


def moments_of(ground, kind="change", also=lambda moment: None):
    """All moments of one run, each with its number, so that a repeated one is met each time."""
    seen = []

    def hook(moment):
        seen.append(moment)
        also(moment)

    ground.write(hook, kind)
    return seen


def at(number, action):
    """Give a hook that acts at the moment with this number."""
    left = [number]

    def hook(moment):
        if left[0] == 0:
            action()
        left[0] -= 1

    return hook


def both(*hooks):
    def hook(moment):
        for one in hooks:
            one(moment)

    return hook


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a1_a_save_at_any_moment_stays(grounds, style):
    moments = moments_of(grounds())
    assert len(moments) > 20
    for number in range(len(moments)):
        ground = grounds()
        ground.write(at(number, lambda g=ground: style(g.note, TYPED)))
        assert b"typed just now" in all_words(ground.root), moments[number]
        assert ground.hidden() == [], moments[number]


@pytest.mark.parametrize("way", ["no exchange"], indirect=True)
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a1_without_exchange_one_moment_is_left_in_which_a_save_by_rename_is_lost(grounds, style, way):
    """Pins how far the promise goes: a save in place is kept always, one by rename but between two calls."""
    lost = []
    for number, moment in enumerate(moments_of(grounds())):
        ground = grounds()
        ground.write(at(number, lambda g=ground: style(g.note, TYPED)))
        if b"typed just now" not in all_words(ground.root):
            lost.append(moment)
        assert ground.hidden() == [], moment
    renames = style in (by_rename, by_vim)
    assert lost == (["after compare", "before replace"] if renames else [])


def test_a1_two_saves_at_any_two_moments_both_stay(grounds):
    """The second editor knows nothing of the first one's words; what it saves over is its own doing."""
    one, two = OLD + b"first words\n", OLD + b"second words\n"
    longest = len(moments_of(grounds())) + 4  # a save makes the run longer: it is exchanged back
    for style in (in_place, by_rename):
        for first in range(longest):
            for second in range(first, longest):
                ground, overwritten = grounds(), []

                def save_second(ground=ground, overwritten=overwritten, style=style):
                    overwritten.append(ground.note.read_bytes() == one)
                    style(ground.note, two)

                ground.write(
                    both(at(first, lambda g=ground: by_rename(g.note, one)), at(second, save_second))
                )
                words = all_words(ground.root)
                assert b"second words" in words or not overwritten, (first, second)
                assert b"first words" in words or overwritten == [True] or first >= longest - 4, (
                    first,
                    second,
                )
                assert ground.hidden() == [], (first, second)


def test_a_save_over_ours_while_it_is_taken_back_leaves_both(grounds):
    one, two = OLD + b"first words\n", OLD + b"second words\n"
    for style in STYLES:
        ground = grounds()

        def hook(moment, ground=ground, style=style, seen=[]):  # noqa: B006
            if moment == "before exchange":
                in_place(ground.note, one)
            if moment == "before exchange back" and not seen:
                seen.append(style(ground.note, two))

        result, _ = ground.write(hook)
        assert result.problem.rule == "kept-copy"
        assert ground.note.read_bytes() == two
        [copy] = [file for file in ground.root.iterdir() if "vaulttool kept" in file.name]
        assert copy.read_bytes() == one
        assert ground.hidden() == []


def test_a_note_deleted_while_words_are_given_back_leaves_the_words(grounds):
    ground = grounds()

    def hook(moment):
        if moment == "before exchange":
            in_place(ground.note, TYPED)
        if moment == "before exchange back":
            ground.note.unlink()

    result, _ = ground.write(hook)
    assert isinstance(result, Again)
    assert result.problem.rule == "kept-copy"
    assert b"typed just now" in all_words(ground.root)
    assert ground.hidden() == []


def test_a_note_made_anew_while_a_removal_is_taken_back_leaves_both(grounds):
    ground = grounds()

    def hook(moment):
        if moment == "before set aside":
            in_place(ground.note, TYPED)
        if moment == "before put back":
            in_place(ground.note, b"made anew")

    result, _ = ground.write(hook, "remove")
    assert result.problem.rule == "kept-copy"
    assert ground.note.read_bytes() == b"made anew"
    assert b"typed just now" in all_words(ground.root)


@pytest.mark.parametrize("kind", ["create", "remove"])
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a_save_at_any_moment_of_making_and_removing_stays(grounds, kind, style):
    moments = moments_of(grounds(), kind)
    for number in range(len(moments)):
        ground = grounds()
        ground.write(at(number, lambda g=ground: style(g.root / EDITS[kind].path, TYPED)), kind)
        assert b"typed just now" in all_words(ground.root), moments[number]
        assert ground.hidden() == [], moments[number]


@pytest.mark.parametrize("is_cut", [True, False], ids=["truncated first", "truncated at the write"])
def test_a2_a_save_that_begins_at_one_moment_and_ends_at_another_stays(grounds, is_cut):
    moments = moments_of(grounds())
    for begin in range(len(moments)):
        for end in range(begin + 1, len(moments) + 1):
            ground = grounds()
            editor = []

            def open_note(ground=ground, editor=editor):
                editor.append(ground.note.open("wb" if is_cut else "r+b", buffering=0))

            def save(editor=editor):
                if editor:
                    with editor.pop() as file:
                        file.truncate(0)
                        file.seek(0)
                        file.write(TYPED[:20])
                        file.write(TYPED[20:])

            with Writer(
                ground.root, Journal(ground.state), both(at(begin, open_note), at(end, save))
            ) as writer:
                writer.write(EDITS["change"], RUN)
                save()
            assert b"typed just now" in all_words(ground.root), (moments[begin], end)


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_an_error_at_any_moment_leaves_a_whole_note_and_no_hidden_file(grounds, kind, code, way):
    moments = moments_of(grounds(), kind)
    for number, moment in enumerate(moments):
        ground = grounds()

        def fail():
            raise OSError(code, os.strerror(code))

        result, _ = ground.write(at(number, fail), kind)
        edit = EDITS[kind]
        file = ground.root / edit.path
        found = file.read_bytes() if file.exists() else None
        before = OLD if edit.expected else None
        assert found == (edit.new if isinstance(result, Written) else before), moment
        assert result.problem is not None, moment
        assert ground.hidden() == [], moment
        assert not [file for file in ground.root.iterdir() if "vaulttool kept" in file.name], moment
        if isinstance(result, Refused):
            assert Journal(ground.state).entries() == [] or moment == "after journal", moment


def killed_at(ground, number, kind="change", save=None):
    """Write in a child that dies at the moment with this number."""
    child = os.fork()
    if child == 0:
        hook = at(number, lambda: os.kill(os.getpid(), signal.SIGKILL))
        if save is not None:
            hook = both(save, hook)
        ground.write(hook, kind)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("kind", EDITS)
def test_a10_a_kill_at_any_moment_leaves_no_half_file_and_the_next_start_sweeps(grounds, kind, way):
    edit = EDITS[kind]
    moments = moments_of(grounds(), kind)
    for number, moment in enumerate(moments):
        ground = grounds()
        assert killed_at(ground, number, kind) == -signal.SIGKILL
        file = ground.root / edit.path
        found = file.read_bytes() if file.exists() else None
        assert found in (edit.new, OLD if edit.expected else None), moment
        if found != OLD and moment != "before journal" and edit.expected:
            [entry] = Journal(ground.state).entries()
            assert Journal(ground.state).old_bytes(entry) == OLD, moment
        assert ground.sweep() == [], moment
        assert ground.hidden() == [], moment
        assert (file.read_bytes() if file.exists() else None) == found, moment


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a1_a10_words_saved_just_before_the_exchange_survive_a_kill_at_any_later_moment(grounds, style):
    def save_in(ground):
        return lambda moment: style(ground.note, TYPED) if moment == "before exchange" else None

    ground = grounds()
    moments = moments_of(ground, also=save_in(ground))
    for number in range(moments.index("before exchange"), len(moments)):
        ground = grounds()
        assert killed_at(ground, number, save=save_in(ground)) == -signal.SIGKILL
        ground.sweep()
        assert b"typed just now" in all_words(ground.root), moments[number]
        assert ground.hidden() == [], moments[number]


def test_a10_the_sweep_leaves_young_files_and_those_of_others(grounds):
    ground = grounds()
    names = [
        ".vt-0123abcd.tmp",
        ".vt-0123abcd.old",
        ".vt-0123ABCD.tmp",
        ".vt-12.tmp",
        "x.tmp",
        ".vt-0123abcd.md",
    ]
    for name in names:
        (ground.root / name).write_bytes(b"x")
    journal = Journal(ground.state)
    started = dt.datetime.fromtimestamp((ground.root / names[0]).stat().st_mtime, dt.UTC)
    assert sweep_leftovers(ground.root, journal, started + dt.timedelta(seconds=30)) == []
    assert {file.name for file in ground.root.iterdir()} == {*names, "Ana.md"}
    [problem] = ground.sweep()  # of another device, or of a lost journal: it may hold somebody's words
    assert (problem.path, problem.rule) == (".vt-0123abcd.old", "leftover")
    assert {file.name for file in ground.root.iterdir()} == {*names[1:], "Ana.md"}


def test_a10_a_swept_file_with_unknown_words_becomes_a_copy_of_its_note(grounds):
    ground = grounds()
    killed_at(ground, moments_of(grounds()).index("after name temporary"))
    [hidden] = ground.hidden()
    (ground.root / hidden).write_bytes(TYPED)
    [problem] = ground.sweep()
    assert (problem.path, problem.rule) == ("Ana.md", "kept-copy")
    assert b"typed just now" in all_words(ground.root)
    assert ground.note.read_bytes() == OLD


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("kind", EDITS)
def test_a_writer_that_is_alone_sweeps_what_a_killed_one_left_however_young(grounds, kind, way):
    for number, moment in enumerate(moments_of(grounds(), kind)):
        ground = grounds()
        killed_at(ground, number, kind)
        journal = Journal(ground.state)
        with journal.writing() as is_alone:
            assert is_alone
            assert sweep_leftovers(ground.root, journal, dt.datetime.now(dt.UTC), is_alone) == []
        assert ground.hidden() == [], moment


def test_a_young_hidden_file_of_another_device_stays_until_it_is_old(grounds):
    ground = grounds()
    (ground.root / ".vt-0123abcd.old").write_bytes(TYPED)
    now = dt.datetime.now(dt.UTC)
    assert sweep_leftovers(ground.root, Journal(ground.state), now, is_alone=True) == []
    assert list(leftover_problems(ground.root, Journal(ground.state), now)) == []
    [problem] = leftover_problems(ground.root, Journal(ground.state), LATER)
    assert (problem.path, problem.rule) == (".vt-0123abcd.old", "leftover")
    assert ground.hidden() == [".vt-0123abcd.old"]


def test_while_another_writer_of_this_device_is_alive_nobody_is_alone(grounds, monkeypatch):
    ground = grounds()
    monkeypatch.setattr("vaulttool.vault.journal.take_lock_within", lambda file, seconds: None)
    with Journal(ground.state).writing() as is_alone:
        assert not is_alone
