"""What a folder on a disk does seldom, and what becomes of it."""

import datetime as dt
import errno
import os
import socket
import sys
import time
from types import SimpleNamespace

import pytest
from vaulttool.notes.edit import Edit, content_hash
from vaulttool.vault import journal as journal_module
from vaulttool.vault import lock, places, reader, unsaved_text
from vaulttool.vault.daily_template import daily_template
from vaulttool.vault.first_notes import first_notes
from vaulttool.vault.journal import Entry, Journal, Run
from vaulttool.vault.locate import Unreadable
from vaulttool.vault.program_files import program_text
from vaulttool.vault.read_settings import read_settings
from vaulttool.vault.reader import read_file, read_source
from vaulttool.vault.writer import Writer

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
posix = pytest.mark.skipif(os.name != "posix", reason="links, modes and pipes of POSIX")


def refused(root, path):
    with pytest.raises(Unreadable) as caught:
        read_source(root, path)
    return caught.value.problem.rule


# Reading


@posix
@pytest.mark.parametrize(
    ("path", "rule"),
    [("x" * 300 + ".md", "unreadable"), ("\ud800.md", "unreadable"), ("a\0b.md", "bad-path")],
)
def test_a_name_that_no_disk_bears_is_told(tmp_path, path, rule):
    assert refused(tmp_path, path) == rule


@posix
def test_a_link_to_nothing_is_absent(tmp_path):
    (tmp_path / "Ana.md").symlink_to("Bo.md")
    assert refused(tmp_path, "Ana.md") == "absent"


@posix
def test_a_circle_of_links_leads_nowhere(tmp_path):
    (tmp_path / "Ana.md").symlink_to("Bo.md")
    (tmp_path / "Bo.md").symlink_to("Ana.md")
    assert refused(tmp_path, "Ana.md") in ("absent", "unreadable", "not-a-file")


@pytest.mark.parametrize(
    ("error", "rule"),
    [
        (FileNotFoundError(errno.ENOENT, "gone"), "absent"),
        (PermissionError(errno.EACCES, "Permission denied"), "unreadable"),
        (ValueError("embedded null byte"), "unreadable"),
    ],
)
def test_a_note_that_goes_or_closes_before_it_is_opened(tmp_path, monkeypatch, error, rule):
    (tmp_path / "Ana.md").write_bytes(b"x")

    def fail(*_):
        raise error

    monkeypatch.setattr(reader.os, "open", fail)
    assert refused(tmp_path, "Ana.md") == rule


@posix
def test_a_note_that_becomes_a_pipe_is_not_read(tmp_path, monkeypatch):
    note = tmp_path / "Ana.md"
    note.write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    plain = reader._refuse_unfit

    def swap(path, found):
        plain(path, found)
        (tmp_path / "pipe").replace(note)

    monkeypatch.setattr(reader, "_refuse_unfit", swap)
    monkeypatch.setattr(reader, "_ATTEMPTS", 1)
    assert refused(tmp_path, "Ana.md") == "moving"


def test_a_file_that_grows_while_it_is_read_is_not_read_for_ever(tmp_path, monkeypatch):
    (tmp_path / "Ana.md").write_bytes(b"x" * 1000)
    monkeypatch.setattr(reader, "LARGEST", 500)
    with (tmp_path / "Ana.md").open("rb") as file:
        assert len(read_file(file.fileno(), 10)) == 1000
    monkeypatch.setattr(reader, "LARGEST", 10_000)
    with (tmp_path / "Ana.md").open("rb") as file:
        assert len(read_file(file.fileno(), 10)) == 1000


# The journal


def entry(path="Ana.md", old=b"old", day="2026-11-24"):
    return Entry("1", f"{day}T09:30:00+00:00", "update", path, content_hash(old), None, ""), old


