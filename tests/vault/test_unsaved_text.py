"""An editor's lock beside a note, as it tells of unsaved text."""

import os
import socket
import subprocess
import sys

import pytest
from vaulttool.vault.unsaved_text import STALE, unsaved_in

HOST = socket.gethostname()


@pytest.fixture
def note(tmp_path):
    file = tmp_path / "Ana.md"
    file.write_bytes(b"")
    return file


@pytest.fixture
def dead():
    """Give the number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def swap(pid, dirty=True, host=HOST):
    """The first block of a swap file of Vim."""
    head = bytearray(4096)
    head[:9] = b"b0VIM 9.0"
    head[24:28] = pid.to_bytes(4, "little")
    head[68 : 68 + len(host)] = host.encode()
    head[1007] = 0x55 if dirty else 0
    return bytes(head)


def unsaved(note):
    return unsaved_in(str(note), {"HOME": str(note.parent / "home")})


def beside(note, name, content=b""):
    file = note.parent / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def grow_old(file):
    then = file.stat().st_mtime - STALE - 1
    os.utime(file, (then, then))


def test_without_a_lock_nobody_holds_text(note):
    beside(note, ".Bo.md.swp", swap(os.getpid()))
    assert unsaved(note) == ""


@pytest.mark.parametrize("end", ["swp", "swo"])
def test_vim_holds_text_while_it_lives_however_old_its_swap_file(note, end):
    grow_old(beside(note, f".Ana.md.{end}", swap(os.getpid())))
    assert unsaved(note) == "Vim"


def test_a_note_only_looked_at_in_vim_is_free(note):
    beside(note, ".Ana.md.swp", swap(os.getpid(), dirty=False))
    assert unsaved(note) == ""


def test_a_swap_file_that_a_crash_left_does_not_count(note, dead):
    beside(note, ".Ana.md.swp", swap(dead))
    assert unsaved(note) == ""


def test_neovim_keeps_its_swap_files_elsewhere(note):
    name = str(note).replace("/", "%")
    beside(note, f"home/.local/state/nvim/swap/{name}.swp", swap(os.getpid()))
    assert unsaved(note) == "Neovim"


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_emacs_holds_text_while_its_link_names_a_living_process(note, dead):
    lock = note.with_name(".#Ana.md")
    lock.symlink_to(f"mia@{HOST}.{os.getpid()}:1700000000")
    assert unsaved(note) == "Emacs"
    lock.unlink()
    lock.symlink_to(f"mia@{HOST}.{dead}")
    assert unsaved(note) == ""


@pytest.mark.parametrize(
    ("name", "content", "editor"),
    [
        (".Ana.md.kate-swp", b"", "Kate"),
        (".~lock.Ana.md#", b",mia,desk,,;", "LibreOffice"),
        (".Ana.md.swp", swap(4711, host="another-machine"), "Vim"),
        (".Ana.md.swp", b"not a swap file", "Vim"),
    ],
)
def test_a_lock_that_names_no_process_of_this_machine_counts_for_minutes(note, name, content, editor):
    lock = beside(note, name, content)
    assert unsaved(note) == editor
    grow_old(lock)
    assert unsaved(note) == ""
