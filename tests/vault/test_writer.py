import datetime as dt
import errno
import os
import unicodedata
from pathlib import Path

import pytest
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.vault import exchange_files
from vaulttool.vault import placing as module
from vaulttool.vault.exchange_files import CannotExchange, rename_if_free, while_held
from vaulttool.vault.journal import Journal, Run
from vaulttool.vault.kept_copies import is_kept_copy, keep_bytes
from vaulttool.vault.lock import take_lock
from vaulttool.vault.writer import STEPS, Again, Refused, Writer, Written

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
RUN = Run.start("update", NOW)
OLD = b"---\r\nlast_contact: 2026-10-01\r\n---\r\nLikes tea.\r\n"
NEW = OLD.replace(b"2026-10-01", b"2026-11-02")


pytestmark = pytest.mark.usefixtures("nothing_stays_open")


def change(path="Ana.md", old=OLD, new=NEW):
    return Edit(path, None if old is None else content_hash(old), new, "because")


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "state")


@pytest.fixture
def writer(vault, journal):
    with Writer(vault.root, journal) as made:
        yield made


def hidden_files(root):
    return [file.name for file in root.rglob(".vt-*")]


def test_a_note_gets_its_new_bytes_and_the_journal_the_old(vault, writer, journal):
    vault.write("People/Ana.md", OLD)
    assert writer.write(change("People/Ana.md"), RUN) == Written(change("People/Ana.md"))
    assert vault.snapshot() == {"People/Ana.md": NEW}
    [entry] = journal.entries()
    assert (entry.run, entry.command, entry.path, entry.why) == (RUN.id, "update", "People/Ana.md", "because")
    assert (entry.old, entry.new) == (content_hash(OLD), content_hash(NEW))
    assert journal.old_bytes(entry) == OLD
    assert writer.close() == []


def test_a_change_that_changes_nothing_touches_nothing(vault, writer, journal):
    file = vault.write("Ana.md", OLD)
    before = file.stat()
    assert isinstance(writer.write(change(new=OLD), RUN), Written)
    assert file.stat() == before
    assert journal.entries() == []


@pytest.mark.parametrize("there", [b"edited since", None])
def test_a_note_that_is_not_what_was_read_is_to_be_read_again(vault, writer, journal, there):
    if there is not None:
        vault.write("Ana.md", there)
    before = vault.snapshot()
    moved = [file.stat().st_ctime_ns for file in vault.root.iterdir()]
    assert writer.write(change(), RUN) == Again(change())
    assert vault.snapshot() == before
    assert [file.stat().st_ctime_ns for file in vault.root.iterdir()] == moved
    assert journal.entries() == []


def test_a13_the_modification_time_is_that_of_the_write(vault, writer):
    file = vault.write("Ana.md", OLD)
    os.utime(file, (1, 1))
    writer.write(change(), RUN)
    assert file.stat().st_mtime > 1_000_000


# What a replaced file loses, and what must not be replaced


def test_a12_mode_and_attributes_stay(vault, writer):
    file = vault.write("Ana.md", OLD)
    file.chmod(0o640)
    try:
        os.setxattr(file, "user.colour", b"red")
    except (OSError, AttributeError):
        pytest.skip("no extended attributes here")
    assert writer.write(change(), RUN) == Written(change())
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.getxattr(file, "user.colour") == b"red"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a12_the_owner_stays(vault, writer):
    file = vault.write("Ana.md", OLD)
    os.chown(file, 12345, 23456)
    writer.write(change(), RUN)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


def test_a12_an_attribute_that_cannot_be_kept_is_told(vault, writer, monkeypatch):
    vault.write("Ana.md", OLD)
    monkeypatch.setattr("vaulttool.vault.drafts.copy_attributes", lambda note, fresh: ("user.colour",))
    result = writer.write(change(), RUN)
    assert isinstance(result, Written)
    assert "user.colour" in result.problem.what


