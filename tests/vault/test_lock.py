import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from vaulttool.vault.lock import Holder, Lock, lock_daemon, take_lock, take_lock_within

pytestmark = pytest.mark.skipif(os.name != "posix", reason="flock and fork are POSIX")

HOLD = """
import sys, pathlib
from vaulttool.vault.lock import lock_daemon
lock = lock_daemon(pathlib.Path(sys.argv[1]), "2026-11-24T09:30:00+01:00")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.communicate()


def test_a_second_daemon_is_told_who_runs(tmp_path, holder):
    assert lock_daemon(tmp_path, "now") == Holder(holder.pid, "2026-11-24T09:30:00+01:00")


def test_e8_a_killed_daemon_leaves_the_lock_free(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with lock_daemon(tmp_path, "now") as lock:
        assert isinstance(lock, Lock)
        assert lock.is_ours()
    assert not lock.is_ours()


def test_e8_a_forked_child_does_not_keep_the_lock(tmp_path):
    lock = lock_daemon(tmp_path, "now")
    ready, wait = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.write(ready[1], b"x")
        os.read(wait[0], 1)
        os._exit(0)
    os.read(ready[0], 1)
    lock.release()
    again = lock_daemon(tmp_path, "now")
    os.write(wait[1], b"x")
    os.waitpid(child, 0)
    assert isinstance(again, Lock)
    again.release()


def test_a_started_program_does_not_keep_the_lock(tmp_path):
    lock = lock_daemon(tmp_path, "now")
    child = subprocess.Popen(["cat"], stdin=subprocess.PIPE, close_fds=False)
    lock.release()
    again = take_lock(tmp_path / "daemon.lock", wait=False)
    child.communicate()
    assert again is not None
    again.release()


def test_e8_a_lock_file_that_was_made_again_is_noticed(tmp_path):
    first = lock_daemon(tmp_path, "now")
    (tmp_path / "daemon.lock").unlink()
    assert not first.is_ours()
    second = lock_daemon(tmp_path, "now")
    assert second.is_ours()
    first.release()
    second.release()


def test_a_file_replaced_between_open_and_lock_is_opened_again(tmp_path, monkeypatch):
    import vaulttool.vault.lock as module

    file: Path = tmp_path / "x.lock"
    plain, calls = module._take, []

    def take(descriptor: int, wait: bool) -> bool:
        if not calls:
            file.unlink()
            file.write_text("")
        calls.append(descriptor)
        return plain(descriptor, wait)

    monkeypatch.setattr(module, "_take", take)
    with take_lock(file, wait=False) as lock:
        assert lock.is_ours()
    assert len(calls) == 2


def test_an_unreadable_holder_is_nobody(tmp_path):
    with take_lock(tmp_path / "daemon.lock", wait=False):
        assert lock_daemon(tmp_path, "now") == Holder(0, "")


def test_a_lock_is_waited_for_a_while_and_no_longer(tmp_path):
    file, pauses = tmp_path / "x.lock", []
    held = take_lock(file, wait=False)
    assert take_lock_within(file, 1.0, pauses.append) is None
    assert 0.9 < sum(pauses) < 1.1
    with take_lock_within(file, 1.0, lambda pause: held.release()) as lock:
        assert lock.is_ours()
    held = take_lock(file, wait=False)
    with take_lock_within(file, 1.0, lambda pause: held.release(), pause=1.0) as lock:
        assert lock.is_ours(), "given back in the last pause"


def test_a_lock_that_cannot_be_closed_is_given_back_all_the_same(tmp_path, monkeypatch):
    lock, closed = take_lock(tmp_path / "x.lock", wait=False), []

    def close(descriptor: int) -> None:
        closed.append(descriptor)
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "close", close)
        lock.release()
    os.close(*closed)
    assert not lock.is_ours()
    take_lock(tmp_path / "x.lock", wait=False).release()