def test_a6_old_bytes_that_a_disk_did_not_take_are_no_old_bytes(tmp_path, monkeypatch):
    plain = os.write

    def lie(descriptor, content):
        return plain(descriptor, content[3:]) + 3 if len(content) > 3 else plain(descriptor, content)

    journal = Journal(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(journal_module.os, "write", lie)
        with pytest.raises(OSError, match="did not take"):
            journal.record([entry()])
    assert journal.entries() == []
    [kept] = journal.record([entry()])
    assert journal.old_bytes(kept) == b"old"


def test_days_are_kept_as_the_setting_says_and_a_failure_waits(tmp_path, monkeypatch):
    journal = Journal(tmp_path)
    [old] = journal.record([entry(day="2026-11-01")])
    now = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    journal.keep_days(30, now)
    assert journal.old_bytes(old) == b"old"

    def fail(_):
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(journal, "forget_before", fail)
        journal.keep_days(1, now)
    journal.keep_days(1, now)
    assert journal.old_bytes(old) is None


def test_old_bytes_of_every_size_come_back(tmp_path):
    olds = [b"", b"x", b"yz", b"x" * 100]
    Journal(tmp_path).record([entry(f"{number}.md", old) for number, old in enumerate(olds)])
    journal = Journal(tmp_path)
    assert [journal.old_bytes(one) for one in journal.entries()] == olds


def test_old_bytes_are_kept_behind_a_file_that_was_made(tmp_path):
    made = Entry("1", "2026-11-24T09:30:00+00:00", "add", "New.md", None, content_hash(b"x"), "")
    journal = Journal(tmp_path)
    journal.record([(made, None), entry("Ana.md", b"hers")])
    assert [journal.old_bytes(one) for one in journal.entries()] == [None, b"hers"]


def test_only_the_bytes_of_who_is_erased_go(tmp_path):
    journal = Journal(tmp_path)
    journal.record([entry("Bo Lind.md", b"his own"), entry("Ana Ruiz.md", b"hers"), entry("Cy.md", b"more")])
    assert journal.erase("Ana Ruiz") == 1
    assert [journal.old_bytes(one) for one in journal.entries()] == [b"his own", b"more"]
    assert b"hers" not in (tmp_path / "journal" / "kept-2026-11-24.bytes").read_bytes()


def test_a17_the_names_of_new_journal_files_are_made_durable(tmp_path, monkeypatch):
    made_durable = []
    monkeypatch.setattr(journal_module, "sync_folder", made_durable.append)
    journal = Journal(tmp_path)
    journal.record([entry()])
    assert made_durable == [tmp_path / "journal"] * 2  # one for each new file
    journal.record([entry("Bo.md")])
    assert len(made_durable) == 2
    journal.erase("Bo")
    assert len(made_durable) == 3


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts in /proc")  # noqa: PTH112
def test_no_descriptor_is_left_open(tmp_path):
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "Ana.md").write_bytes(b"old")
    journal = Journal(tmp_path / "state")
    held = lock.take_lock(tmp_path / "x.lock", wait=False)
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    with Writer(tmp_path / "vault", journal) as writer:
        writer.write(Edit("Ana.md", content_hash(b"old"), b"new", ""), Run("1", NOW, "update"))
        writer.write(Edit("Ana.md", content_hash(b"other"), b"new", ""), Run("2", NOW, "update"))
    [known] = journal.entries()
    journal.drop(known)
    journal.record([entry("Bo.md")])
    journal.erase("Bo")
    journal.forget_before(NOW.date() + dt.timedelta(days=1))
    assert lock.take_lock(tmp_path / "x.lock", wait=False) is None
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    held.release()


def test_an_entry_without_old_bytes_is_erased_too(tmp_path):
    journal = Journal(tmp_path)
    made = Entry("1", "2026-11-24T09:30:00+00:00", "add", "Ana Ruiz.md", None, content_hash(b"x"), "")
    journal.record([(made, None), entry("Meetings/Ana Ruiz.md")])
    (tmp_path / "journal" / "kept-2026-11-24.bytes").unlink()
    assert journal.erase("Ana Ruiz") == 2
    assert journal.entries() == []
    assert list((tmp_path / "journal").glob("kept-*")) == []


def test_windows_has_no_folder_to_make_durable(tmp_path, monkeypatch):
    monkeypatch.setattr(journal_module, "sys", SimpleNamespace(platform="win32"))
    journal_module.sync_folder(tmp_path / "that is not there")


# Locks


def test_a_lock_that_another_holds_is_seen_and_left_alone(tmp_path, monkeypatch):
    file = tmp_path / "x.lock"
    assert not lock.is_locked(file)
    with lock.take_lock(file, wait=False):
        assert lock.is_locked(file)
    assert not lock.is_locked(file)

    def fail(*_, **__):
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(lock, "take_lock", fail)
    assert not lock.is_locked(file)


def test_a_lock_is_given_back_once(tmp_path):
    held = lock.take_lock(tmp_path / "x.lock", wait=False)
    held.release()
    held.release()
    assert not held.is_ours()