def refused(vault, writer, edit, rule):
    before = vault.snapshot()
    result = writer.write(edit, RUN)
    assert isinstance(result, Refused)
    assert result.problem.rule == rule
    assert vault.snapshot() == before


def test_a12_hard_links_are_refused(vault, writer, tmp_path):
    os.link(vault.write("Ana.md", OLD), tmp_path / "other name")
    refused(vault, writer, change(), "hard-link")


def test_a11_a_note_that_must_not_be_written_is_refused(vault, writer, monkeypatch):
    vault.write("Ana.md", OLD)
    monkeypatch.setattr("vaulttool.vault.drafts.os.access", lambda *_, **__: False)
    refused(vault, writer, change(), "read-only")


def test_a15_a_note_with_unsaved_text_in_an_editor_is_refused_and_made_all_the_same(vault, writer):
    vault.write("Ana.md", OLD)
    lock = vault.write(".Ana.md.kate-swp")
    refused(vault, writer, change(), "unsaved")
    lock.unlink()
    assert isinstance(writer.write(change(), RUN), Written)


def test_a12_links_are_refused_inside_and_out(vault, writer, tmp_path):
    vault.write("Ana.md", OLD)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Ana.md").write_bytes(OLD)
    (vault.root / "in.md").symlink_to("Ana.md")
    (vault.root / "out.md").symlink_to(tmp_path / "out" / "Ana.md")
    (vault.root / "out").symlink_to(tmp_path / "out")
    refused(vault, writer, change("in.md"), "link")
    refused(vault, writer, change("out.md"), "link")
    refused(vault, writer, change("out/Ana.md"), "outside-vault")
    refused(vault, writer, change("out/new.md", old=None), "outside-vault")
    assert (tmp_path / "out" / "Ana.md").read_bytes() == OLD
    assert (vault.root / "in.md").is_symlink()


@pytest.mark.parametrize("path", ["../Ana.md", "/Ana.md", "a/../../Ana.md"])
def test_a_path_out_of_the_vault_is_refused(vault, writer, path):
    refused(vault, writer, change(path, old=None), "bad-path")
    refused(vault, writer, change(path), "bad-path")


def test_a_name_that_is_not_utf8_is_refused(vault, writer):
    name = os.fsdecode(b"caf\xe9.md")
    (vault.root / name).write_bytes(OLD)
    refused(vault, writer, change(name), "bad-path")


def test_a_note_of_250_bytes_of_name_is_written(vault, writer):
    name = "é" * 125 + ".md"
    vault.write(name, OLD)
    assert isinstance(writer.write(change(name), RUN), Written)
    assert is_kept_copy(keep_bytes(b"words", str(vault.root / name), NOW))


# Making and removing files


def test_a_file_is_made_with_its_folders_and_the_usual_mode(vault, writer, journal):
    before = os.umask(0o027)
    try:
        result = writer.write(change("Reviews/2026/W48.md", old=None), RUN)
    finally:
        os.umask(before)
    assert isinstance(result, Written)
    assert vault.snapshot() == {"Reviews/2026/W48.md": NEW}
    assert (vault.root / "Reviews/2026/W48.md").stat().st_mode & 0o777 == 0o640
    assert journal.entries()[0].old is None


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_what_is_on_its_way_into_a_note_is_seen_by_nobody_else(vault, journal):
    vault.write("Ana.md", OLD).chmod(0o644)
    seen = {}

    def hook(moment):
        if moment == "after make temporary":
            seen.update({file.name[-4:]: file.stat().st_mode & 0o777 for file in vault.root.rglob(".vt-*")})

    before = os.umask(0)
    try:
        with Writer(vault.root, journal, hook) as writer:
            assert isinstance(writer.write(change(), RUN), Written)
            assert seen == {".tmp": 0o600}
            assert isinstance(writer.write(change("Bo.md", old=None), RUN), Written)
            assert seen == {".tmp": 0o666}
    finally:
        os.umask(before)
    modes = {file.name: file.stat().st_mode & 0o777 for file in vault.root.iterdir()}
    assert modes == {"Ana.md": 0o644, "Bo.md": 0o666}


def test_a_folder_in_the_place_of_a_note_is_refused(vault, writer):
    (vault.root / "Ana.md").mkdir()
    refused(vault, writer, change(), "not-a-file")


def test_a_file_that_came_first_is_not_overwritten(vault, journal):
    vault.write("Ana.md", OLD)
    moments = []
    with Writer(vault.root, journal, moments.append) as writer:
        assert isinstance(writer.write(change(old=None), RUN), Again)
    assert vault.snapshot() == {"Ana.md": OLD}
    assert moments == ["before look"]  # nothing was begun


def test_a17_the_names_of_new_folders_are_made_durable(vault, writer, monkeypatch):
    made_durable = []
    monkeypatch.setattr(
        "vaulttool.vault.drafts.sync_folder", lambda folder: made_durable.append(Path(folder))
    )
    vault.write("Reviews/2025/W48.md")
    writer.write(change("Reviews/2026/11/W48.md", old=None), RUN)
    assert made_durable == [vault.root / "Reviews", vault.root / "Reviews" / "2026"]


@pytest.mark.parametrize("there", ["zoé.md", unicodedata.normalize("NFD", "Zoé.md"), "ZOÉ.md"])
def test_a16_a_name_that_differs_by_case_or_unicode_form_is_refused(vault, writer, there):
    vault.write(there, OLD)
    refused(vault, writer, change("Zoé.md", old=None), "same-name")


def test_a16_a_folder_that_differs_by_case_is_refused(vault, writer):
    vault.write("people/Bo.md", OLD)
    refused(vault, writer, change("People/Ana.md", old=None), "same-name")


def test_a_note_with_a_decomposed_name_is_written_where_it_is(vault, writer):
    name = unicodedata.normalize("NFD", "Zoé.md")
    vault.write(name, OLD)
    assert isinstance(writer.write(change("Zoé.md"), RUN), Written)
    assert vault.snapshot() == {name: NEW}


def test_a_file_goes_away_and_its_bytes_are_kept(vault, writer, journal):
    vault.write("Ana.md", OLD)
    assert isinstance(writer.write(change(new=None), RUN), Written)
    assert vault.snapshot() == {}
    assert journal.old_bytes(journal.entries()[0]) == OLD


def test_a_move_that_cannot_write_keeps_the_old_file(vault, writer):
    vault.write("Ana.md", OLD)
    vault.write("archive/ana.md", b"another")
    results = writer.write_all([change(new=None), change("archive/Ana.md", old=None, new=OLD)], RUN)
    assert [type(result) for result in results] == [Refused, Refused]
    assert vault.snapshot() == {"Ana.md": OLD, "archive/ana.md": b"another"}


def test_a_move_leaves_one_file(vault, writer):
    vault.write("Ana.md", OLD)
    results = writer.write_all([change(new=None), change("archive/Ana.md", old=None, new=OLD)], RUN)
    assert [type(result) for result in results] == [Written, Written]
    assert vault.snapshot() == {"archive/Ana.md": OLD}


# Batches, durability


def test_a_batch_tells_of_each_edit_in_its_order_and_syncs_each_folder_once(vault, journal):
    moments = []
    edits = []
    for number in range(70):
        vault.write(f"{number % 2}/{number}.md", OLD)
        edits.append(change(f"{number % 2}/{number}.md", old=b"else" if number == 3 else OLD))
    with Writer(vault.root, journal, moments.append) as writer:
        results = writer.write_all(edits, RUN)
    assert [result.edit for result in results] == edits
    assert [type(result) for result in results].index(Again) == 3
    assert sum(isinstance(result, Written) for result in results) == 69
    assert moments.count("before sync folder") == 4  # two folders in each of two batches
    assert moments.count("before journal") == 2