def test_a_lock_file_names_its_holder(tmp_path):
    (tmp_path / "x.lock").write_text('{"pid": 7, "since": "2026-11-24T09:30:00+01:00"}')
    assert lock.read_holder(tmp_path / "x.lock") == lock.Holder(7, "2026-11-24T09:30:00+01:00")
    assert lock.read_holder(tmp_path / "none") == lock.Holder(0, "")


def test_a_lock_that_gives_up_waiting_is_asked_again(tmp_path, monkeypatch):
    plain, asked = lock.take_lock, []

    def give_up_twice(file, wait):
        asked.append(wait)
        return None if len(asked) < 3 else plain(file, wait)

    monkeypatch.setattr(lock, "take_lock", give_up_twice)
    with lock.locked(tmp_path / "x.lock"):
        assert asked == [True] * 3


# Folders of one machine


def test_a_cache_that_cannot_be_made_is_done_without(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "cache_folder", lambda root: places._made(tmp_path / "file" / "x"))
        assert places.usable_cache_folder(tmp_path) is None


def test_on_windows_modes_are_left_to_the_system(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "sys", SimpleNamespace(platform="win32"))
    places.make_private_folder(tmp_path / "a" / "b")
    os.close(places.open_private(tmp_path / "a" / "b" / "c", os.O_RDWR))
    assert (tmp_path / "a" / "b" / "c").exists()


def test_without_a_home_folder_it_is_said(monkeypatch):
    def fail():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(places.Path, "home", fail)
    with pytest.raises(places.VaultError, match="home folder"):
        places._home({})


# What other programs leave


@posix
def test_a_lock_of_an_editor_that_cannot_be_read_counts_for_minutes(tmp_path, monkeypatch):
    note = tmp_path / "Ana.md"
    (tmp_path / ".Ana.md.swp").mkdir()
    assert unsaved_text.unsaved_in(str(note), {"HOME": str(tmp_path)}) == "Vim"
    later = time.time() + unsaved_text.STALE + 1
    monkeypatch.setattr(unsaved_text.time, "time", lambda: later)
    assert unsaved_text.unsaved_in(str(note), {"HOME": str(tmp_path)}) == ""


def test_a_process_of_somebody_else_is_alive(monkeypatch):
    def forbidden(*_):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(unsaved_text.os, "kill", forbidden)
    assert unsaved_text._is_alive(socket.gethostname(), 4711) is (None if sys.platform == "win32" else True)


def test_a_configuration_that_cannot_be_read_says_nothing(tmp_path, monkeypatch):
    (tmp_path / "app.json").write_text("{}")
    assert program_text(tmp_path / "app.json") == "{}"
    assert program_text(tmp_path) == ""

    def fail(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "read_bytes", fail)
    assert program_text(tmp_path / "app.json") == ""


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ('{"daily": {"enabled": true, "templatePath": "T/Day"}}', "T/Day.md"),
        ('{"daily": {"enabled": false, "templatePath": "T/Day"}}', None),
        ('{"calendarSets": [1, {"id": "a", "day": {"enabled": true, "templatePath": "/T/Day.md"}}], '
         '"activeCalendarSet": "a"}', "T/Day.md"),
        ('{"calendarSets": [], "activeCalendarSet": "a"}', None),
        ('{"daily": {"enabled": true, "templatePath": " / "}}', None),
    ],
)  # fmt: skip
def test_the_template_of_daily_notes_is_found_in_both_forms(tmp_path, said, path):
    plugin = tmp_path / ".obsidian" / "plugins" / "periodic-notes"
    plugin.mkdir(parents=True)
    (tmp_path / ".obsidian" / "app.json").write_text("{}")
    (plugin / "data.json").write_text(said)
    assert daily_template(tmp_path) == path


def test_without_a_configuration_there_is_no_template(tmp_path):
    assert daily_template(tmp_path) is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_first_notes_go_where_they_should(language):
    notes = first_notes(language, "People", "Templates")
    assert sorted(path.partition("/")[0] for path in notes) == ["People", "Templates"]
    assert all("type: person" in text or "type: personne" in text for text in notes.values())


# Settings


def test_settings_from_the_environment_are_read_as_their_kind_says():
    read = read_settings(
        environment={"VAULTTOOL_SETTLE_SECONDS": "0,5", "VAULTTOOL_REST_SECONDS": "soon", "PATH": "x"},
        flags={"reviews_folder": "./Mine/", "journal_days": "30"},
    )
    assert (read.settings.settle_seconds, read.settings.reviews_folder) == (0.5, "Mine")
    assert read.settings.journal_days == 30
    assert [problem.rule for problem in read.problems] == ["wrong-setting"]