def test_two_edits_of_one_note_build_on_each_other(vault, writer):
    vault.write("Ana.md", OLD)
    results = writer.write_all([change(), change(old=NEW, new=b"third")], RUN)
    assert [type(result) for result in results] == [Written, Written]
    assert vault.bytes("Ana.md") == b"third"


def test_a17_the_old_bytes_are_durable_before_the_exchange_and_the_new_ones_too(vault, tmp_path, monkeypatch):
    calls = []
    plain, moved = os.fsync, exchange_files.exchange

    def fsync(descriptor):
        calls.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        plain(descriptor)

    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc to tell which file is synced")
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(module, "exchange", lambda *names: (calls.append("exchange"), moved(*names)))
    vault.write("Ana.md", OLD)
    journal = Journal(tmp_path / "state")
    journal.record([])
    calls.clear()
    with Writer(vault.root, journal) as writer:
        writer.write(change(), RUN)
    assert [".tmp" if name.startswith(".vt") else name for name in calls] == [
        ".tmp",
        "kept-2026-11-24.bytes",
        "journal",
        "journal.jsonl",
        "exchange",
        "vault",
    ]


def test_a9_without_journal_nothing_is_written(vault, writer, monkeypatch):
    vault.write("Ana.md", OLD)

    def full(changes):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writer._journal, "record", full)
    refused(vault, writer, change(), "no-journal")


def test_other_writers_of_this_device_are_kept_out_and_not_waited_for_without_end(
    vault, journal, tmp_path, monkeypatch
):
    vault.write("Ana.md", OLD)
    file = tmp_path / "state" / "journal" / "writing.lock"
    tried = []
    with Writer(vault.root, journal, lambda moment: tried.append(take_lock(file, wait=False))) as writer:
        assert isinstance(writer.write(change(), RUN), Written)
        assert set(tried) == {None}
        with take_lock(file, wait=False):
            monkeypatch.setattr("vaulttool.vault.journal.take_lock_within", lambda file, seconds: None)
            assert isinstance(writer.write(change(old=NEW, new=OLD), RUN), Written)


# Late words


def test_a2_words_that_an_editor_writes_to_the_old_file_are_kept(vault, journal):
    file = vault.write("Ana.md", OLD)
    clock = [0.0]
    writer = Writer(vault.root, journal, clock=lambda: clock[0])
    with file.open("r+b") as editor:
        assert isinstance(writer.write(change(), RUN), Written)
        assert writer.look_again() == []
        editor.truncate()
        editor.write(OLD + b"And coffee.\r\n")
        editor.flush()
        assert writer.look_again() == []  # it moves: not yet
        [problem] = writer.look_again()
    assert problem.path == "Ana.md"
    copies = {name: content for name, content in vault.snapshot().items() if is_kept_copy(name)}
    assert copies == {"Ana (vaulttool kept 2026-11-24 093000).md": OLD + b"And coffee.\r\n"}
    assert vault.bytes("Ana.md") == NEW
    assert writer.look_again() == []
    clock[0] = 10.0
    assert writer.close() == []


def test_an_editor_that_only_emptied_the_old_file_leaves_no_copy(vault, journal):
    file = vault.write("Ana.md", OLD)
    with Writer(vault.root, journal) as writer, file.open("r+b") as editor:
        writer.write(change(), RUN)
        editor.truncate()
        assert writer.close() == []
    assert vault.snapshot() == {"Ana.md": NEW}


def test_old_files_are_let_go_after_their_seconds(vault, journal):
    vault.write("Ana.md", OLD)
    clock = [0.0]
    writer = Writer(vault.root, journal, seconds=5, clock=lambda: clock[0])
    writer.write(change(), RUN)
    writer.look_again()
    assert len(writer._old) == 1
    clock[0] = 5.0
    assert writer.look_again() == []
    assert len(writer._old) == 0


def test_a_thousand_writes_do_not_hold_a_thousand_files(vault, journal):
    with Writer(vault.root, journal) as writer:
        content = OLD
        for number in range(70):
            vault.write(f"{number}.md", content)
        writer.write_all([change(f"{number}.md") for number in range(70)], RUN)
        assert len(writer._old) == 64


# Where a file system has no exchange


@pytest.fixture
def no_exchange(monkeypatch):
    def refuse(*names):
        raise CannotExchange(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(module, "exchange", refuse)


def test_a1_without_exchange_the_note_is_replaced_and_that_is_said(vault, writer, no_exchange):
    file = vault.write("Ana.md", OLD)
    file.chmod(0o600)
    result = writer.write(change(), RUN)
    assert isinstance(result, Written)
    assert not result.exchanged
    assert result.problem.rule == "no-exchange"
    assert vault.snapshot() == {"Ana.md": NEW}
    assert file.stat().st_mode & 0o777 == 0o600
    # Once is enough: it is the same for every note.
    assert writer.write(change(old=NEW, new=OLD), RUN) == Written(change(old=NEW, new=OLD), exchanged=False)


@pytest.mark.parametrize("moment", ["before exchange", "before compare", "before replace", "after replace"])
def test_a1_without_exchange_a_save_in_place_is_never_lost(vault, journal, no_exchange, moment):
    file = vault.write("Ana.md", OLD)

    def hook(now):
        if now == moment:
            file.write_bytes(b"typed")

    with Writer(vault.root, journal, hook) as writer:
        writer.write(change(), RUN)
        writer.close()
    assert b"typed" in vault.snapshot().values()
    assert hidden_files(vault.root) == []


def test_a_name_is_taken_only_if_it_is_free_even_without_the_call(tmp_path, monkeypatch):
    monkeypatch.setattr(exchange_files, "_system_call", lambda: None)
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    with pytest.raises(FileExistsError):
        rename_if_free(str(tmp_path / "a"), str(tmp_path / "b"))
    rename_if_free(str(tmp_path / "a"), str(tmp_path / "c"))

    def no_links(*names):
        raise OSError(errno.EPERM, "no hard links")

    monkeypatch.setattr(os, "link", no_links)
    rename_if_free(str(tmp_path / "c"), str(tmp_path / "d"))
    with pytest.raises(FileExistsError):
        rename_if_free(str(tmp_path / "d"), str(tmp_path / "b"))
    assert {f.name: f.read_text() for f in tmp_path.iterdir() if f.is_file()} == {"b": "b", "d": "a"}


def failing(times, winerror):
    calls = []

    def action():
        calls.append(1)
        if len(calls) <= times:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = winerror
            raise error
        return "done"

    return action, calls


def test_a14_a_file_that_windows_holds_is_tried_for_two_seconds():
    pauses = []
    action, _ = failing(3, 32)
    assert while_held(action, pauses.append) == "done"
    assert pauses == sorted(pauses)
    action, calls = failing(99, 5)
    pauses.clear()
    with pytest.raises(PermissionError):
        while_held(action, pauses.append)
    assert 1.9 < sum(pauses) < 2.2
    for code in (5, 32, 33):
        assert while_held(failing(1, code)[0], pauses.append) == "done"
    for code in (None, 4, 6, 31, 34):
        action, calls = failing(1, code)
        with pytest.raises(PermissionError):
            while_held(action, pauses.append)
        assert len(calls) == 1


def test_every_step_that_the_hook_is_told_has_its_name_in_the_table(vault, journal):
    moments = []
    vault.write("Ana.md", OLD)
    with Writer(vault.root, journal, moments.append) as writer:
        writer.write(change(), RUN)
        writer.write(change("new.md", old=None), RUN)
        writer.write(change("new.md", old=NEW, new=None), RUN)
    assert {moment.split(" ", 1)[1] for moment in moments} <= set(STEPS)
